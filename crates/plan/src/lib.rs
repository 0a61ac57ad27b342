//! The plan file: how a source of case records is read, and what is promised.
//!
//! A plan is one TOML file with a `[source]`, `[milestones]`, a `[calendar]` and a `[[promise]]` for each line on the
//! plate; `docs/plan.md` describes it key by key. This crate reads it into plain values and checks all that can be
//! checked without the records. A key it does not know is an error that names the nearest one it does.
//!
//! ```
//! let plan = plan::Plan::parse(r#"
//!     [source]
//!     case = "case_id"
//!     activity = "activity"
//!     at = "ts"
//!     time_zone = "Asia/Shanghai"
//!
//!     [milestones]
//!     accepted = { activities = ["accept"] }
//!     decided = { activities = ["decide"] }
//!
//!     [calendar]
//!     base = "cn"
//!
//!     [[promise]]
//!     id = "permit"
//!     from = "accepted"
//!     until = "decided"
//!     limit = { working_days = 5 }
//! "#)?;
//! assert_eq!(plan.promises[0].limit, terms::Limit::WorkingDays(5));
//!
//! let error = plan::Plan::parse("[source]\ncase = \"id\"\nactivty = \"step\"").unwrap_err();
//! assert!(error.to_string().contains("activty") && error.to_string().contains("activity"));
//! # Ok::<(), plan::PlanError>(())
//! ```

mod calendar_section;
mod error;
mod limit;
mod milestone;
mod nearest;
mod promise;
mod section;
mod source;

pub use calendar_section::{CalendarSection, SeasonHours};
pub use error::PlanError;
pub use milestone::{Meaning, Milestone, Pick};
pub use nearest::nearest;
pub use source::{Format, Preset, Satisfaction, Source};

use section::Section;
use terms::{Limit, Promise};

/// A plan: how records are read, and what is promised.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How records become facts.
    pub source: Source,
    /// The instants of a case that have a name; a preset's own stand behind those of the plan.
    pub milestones: Vec<Milestone>,
    /// The calendar on which time is counted.
    pub calendar: CalendarSection,
    /// The promises, in the file's order. Entries that share an id follow one another in time.
    pub promises: Vec<Promise>,
}

impl Plan {
    /// Reads a plan from its text; a byte order mark is passed over.
    ///
    /// # Errors
    /// [`PlanError`], with the line, for the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let text = text.trim_start_matches('\u{feff}');
        let table = toml::de::DeTable::parse(text).map_err(|error| {
            let line = section::line_of(text, error.span().map_or(0, |span| span.start));
            PlanError::Syntax { line, detail: error.message().replace('\n', " ") }
        })?;
        let root = Section::root(text, table.get_ref());
        root.only(&["source", "milestones", "calendar", "promise"])?;
        let source = Source::read(&root.required_section("source")?)?;
        let milestones = milestone::read(&root, source.preset)?;
        let calendar = CalendarSection::read(&root.required_section("calendar")?, source.time_zone.as_deref())?;
        let promises = promise::read(&root, &milestones, &calendar)?;
        Ok(Self { source, milestones, calendar, promises })
    }

    /// The milestone of a name.
    pub fn milestone(&self, name: &str) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.name == name)
    }

    /// The attributes or columns that milestones and limits read from the record, each once, in the plan's order.
    pub fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        let of_milestones = self.milestones.iter().filter_map(|milestone| match &milestone.meaning {
            Meaning::Attribute(field) => Some(field.as_str()),
            _ => None,
        });
        for field in of_milestones.chain(self.promises.iter().filter_map(|promise| promise.limit.field())) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Whether a promise takes working days, or a due, from this attribute or column: `(due, days)`.
    pub fn reads_due_or_days(&self, field: &str) -> (bool, bool) {
        let reads = |kind: fn(&Limit) -> bool| {
            self.promises.iter().any(|promise| promise.limit.field() == Some(field) && kind(&promise.limit))
        };
        (reads(|limit| matches!(limit, Limit::Due(_))), reads(|limit| matches!(limit, Limit::WorkingDaysFrom(_))))
    }
}
