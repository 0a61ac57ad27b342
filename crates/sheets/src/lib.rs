//! What a printed sheet says, which layouts there are, and what is told between the program and its press.
//!
//! A sheet is a plain value: all that is printed stands in it, so that last year's plate prints again as it was. The press
//! (`mingpai-press`) is a program of its own, because it takes long to build and a template must not be able to harm a server; it is
//! given an [`Order`] and gives a [`Reply`]. Whoever orders needs this crate alone.
//!
//! ```
//! use sheets::{Language, Layouts, Says, Sheet};
//!
//! let layouts = Layouts::built_in().expect("the layouts are part of the program");
//! let plate = layouts.find("desk-plate").expect("there is a desk plate");
//! assert_eq!((plate.width, plate.height, plate.sides), (200.0, 100.0, 2));
//! let says = Says { unit: "市政务服务中心".into(), brand: "快办".into(), promise: "5个工作日办结".into(), ..Says::default() };
//! let sheet = Sheet { layout: plate.name.clone(), language: Language::Chinese, says };
//! assert!(plate.lacks(&sheet.says).is_empty());
//! ```

mod document;
mod layout;
mod order;
mod says;
mod talk;

pub use document::{Bar, Block, Document, Form};
pub use layout::{About, Layout, LayoutError, Layouts};
pub use order::{Order, Output, Paper, Problem, Reply};
pub use says::{Figure, Language, Mark, Person, Place, Says, Sheet};
pub use talk::{TalkError, read_order, read_reply, write_order, write_reply};
