//! The register of the made-up city: its programme, units, brands, promises and people.
//!
//! The texts stand in `crates/city/register/`, one file a unit with its mark beside it, and are part of the program. What the
//! case records know as well (names of units and services, the first promise of each) comes from where the records come from,
//! so that the two cannot differ. Only people's names are drawn from the dice.

mod brand;
mod entries;
mod file;
mod limit;
mod people;
mod projects;
mod taking_part;
mod year;

pub use brand::{
    BrandEntry, ColourEntry, EarlierVersion, EntryState, PromiseEntry, RegistrationEntry, RegistrationKind,
    SubBrandEntry,
};
pub use entries::{
    Bilingual, PersonEntry, PersonRole, ProgrammeEntry, Register, ServiceEntry, StageEntry, UnitEntry, UnitKind,
};
pub use limit::LimitWords;
pub use projects::{ExampleEntry, GuidanceEntry, MilestoneEntry, ProjectEntry, ProjectsEntry};
pub use taking_part::{Chosen, ProposalEntry, QuestionEntry, SurveyEntry, TakingPart};
pub use year::{
    ActivityEntry, AgreedEntry, EarlierProgramme, EarlierStage, OpinionEntry, PaperEntry, PaperVersionEntry,
    RequestEntry, TaskEntry, YearEntry,
};

use crate::days::SHORTENED;
use crate::units::{BEFORE_SHORTENED, SHORTENED_UNIT, UNITS, Unit};
use file::{ABOVE, BRANDED, BrandFile, Carrier, EarlierFile, Peers, ServiceFile, UnitFile};
use people::People;

/// The certificate of all registrations of the city, a PDF: it says of itself that it is made up.
pub const CERTIFICATE: &[u8] = include_bytes!("../../register/certificate.pdf");

/// The register of the city of a seed.
pub(crate) fn register(seed: u64) -> Register {
    let mut people = People::of(seed);
    let branded = BRANDED.iter().map(|(text, mark)| (*text, Some(*mark)));
    let files = branded.chain(ABOVE.iter().map(|text| (*text, None)));
    let units =
        files.enumerate().map(|(place, (text, mark))| unit(place, file::read(text), mark, &mut people)).collect();
    Register {
        city: Bilingual::new("望澜市", "Wanglan"),
        programme: file::programme(),
        units,
        people: people.hired,
        year: year::year(),
        taking_part: taking_part::taking_part(),
        projects: projects::projects(),
    }
}

fn unit(place: usize, file: UnitFile, mark: Option<&str>, people: &mut People) -> UnitEntry {
    let known = UNITS.get(place);
    let head = people.hire(PersonRole::Head, file.head, Some(place));
    let liaison = people.hire(PersonRole::Liaison, Bilingual::new("品牌联络员", "Brand liaison"), Some(place));
    if known.is_some() {
        for number in 1..=2 {
            let post = Bilingual::new(format!("{number}号窗口"), format!("Window {number}"));
            people.hire(PersonRole::WindowClerk, post, Some(place));
        }
    }
    let telephone = telephone(place, 1);
    let reach = Reach {
        contact: Bilingual::new(
            format!("{}，电话{telephone}", file.window.zh),
            format!("{}, telephone {telephone}", file.window.en),
        ),
        complaint_route: complaint_route(place),
    };
    let name = known.map_or(file.name.unwrap_or_default(), |unit| unit.name.to_owned());
    UnitEntry {
        name: Bilingual::new(name, file.name_en),
        short: file.short,
        kind: file.kind,
        peer_group: peer_group(file.peers),
        party_organisation: file.party,
        credit_code: Unit::credit_code(place),
        parent: file.parent,
        liaison,
        head,
        window: file.window,
        telephone,
        services: known.map(|unit| services(place, unit, file.services)).unwrap_or_default(),
        brand: known
            .zip(file.brand)
            .map(|(unit, brand)| self::brand(place, unit, brand, mark.unwrap_or_default(), &reach)),
    }
}

fn services(place: usize, unit: &Unit, files: Vec<ServiceFile>) -> Vec<ServiceEntry> {
    let named = unit.services.iter().map(|(name, _)| *name);
    let entry = |(number, (name, file)): (usize, (&str, ServiceFile))| ServiceEntry {
        code: Unit::service_code(place, number),
        name: Bilingual::new(name, file.name_en),
        legal_basis: file.basis,
        statutory: file.statutory,
    };
    named.zip(files).enumerate().map(entry).collect()
}

