//! Files that are written: in one piece, and never over what was read.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use words::Message;

use crate::fault::Fault;

/// Writes a file in one piece: whatever happens, the old one is there whole or the new one is. A link is followed; what is no
/// file, a pipe say, is written to.
pub(crate) fn replace_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Fault> {
    let fault = |error: &io::Error| {
        // The folder is what is wrong, and not the name under which the file would have waited in it.
        Fault::writing(&path.display().to_string(), &io::Error::from(error.kind()))
    };
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() && !target.is_dir() {
        let file = std::fs::OpenOptions::new().write(true).open(&target).map_err(|error| fault(&error))?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        return write(&mut out).and_then(|()| out.flush()).map_err(|error| fault(&error));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| fault(&error))?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file_mut());
    write(&mut out).and_then(|()| out.flush()).map_err(|error| fault(&error))?;
    drop(out);
    // A temporary file is the user's alone; a result may be read by whoever may read the folder's other files.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    file.persist(&target).map_err(|error| fault(&error.error))?;
    Ok(())
}

/// Refuses to write over what is read (a source, a plan, a store and what lies in it), or two results into one file.
pub(crate) fn keep_apart(read: &[&Path], written: &[&Path]) -> Result<(), Fault> {
    let read: Vec<PathBuf> = read.iter().map(|path| place(path)).collect();
    let mut taken: Vec<PathBuf> = Vec::new();
    for path in written {
        let own = place(path);
        if own.exists() && !own.is_file() && !own.is_dir() {
            continue;
        }
        if read.iter().any(|read| own == *read || read.is_dir() && own.starts_with(read)) {
            return Err(Fault::Input(Message::new("would-write-over").with("file", *path)));
        }
        if taken.contains(&own) {
            return Err(Fault::Input(Message::new("written-twice").with("file", *path)));
        }
        taken.push(own);
    }
    Ok(())
}

/// Where a file lies, or would: links followed.
fn place(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        path.file_name().map_or(folder.clone(), |name| folder.join(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("records.csv"), "1").unwrap();
        std::fs::create_dir(at("tables")).unwrap();
        let twice = at(".").join("new.csv");
        for (read, written, may) in [
            (at("records.csv"), vec![at("new.csv")], true),
            (at("records.csv"), vec![at("records.csv")], false),
            (at("records.csv"), vec![at(".").join("records.csv")], false),
            (at("tables"), vec![at("tables").join("new.csv")], false),
            (at("tables"), vec![at("new.csv"), at("other.json")], true),
            (at("records.csv"), vec![at("new.csv"), twice], false),
        ] {
            let written: Vec<&Path> = written.iter().map(PathBuf::as_path).collect();
            assert_eq!(keep_apart(&[&read], &written).is_ok(), may, "{read:?} {written:?}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("records.csv"), at("link.csv")).unwrap();
            assert!(keep_apart(&[&at("records.csv")], &[&at("link.csv")]).is_err());
            replace_file(&at("link.csv"), |out| out.write_all(b"2")).unwrap();
            assert_eq!(std::fs::read(at("records.csv")).unwrap(), b"2");
            assert!(at("link.csv").is_symlink());
            keep_apart(&[&at("records.csv")], &[Path::new("/dev/null"), Path::new("/dev/null")]).unwrap();
            replace_file(Path::new("/dev/null"), |out| out.write_all(b"2")).unwrap();
            assert!(!Path::new("/dev/null").is_file());
        }
    }
}
