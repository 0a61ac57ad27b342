//! The process map: which activity follows which.

mod keep;
mod layers;
mod paint;
mod place;
mod weave;

pub use keep::{Kept, MOST_ACTIVITIES, MOST_STEPS};

use crate::Caption;
use keep::Net;

/// Where a step begins or ends.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Place {
    /// Before the first activity of a case.
    Start,
    /// An activity, by its place in [`ProcessMap::activities`].
    Activity(usize),
    /// Behind the last activity of a case.
    End,
}

/// An activity of the process: 受理, 审查, 办结.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Activity {
    /// Its name, however long; cut into at most four lines of [`ProcessMap::wrap`] characters.
    pub name: String,
    /// How often it was done.
    pub count: u64,
}

/// One activity straight after another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// What was done first. Nothing comes from [`Place::End`].
    pub from: Place,
    /// What was done next; the same for what is done again at once. Nothing leads to [`Place::Start`].
    pub to: Place,
    /// How often.
    pub count: u64,
    /// How long it took, as written under the count: the median with its unit. May be empty.
    pub text: String,
}

/// A directed graph of activities, drawn from the top down.
///
/// # What is drawn
///
/// `detail` says how much, from 0 to 1:
///
/// 1. The most frequent activities: that part of them, rounded up, at least one. When [`MOST_ACTIVITIES`] are drawn, no further
///    one is begun.
/// 2. For each of these the best-trodden way from the start to it, and from it to the end: the one whose rarest step is the most
///    frequent. All activities and steps on it are drawn, and have such ways in turn. So nothing is drawn that cannot be
///    reached, if it can at all, and nothing that leads nowhere, if it leads to the end.
/// 3. Of the steps between drawn activities the most frequent ones: that part of them, rounded up, at most [`MOST_STEPS`].
///
/// Of equally frequent ones the first given comes first. [`ProcessMap::kept`] says what that comes to, for a sentence beside the map.
///
/// Two steps with the same ends are taken together, with the text of the first. Steps that name an activity that is not there,
/// lead to the start or come from the end are left out.
///
/// # How it is laid out
///
/// By the rules of Sugiyama, Tagawa and Toda (1981). Which steps lead back is found by a walk from the start along the most
/// frequent steps, and bettered by moving single activities as long as the counts of what leads back get less. Layers are those
/// of the longest path, then each activity moves towards its more frequent neighbours. Crossings are reduced by barycentres
/// and by exchanging neighbours. Places across are those of least squares that keep the order; then small turns are taken
/// out. Between any two layers of activities lies one for the counts, so that no text meets a line. What leads back is dashed and
/// joins activities at their sides.
///
/// ```
/// use charts::{Activity, Place, ProcessMap, Step};
///
/// let step = |from, to, count, text: &str| Step { from, to, count, text: text.into() };
/// let map = ProcessMap {
///     activities: vec![Activity { name: "受理".into(), count: 120 }, Activity { name: "审查".into(), count: 130 }],
///     steps: vec![
///         step(Place::Start, Place::Activity(0), 120, ""),
///         step(Place::Activity(0), Place::Activity(1), 120, "2 天"),
///         step(Place::Activity(1), Place::Activity(0), 10, "5 天"),
///         step(Place::Activity(1), Place::End, 120, ""),
///     ],
///     ..ProcessMap::default()
/// };
/// let svg = map.draw();
/// assert!(svg.contains(r#"data-activity="1""#) && svg.contains(">2 天</text>"));
/// ```
///
/// # For the page
///
/// Each activity is a `<g data-activity="i">`, each step a `<g data-step="i">` with the places in the lists given; both say their
/// whole names when the mouse rests on them. A map is as wide as it must be: put it into an element of the class `chart-scroll`
/// that can be reached with the keyboard.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessMap {
    /// For those who do not see it.
    pub caption: Caption,
    /// All activities, in any order.
    pub activities: Vec<Activity>,
    /// All steps, in any order.
    pub steps: Vec<Step>,
    /// How much is drawn: 0 is the best-trodden way through the most frequent activity, 1 is everything.
    pub detail: f64,
    /// The word in the mark of the start.
    pub start_text: String,
    /// The word in the mark of the end.
    pub end_text: String,
    /// Full-width characters in a line of a name, 4 to 20.
    pub wrap: usize,
}

impl Default for ProcessMap {
    fn default() -> Self {
        Self {
            caption: Caption::default(),
            activities: Vec::new(),
            steps: Vec::new(),
            detail: 1.0,
            start_text: String::new(),
            end_text: String::new(),
            wrap: 8,
        }
    }
}

impl ProcessMap {
    /// What is drawn at this detail.
    pub fn kept(&self) -> Kept {
        Net::of(self).kept()
    }

    /// The drawing.
    pub fn draw(&self) -> String {
        let net = Net::of(self);
        let layers = layers::assign(&net);
        let boxes = paint::measure(self, &net);
        let woven = weave::weave(&net, &layers, &boxes);
        let placed = place::place(&net, &woven, &boxes);
        paint::paint(self, &net, &boxes, &woven, &placed)
    }
}
