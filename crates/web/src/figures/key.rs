//! The key with which figures are signed: 32 random bytes in a file that only the server may read.

use std::io::{self, Write};
use std::path::Path;

use bundle::SigningKey;

/// The name of the file in the data folder.
const FILE: &str = "signing.key";

/// The key of a data folder; the first time it is made.
///
/// # Errors
/// What the file system says; [`io::ErrorKind::InvalidData`] for a file that is no key.
pub fn signing_key(data: &Path) -> io::Result<SigningKey> {
    let path = data.join(FILE);
    match std::fs::read(&path) {
        Ok(bytes) => {
            let seed = <[u8; 32]>::try_from(bytes.as_slice());
            let no_key = |_| io::Error::new(io::ErrorKind::InvalidData, format!("{} is no key", path.display()));
            seed.map(SigningKey::of).map_err(no_key)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(io::Error::other)?;
            std::fs::create_dir_all(data)?;
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            file.write_all(&seed)?;
            file.sync_all()?;
            Ok(SigningKey::of(seed))
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_stays_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let first = signing_key(&data).and_then(|key| key.public_pem().map_err(io::Error::other)).expect("made");
        let again = signing_key(&data).and_then(|key| key.public_pem().map_err(io::Error::other)).expect("read");
        assert_eq!(first, again);
        std::fs::write(data.join(FILE), "short").expect("written");
        assert_eq!(signing_key(&data).expect_err("no key").kind(), io::ErrorKind::InvalidData);
    }
}
