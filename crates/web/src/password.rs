//! Passwords: hashed by argon2id, compared in the same time whether the account is there or not.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use words::Message;

/// The shortest password.
pub(crate) const SHORTEST: usize = 10;

/// Hashes a password, off the threads that answer others.
///
/// # Errors
/// A message when the system gives no chance for the salt.
pub async fn hash(password: String) -> Result<String, Message> {
    let failed = || Message::new("password-failed");
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(|_| failed())?.ok_or_else(failed)
}

fn hash_now(password: &str) -> Option<String> {
    Some(Argon2::default().hash_password(password.as_bytes()).ok()?.to_string())
}

/// Whether a password is the one of a hash. Without a hash the same work is done for nothing, so that nobody learns from the time it
/// takes which accounts there are.
pub(crate) async fn is_right(password: String, hash: Option<String>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let check = move || {
        let nobody = || NOBODY.get_or_init(|| hash_now("nobody has this password").unwrap_or_default()).clone();
        let (known, hash) = (hash.is_some(), hash.unwrap_or_else(nobody));
        let right = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && right
    };
    tokio::task::spawn_blocking(check).await.unwrap_or(false)
}

/// A first password: four groups of four letters and digits that nobody mistakes for others; 80 bits.
///
/// # Errors
/// A message when the system gives no chance.
pub fn first() -> Result<String, Message> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Message::new("password-failed"))?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).map_or('x', |letter| char::from(*letter));
    let groups: Vec<String> = bytes.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    Ok(groups.join("-"))
}

/// What is wrong with a new password; nothing when it will do.
pub(crate) fn too_weak(password: &str, login: &str) -> Option<Message> {
    let signs = password.chars().count();
    let same = password.chars().all(|sign| password.starts_with(sign));
    if signs < SHORTEST {
        Some(Message::new("password-too-short").with("least", SHORTEST))
    } else if same || password.to_lowercase().contains(&login.to_lowercase()) {
        Some(Message::new("password-too-plain"))
    } else if signs > 200 {
        Some(Message::new("password-too-long"))
    } else {
        None
    }
}
