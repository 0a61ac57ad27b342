//! The brand file: all that a unit says of its brand and promises, on one page.
//!
//! A file is one document. Its hash is what the unit's head signs, so that a signature stands for these words and no others. What two
//! versions say differently ([`differences`]) is the public change log.

mod differences;
mod registration;

pub use differences::{Difference, differences};
pub use registration::{Certificate, Registration, RegistrationKind};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::ids::ServiceId;

/// Declares the texts of a part of the file: the struct's fields, and an enum of them with which forms and comparisons go through
/// all of them. What a later version of the program added says `when` it is written at all: where it is empty the text must
/// be the one that was signed before.
macro_rules! texts {
    (
        $(#[$smeta:meta])* $struct:ident, $(#[$emeta:meta])* $enum:ident;
        $( $(#[$meta:meta])* $field:ident $variant:ident at most $most:literal $( when $kept:meta )? ),* $(,)?;
        $( $(#[$ometa:meta])* $other:ident : $type:ty ),* $(,)?
    ) => {
        $(#[$smeta])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $struct {
            $( $(#[$ometa])* pub $other: $type, )*
            $( $(#[$meta])* $( #[$kept] )? pub $field: String, )*
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
    /// The concept in English.
    concept_en ConceptEn at most 400 when serde(skip_serializing_if = "String::is_empty"),
    /// The slogan.
    slogan Slogan at most 60,
    /// The slogan in English.
    slogan_en SloganEn at most 120 when serde(skip_serializing_if = "String::is_empty"),
    /// What the name means.
    meaning Meaning at most 300,
    /// What the name means, in English.
    meaning_en MeaningEn at most 600 when serde(skip_serializing_if = "String::is_empty"),
    /// The behaviour standards, one a line.
    standards Standards at most 1000,
    /// The behaviour standards in English, one a line.
    standards_en StandardsEn at most 2000 when serde(skip_serializing_if = "String::is_empty"),
    /// The explanation of the mark.
    mark_explained MarkExplained at most 300,
    /// The explanation of the mark in English.
    mark_explained_en MarkExplainedEn at most 600 when serde(skip_serializing_if = "String::is_empty"),
    /// Where the brand is seen: plates, badges, boards; one a line.
    materialisation Materialisation at most 500,
    /// Where the brand is seen, in English; one a line.
    materialisation_en MaterialisationEn at most 1000 when serde(skip_serializing_if = "String::is_empty"),
    /// What changed since the last version.
    changed Changed at most 500;
    /// Its mark.
    mark: Option<Mark>,
    /// Its colours, the main one first.
    colours: Vec<Colour>,
    /// Its registration as a trademark or for copyright.
    registration: Option<Registration>,
    /// Its further registrations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more_registrations: Vec<Registration>,
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
    /// The number of working days that the list of services promises for each service.
    WorkingDaysOfService,
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
    /// Whether whoever sent it answered that no emblem or flag of the Party, the state or the army is in it. Marks from before that was
    /// asked have no answer; a file without it has the hash that it always had.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub free_of_emblems: bool,
}

/// A colour of a brand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Colour {
    /// As `#0a6552`.
    pub hex: String,
    /// What the unit calls it.
    pub name: String,
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

impl Field {
    /// The same in English, for texts that have one beside them.
    pub fn english(self) -> Option<Self> {
        match self {
            Self::Name => Some(Self::NameEn),
            Self::Concept => Some(Self::ConceptEn),
            Self::Slogan => Some(Self::SloganEn),
            Self::Meaning => Some(Self::MeaningEn),
            Self::Standards => Some(Self::StandardsEn),
            Self::MarkExplained => Some(Self::MarkExplainedEn),
            Self::Materialisation => Some(Self::MaterialisationEn),
            _ => None,
        }
    }
}

impl BrandFile {
    /// Its registrations.
    pub fn registrations(&self) -> impl Iterator<Item = &Registration> {
        self.registration.iter().chain(&self.more_registrations)
    }

    /// Puts other registrations in the place of those that are there.
    pub fn set_registrations(&mut self, registrations: Vec<Registration>) {
        let mut all = registrations.into_iter();
        self.registration = all.next();
        self.more_registrations = all.collect();
    }

    /// The SHA-256 of the file, in hexadecimal: of its JSON, whose keys always come in the same order. What a later version of
    /// the program added is not in it while it is empty, so that what was signed before has the hash that it had.
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

    /// What is still missing before the head can sign, in the order of the page. English texts, registrations, colours and
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
