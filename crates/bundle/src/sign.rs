//! Signatures: that a figure was published by whoever has the key, and has not been changed since.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePublicKey, EncodePublicKey};
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};

use crate::error::BundleError;

/// The key with which figures are signed (Ed25519, RFC 8032). It never shows itself.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SigningKey(…)")
    }
}

impl SigningKey {
    /// The key of 32 random bytes.
    pub fn of(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// The public half, as a PEM file that OpenSSL reads.
    ///
    /// # Errors
    /// [`BundleError::BadKey`]; no key that can be made gives it.
    pub fn public_pem(&self) -> Result<String, BundleError> {
        let pem = self.0.verifying_key().to_public_key_pem(LineEnding::LF);
        pem.map_err(|error| BundleError::BadKey { detail: error.to_string() })
    }

    /// Signs some bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        hexadecimal(&self.0.sign(bytes).to_bytes())
    }
}

/// A public key from the text of a PEM file.
///
/// # Errors
/// [`BundleError::BadKey`] for what is none.
pub fn public_key_of(pem: &str) -> Result<VerifyingKey, BundleError> {
    VerifyingKey::from_public_key_pem(pem.trim()).map_err(|error| BundleError::BadKey { detail: error.to_string() })
}

/// Whether a signature in hexadecimal is that of the key over some bytes.
pub(crate) fn is_signed(key: &VerifyingKey, bytes: &[u8], signature: &str) -> bool {
    let signature = bytes_of(signature.trim()).and_then(|bytes| Signature::from_slice(&bytes).ok());
    signature.is_some_and(|signature| key.verify(bytes, &signature).is_ok())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
