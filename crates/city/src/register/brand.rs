//! What a brand file holds: the brand, its mark, its promises, and how they were before.

use jiff::civil::Date;
use serde::Deserialize;

use super::entries::Bilingual;
use super::limit::LimitWords;

/// How far a brand file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Still being written.
    Draft,
    /// Signed by the head of the unit, not yet in force.
    Signed,
    /// In force: it stands on the plate.
    InForce,
}

/// A brand file.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandEntry {
    /// The name on the plate: eight characters at most.
    pub name: Bilingual,
    /// The idea behind it, in one sentence.
    pub concept: Bilingual,
    /// The line below the name.
    pub slogan: Bilingual,
    /// What the name means: 300 characters at most in either language.
    pub meaning: Bilingual,
    /// How people are served, three to five lines.
    pub standards: Vec<Bilingual>,
    /// The mark: an SVG of flat shapes in the brand's colours and white, 64 by 64, without any text.
    pub mark_svg: String,
    /// What the mark shows.
    pub mark_explained: Bilingual,
    /// The colours; the first can be read on white.
    pub colours: Vec<ColourEntry>,
    /// Where the mark or the name is registered.
    pub registration: Option<RegistrationEntry>,
    /// What carries the brand: desk plates, badges and so on.
    pub materialisation: Vec<Bilingual>,
    /// The promises; the first is the one that the plan measures.
    pub promises: Vec<PromiseEntry>,
    /// How far the file has come.
    pub state: EntryState,
    /// The first day of this version: meant, not yet come, where the brand is not in force.
    pub in_force_from: Date,
    /// Earlier versions, oldest first.
    pub history: Vec<EarlierVersion>,
    /// Brands below this one.
    pub sub_brands: Vec<SubBrandEntry>,
}

/// A colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColourEntry {
    /// As `#RRGGBB`.
    pub hex: String,
    /// What it is called.
    pub name: Bilingual,
}

/// What is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationKind {
    /// The drawing, as a work.
    Copyright,
    /// The name or the drawing, as a trademark.
    Trademark,
}

/// A registration; its number is plainly made up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationEntry {
    /// What is registered.
    pub kind: RegistrationKind,
    /// Under which number.
    pub number: String,
    /// Since when.
    pub day: Date,
}

/// A promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseEntry {
    /// What is promised.
    pub what: Bilingual,
    /// To whom.
    pub to_whom: Bilingual,
    /// Within which limit.
    pub limit: LimitWords,
    /// The part of cases that the unit undertakes to keep it in, where it says so.
    pub target: Option<f64>,
    /// What is not counted.
    pub exceptions: Bilingual,
    /// What the unit does when it breaks it.
    pub remedy: Bilingual,
    /// Whom to ask.
    pub contact: Bilingual,
    /// Where to complain.
    pub complaint_route: Bilingual,
    /// The services that it holds for, by place in [`super::UnitEntry::services`].
    pub services: Vec<usize>,
}

/// An earlier version of a brand.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierVersion {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Its slogan.
    pub slogan: Bilingual,
    /// Its promises.
    pub promises: Vec<PromiseEntry>,
    /// What the version after it changed, and why.
    pub changed: Bilingual,
}

/// A brand below a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubBrandEntry {
    /// What it is called.
    pub name: Bilingual,
    /// The idea behind it.
    pub concept: Bilingual,
    /// The services that it holds for, by place in [`super::UnitEntry::services`].
    pub services: Vec<usize>,
}
