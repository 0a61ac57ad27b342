//! The brand file: written, compared, signed, put in force.

use askama::Template;

use crate::form::{Choice, Field, Problem, Radios};
use crate::frame::Frame;

/// A colour with its name and how well it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColourFields {
    /// The colour.
    pub hex: Field,
    /// What the unit calls it.
    pub name: Field,
    /// The contrast on white, in words; empty while there is no colour.
    pub contrast: String,
    /// A small picture of the colour, as an address of its own.
    pub swatch: Option<String>,
}

/// A text to be written, with the same in English beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFields {
    /// The text.
    pub field: Field,
    /// The same in English, for texts that have one.
    pub english: Option<Field>,
}

impl TextFields {
    /// Whether the English one is in sight: when something stands in it, or is wrong with it.
    pub fn is_open(&self) -> bool {
        self.english.as_ref().is_some_and(|english| !english.value.is_empty() || english.error.is_some())
    }
}

/// A registration to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationFields {
    /// Which it is, in words.
    pub title: String,
    /// Its place, from 0: part of the names of its fields.
    pub place: usize,
    /// Trademark, copyright, other.
    pub kind: Choice,
    /// What other, number, day, authority.
    pub fields: Vec<Field>,
    /// The hash of its certificate; empty without one.
    pub certificate: String,
    /// Whether anything stands in it.
    pub is_filled: bool,
}

/// The certificate of a registration: seen, and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFields {
    /// Of which registration, in words.
    pub title: String,
    /// Its place, from 0.
    pub place: usize,
    /// Where the one that is there is read.
    pub href: Option<String>,
    /// What is wrong with the one that was just sent.
    pub error: Option<String>,
}

/// One promise to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFields {
    /// Which it is, in words.
    pub title: String,
    /// Its place, from 0: part of the names of its fields.
    pub place: usize,
    /// Its number within the brand.
    pub key: u32,
    /// What, to whom, and so on.
    pub fields: Vec<Field>,
    /// On which clock.
    pub limit_kind: Choice,
    /// How many.
    pub limit_number: Field,
    /// Which field of the record.
    pub limit_field: Field,
    /// Where the clock starts.
    pub from: Choice,
    /// Where it stops.
    pub until: Choice,
    /// The share that the unit undertakes to keep, in per cent.
    pub target: Field,
    /// The services: id, name, whether bound.
    pub services: Vec<(String, String, bool)>,
}

/// A brand that is like this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikeBrand {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// Why.
    pub why: Vec<String>,
}

/// `GET /desk/brands/{id}/file`: the brand file on one page.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/brand_file.html")]
pub struct BrandFilePage {
    /// What stands around.
    pub frame: Frame,
    /// The brand's name, or that it has none yet.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The addresses of this brand begin with it.
    pub base: String,
    /// The revision that is edited.
    pub revision: i32,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The texts, down to the mark.
    pub fields: Vec<TextFields>,
    /// The address of the mark.
    pub mark: Option<String>,
    /// Whether it was answered that the mark has no emblem and no flag.
    pub mark_free: bool,
    /// Whether there is an emblem or a flag in the mark that is sent.
    pub emblem: Radios,
    /// What is wrong with the mark that was just sent.
    pub mark_error: Option<String>,
    /// The colours.
    pub colours: Vec<ColourFields>,
    /// The registrations: the first, and further ones.
    pub registrations: Vec<RegistrationFields>,
    /// Their certificates.
    pub certificates: Vec<CertificateFields>,
    /// The promises.
    pub promises: Vec<PromiseFields>,
    /// The texts after the promises.
    pub last_fields: Vec<Field>,
    /// What stands beside: what is missing, what is like it, when it was saved.
    pub saved: Saved,
    /// Other versions: address, words.
    pub versions: Vec<(String, String)>,
}

/// What stands beside the file, and is sent back after each saving.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/saved.html")]
pub struct Saved {
    /// What stands around.
    pub frame: Frame,
    /// When it was saved, or why not.
    pub line: String,
    /// Whether it was not saved.
    pub failed: bool,
    /// The revision that is saved now.
    pub revision: i32,
    /// What is missing: the field's id, and the words.
    pub lacks: Vec<(String, String)>,
    /// Brands that are like it.
    pub like: Vec<LikeBrand>,
    /// Unlucky readings of the name.
    pub readings: Vec<String>,
    /// Where the head signs; only when nothing is missing and the reader is the head.
    pub sign: Option<String>,
    /// How the desk plate would look: the address of its drawing. None where there is no press, or where something is missing.
    pub plate: Option<String>,
    /// Why the plate could not be printed.
    pub of_plate: Vec<String>,
}

/// A part of two versions, beside one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersusRow {
    /// What it is.
    pub name: String,
    /// In the older version.
    pub before: String,
    /// In the newer version.
    pub after: String,
}

/// `GET /desk/brands/{id}/versus`: two versions beside one another.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/versus.html")]
pub struct VersusPage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The way back.
    pub back: String,
    /// The older and the newer version, in words.
    pub heads: (String, String),
    /// What differs.
    pub rows: Vec<VersusRow>,
}

/// `GET /desk/brands/{id}/sign`: the head reads and signs.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/sign.html")]
pub struct SignPage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The addresses of this brand begin with it.
    pub base: String,
    /// The whole file, as it is signed.
    pub parts: Vec<crate::public::Described>,
    /// What changes against the version in force.
    pub changes: Vec<String>,
    /// The hash of the file.
    pub hash: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The password, once more.
    pub fields: Vec<Field>,
    /// Where one has to show first, at the identity provider, who one is, and what the button says; then nothing is to be filled in yet.
    pub confirm: Option<(String, String)>,
}

/// `GET /desk/brands/{id}/publish`: the office puts a signed version in force.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/publish.html")]
pub struct PublishPage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The addresses of this brand begin with it.
    pub base: String,
    /// Who signed, when, over which hash.
    pub signed: String,
    /// What changes against the version in force.
    pub changes: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The day.
    pub fields: Vec<Field>,
}

/// A version of a brand in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Which it is.
    pub name: String,
    /// Where it stands, in words.
    pub standing: String,
    /// The class of the word.
    pub class: &'static str,
    /// Its days, who signed it.
    pub when: String,
    /// Where it is compared with the one before; nothing for the first.
    pub versus: Option<String>,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Where.
    pub href: String,
    /// What.
    pub label: String,
    /// Whether it changes something by itself, and is sent.
    pub post: bool,
}

/// `GET /desk/brands/{id}`: a brand as it stands, and what can be done with it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/overview.html")]
pub struct OverviewPage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// Where the newest version stands, and the class of the word.
    pub standing: (String, &'static str),
    /// What happens next, and who does it.
    pub next: String,
    /// What can be done.
    pub actions: Vec<Action>,
    /// The newest version, part by part.
    pub parts: Vec<crate::public::Described>,
    /// The address of the mark.
    pub mark: Option<String>,
    /// All versions, the newest first.
    pub versions: Vec<VersionRow>,
    /// Its family, if it has one.
    pub family: Vec<super::KinRow>,
    /// Where a brand below it is begun.
    pub begin_below: Option<String>,
    /// Certificates of its registrations: address, words.
    pub certificates: Vec<(String, String)>,
    /// That it is no longer used, since when and why; empty while it is.
    pub retired: String,
}
