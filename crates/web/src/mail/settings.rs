//! Through which server mail goes.

use std::path::PathBuf;

use jiff::civil::Time;
use lettre::address::Address;
use lettre::message::Mailbox;
use words::Message;

use crate::provider::Secret;

/// How the way to the mail server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailSecurity {
    /// By TLS from the first byte on; port 465 by default.
    Tls,
    /// By TLS that the server must offer; port 587 by default.
    StartTls,
    /// Not at all: for a server in one's own house, and without a password; port 25 by default.
    Plain,
}

impl MailSecurity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::Plain];

    /// The name in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::Plain => "plain",
        }
    }

    /// The port that is usual for it.
    pub fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Plain => 25,
        }
    }
}

/// The mail server; the section `[mail]` of a configuration file. No other one is ever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// Its name or address.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept from others.
    pub security: MailSecurity,
    /// Our name at the server; empty where it asks for none.
    pub user: String,
    /// Our password at the server.
    pub password: Option<Secret>,
    /// A file with it.
    pub password_file: Option<PathBuf>,
    /// From whom mail comes: `服务品牌办公室 <brand@example.gov.cn>`.
    pub from: String,
    /// The certificates of the authorities that are trusted, in PEM. By default those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// When the pressing cases are sent, in the office's time zone.
    pub digest_at: Time,
    /// Our own address as browsers know it, for the links in a mail: `https://mingpai.example.gov.cn`; empty for none.
    pub links_to: String,
}

impl MailSettings {
    /// Looks at what can be looked at without asking the server, and reads the file with the password into the settings.
    ///
    /// # Errors
    /// What is wrong, and what to write instead.
    pub fn checked(mut self) -> Result<Self, Message> {
        if self.from.parse::<Mailbox>().is_err() {
            return Err(Message::new("mail-from-wrong").with("from", &self.from));
        }
        if let Some(file) = &self.password_file {
            let unreadable = |error: std::io::Error| {
                Message::new("mail-file-unreadable").with("file", file).with("detail", error.to_string())
            };
            self.password = Some(Secret::new(std::fs::read_to_string(file).map_err(unreadable)?.trim()));
        }
        if self.security == MailSecurity::Plain && self.password.is_some() {
            return Err(Message::new("mail-password-in-the-open"));
        }
        if let Some(file) = &self.ca_file {
            let unreadable =
                |detail: String| Message::new("mail-file-unreadable").with("file", file).with("detail", detail);
            let pem = std::fs::read(file).map_err(|error| unreadable(error.to_string()))?;
            super::post::authorities(&pem).map_err(unreadable)?;
        }
        let is_address = self.links_to.is_empty()
            || ["https://", "http://"]
                .iter()
                .any(|start| self.links_to.strip_prefix(start).is_some_and(|host| !host.is_empty()));
        if !is_address || self.links_to.contains(char::is_whitespace) {
            return Err(Message::new("mail-links-wrong").with("address", &self.links_to));
        }
        self.links_to = self.links_to.trim_end_matches('/').to_owned();
        Ok(self)
    }
}

/// Whether a text is an address to which mail can be sent.
pub(crate) fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}
