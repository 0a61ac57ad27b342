//! The made-up register, put into a ledger the way people would: accounts, units, brands written, signed and published.

use city::{
    Bilingual, BrandEntry, City, EntryState, LimitWords, PersonRole, PromiseEntry, Register, UnitEntry, UnitKind,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::account::{self, NewAccount, Role};
use ledger::file::{BrandFile, Certificate, Colour, Limit, Mark, PromiseText, Registration, RegistrationKind};
use ledger::{
    AccountId, BrandId, By, Change, Day, Instant, Ledger, LedgerError, ServiceId, UnitId, attachment, brand, figure,
    programme, service, stage, unit,
};
use web::ToTry;
use web::figures::order::{self, Given, NotDone};
use words::Message;

use crate::commands::{Context, demo_projects, demo_taking_part, demo_year};
use crate::fault::Fault;

/// The password of all accounts of a demo. It opens nothing but a demo.
const PASSWORD: &str = "mingpai-demo";
/// The made-up platform that exports the case records.
const RECORDS: &str = "望澜市政务服务平台（虚构）";
/// Accounts of the office that no unit has: auditor and operator.
const OF_THE_OFFICE: [(&str, &str, Role); 2] =
    [("shenji", "审计员", Role::Auditor), ("yunwei", "运维员", Role::Operator)];

/// Fills the register, unless it is filled, and gives the accounts to try it with.
pub(super) async fn fill(ledger: &Ledger, seed: u64) -> Result<ToTry, Fault> {
    let register = City::of(seed).register();
    if account::all(ledger.reads()).await?.is_empty() {
        let password = web::hash_password(PASSWORD.to_owned()).await.map_err(Fault::Ours)?;
        let to_write = register.clone();
        let write = ledger.write(By::Program, at(Date::constant(2023, 1, 3)), move |change| {
            Box::pin(async move { everything(change, &to_write, password).await })
        });
        write.await?;
    }
    Ok(to_try(&register))
}

/// Makes the records that the demo has taken in known to the register, and measures them, unless that was done.
pub(super) async fn measure(ledger: &Ledger, data: &Path, today: Date, context: &Context) -> Result<(), Fault> {
    let fault = |not_done: NotDone| Fault::Ours(not_done.0);
    let given = Given {
        ledger: ledger.clone(),
        data: data.to_owned(),
        by: By::Program,
        at: at(today),
        today: Day(today),
        progress: Arc::new(|_, _| ()),
        stop: Arc::new(AtomicBool::new(false)),
    };
    let source = order::adopt(&given, RECORDS.to_owned(), City::reading().to_owned()).await.map_err(fault)?;
    if figure::latest(ledger.reads(), source).await?.is_none() {
        context.note(Message::new("demo-measures"));
        order::measure(&given, source, None).await.map_err(fault)?;
    }
    Ok(())
}

/// One account of each role: those of the first unit, where the role belongs to one.
fn to_try(register: &Register) -> ToTry {
    let of_unit = |person: usize, role: Role| register.people.get(person).map(|person| (person.login.clone(), role));
    let first = |wanted: PersonRole, role: Role| {
        register.people.iter().find(|person| person.role == wanted).map(|person| (person.login.clone(), role))
    };
    let unit = register.units.first();
    let logins = [
        first(PersonRole::ProgrammeOfficer, Role::Office),
        unit.and_then(|unit| of_unit(unit.liaison, Role::Liaison)),
        unit.and_then(|unit| of_unit(unit.head, Role::Head)),
        first(PersonRole::Reviewer, Role::Reviewer),
        first(PersonRole::DataOfficer, Role::Steward),
    ];
    let others = OF_THE_OFFICE.iter().map(|(login, _, role)| ((*login).to_owned(), *role));
    ToTry { logins: logins.into_iter().flatten().chain(others).collect(), password: PASSWORD.to_owned() }
}

/// Nine in the morning of a day in China.
pub(super) fn at(day: Date) -> Instant {
    let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
    let zoned = day.at(9, 0, 0, 0).to_zoned(zone);
    Instant(zoned.map(|zoned| zoned.timestamp().as_microsecond()).unwrap_or_default())
}

async fn everything(change: &mut Change<'_>, register: &Register, password: String) -> Result<(), LedgerError> {
    let known = &register.programme;
    let programme = programme::add(
        change,
        programme::NewProgramme {
            name: known.name.zh.clone(),
            aims: known.aims.zh.clone(),
            methods: known.methods.zh.clone(),
            from_year: i32::from(known.from_year),
            until_year: i32::from(known.until_year),
            approval_number: known.approval_number.clone().unwrap_or_default(),
            approval_authority: known.approval_authority.clone().unwrap_or_default(),
        },
    )
    .await?;
    let mut running = None;
    for stage in &known.stages {
        let new = stage::NewStage {
            name: stage.name.zh.clone(),
            name_en: stage.name.en.clone(),
            aim: stage.aim.zh.clone(),
            methods: stage.methods.zh.clone(),
            from_day: Day(stage.from),
            until_day: Day(stage.until),
            state: None,
        };
        running = Some(stage::add(change, programme, new).await?);
    }
    let mut units = Vec::new();
    for entry in &register.units {
        units.push(unit::add(change, new_unit(entry, None)).await?);
    }
    let accounts = people(change, register, &units, &password).await?;
    for (entry, id) in register.units.iter().zip(&units) {
        let above = entry.parent.and_then(|parent| units.get(parent)).copied();
        if above.is_some() {
            unit::edit(change, *id, new_unit(entry, above)).await?;
        }
        let person = |place: usize| accounts.get(place).copied().flatten();
        unit::staff(change, *id, person(entry.liaison), person(entry.head)).await?;
        let mut services = Vec::new();
        for known in &entry.services {
            let new = service::NewService {
                code: known.code.clone(),
                name: known.name.zh.clone(),
                name_en: known.name.en.clone(),
                legal_basis: known.legal_basis.clone(),
                statutory_limit: known.statutory.as_ref().map(in_words).unwrap_or_default(),
            };
            services.push(service::add(change, *id, new).await?);
        }
        if let (Some(brand), Some(liaison), Some(head)) = (&entry.brand, person(entry.liaison), person(entry.head)) {
            Writing { unit: *id, services: &services, liaison, head }.brand(change, brand).await?;
        }
    }
    change.by = By::Program;
    let writing = demo_year::Writing { programme, stage: running, units: &units, register };
    writing.everything(change).await?;
    demo_projects::everything(&writing, change).await?;
    demo_taking_part::write(change, programme, &units, register).await?;
    Ok(())
}

async fn people(
    change: &mut Change<'_>,
    register: &Register,
    units: &[UnitId],
    password: &str,
) -> Result<Vec<Option<AccountId>>, LedgerError> {
    let new = |login: &str, name: &str, role, unit| NewAccount {
        login: login.to_owned(),
        name: name.to_owned(),
        role,
        unit,
        password: password.to_owned(),
        must_change: false,
    };
    let mut accounts = Vec::new();
    for person in &register.people {
        let role = match person.role {
            PersonRole::ProgrammeOfficer => Some(Role::Office),
            PersonRole::DataOfficer => Some(Role::Steward),
            PersonRole::Reviewer => Some(Role::Reviewer),
            PersonRole::Head => Some(Role::Head),
            PersonRole::Liaison => Some(Role::Liaison),
            // Window staff sign in from a later version on.
            PersonRole::WindowClerk => None,
        };
        let unit = person.unit.and_then(|unit| units.get(unit)).copied();
        accounts.push(match role {
            Some(role) => Some(account::add(change, new(&person.login, &person.name, role, unit)).await?),
            None => None,
        });
    }
    for (login, name, role) in OF_THE_OFFICE {
        account::add(change, new(login, name, role, None)).await?;
    }
    Ok(accounts)
}

/// A kind of unit as the register calls it.
pub(super) fn kind_words(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Bureau => "局委办",
        UnitKind::Enforcement => "执法单位",
        UnitKind::Police => "公安机关",
        UnitKind::ServiceCentre => "服务中心",
        UnitKind::Street => "街道",
        UnitKind::Utility => "公用企业",
    }
}