/// Where the users of a unit ask and complain.
struct Reach {
    contact: Bilingual,
    complaint_route: Bilingual,
}

fn brand(place: usize, unit: &Unit, file: BrandFile, mark: &str, reach: &Reach) -> BrandEntry {
    let first = PromiseEntry {
        what: unit.words.into(),
        to_whom: file.first.to,
        limit: file::limit(unit.limit),
        target: unit.target.parse().ok(),
        exceptions: file.first.except,
        remedy: file.first.remedy,
        contact: reach.contact.clone(),
        complaint_route: reach.complaint_route.clone(),
        services: (0..unit.services.len()).collect(),
    };
    let others = file.promises.into_iter().map(|promise| PromiseEntry {
        what: promise.what,
        to_whom: promise.to,
        limit: promise.limit,
        target: None,
        exceptions: promise.except,
        remedy: promise.remedy,
        contact: reach.contact.clone(),
        complaint_route: reach.complaint_route.clone(),
        services: promise.services,
    });
    let promises: Vec<PromiseEntry> = std::iter::once(first).chain(others).collect();
    BrandEntry {
        name: unit.brand.into(),
        concept: file.concept,
        slogan: file.slogan,
        meaning: file.meaning,
        standards: file.standards,
        mark_svg: mark.to_owned(),
        mark_explained: file.mark,
        colours: file.colours.into_iter().map(|[hex, zh, en]| ColourEntry { hex, name: [zh, en].into() }).collect(),
        registration: file.registration,
        materialisation: file.carriers.into_iter().map(carrier).collect(),
        state: file.state,
        in_force_from: file.from,
        history: file.earlier.into_iter().map(|version| earlier(place, version, &promises)).collect(),
        sub_brands: file
            .subs
            .into_iter()
            .map(|sub| SubBrandEntry { name: sub.name, concept: sub.concept, services: sub.services })
            .collect(),
        promises,
    }
}

/// An earlier version: today's promises, but for what read otherwise then.
fn earlier(place: usize, file: EarlierFile, today: &[PromiseEntry]) -> EarlierVersion {
    let mut promises = today.to_vec();
    let mut read_otherwise = |number: usize, what: Bilingual, limit: LimitWords| {
        if let Some(promise) = promises.get_mut(number) {
            (promise.what, promise.limit) = (what, limit);
        }
    };
    if let Some(replaced) = file.replaced {
        read_otherwise(replaced.promise, replaced.what, replaced.limit);
    }
    if place == SHORTENED_UNIT && file.until < SHORTENED {
        let (words, limit) = BEFORE_SHORTENED;
        read_otherwise(0, words.into(), file::limit(limit));
    }
    EarlierVersion { from: file.from, until: file.until, slogan: file.slogan, promises, changed: file.changed }
}

/// A number in an area that no place has.
fn telephone(place: usize, line: usize) -> String {
    format!("0000-5550{:02}{line:02}", place + 1)
}

fn complaint_route(place: usize) -> Bilingual {
    let (own, office) = (telephone(place, 9), "0000-55500000");
    Bilingual::new(
        format!("先找值班负责人；不满意的，拨打本单位监督电话{own}或者市服务品牌办公室电话{office}，5个工作日内答复"),
        format!(
            "Ask for the manager on duty; if not content, call the unit's supervision line {own} or the programme office \
             {office}. You have an answer within 5 working days"
        ),
    )
}

fn peer_group(peers: Peers) -> Bilingual {
    match peers {
        Peers::Windows => ["窗口审批类", "Permits and windows"],
        Peers::Enforcement => ["综合执法类", "Enforcement"],
        Peers::Grassroots => ["基层服务类", "Local services"],
        Peers::Utilities => ["公用企业类", "Public utilities"],
    }
    .into()
}

fn carrier(carrier: Carrier) -> Bilingual {
    match carrier {
        Carrier::DeskPlate => ["桌牌", "Desk plate"],
        Carrier::Badge => ["胸牌", "Badge"],
        Carrier::WorkCard => ["上门工作证", "Card for house calls"],
        Carrier::WindowPlate => ["窗口标牌", "Window plate"],
        Carrier::DoorPlate => ["门牌", "Door plate"],
        Carrier::NoticeBoard => ["公示栏", "Notice board"],
        Carrier::DisplayBoard => ["展板", "Display board"],
        Carrier::Leaflet => ["服务折页", "Leaflet"],
        Carrier::Receipt => ["受理单页眉", "Head of the receipt"],
        Carrier::VehicleSign => ["车身标识", "Sign on vehicles"],
    }
    .into()
}
