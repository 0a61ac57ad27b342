//! The way to the mail server, and nothing else of SMTP.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use words::Message;

use super::settings::{MailSecurity, MailSettings};

/// How long the server may take for one mail.
const LONGEST: Duration = Duration::from_secs(30);

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    /// A calendar file that goes with it.
    pub(crate) calendar: Option<String>,
}

/// Why a mail was not sent. It names no address, so that it may stand in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotSent(pub(crate) String);

/// Gives mail to the configured server.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) settings: MailSettings,
}

/// The certificates of a PEM file.
pub(super) fn authorities(pem: &[u8]) -> Result<Vec<Certificate>, String> {
    let text = String::from_utf8_lossy(pem);
    let end = "-----END CERTIFICATE-----";
    let one = |part: &str| {
        let start = part.find("-----BEGIN CERTIFICATE-----")?;
        Some(
            Certificate::from_pem(format!("{}{end}\n", part.get(start..)?).as_bytes())
                .map_err(|error| error.to_string()),
        )
    };
    let found: Vec<Certificate> = text.split(end).filter_map(one).collect::<Result<_, _>>()?;
    if found.is_empty() { Err("there is no certificate in it".to_owned()) } else { Ok(found) }
}

impl Post {
    pub(crate) fn new(settings: MailSettings) -> Self {
        Self { settings }
    }

    fn tls(&self) -> Result<Tls, String> {
        if self.settings.security == MailSecurity::Plain {
            return Ok(Tls::None);
        }
        let mut parameters = TlsParameters::builder(self.settings.server.clone());
        if let Some(file) = &self.settings.ca_file {
            parameters = parameters.certificate_store(CertificateStore::None);
            let pem = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            for certificate in authorities(&pem)? {
                parameters = parameters.add_root_certificate(certificate);
            }
        }
        let parameters = parameters.build_rustls().map_err(|error| error.to_string())?;
        Ok(match self.settings.security {
            MailSecurity::Tls => Tls::Wrapper(parameters),
            _ => Tls::Required(parameters),
        })
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// What the server or the way to it says, without any address.
    pub(crate) async fn send(&self, letter: Letter) -> Result<(), NotSent> {
        let broken = |detail: String| NotSent(detail);
        let from: Mailbox = self.settings.from.parse().map_err(|_| broken("the sender is no address".to_owned()))?;
        let to: Address = letter.to.parse().map_err(|_| broken("the receiver is no address".to_owned()))?;
        let message = lettre::Message::builder().from(from).to(Mailbox::new(None, to)).subject(letter.subject);
        let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.text);
        let message = match letter.calendar {
            None => message.singlepart(text),
            Some(calendar) => {
                // Of a published file every calendar takes what it says; nobody is asked to answer by mail.
                let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
                let kind = kind.map_err(|error| broken(error.to_string()))?;
                let file = Attachment::new("invitation.ics".to_owned()).body(calendar, kind);
                message.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            }
        };
        let message = message.map_err(|error| broken(error.to_string()))?;
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.settings.server)
            .port(self.settings.port)
            .tls(self.tls().map_err(broken)?)
            .timeout(Some(LONGEST));
        if let Some(password) = &self.settings.password {
            let (user, password) = (self.settings.user.clone(), password.reveal().to_owned());
            transport = transport.credentials(Credentials::new(user, password));
        }
        match transport.build().send(message).await {
            Ok(_) => Ok(()),
            // What a server says may repeat an address; its number does not.
            Err(error) => Err(broken(match error.status() {
                Some(code) => format!("SMTP {code}"),
                None if error.is_timeout() => format!("no answer within {} s", LONGEST.as_secs()),
                None => whole(&error),
            })),
        }
    }
}

/// An error of the way, with its causes.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(&format!(": {inner_text}"));
        }
        cause = inner.source();
    }
    text
}

impl NotSent {
    /// For whoever asked.
    pub(crate) fn message(&self) -> Message {
        Message::new("mail-not-sent").with("detail", &self.0)
    }
}
