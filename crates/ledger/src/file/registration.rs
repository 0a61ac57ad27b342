//! Registrations of a brand's name or mark.

use serde::{Deserialize, Serialize};

use crate::time::Day;

/// A registration of name or mark. A brand may be registered as a work and as a trademark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Registration {
    /// As what.
    pub kind: RegistrationKind,
    /// The number.
    pub number: String,
    /// The day.
    pub day: Option<Day>,
    /// Who registered it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// Its certificate, for the desk alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
}

/// As what something is registered. It is written as the word for it, so that whatever word an earlier version of the program
/// was given stays as it was signed.
///
/// ```
/// use ledger::file::RegistrationKind;
///
/// assert_eq!(RegistrationKind::from("商标".to_owned()), RegistrationKind::Trademark);
/// assert_eq!(String::from(RegistrationKind::Other("外观设计".to_owned())), "外观设计");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum RegistrationKind {
    /// As a trademark (商标).
    Trademark,
    /// As a work, for copyright (著作权).
    Copyright,
    /// In the unit's own words; empty while nothing is said.
    Other(String),
}

const TRADEMARK: &str = "商标";
const COPYRIGHT: &str = "著作权";

impl Default for RegistrationKind {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl From<String> for RegistrationKind {
    fn from(word: String) -> Self {
        match word.as_str() {
            TRADEMARK => Self::Trademark,
            COPYRIGHT => Self::Copyright,
            _ => Self::Other(word),
        }
    }
}

impl From<RegistrationKind> for String {
    fn from(kind: RegistrationKind) -> Self {
        match kind {
            RegistrationKind::Trademark => TRADEMARK.to_owned(),
            RegistrationKind::Copyright => COPYRIGHT.to_owned(),
            RegistrationKind::Other(word) => word,
        }
    }
}

/// A paper that stands in the ledger by the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its media type: `application/pdf`, `image/png` or `image/jpeg`.
    pub media_type: String,
}
