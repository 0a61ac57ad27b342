//! How the server answers.

use std::net::IpAddr;

use jiff::tz::TimeZone;
use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 6] = [LISTEN, HTTPS, TRUSTED_PROXIES, TIME_ZONE, SESSION_HOURS, UPLOAD_LIMIT];

const LISTEN: Known = Known {
    section: "server",
    key: "listen",
    flag: "listen",
    value: "ADDRESS",
    words: "option-listen",
    kind: Kind::Text,
    default: "127.0.0.1:8080",
};

const HTTPS: Known = Known {
    section: "server",
    key: "https",
    flag: "https",
    value: "",
    words: "option-https",
    kind: Kind::Truth,
    default: "false",
};

const TRUSTED_PROXIES: Known = Known {
    section: "server",
    key: "trusted_proxies",
    flag: "trusted-proxies",
    value: "ADDRESS,…",
    words: "option-trusted-proxies",
    kind: Kind::List,
    default: "",
};

pub(crate) const TIME_ZONE: Known = Known {
    section: "server",
    key: "time_zone",
    flag: "time-zone",
    value: "ZONE",
    words: "option-time-zone",
    kind: Kind::Text,
    default: "Asia/Shanghai",
};

const SESSION_HOURS: Known = Known {
    section: "server",
    key: "session_hours",
    flag: "session-hours",
    value: "N",
    words: "option-session-hours",
    kind: Kind::Number(1, 168),
    default: "8",
};

const UPLOAD_LIMIT: Known = Known {
    section: "server",
    key: "upload_limit_mb",
    flag: "upload-limit-mb",
    value: "MB",
    words: "option-upload-limit-mb",
    kind: Kind::Number(1, 65_536),
    default: "4",
};

/// How the server answers.
#[derive(Debug, Clone)]
pub(crate) struct ServerConfig {
    /// The address to listen on.
    pub(crate) listen: String,
    /// Whether it is reached by https.
    pub(crate) https: bool,
    /// The proxies in front of it.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// The office's time zone.
    pub(crate) time_zone: TimeZone,
    /// How long a session lasts in which nothing is asked, hours.
    pub(crate) session_hours: i64,
    /// The largest file that a page takes, bytes.
    pub(crate) largest_upload: usize,
}

impl ServerConfig {
    pub(crate) fn read(given: &Given) -> Result<Self, Fault> {
        let zone = given.text(&TIME_ZONE);
        let no_zone = |_| given.refuse(&TIME_ZONE, Message::new("config-wants-zone"));
        let proxies = given.list(&TRUSTED_PROXIES).iter().map(|address| address.parse()).collect();
        let megabytes = usize::try_from(given.number(&UPLOAD_LIMIT)?).unwrap_or(usize::MAX);
        Ok(Self {
            listen: given.text(&LISTEN),
            https: given.truth(&HTTPS)?,
            trusted_proxies: Result::map_err(proxies, |_: std::net::AddrParseError| {
                given.refuse(&TRUSTED_PROXIES, Message::new("config-wants-addresses"))
            })?,
            time_zone: TimeZone::get(&zone).map_err(no_zone)?,
            session_hours: given.number(&SESSION_HOURS)?,
            largest_upload: megabytes.saturating_mul(1 << 20),
        })
    }
}