fn new_unit(entry: &UnitEntry, parent: Option<UnitId>) -> unit::NewUnit {
    let kind = kind_words(entry.kind);
    unit::NewUnit {
        parent,
        name: entry.name.zh.clone(),
        name_en: entry.name.en.clone(),
        kind: kind.to_owned(),
        peer_group: entry.peer_group.zh.clone(),
        party_organisation: entry.party_organisation.clone(),
    }
}

/// Who writes and signs a unit's brand.
struct Writing<'a> {
    unit: UnitId,
    services: &'a [ServiceId],
    liaison: AccountId,
    head: AccountId,
}

impl Writing<'_> {
    async fn brand(&self, change: &mut Change<'_>, entry: &BrandEntry) -> Result<(), LedgerError> {
        let hash = attachment::keep(change, "image/svg+xml", entry.mark_svg.clone().into_bytes()).await?;
        let mut file = self.file(entry);
        if let Some(registration) = &mut file.registration {
            let hash = attachment::keep_private(change, "application/pdf", city::CERTIFICATE.to_vec()).await?;
            registration.certificate = Some(Certificate { hash, media_type: "application/pdf".to_owned() });
            in_english(entry, &mut file);
        }
        file.mark = Some(Mark { hash, media_type: "image/svg+xml".to_owned(), free_of_emblems: true });
        let mut earlier: Option<BrandId> = None;
        let mut changed = String::new();
        for version in &entry.history {
            let before = BrandFile {
                slogan: version.slogan.zh.clone(),
                slogan_en: if file.slogan_en.is_empty() { String::new() } else { version.slogan.en.clone() },
                promises: self.promises(&version.promises),
                changed: std::mem::take(&mut changed),
                ..file.clone()
            };
            earlier = Some(self.version(change, earlier, before, Some(version.from), None).await?);
            changed = version.changed.zh.clone();
        }
        file.changed = changed;
        let in_force = (entry.state == EntryState::InForce).then_some(entry.in_force_from);
        let signed = (entry.state == EntryState::Signed).then_some(Date::constant(2025, 12, 29));
        let parent = self.version(change, earlier, file.clone(), in_force, signed).await?;
        for sub in &entry.sub_brands {
            let promises = file.promises.iter().take(1).cloned().map(|promise| PromiseText {
                services: sub.services.iter().filter_map(|place| self.services.get(*place)).copied().collect(),
                ..promise
            });
            let below = BrandFile {
                name: sub.name.zh.clone(),
                name_en: sub.name.en.clone(),
                concept: sub.concept.zh.clone(),
                concept_en: if file.concept_en.is_empty() { String::new() } else { sub.concept.en.clone() },
                promises: promises.collect(),
                registration: None,
                changed: String::new(),
                ..file.clone()
            };
            let (brand, _) = brand::add(change, self.unit, Some(parent), below.clone()).await?;
            self.finish(change, brand, in_force, None).await?;
        }
        Ok(())
    }

    /// Writes a version: the first one, or the next.
    async fn version(
        &self,
        change: &mut Change<'_>,
        brand: Option<BrandId>,
        file: BrandFile,
        from: Option<Date>,
        signed: Option<Date>,
    ) -> Result<BrandId, LedgerError> {
        change.by = By::Account(self.liaison);
        change.at = at(from.or(signed).unwrap_or(Date::constant(2025, 12, 30)));
        let brand = match brand {
            None => brand::add(change, self.unit, None, file).await?.0,
            Some(brand) => {
                let draft = brand::open_draft(change, brand).await?;
                brand::save(change, draft, 0, file).await?;
                brand
            }
        };
        self.finish(change, brand, from, signed).await?;
        Ok(brand)
    }

    /// Signs the newest version and puts it in force, if it is.
    async fn finish(
        &self,
        change: &mut Change<'_>,
        brand: BrandId,
        from: Option<Date>,
        signed: Option<Date>,
    ) -> Result<(), LedgerError> {
        if from.is_none() && signed.is_none() {
            return Ok(());
        }
        let versions = brand::versions(change.reads(), brand).await?;
        let Some(draft) = versions.first() else { return Ok(()) };
        change.by = By::Account(self.head);
        brand::sign(change, draft.id, &draft.file()?.hash()).await?;
        change.by = By::Program;
        if let Some(from) = from {
            brand::publish(change, draft.id, Day(from)).await?;
        }
        Ok(())
    }

    fn file(&self, entry: &BrandEntry) -> BrandFile {
        let lines = |texts: &[Bilingual]| texts.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join("\n");
        let registration = entry.registration.as_ref().map(|known| Registration {
            kind: match known.kind {
                city::RegistrationKind::Copyright => RegistrationKind::Copyright,
                city::RegistrationKind::Trademark => RegistrationKind::Trademark,
            },
            number: known.number.clone(),
            day: Some(Day(known.day)),
            authority: "望澜市登记处（虚构）".to_owned(),
            certificate: None,
        });
        let colour = |known: &city::ColourEntry| Colour { hex: known.hex.to_lowercase(), name: known.name.zh.clone() };
        BrandFile {
            name: entry.name.zh.clone(),
            name_en: entry.name.en.clone(),
            concept: entry.concept.zh.clone(),
            slogan: entry.slogan.zh.clone(),
            meaning: entry.meaning.zh.clone(),
            standards: lines(&entry.standards),
            mark_explained: entry.mark_explained.zh.clone(),
            materialisation: lines(&entry.materialisation),
            changed: String::new(),
            mark: None,
            colours: entry.colours.iter().map(colour).collect(),
            registration,
            promises: self.promises(&entry.promises),
            ..BrandFile::default()
        }
    }

    /// The promises, numbered by their places, so that one in other words stays the same promise.
    fn promises(&self, entries: &[PromiseEntry]) -> Vec<PromiseText> {
        let promise = |(key, entry): (u32, &PromiseEntry)| {
            // Waiting at a window and driving to a fault stand in no case record, and so they are not measured.
            let milestones = match entry.limit {
                LimitWords::Minutes(_) => ("unrecorded", "unrecorded"),
                _ => ("", ""),
            };
            PromiseText {
                key,
                limit: Some(limit(&entry.limit)),
                services: entry.services.iter().filter_map(|place| self.services.get(*place)).copied().collect(),
                from: milestones.0.to_owned(),
                until: milestones.1.to_owned(),
                target_per_mille: entry.target.map(|target| (target * 1000.0).round() as u32),
                what: entry.what.zh.clone(),
                what_en: entry.what.en.clone(),
                to_whom: entry.to_whom.zh.clone(),
                exceptions: entry.exceptions.zh.clone(),
                remedy: entry.remedy.zh.clone(),
                contact: entry.contact.zh.clone(),
                complaint_route: entry.complaint_route.zh.clone(),
            }
        };
        (1..).zip(entries).map(promise).collect()
    }
}

