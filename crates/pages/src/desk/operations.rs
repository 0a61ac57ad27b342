//! What the server works on, and copies of the register.

use askama::Template;

use crate::frame::Frame;

/// A job in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its page.
    pub href: String,
    /// What it does, as an order.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// The class of the word.
    pub class: &'static str,
    /// How far it is, what came of it, or why it could not be done.
    pub told: String,
    /// Who asked for it.
    pub who: String,
    /// When.
    pub when: String,
}

/// `GET /desk/jobs`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/jobs.html")]
pub struct JobsPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether it shows the jobs of everybody.
    pub of_all: bool,
    /// The jobs, the newest first.
    pub rows: Vec<JobRow>,
    /// Earlier ones.
    pub earlier: Option<String>,
}

/// `GET /desk/jobs/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/job.html")]
pub struct JobPage {
    /// What stands around.
    pub frame: Frame,
    /// Its own address.
    pub href: String,
    /// What it does, as an order.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// The class of the word.
    pub class: &'static str,
    /// Whether something more will happen to it: then the page asks again by itself, where there are scripts.
    pub goes_on: bool,
    /// Whether it is running.
    pub runs: bool,
    /// How much is done, of how much; nothing while that is not known.
    pub progress: Option<(i64, i64)>,
    /// What is being done, what came of it, or why it could not be done; may be empty.
    pub told: String,
    /// Where its result is seen: address and words.
    pub leads_to: Option<(String, String)>,
    /// Who asked for it, when it began and ended: what it is, and the words.
    pub facts: Vec<(String, String)>,
    /// Where it is cancelled; nothing for whoever may not, and for a job that cannot be.
    pub cancel: Option<String>,
}

/// A copy of the register in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Its name.
    pub name: String,
    /// Where it is fetched; nothing for whoever may not.
    pub href: Option<String>,
    /// How large it is: `1.2 MB`.
    pub size: String,
    /// When it was made.
    pub when: String,
    /// That it was read back, and how many rows it has; or that nobody knows.
    pub verified: String,
    /// Whether it was read back.
    pub is_verified: bool,
}

/// `GET /desk/backups`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/backups.html")]
pub struct BackupsPage {
    /// What stands around.
    pub frame: Frame,
    /// The folder in which the copies lie.
    pub folder: String,
    /// Whether the reader may take copies along.
    pub may_fetch: bool,
    /// The copies, the newest first.
    pub rows: Vec<CopyRow>,
}
