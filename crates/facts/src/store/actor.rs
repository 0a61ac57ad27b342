//! Names of actors, as something else that is the same where they are.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use arrow_array::StringArray;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::batch::{Coded, texts};
use crate::problem::FactsError;
use crate::store::checked::{altered, damage};
use crate::store::sync_folder;

const FILE: &str = "actor.key";

/// The key with which a store hashes actors. Only whether two actors are the same is ever asked, and that a keyed hash tells
/// without telling who they are.
pub(crate) struct ActorKey([u8; 32]);

impl ActorKey {
    /// Writes the key of a new store, unless one was left there: facts may have been hashed with it.
    pub(crate) fn create(folder: &Path, key: [u8; 32]) -> Result<(), FactsError> {
        let path = folder.join(FILE);
        if path.exists() {
            return Ok(());
        }
        let new = folder.join(format!("{FILE}.new"));
        let write = || {
            let mut options = File::options();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&new)?;
            file.write_all(&key)?;
            file.sync_all()?;
            std::fs::rename(&new, &path)?;
            sync_folder(folder)
        };
        write().map_err(|error| FactsError::store_failed(&path, &error))
    }

    pub(crate) fn read(folder: &Path) -> Result<Self, FactsError> {
        let path = folder.join(FILE);
        let bytes = std::fs::read(&path).map_err(|error| damage(&path, &FactsError::io("", &error)))?;
        let key: [u8; 32] = bytes.try_into().map_err(|_| altered(&path))?;
        Ok(Self(key))
    }

    /// The hash of an actor: 128 bits of HMAC-SHA-256, in hexadecimal.
    fn hash(&self, actor: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(actor.as_bytes());
        mac.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Hashes columns of actors; who was hashed before is not hashed again.
pub(crate) struct ActorHashes {
    key: ActorKey,
    known: HashMap<String, String>,
}

impl ActorHashes {
    pub(crate) fn new(key: ActorKey) -> Self {
        Self { key, known: HashMap::new() }
    }

    /// A column of actors, hashed.
    pub(crate) fn of(&mut self, actors: &Coded) -> Coded {
        let Self { key, known } = self;
        let hashed = texts(actors).iter().map(|actor| {
            let actor = actor?;
            if !known.contains_key(actor) {
                known.insert(actor.to_owned(), key.hash(actor));
            }
            known.get(actor).cloned()
        });
        let hashed: StringArray = hashed.collect();
        Coded::new(actors.keys().clone(), Arc::new(hashed))
    }
}
