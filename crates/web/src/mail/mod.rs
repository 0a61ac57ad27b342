//! Mail: to which server it goes, what is sent every day and when units are invited, and where people say that they want it.

pub(crate) mod digest;
pub(crate) mod invitation;
pub(crate) mod page;
mod post;
mod settings;

use words::Language;

pub(crate) use post::Post;
pub use settings::{MailSecurity, MailSettings};

/// The language in which somebody gets mail.
fn language(to: &ledger::mail::Model) -> Language {
    if to.language == "en" { Language::English } else { Language::Chinese }
}
