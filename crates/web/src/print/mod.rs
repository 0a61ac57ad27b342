//! Printing: what a brand says, on everything that hangs on a wall or stands on a desk, and what is sent out.

mod appearances;
mod badges;
mod batch;
mod building;
mod choice;
mod files;
mod hanging;
mod own;
mod page;
mod plate;
mod press;
mod release;
mod says;
mod version;

pub(crate) use appearances::{
    add as add_appearance, list as list_appearances, remove as remove_appearance, workbook as appearances_workbook,
};
pub(crate) use badges::{print as print_badges, template as badge_template};
pub use batch::PrintBatch;
pub(crate) use batch::{ask as ask_for_batch, fetch as fetch_batch};
pub(crate) use building::ask as ask_for_press;
pub use building::{BuildPress, Building};
pub(crate) use files::{picture, preview, sheet};
pub(crate) use hanging::{list as list_hanging, note as note_printed, outdated, take_down};
pub use own::OwnLayouts;
pub(crate) use page::show;
pub(crate) use plate::{look as look_at_plate, show as show_plate};
pub use press::PressSettings;
pub(crate) use press::Presses;
pub(crate) use release::{as_docx, as_pdf, docx as release_docx, pdf as release_pdf};
pub use says::{PrintError, plate_code, print_unit};
pub(crate) use version::{is_current, version_of};
