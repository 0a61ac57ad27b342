//! Printing: what a brand says, on everything that hangs on a wall or stands on a desk.

mod badges;
mod hanging;
mod page;
mod press;
mod says;

pub(crate) use badges::print as print_badges;
pub(crate) use hanging::{list as list_hanging, note as note_printed, outdated, take_down};
pub(crate) use page::{preview, sheet, show};
pub use press::PressSettings;
pub(crate) use press::Presses;
pub(crate) use says::version_of;
pub use says::{PrintError, plate_code, print_unit};
