//! The front page of each desk: what needs me today?

use askama::Template;

use crate::frame::Frame;

/// How much something presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// It is late.
    Late,
    /// It is due soon.
    Soon,
    /// It waits.
    Waits,
}

/// Something that waits for whoever is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// How much it presses.
    pub pending: Pending,
    /// In two or three words.
    pub tag: String,
    /// What it is about.
    pub text: String,
    /// What helps to decide; may be empty.
    pub small: String,
    /// Where it is done.
    pub href: String,
    /// What is done there.
    pub button: String,
    /// What is sent when it is done right here: then the button is a form's, and `href` is where it goes.
    pub sends: Option<Vec<(String, String)>>,
    /// Under what it is put off; nothing for what cannot wait.
    pub later: Option<String>,
}

impl Task {
    /// The class of the tag.
    pub fn class(&self) -> &'static str {
        match self.pending {
            Pending::Late => "tag late",
            Pending::Soon => "tag soon",
            Pending::Waits => "tag",
        }
    }
}

/// `GET /desk`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/today.html")]
pub struct TodayPage {
    /// What stands around.
    pub frame: Frame,
    /// What waits.
    pub tasks: Vec<Task>,
    /// How many lines are put off.
    pub put_off: usize,
    /// Where a first brand is begun; only for a unit that has none.
    pub begin: Option<String>,
    /// Some numbers: the number, and what it counts.
    pub numbers: Vec<(String, String)>,
    /// The unit's brands, or the newest of all: address, name, unit, standing.
    pub brands: Vec<super::BrandRow>,
}
