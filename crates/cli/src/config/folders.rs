//! Where files are kept.

use std::path::{Path, PathBuf};

use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 2] = [DATA, BACKUPS];

const DATA: Known = Known {
    section: "folders",
    key: "data",
    flag: "data",
    value: "DIR",
    words: "option-data",
    kind: Kind::Text,
    default: "mingpai-data",
};

const BACKUPS: Known = Known {
    section: "folders",
    key: "backups",
    flag: "backups",
    value: "DIR",
    words: "option-backups",
    kind: Kind::Text,
    default: "",
};

/// Where files are kept.
#[derive(Debug, Clone)]
pub(crate) struct FolderConfig {
    /// Case records.
    pub(crate) data: PathBuf,
    /// Copies of the register.
    pub(crate) backups: PathBuf,
}

impl FolderConfig {
    pub(crate) fn read(given: &Given) -> Self {
        let data = PathBuf::from(given.text(&DATA));
        let backups = Some(given.text(&BACKUPS)).filter(|backups| !backups.is_empty());
        Self { backups: backups.map_or_else(|| data.join("backups"), PathBuf::from), data }
    }

    /// Makes the folders where they are missing, and sees that they can be written to.
    pub(crate) fn check(&self, given: &Given) -> Result<(), Fault> {
        let refused = |known: &Known, error: &std::io::Error| {
            given.refuse(known, Message::new("config-wants-folder").with("detail", error.to_string()))
        };
        writable(&self.data).map_err(|error| refused(&DATA, &error))?;
        // The folder below `data` is refused under the name that somebody wrote.
        let known = if given.is_given(&BACKUPS) { &BACKUPS } else { &DATA };
        writable(&self.backups).map_err(|error| refused(known, &error))
    }
}

/// Makes a folder where it is missing, and writes a file into it, which goes at once.
pub(crate) fn writable(folder: &Path) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::create_dir_all(folder).map_err(plain)?;
    let mut file = tempfile::Builder::new().prefix(".mingpai-").tempfile_in(folder).map_err(plain)?;
    // A disk that is full lets a file be made, but not written.
    file.write_all(&[0; 4096]).and_then(|()| file.as_file().sync_all()).map_err(plain)
}

/// Without the name of the file, which says nothing to anybody.
fn plain(error: std::io::Error) -> std::io::Error {
    std::io::Error::from(error.kind())
}
