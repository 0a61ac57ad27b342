//! The brand file: all that a unit says of its brand and promises, on one page.
//!
//! A file is one document. Its hash is what the unit's head signs, so that a signature stands for these words and no others. What two
//! versions say differently ([`differences`]) is the public change log.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::ids::ServiceId;
use crate::time::Day;

/// Declares the texts of a part of the file: the struct's fields, and an enum of them with which forms and comparisons go through
/// all of them.
macro_rules! texts {
    (
        $(#[$smeta:meta])* $struct:ident, $(#[$emeta:meta])* $enum:ident;
        $( $(#[$meta:meta])* $field:ident $variant:ident at most $most:literal ),* $(,)?;
        $( $(#[$ometa:meta])* $other:ident : $type:ty ),* $(,)?
    ) => {
        $(#[$smeta])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $struct {
            $( $(#[$ometa])* pub $other: $type, )*
            $( $(#[$meta])* pub $field: String, )*
        }

        $(#[$emeta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum { $( $(#[$meta])* $variant ),* }

        impl $enum {
            /// All of them, in the order in which they are asked for.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The name in a form and in the file.
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => stringify!($field) ),* }
            }

            /// How many characters it may have.
            pub fn at_most(self) -> usize {
                match self { $( Self::$variant => $most ),* }
            }
        }

        impl $struct {
            /// One of its texts.
            pub fn text(&self, which: $enum) -> &str {
                match which { $( $enum::$variant => &self.$field ),* }
            }

            /// One of its texts, to be changed.
            pub fn text_mut(&mut self, which: $enum) -> &mut String {
                match which { $( $enum::$variant => &mut self.$field ),* }
            }
        }
    };
}

texts! {
    /// A brand's file.
    BrandFile,
    /// The texts of a brand's file.
    Field;
    /// The brand's name.
    name Name at most 40,
    /// Its name in English.
    name_en NameEn at most 80,
    /// The concept (理念): what the unit wants to be for people.
    concept Concept at most 200,
    /// The slogan.
    slogan Slogan at most 60,
    /// What the name means.
    meaning Meaning at most 300,
    /// The behaviour standards, one a line.
    standards Standards at most 1000,
    /// The explanation of the mark.
    mark_explained MarkExplained at most 300,
    /// Where the brand is seen: plates, badges, boards; one a line.
    materialisation Materialisation at most 500,
    /// What changed since the last version.
    changed Changed at most 500;
    /// Its mark.
    mark: Option<Mark>,
    /// Its colours, the main one first.
    colours: Vec<Colour>,
    /// Its registration as a trademark or for copyright.
    registration: Option<Registration>,
    /// Its promises.
    promises: Vec<PromiseText>,
}

texts! {
    /// One promise as it stands in a file, after the parts of ISO 10001: what, to whom, within what limit, and what if not.
    PromiseText,
    /// The texts of a promise.
    PromiseField;
    /// What is promised, as it stands on the plate.
    what What at most 120,
    /// The same in English.
    what_en WhatEn at most 240,
    /// To whom.
    to_whom ToWhom at most 120,
    /// When it does not hold.
    exceptions Exceptions at most 300,
    /// What the unit does when it was not kept.
    remedy Remedy at most 300,
    /// Whom to ask.
    contact Contact at most 120,
    /// Where to complain.
    complaint_route ComplaintRoute at most 200;
    /// Its number within the brand, the same in all versions; 0 until it is saved for the first time.
    key: u32,
    /// The limit; none while it is not decided.
    limit: Option<Limit>,
    /// The services that it is bound to.
    services: BTreeSet<ServiceId>,
    /// The milestone at which its clock starts; empty for `accepted`.
    #[serde(skip_serializing_if = "String::is_empty")]
    from: String,
    /// The milestone at which its clock stops; empty for `decided`.
    #[serde(skip_serializing_if = "String::is_empty")]
    until: String,
    /// The share of cases in which the unit undertakes to keep it, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_per_mille: Option<u32>,
}

/// The limit of a promise, as `[[promise]]` of a plan has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the numbers and names say what they are; `docs/plan.md` has the rules")]
pub enum Limit {
    /// So many working days.
    WorkingDays { number: u32 },
    /// So many days; `roll`: a last day that is not worked moves to the next one that is.
    CalendarDays { number: u32, roll: bool },
    /// So many hours of office time.
    WorkingHours { number: u32 },
    /// So many minutes.
    Minutes { number: u32 },
    /// The number of working days that each case's record has in this field.
    WorkingDaysOfCase { field: String },
    /// The date that each case's record has in this field.
    DateOfCase { field: String },
    /// No more than so many events of a milestone: papers sent back, documents asked for, visits.
    AtMost { milestone: String, number: u32 },
}

/// A picture that stands in the ledger by the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its media type: `image/svg+xml` or `image/png`.
    pub media_type: String,
}

/// A colour of a brand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Colour {
    /// As `#0a6552`.
    pub hex: String,
    /// What the unit calls it.
    pub name: String,
}

/// A registration of name or mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Registration {
    /// Trademark, copyright, …, in the office's own words.
    pub kind: String,
    /// The number.
    pub number: String,
    /// The day.
    pub day: Option<Day>,
}

/// Something that a file still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// A text.
    Text(Field),
    /// A mark.
    Mark,
    /// A colour.
    Colours,
    /// Any promise at all.
    Promises,
    /// A text of the promise at this place, from 0.
    OfPromise(usize, PromiseField),
    /// The limit of the promise at this place, from 0.
    Limit(usize),
}

impl BrandFile {
    /// The SHA-256 of the file, in hexadecimal: of its JSON, whose keys always come in the same order.
    ///
    /// ```
    /// let file = ledger::file::BrandFile { name: "碧水e家".into(), ..Default::default() };
    /// assert_eq!(file.hash(), file.clone().hash());
    /// assert_ne!(file.hash(), ledger::file::BrandFile::default().hash());
    /// ```
    pub fn hash(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        hexadecimal(&Sha256::digest(json))
    }

    /// What is still missing before the head can sign, in the order of the page. English texts, registration, colours and
    /// exceptions may stay empty.
    pub fn lacks(&self) -> Vec<Lack> {
        let needed = [Field::Name, Field::Concept, Field::Slogan, Field::Meaning, Field::Standards];
        let mut lacks: Vec<Lack> =
            needed.into_iter().filter(|field| self.text(*field).trim().is_empty()).map(Lack::Text).collect();
        if self.promises.is_empty() {
            lacks.push(Lack::Promises);
        }
        let of_promise = [
            PromiseField::What,
            PromiseField::ToWhom,
            PromiseField::Remedy,
            PromiseField::Contact,
            PromiseField::ComplaintRoute,
        ];
        for (place, promise) in self.promises.iter().enumerate() {
            let empty = of_promise.into_iter().filter(|field| promise.text(*field).trim().is_empty());
            lacks.extend(empty.map(|field| Lack::OfPromise(place, field)));
            if promise.limit.is_none() {
                lacks.push(Lack::Limit(place));
            }
        }
        lacks
    }

    /// Gives each promise without a number the next one that this brand never used; `used` is the highest so far.
    pub(crate) fn number_promises(&mut self, used: u32) {
        let mut next = self.promises.iter().map(|promise| promise.key).max().unwrap_or(0).max(used);
        for promise in self.promises.iter_mut().filter(|promise| promise.key == 0) {
            next += 1;
            promise.key = next;
        }
    }
}

/// What one version says and the other does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A text of the brand.
    Text(Field, String, String),
    /// The mark.
    Mark,
    /// The colours.
    Colours,
    /// The registration.
    Registration,
    /// A promise that was not there.
    Added(PromiseText),
    /// A promise that is no longer made.
    Withdrawn(PromiseText),
    /// A text of a promise: its words, and from what to what.
    OfPromise(String, PromiseField, String, String),
    /// The limit of a promise: its words, and from what to what.
    Limit(String, Option<Limit>, Option<Limit>),
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
    if before.registration != after.registration {
        found.push(Difference::Registration);
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
    if old.services != new.services {
        found.push(Difference::Services(new.what.clone()));
    }
}
