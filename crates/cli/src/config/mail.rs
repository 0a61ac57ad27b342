//! The mail server.

use std::path::PathBuf;

use jiff::civil::Time;
use web::{MailSecurity, MailSettings};
use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 9] =
    [SERVER, PORT, SECURITY, USER, PASSWORD_FILE, FROM, CA_FILE, DIGEST_AT, LINKS_TO];

const fn of_mail(key: &'static str, flag: &'static str, value: &'static str, words: &'static str) -> Known {
    Known { section: "mail", key, flag, value, words, kind: Kind::Text, default: "" }
}

const SERVER: Known = of_mail("server", "mail-server", "NAME", "option-mail-server");
const PORT: Known =
    Known { kind: Kind::Number(0, 65_535), default: "0", ..of_mail("port", "mail-port", "N", "option-mail-port") };
const SECURITY: Known = Known {
    kind: Kind::OneOf(&["tls", "starttls", "plain"]),
    default: "tls",
    ..of_mail("security", "mail-security", "tls|starttls|plain", "option-mail-security")
};
const USER: Known = of_mail("user", "mail-user", "NAME", "option-mail-user");
const PASSWORD_FILE: Known = of_mail("password_file", "mail-password-file", "FILE", "option-mail-password-file");
const FROM: Known = of_mail("from", "mail-from", "ADDRESS", "option-mail-from");
const CA_FILE: Known = of_mail("ca_file", "mail-ca-file", "FILE", "option-mail-ca-file");
const DIGEST_AT: Known =
    Known { default: "08:00", ..of_mail("digest_at", "mail-digest-at", "TIME", "option-mail-digest-at") };
const LINKS_TO: Known = of_mail("links_to", "mail-links-to", "URL", "option-mail-links-to");

/// The mail server; none where none is given.
pub(crate) fn read(given: &Given) -> Result<Option<MailSettings>, Fault> {
    if given.text(&SERVER).is_empty() {
        return Ok(None);
    }
    if given.text(&FROM).is_empty() {
        return Err(given.refuse(&FROM, Message::new("config-wants-text")));
    }
    let name = given.one_of(&SECURITY)?;
    let security = MailSecurity::ALL.into_iter().find(|known| known.name() == name).unwrap_or(MailSecurity::Tls);
    let port = u16::try_from(given.number(&PORT)?).ok().filter(|port| *port > 0);
    let time: Result<Time, _> = given.text(&DIGEST_AT).parse();
    let file = |known: &Known| Some(given.text(known)).filter(|file| !file.is_empty()).map(PathBuf::from);
    let settings = MailSettings {
        server: given.text(&SERVER),
        port: port.unwrap_or_else(|| security.port()),
        security,
        user: given.text(&USER),
        password: None,
        password_file: file(&PASSWORD_FILE),
        from: given.text(&FROM),
        ca_file: file(&CA_FILE),
        digest_at: time.map_err(|_| given.refuse(&DIGEST_AT, Message::new("config-wants-time")))?,
        links_to: given.text(&LINKS_TO),
    };
    settings.checked().map(Some).map_err(Fault::Input)
}
