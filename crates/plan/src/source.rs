//! `[source]`: how records become facts.

use crate::error::PlanError;
use crate::milestone::{Meaning, Milestone, Pick};
use crate::nearest::nearest;
use crate::section::Section;

/// A mapping that needs no writing: a set of tables whose columns have known names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The national tables of case records, GB/T 39046-2020.
    Gbt39046,
}

impl Preset {
    /// The name in a plan.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gbt39046 => "gbt39046",
        }
    }

    /// The milestones that the tables themselves tell.
    pub(crate) fn milestones(self) -> Vec<Milestone> {
        let attribute =
            |name: &str, field: &str| Milestone { name: name.into(), meaning: Meaning::Attribute(field.into()) };
        let mark = |name: &str| Milestone {
            name: name.into(),
            meaning: Meaning::Mark { mark: name.into(), pick: Pick::First },
        };
        vec![
            attribute("applied", "申请时间"),
            attribute("accepted", "受理时间"),
            attribute("decided", "办结时间"),
            mark("paused"),
            mark("resumed"),
            mark("document"),
            mark("returned"),
            Milestone { name: "withdrawn".into(), meaning: Meaning::LastStep { mark: "returned".into() } },
        ]
    }
}

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// IEEE 1849 event logs, also compressed.
    Xes,
    /// Text tables, whatever stands between the columns.
    Csv,
    /// Excel workbooks.
    Xlsx,
    /// Apache Parquet.
    Parquet,
    /// Object-centric event logs, OCEL 2.0, as JSON or XML.
    Ocel,
}

impl Format {
    const ALL: [(&'static str, Self); 5] = [
        ("xes", Self::Xes),
        ("csv", Self::Csv),
        ("xlsx", Self::Xlsx),
        ("parquet", Self::Parquet),
        ("ocel", Self::Ocel),
    ];

    /// The name in a plan.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }
}

/// How records become facts: which column or attribute is what.
///
/// In XES and OCEL `case:x` names the attribute `x` of the trace or object, a plain `x` that of the event; in tables every
/// name is a column as headed. Two sources that are equal read the same file alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// A mapping that needs no writing.
    pub preset: Option<Preset>,
    /// What tells cases apart.
    pub case: Option<String>,
    /// What was done.
    pub activity: Option<String>,
    /// When it was done.
    pub at: Option<String>,
    /// Who did it. Only whether two are the same is ever used.
    pub actor: Option<String>,
    /// Which service was applied for.
    pub service: Option<String>,
    /// Which unit handled it.
    pub unit: Option<String>,
    /// By which channel it came.
    pub channel: Option<String>,
    /// The time zone of times that carry none.
    pub time_zone: Option<String>,
    /// OCEL: which objects are the cases.
    pub object_type: Option<String>,
    /// Tables: the row that has the headings, counted from 1.
    pub header_row: Option<u32>,
    /// Tables: the character between columns.
    pub delimiter: Option<u8>,
    /// Tables: the text encoding, by its name in the WHATWG standard.
    pub encoding: Option<String>,
    /// Workbooks: the sheet.
    pub sheet: Option<String>,
    /// How times are written, in the letters of strftime.
    pub time_format: Option<String>,
    /// The format, where it is not to be told from the file.
    pub format: Option<Format>,
    /// Further columns to keep in a store.
    pub keep: Vec<String>,
    /// The column of the code of satisfaction; it is among those that are kept.
    pub satisfaction: Option<Satisfaction>,
}

/// How users rate what was done for them: by a code from 1 to 5. The national tables have 1 for very satisfied and live systems post
/// it the other way round (GB/T 39046-2020, table 9, 满意度代码), so a plan has to say which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satisfaction {
    /// The column.
    pub code: String,
    /// The code of those who are very satisfied: 1 or 5.
    pub best: u8,
}

