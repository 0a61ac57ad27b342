//! What the server writes of itself.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 2] = [FORMAT, LEVEL];

const FORMAT: Known = Known {
    section: "log",
    key: "format",
    flag: "log-format",
    value: "text|json",
    words: "option-log-format",
    kind: Kind::OneOf(&["text", "json"]),
    default: "text",
};

const LEVEL: Known = Known {
    section: "log",
    key: "level",
    flag: "log-level",
    value: "error|warn|info|debug",
    words: "option-log-level",
    kind: Kind::OneOf(&["error", "warn", "info", "debug"]),
    default: "info",
};

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// To be read.
    Text,
    /// An object a line, to be collected.
    Json,
}

/// What the server writes of itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogConfig {
    /// How.
    pub(crate) format: LogFormat,
    /// From which weight on.
    pub(crate) level: LevelFilter,
}

impl LogConfig {
    /// Of a demo: what is wrong, and nothing else, for somebody looks at the terminal.
    pub(crate) const DEMO: Self = Self { format: LogFormat::Text, level: LevelFilter::WARN };

    pub(crate) fn read(given: &Given) -> Result<Self, Fault> {
        Ok(Self {
            format: if given.one_of(&FORMAT)? == "json" { LogFormat::Json } else { LogFormat::Text },
            level: match given.one_of(&LEVEL)? {
                "error" => LevelFilter::ERROR,
                "warn" => LevelFilter::WARN,
                "debug" => LevelFilter::DEBUG,
                _ => LevelFilter::INFO,
            },
        })
    }

    /// Writes log lines to standard error from now on.
    pub(crate) fn begin(self) {
        // What the libraries below us say may name whom they work for: of them only what is wrong is heard.
        let ours = Targets::new().with_default(self.level.min(LevelFilter::WARN)).with_target("web", self.level);
        let lines = fmt::layer().with_writer(std::io::stderr).with_target(false);
        let lines = match self.format {
            LogFormat::Text => lines.with_ansi(false).boxed(),
            LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
        };
        // Nobody has set another one: the program has one server.
        let _ = tracing_subscriber::registry().with(lines.with_filter(ours)).try_init();
    }
}
