//! The files of the register: one a unit with its mark beside it, as `register/` has them.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::brand::{EntryState, RegistrationEntry};
use super::entries::{Bilingual, ProgrammeEntry, UnitKind};
use super::limit::LimitWords;

macro_rules! with_marks {
    ($($name:literal),* $(,)?) => {
        [$((include_str!(concat!("../../register/", $name, ".toml")), include_str!(concat!("../../register/", $name, ".svg")))),*]
    };
}

/// Of each unit with a brand its file and its mark, in the order of [`crate::units::UNITS`].
pub(crate) const BRANDED: [(&str, &str); 24] = with_marks![
    "01-approvals",
    "02-market",
    "03-exit-entry",
    "04-vehicles",
    "05-household",
    "06-welfare",
    "07-medical",
    "08-housing-fund",
    "09-title",
    "10-construction",
    "11-planning",
    "12-environment",
    "13-transport",
    "14-water",
    "15-farming",
    "16-education",
    "17-civil-affairs",
    "18-health",
    "19-emergency",
    "20-culture",
    "21-city-management",
    "22-justice",
    "23-street",
    "24-water-supply",
];

/// The units that only stand above others.
pub(crate) const ABOVE: [&str; 3] = [
    include_str!("../../register/25-public-security.toml"),
    include_str!("../../register/26-street-office.toml"),
    include_str!("../../register/27-water-group.toml"),
];

const PROGRAMME: &str = include_str!("../../register/programme.toml");

/// A unit's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitFile {
    /// Only where the unit has no brand: the others are named in [`crate::units::UNITS`].
    pub(crate) name: Option<String>,
    pub(crate) name_en: String,
    pub(crate) short: Bilingual,
    /// The post of its head.
    pub(crate) head: Bilingual,
    pub(crate) kind: UnitKind,
    pub(crate) peers: Peers,
    pub(crate) party: String,
    pub(crate) parent: Option<usize>,
    pub(crate) window: Bilingual,
    #[serde(default)]
    pub(crate) services: Vec<ServiceFile>,
    pub(crate) brand: Option<BrandFile>,
}

/// The units that are compared with each other.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Peers {
    Windows,
    Enforcement,
    Grassroots,
    Utilities,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceFile {
    pub(crate) name_en: String,
    pub(crate) basis: String,
    pub(crate) statutory: Option<LimitWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandFile {
    pub(crate) concept: Bilingual,
    pub(crate) slogan: Bilingual,
    pub(crate) meaning: Bilingual,
    pub(crate) standards: Vec<Bilingual>,
    pub(crate) mark: Bilingual,
    /// Each as its hex, its Chinese and its English name.
    pub(crate) colours: Vec<[String; 3]>,
    pub(crate) carriers: Vec<Carrier>,
    pub(crate) registration: Option<RegistrationEntry>,
    pub(crate) state: EntryState,
    pub(crate) from: Date,
    pub(crate) first: FirstFile,
    #[serde(default)]
    pub(crate) promises: Vec<PromiseFile>,
    #[serde(default)]
    pub(crate) earlier: Vec<EarlierFile>,
    #[serde(default, rename = "sub")]
    pub(crate) subs: Vec<SubFile>,
}

/// What carries a brand.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Carrier {
    DeskPlate,
    Badge,
    WorkCard,
    WindowPlate,
    DoorPlate,
    NoticeBoard,
    DisplayBoard,
    Leaflet,
    Receipt,
    VehicleSign,
}

/// What the plan does not say of the first promise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstFile {
    pub(crate) to: Bilingual,
    pub(crate) except: Bilingual,
    pub(crate) remedy: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PromiseFile {
    pub(crate) what: Bilingual,
    pub(crate) to: Bilingual,
    pub(crate) limit: LimitWords,
    pub(crate) except: Bilingual,
    pub(crate) remedy: Bilingual,
    pub(crate) services: Vec<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierFile {
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) slogan: Bilingual,
    pub(crate) changed: Bilingual,
    /// The promise that read otherwise.
    pub(crate) replaced: Option<ReplacedFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacedFile {
    pub(crate) promise: usize,
    pub(crate) what: Bilingual,
    pub(crate) limit: LimitWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubFile {
    pub(crate) name: Bilingual,
    pub(crate) concept: Bilingual,
    pub(crate) services: Vec<usize>,
}

/// Reads a file of the register.
#[expect(clippy::expect_used, reason = "the texts are part of the program, and a test reads each of them")]
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the files of the register can be read")
}

/// Reads the programme.
pub(crate) fn programme() -> ProgrammeEntry {
    read(PROGRAMME)
}

/// Reads what a plan has between the braces of a limit.
pub(crate) fn limit(of_plan: &str) -> LimitWords {
    #[derive(Deserialize)]
    struct Line {
        limit: LimitWords,
    }
    read::<Line>(&format!("limit = {{ {of_plan} }}")).limit
}
