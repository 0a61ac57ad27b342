//! Papers of several pages: what is written in them, as plain values. Whoever fills them knows nothing of how they are laid out, and the
//! same value is written as PDF by the press and as DOCX by the program.

use serde::{Deserialize, Serialize};

/// After which form a paper is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A paper of an organ, after GB/T 9704-2012: an implementation opinion, rules, a notice.
    #[default]
    Official,
    /// A case study: background, practice by stage, experience, results.
    CaseStudy,
    /// The report of a year.
    YearlyReport,
    /// A release for papers, stations and sites.
    PressRelease,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Official, Self::CaseStudy, Self::YearlyReport, Self::PressRelease];

    /// The name of its template, and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::CaseStudy => "case-study",
            Self::YearlyReport => "yearly-report",
            Self::PressRelease => "press-release",
        }
    }
}

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bar {
    /// What it is of: a month, a promise.
    pub label: String,
    /// How long it is, from 0 to the `most` of its chart.
    pub value: f64,
    /// The value as it is shown: `98.2%`.
    pub shown: String,
    /// The ends of its 95% interval, in the measure of `value`.
    pub interval: Option<[f64; 2]>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading; in an official paper level 1 is 一、 and level 2 （一）, which the text itself has.
    Heading {
        /// From 1 down.
        level: u8,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Text {
        /// What it says.
        text: String,
    },
    /// Somebody's words.
    Quote {
        /// What was said.
        text: String,
        /// By whom, where.
        source: String,
    },
    /// A published figure with how it was counted.
    Figure {
        /// What it is of: the promise.
        name: String,
        /// The share: `98.2%`.
        share: String,
        /// Its 95% interval: `97.6%–98.7%`.
        interval: String,
        /// Over how many cases: `2,314`.
        cases: String,
        /// Over which time: `2026-01–2026-10`.
        period: String,
        /// How it was counted, and where that can be checked.
        how: String,
    },
    /// A table. Its first column is text, the others are set to the right where all their cells are numbers.
    Table {
        /// What it shows.
        title: String,
        /// The names of its columns.
        heads: Vec<String>,
        /// Its rows, each as many cells as there are columns.
        rows: Vec<Vec<String>>,
    },
    /// A chart of bars, each with its interval where it has one.
    Bars {
        /// What it shows.
        title: String,
        /// How its values were counted, and from what.
        note: String,
        /// The value that a bar of full length has.
        most: f64,
        /// The bars.
        bars: Vec<Bar>,
    },
}

/// A paper. A text that is empty is not printed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// After which form it is laid out.
    pub form: Form,
    /// Whether the words that stand on the form itself are English.
    pub english: bool,
    /// Who issues it.
    pub issuer: String,
    /// Its number: `朝机工发〔2026〕5号`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// To whom it goes.
    pub to: String,
    /// What is written in it.
    pub blocks: Vec<Block>,
    /// The names of what is attached.
    pub attachments: Vec<String>,
    /// The day as it is written at its end: `2026年11月26日`.
    pub dated: String,
    /// Whom to ask.
    pub contact: String,
    /// What is to be known of it: that it is a draft, that its data are made up, where its figures come from.
    pub note: String,
    /// The address that the code leads to.
    pub link: String,
}

impl Document {
    /// The texts by their names, all that characters can be missing of.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let mut texts: Vec<(&'static str, &str)> = vec![
            ("issuer", &self.issuer),
            ("number", &self.number),
            ("title", &self.title),
            ("title", &self.subtitle),
            ("to", &self.to),
            ("dated", &self.dated),
            ("contact", &self.contact),
            ("note", &self.note),
            ("link", &self.link),
        ];
        texts.extend(self.attachments.iter().map(|name| ("attachments", name.as_str())));
        for block in &self.blocks {
            texts.extend(block.texts().into_iter().map(|text| ("block", text)));
        }
        texts
    }
}

impl Block {
    /// Its texts, in the order in which they are read.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading { text, .. } | Self::Text { text } => vec![text],
            Self::Quote { text, source } => vec![text, source],
            Self::Figure { name, share, interval, cases, period, how } => {
                vec![name, share, interval, cases, period, how]
            }
            Self::Table { title, heads, rows } => {
                let cells = heads.iter().chain(rows.iter().flatten()).map(String::as_str);
                std::iter::once(title.as_str()).chain(cells).collect()
            }
            Self::Bars { title, note, bars, .. } => {
                let bars = bars.iter().flat_map(|bar| [bar.label.as_str(), bar.shown.as_str()]);
                [title.as_str(), note.as_str()].into_iter().chain(bars).collect()
            }
        }
    }
}
