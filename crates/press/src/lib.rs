//! The press: an order of sheets in, PDF, SVG or PNG out.
//!
//! Sheets are laid out by Typst from templates under `plates/`. The press reads no file, asks no host and knows no day: what it may use
//! are its templates, its typefaces and the order, so the same order gives the same bytes. Nothing is printed where a character is
//! missing in all typefaces, where a text does not fit, or where something is not said that the layout needs: that is told instead.
//!
//! ```
//! use sheets::{Language, Layouts, Order, Output, Paper, Problem, Says, Sheet};
//!
//! let press = press::Press::new(Vec::new());
//! let says = Says { unit: "市政务服务中心".into(), brand: "快办".into(), promise: "5个工作日办结".into(), ..Says::default() };
//! let mut order = Order {
//!     sheets: vec![Sheet { layout: "desk-plate".into(), language: Language::Chinese, says }],
//!     layouts: Layouts::built_in().expect("they are part of the program").all().to_vec(),
//!     document: None,
//!     templates: Default::default(),
//!     output: Output::Pdf,
//!     paper: Paper::Exact,
//!     title: "桌牌".into(),
//!     day: "2026-11-26".into(),
//! };
//! let reply = press.print(&order);
//! assert!(reply.problems.is_empty());
//! assert!(reply.files[0].starts_with(b"%PDF-"));
//! // A character that no typeface has is told, and nothing is printed.
//! order.sheets[0].says.brand = "快\u{30EDE}办".into();
//! let missing = Problem::MissingCharacter { sheet: 0, text: "brand".into(), character: '\u{30EDE}' };
//! assert_eq!(press.print(&order).problems, [missing]);
//! ```

mod code;
mod drawing;
mod fonts;
mod layout;
mod paper;
mod print;
mod rows;
mod source;
mod world;

pub use print::Press;
