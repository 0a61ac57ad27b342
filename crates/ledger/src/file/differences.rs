//! What two versions of a file say differently: the public change log.

use super::{BrandFile, Field, Limit, PromiseField, PromiseText, Registration};

/// What one version says and the other does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A text of the brand.
    Text(Field, String, String),
    /// The mark.
    Mark,
    /// The colours.
    Colours,
    /// The registrations: those before, those after.
    Registrations(Vec<Registration>, Vec<Registration>),
    /// A promise that was not there.
    Added(PromiseText),
    /// A promise that is no longer made.
    Withdrawn(PromiseText),
    /// A text of a promise: its words, and from what to what.
    OfPromise(String, PromiseField, String, String),
    /// The limit of a promise: its words, and from what to what.
    Limit(String, Option<Limit>, Option<Limit>),
    /// From where until where a promise runs, or the share in which it is to be kept: its words, and the promise before and after.
    Clock(String, Box<[PromiseText; 2]>),
    /// The services of a promise: its words.
    Services(String),
}

/// What is said differently in the later of two versions, in the order of the page. That a version says what it changed is no
/// difference.
///
/// ```
/// use ledger::file::{BrandFile, Difference, Limit, PromiseText, differences};
///
/// let promise = |number| PromiseText { key: 1, limit: Some(Limit::WorkingDays { number }), ..Default::default() };
/// let before = BrandFile { promises: vec![promise(10)], ..Default::default() };
/// let after = BrandFile { promises: vec![promise(8)], ..Default::default() };
/// assert!(matches!(differences(&before, &after).as_slice(), [Difference::Limit(..)]));
/// ```
pub fn differences(before: &BrandFile, after: &BrandFile) -> Vec<Difference> {
    let mut found = Vec::new();
    for field in Field::ALL.iter().copied().filter(|field| *field != Field::Changed) {
        let (old, new) = (before.text(field), after.text(field));
        if old != new {
            found.push(Difference::Text(field, old.to_owned(), new.to_owned()));
        }
    }
    if before.mark != after.mark {
        found.push(Difference::Mark);
    }
    if before.colours != after.colours {
        found.push(Difference::Colours);
    }
    let registrations = |file: &BrandFile| file.registrations().cloned().collect::<Vec<_>>();
    let (old, new) = (registrations(before), registrations(after));
    if old != new {
        found.push(Difference::Registrations(old, new));
    }
    for promise in &after.promises {
        match before.promises.iter().find(|old| old.key == promise.key) {
            None => found.push(Difference::Added(promise.clone())),
            Some(old) => of_promise(old, promise, &mut found),
        }
    }
    let gone = before.promises.iter().filter(|old| !after.promises.iter().any(|new| new.key == old.key));
    found.extend(gone.cloned().map(Difference::Withdrawn));
    found
}

fn of_promise(old: &PromiseText, new: &PromiseText, found: &mut Vec<Difference>) {
    for field in PromiseField::ALL.iter().copied() {
        let (was, is) = (old.text(field), new.text(field));
        if was != is {
            found.push(Difference::OfPromise(new.what.clone(), field, was.to_owned(), is.to_owned()));
        }
    }
    if old.limit != new.limit {
        found.push(Difference::Limit(new.what.clone(), old.limit.clone(), new.limit.clone()));
    }
    let clock = |text: &PromiseText| (text.from.clone(), text.until.clone(), text.target_per_mille);
    if clock(old) != clock(new) {
        found.push(Difference::Clock(new.what.clone(), Box::new([old.clone(), new.clone()])));
    }
    if old.services != new.services {
        found.push(Difference::Services(new.what.clone()));
    }
}
