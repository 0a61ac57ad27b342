//! What is measured on, and with what: the made-up logs, the plans, and the other programs in a folder of their own.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::test::root;

/// Files, by their names, in `target/bench`.
pub(crate) struct Data {
    folder: PathBuf,
    /// How many events stand for 10 and for 50 million, and for the XES log.
    events: [u64; 3],
}

impl Data {
    pub(crate) fn prepare(quick: bool) -> Result<Self, String> {
        let folder = root().join(if quick { "target/bench-quick" } else { "target/bench" });
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        let events = if quick { [300_000, 1_500_000, 15_000] } else { [10_000_000, 50_000_000, 495_000] };
        let data = Self { folder, events };
        data.make(data.events[0], &["ten.parquet", "ten.csv"])?;
        data.make(data.events[1], &["fifty.parquet"])?;
        data.make(data.events[2], &["log.xes"])?;
        for (name, less_hours, source) in [("plan.toml", 0, TABLE), ("tighter.toml", 3, TABLE), ("xes.toml", 0, XES)] {
            let path = data.path(name);
            std::fs::write(&path, plan(source, less_hours)).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        data.install()?;
        Ok(data)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder of the scripts that ask other programs.
    pub(crate) fn script(name: &str) -> PathBuf {
        root().join("xtask/bench").join(name)
    }

    pub(crate) fn python(&self) -> OsString {
        self.path("venv/bin/python").into()
    }

    pub(crate) fn program(name: &str) -> OsString {
        // Where cargo puts what it builds, it put this program too.
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        target.join("release").join(name).into()
    }

    /// Makes a log in some formats, unless it is there.
    fn make(&self, events: u64, names: &[&str]) -> Result<(), String> {
        let missing: Vec<PathBuf> = names.iter().map(|name| self.path(name)).filter(|path| !path.exists()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        eprintln!("making {}, {events} events", names.join(" and "));
        done(Command::new(Self::program("mingpai-bench")).arg(events.to_string()).args(&missing))
    }

    /// Installs the other programs, unless these versions are there.
    fn install(&self) -> Result<(), String> {
        let wanted = Self::script("requirements.txt");
        let text = read(&wanted)?;
        let mark = self.path("venv/installed.txt");
        if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == text) {
            return Ok(());
        }
        eprintln!("installing {}", text.split_whitespace().collect::<Vec<_>>().join(", "));
        let python = done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(self.path("venv")));
        python.map_err(|error| format!("{error}; the other programs need python3 with venv"))?;
        done(Command::new(self.python()).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
        std::fs::write(&mark, &text).map_err(|error| format!("{}: {error}", mark.display()))
    }

    /// What stands for 10 and for 50 million events, and for the XES log, as it is said.
    pub(crate) fn sizes(&self) -> [String; 3] {
        self.events.map(|events| match events {
            events if events % 1_000_000 == 0 => format!("{} million events", events / 1_000_000),
            events => format!("{events} events"),
        })
    }

    /// Megabytes of a file.
    pub(crate) fn megabytes(&self, name: &str) -> u64 {
        std::fs::metadata(self.path(name)).map_or(0, |file| file.len() / 1_000_000)
    }
}

/// Runs something that must end well.
pub(crate) fn done(command: &mut Command) -> Result<(), String> {
    let name = Path::new(command.get_program()).display().to_string();
    let status = command.status().map_err(|error| format!("{name} cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

const TABLE: &str = r#"[source]
case = "case_id"
activity = "activity"
at = "ts"
actor = "resource"
service = "service"
unit = "unit"
time_zone = "Asia/Shanghai"
"#;

const XES: &str = r#"[source]
case = "case:concept:name"
activity = "concept:name"
at = "time:timestamp"
actor = "org:resource"
service = "case:service"
unit = "case:unit"
"#;

const REST: &str = r#"
[milestones]
accepted = { activities = ["accept"] }
decided = { activities = ["decide"] }
paused = { activities = ["supplement_requested"] }
resumed = { activities = ["supplement_received"] }

[calendar]
base = "cn"
office_hours = ["09:00-12:00", "13:30-17:30"]
"#;

/// Twenty limits, from two to twenty-one working days in office hours, each for ten of the two hundred services.
fn plan(source: &str, less_hours: u32) -> String {
    let mut plan = format!("{source}{REST}");
    for kind in 0..20 {
        let services: Vec<String> =
            (kind..200).step_by(20).map(|service| format!("\"service-{service:03}\"")).collect();
        let (services, hours) = (services.join(", "), 7 * (2 + kind) - less_hours);
        let _ = write!(
            plan,
            "\n[[promise]]\nid = \"kind-{kind:02}\"\nfrom = \"accepted\"\nuntil = \"decided\"\n\
             limit = {{ working_hours = {hours} }}\nservices = [{services}]\n"
        );
    }
    plan
}
