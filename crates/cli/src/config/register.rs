//! Where the register is.

use std::path::Path;

use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 2] = [DATABASE, DATABASE_FILE];

pub(crate) const DATABASE: Known = Known {
    section: "register",
    key: "database",
    flag: "database",
    value: "URL",
    words: "option-database",
    kind: Kind::Text,
    default: "sqlite:mingpai.db?mode=rwc",
};

const DATABASE_FILE: Known = Known {
    section: "register",
    key: "database_file",
    flag: "database-file",
    value: "FILE",
    words: "option-database-file",
    kind: Kind::Text,
    default: "",
};

/// Where the register is.
#[derive(Debug, Clone)]
pub(crate) struct RegisterConfig {
    /// The address of the database.
    pub(crate) database: String,
}

impl RegisterConfig {
    pub(crate) fn read(given: &Given) -> Result<Self, Fault> {
        let file = given.text(&DATABASE_FILE);
        if file.is_empty() {
            return Ok(Self { database: given.text(&DATABASE) });
        }
        Ok(Self { database: secret(given, &DATABASE_FILE, Path::new(&file))? })
    }
}

/// What stands in a file of its own, so that the configuration can be shown around.
fn secret(given: &Given, known: &Known, file: &Path) -> Result<String, Fault> {
    let unreadable = |detail: String| given.refuse(known, Message::new("config-wants-readable").with("detail", detail));
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    Some(text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .ok_or_else(|| given.refuse(known, Message::new("config-wants-no-empty-file")))
}