impl Satisfaction {
    /// The level of a code, from 1 for very satisfied to 5 for very dissatisfied; `None` for what is no code.
    ///
    /// ```
    /// let posted = plan::Satisfaction { code: "满意度代码".into(), best: 5 };
    /// assert_eq!(["5", "01", " 3 ", "满意", "6"].map(|code| posted.level(code)), [Some(1), Some(5), Some(3), None, None]);
    /// ```
    #[must_use]
    pub fn level(&self, code: &str) -> Option<u8> {
        let code = code.trim().parse::<u8>().ok().filter(|code| (1..=5).contains(code))?;
        Some(if self.best == 1 { code } else { 6 - code })
    }
}

const KEYS: [&str; 19] = [
    "preset",
    "case",
    "activity",
    "at",
    "actor",
    "service",
    "unit",
    "channel",
    "time_zone",
    "object_type",
    "header_row",
    "delimiter",
    "encoding",
    "sheet",
    "time_format",
    "format",
    "keep",
    "satisfaction",
    "satisfaction_best",
];

impl Source {
    pub(crate) fn read(section: &Section<'_>) -> Result<Self, PlanError> {
        section.only(&KEYS)?;
        let preset = match section.string("preset")? {
            None => None,
            Some(name) if name == Preset::Gbt39046.name() => Some(Preset::Gbt39046),
            Some(value) => return Err(not_one_of(section, "preset", value, &[Preset::Gbt39046.name()])),
        };
        let names = Format::ALL.map(|(name, _)| name);
        let format = match section.string("format")? {
            None => None,
            Some(value) => match Format::ALL.iter().find(|(name, _)| *name == value) {
                Some((_, format)) => Some(*format),
                None => return Err(not_one_of(section, "format", value, &names)),
            },
        };
        let delimiter = match section.string("delimiter")?.as_deref() {
            None => None,
            Some("\\t") => Some(b'\t'),
            Some(text) => match text.as_bytes() {
                [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') => {
                    Some(*byte)
                }
                _ => return Err(refused(section, "delimiter", text, "one-character")),
            },
        };
        let header_row = section.whole_number("header_row")?;
        if header_row == Some(0) {
            return Err(refused(section, "header_row", "0", "from-one"));
        }
        let mut keep = section.strings("keep")?.unwrap_or_default();
        let best = match section.whole_number("satisfaction_best")? {
            None => None,
            Some(best @ (1 | 5)) => u8::try_from(best).ok(),
            Some(other) => return Err(refused(section, "satisfaction_best", &other.to_string(), "one-or-five")),
        };
        let satisfaction = match (section.string("satisfaction")?, best) {
            (Some(code), Some(best)) => Some(Satisfaction { code, best }),
            (Some(code), None) => return Err(refused(section, "satisfaction", &code, "needs-best")),
            (None, _) => None,
        };
        keep.extend(
            satisfaction.iter().map(|kept| kept.code.clone()).filter(|code| !keep.contains(code)).collect::<Vec<_>>(),
        );
        let source = Self {
            preset,
            case: section.string("case")?,
            activity: section.string("activity")?,
            at: section.string("at")?,
            actor: section.string("actor")?,
            service: section.string("service")?,
            unit: section.string("unit")?,
            channel: section.string("channel")?,
            time_zone: section.string("time_zone")?,
            object_type: section.string("object_type")?,
            header_row,
            delimiter,
            encoding: section.string("encoding")?,
            sheet: section.string("sheet")?,
            time_format: section.string("time_format")?,
            format,
            keep,
            satisfaction,
        };
        Ok(source)
    }
}

pub(crate) fn not_one_of(section: &Section<'_>, key: &str, value: String, known: &[&str]) -> PlanError {
    let nearest = nearest(&value, known.iter().copied());
    PlanError::NotOneOf { line: section.line(), key: key.to_owned(), value, known: known.join(", "), nearest }
}

pub(crate) fn refused(section: &Section<'_>, key: &str, value: &str, wanted: &str) -> PlanError {
    PlanError::Refused { line: section.line(), key: key.to_owned(), value: value.to_owned(), wanted: wanted.to_owned() }
}