/// The texts in English: brands that are registered have them, others have yet to write them.
fn in_english(entry: &BrandEntry, file: &mut BrandFile) {
    let lines = |texts: &[Bilingual]| texts.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("\n");
    file.concept_en = entry.concept.en.clone();
    file.slogan_en = entry.slogan.en.clone();
    file.meaning_en = entry.meaning.en.clone();
    file.standards_en = lines(&entry.standards);
    file.mark_explained_en = entry.mark_explained.en.clone();
    file.materialisation_en = lines(&entry.materialisation);
}

fn limit(known: &LimitWords) -> Limit {
    match known {
        LimitWords::WorkingDays(number) => Limit::WorkingDays { number: *number },
        LimitWords::CalendarDays { days, roll } => Limit::CalendarDays { number: *days, roll: *roll },
        LimitWords::WorkingHours(number) => Limit::WorkingHours { number: *number },
        LimitWords::Minutes(number) => Limit::Minutes { number: *number },
        LimitWords::Due { field } => Limit::DateOfCase { field: field.clone() },
        LimitWords::WorkingDaysFrom { field } => Limit::WorkingDaysOfCase { field: field.clone() },
        LimitWords::Count { milestone, at_most } => Limit::AtMost { milestone: milestone.clone(), number: *at_most },
    }
}

/// A statutory limit, as an implementation list has it.
fn in_words(known: &LimitWords) -> String {
    match known {
        LimitWords::WorkingDays(number) => format!("{number}个工作日"),
        LimitWords::CalendarDays { days, .. } => format!("{days}日"),
        LimitWords::WorkingHours(number) => format!("{number}个工作小时"),
        LimitWords::Minutes(number) => format!("{number}分钟"),
        LimitWords::Due { field } | LimitWords::WorkingDaysFrom { field } => field.clone(),
        LimitWords::Count { at_most, .. } => format!("不超过{at_most}次"),
    }
}
