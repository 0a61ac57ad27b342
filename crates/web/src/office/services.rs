//! The services of units: a list, and a page for one.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ledger::service::{self, NewService};
use ledger::{LegalUnit, ServiceId, Statutory, UnitId, brand, promise, promised, unit};
use pages::{BoundRow, Field, ServicePage, ServiceRow, ServicesPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::figures::order;
use crate::form::{Problems, Sent, choice};
use crate::office::{exports, paged};
use crate::policy::Act;
use crate::public::finds;
use crate::visitor::Visitor;
use crate::wording;

const LIST: &str = "/desk/services";

/// A service as a row of a list at the desk.
pub(crate) fn row(visitor: &Visitor, service: &service::Model, unit: Option<&unit::Model>) -> ServiceRow {
    ServiceRow {
        href: format!("{LIST}/{}", service.id),
        name: wording::either(&service.name, &service.name_en, visitor.language).to_owned(),
        unit: unit.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default(),
        code: service.code.clone(),
        legal_basis: service.legal_basis.clone(),
        statutory_limit: visitor.say(&wording::statutory(&service.statutory_limit)),
        closed: closed(visitor, service),
    }
}

/// Since when a service is closed; nothing for one that is open.
fn closed(visitor: &Visitor, service: &service::Model) -> String {
    let since = |from: ledger::Day| visitor.say(&Message::new("service-closed-since").with("day", visitor.day(from.0)));
    service.closed_from.map(since).unwrap_or_default()
}

/// The services that the address asks for, and how many there are.
async fn found(desk: &Desk, visitor: &Visitor, query: &Sent) -> Result<(Vec<ServiceRow>, usize), PageError> {
    let units = visitor.units().await?;
    let services = service::all(desk.ledger.reads()).await?;
    let (search, of) = (query.text("q"), query.text("unit").parse().ok().map(UnitId));
    let without_limit = query.has("no_limit");
    let shown = services.iter().filter(|service| {
        of.is_none_or(|of| service.unit == of)
            && (!without_limit || Statutory::read(&service.statutory_limit) == Statutory::None)
            && finds(&search, &[&service.name, &service.name_en, &service.code, &service.legal_basis])
    });
    let unit = |id: UnitId| units.iter().find(|unit| unit.id == id);
    Ok((shown.map(|service| row(visitor, service, unit(service.unit))).collect(), services.len()))
}

/// `GET /desk/services`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let (rows, of) = found(&desk, &visitor, &query).await?;
    let frame = visitor.frame();
    let units = visitor.units().await?.iter();
    let units = units.map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
    let count = Message::new("list-count").with("shown", rows.len()).with("of", of);
    let page = paged(rows, LIST, &query);
    visitor.page(&ServicesPage {
        search: query.text("q"),
        unit: choice("unit", frame.t("unit-name"), Some(frame.t("list-all")), units, &query.text("unit")),
        without_limit: query.has("no_limit"),
        count: visitor.say(&count),
        rows: page.rows,
        before: page.before,
        after: page.after,
        exports: exports(LIST, &query, [frame.t("export-excel"), frame.t("export-csv")]),
        may_edit: visitor.may(Act::KeepRegister),
        frame,
    })
}

async fn as_list(desk: &Desk, visitor: &Visitor, query: &Sent) -> Result<List, PageError> {
    let (rows, _) = found(desk, visitor, query).await?;
    let frame = visitor.frame();
    let headings =
        ["service-code", "service-name", "unit-name", "service-basis", "service-statutory", "service-closed"];
    let cells = |row: ServiceRow| vec![row.code, row.name, row.unit, row.legal_basis, row.statutory_limit, row.closed];
    Ok(List {
        name: "services",
        headings: headings.into_iter().map(|key| frame.t(key)).collect(),
        rows: rows.into_iter().map(cells).collect(),
    })
}

/// `GET /desk/services.xlsx`
pub(crate) async fn workbook(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_workbook()
}

/// `GET /desk/services.csv`
pub(crate) async fn csv(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_csv()
}

/// A number of working days that a list can promise: from one to ten years.
pub(super) fn working_days(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|days| (1..=3650).contains(days))
}

/// A service as a form has it.
#[derive(Debug, Default)]
struct Entered {
    unit: String,
    promised: String,
    new: NewService,
    number: String,
    counted_in: String,
    words: String,
}

impl From<&service::Model> for Entered {
    fn from(service: &service::Model) -> Self {
        let (number, counted_in, words) = match Statutory::read(&service.statutory_limit) {
            Statutory::None => Default::default(),
            Statutory::Span(number, unit) => (number.to_string(), unit.name().to_owned(), String::new()),
            Statutory::Words(words) => (String::new(), String::new(), words),
        };
        let new = NewService {
            code: service.code.clone(),
            name: service.name.clone(),
            name_en: service.name_en.clone(),
            legal_basis: service.legal_basis.clone(),
            statutory_limit: service.statutory_limit.clone(),
        };
        Self { unit: service.unit.to_string(), promised: String::new(), new, number, counted_in, words }
    }
}

impl Entered {
    fn read(sent: &Sent) -> Self {
        let (number, counted_in, words) =
            (sent.text("limit_number"), sent.text("limit_unit"), sent.text("limit_words"));
        let unit = LegalUnit::ALL.into_iter().find(|unit| unit.name() == counted_in);
        let limit = match (number.parse(), unit) {
            (Ok(number), Some(unit)) => Statutory::Span(number, unit),
            _ => Statutory::read(&words),
        };
        let new = NewService {
            code: sent.text("code"),
            name: sent.text("name"),
            name_en: sent.text("name_en"),
            legal_basis: sent.text("legal_basis"),
            statutory_limit: limit.to_string(),
        };
        Self { unit: sent.text("unit"), promised: sent.text("promised"), new, number, counted_in, words }
    }

    /// What the list promises; `None` where it promises nothing.
    fn promised(&self) -> Option<u32> {
        working_days(&self.promised)
    }

    async fn check(&self, desk: &Desk, own: Option<ServiceId>) -> Result<Problems, PageError> {
        let mut problems = Problems::default();
        let new = &self.new;
        for (name, value, most, label) in [
            ("code", &new.code, 100, "service-code"),
            ("name", &new.name, 200, "service-name"),
            ("name_en", &new.name_en, 200, "service-name-en"),
            ("legal_basis", &new.legal_basis, 200, "service-basis"),
            ("limit_words", &self.words, 200, "service-limit-words"),
        ] {
            let label = Message::of_key(label.to_owned());
            if matches!(name, "code" | "name") {
                problems.need(name, value, &label);
            }
            problems.at_most(name, value, most, &label);
        }
        let services = service::all(desk.ledger.reads()).await?;
        if services.iter().any(|service| service.code == new.code && Some(service.id) != own) {
            problems.add("code", Message::new("service-code-taken").with("code", &new.code));
        }
        if !self.promised.is_empty() && self.promised().is_none() {
            problems.add("promised", Message::new("service-promised-wrong").with("days", &self.promised));
        }
        if !self.number.is_empty() && self.number.parse::<u32>().is_err() {
            problems.add("limit_number", Message::new("limit-number-wrong").with("number", &self.number));
        } else if self.number.is_empty() != self.counted_in.is_empty() {
            let at = if self.number.is_empty() { "limit_number" } else { "limit_unit" };
            problems.add(at, Message::new("service-limit-half"));
        } else if !self.number.is_empty() && !self.words.is_empty() {
            problems.add("limit_words", Message::new("service-limit-twice"));
        }
        Ok(problems)
    }
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    service: Option<&service::Model>,
    entered: &Entered,
    problems: &Problems,
) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let units = visitor.units().await?;
    let new = &entered.new;
    let field = |name: &'static str, label: &'static str, value: &str, at_most: usize| {
        problems.beside(Field { at_most, ..Field::text(name, frame.t(label), value) }, visitor)
    };
    let of_unit = service.and_then(|service| units.iter().find(|unit| unit.id == service.unit));
    let unit = service.is_none().then(|| {
        let units = units.iter().map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
        let mut unit = choice("unit", frame.t("unit-name"), Some(frame.t("choose")), units, &entered.unit);
        unit.error = problems.of("unit", visitor);
        unit
    });
    let counted =
        LegalUnit::ALL.into_iter().map(|unit| (unit.name().to_owned(), visitor.say(&wording::legal_unit(unit))));
    let none = Some(frame.t("service-no-limit"));
    let mut limit_unit = choice("limit_unit", frame.t("service-limit-unit"), none, counted, &entered.counted_in);
    limit_unit.error = problems.of("limit_unit", visitor);
    let number = Field::text("limit_number", frame.t("limit-number"), &entered.number);
    let may_edit = visitor.may(Act::KeepRegister);
    let switch = service.filter(|_| may_edit).map(|service| {
        let (act, words) =
            if service.closed_from.is_some() { ("open", "service-open") } else { ("close", "service-close") };
        (format!("{LIST}/{}/{act}", service.id), visitor.say(&Message::of_key(words.to_owned())))
    });
    let promised = Field::text("promised", frame.t("service-promised"), &entered.promised);
    let known = match service {
        Some(service) => promised::of(desk.ledger.reads(), service.id).await?,
        None => Vec::new(),
    };
    visitor.page(&ServicePage {
        promised: problems
            .beside(Field { kind: "number", short: true, hint: frame.t("service-promised-hint"), ..promised }, visitor),
        promised_since: known.iter().rev().map(|row| promised_since(visitor, row)).collect(),
        title: service.map_or_else(
            || frame.t("services-new"),
            |service| wording::either(&service.name, &service.name_en, visitor.language).to_owned(),
        ),
        action: service.map_or_else(|| format!("{LIST}/new"), |service| format!("{LIST}/{}", service.id)),
        problems: problems.list(visitor),
        may_edit,
        unit,
        of_unit: of_unit.map(|unit| (wording::unit_name(unit, visitor.language), format!("/desk/units/{}", unit.id))),
        fields: vec![
            field("code", "service-code", &new.code, 100),
            field("name", "service-name", &new.name, 200),
            field("name_en", "service-name-en", &new.name_en, 200),
            field("legal_basis", "service-basis", &new.legal_basis, 200),
        ],
        limit_number: problems.beside(Field { kind: "number", short: true, ..number }, visitor),
        limit_unit,
        limit_words: field("limit_words", "service-limit-words", &entered.words, 200),
        limit: visitor.say(&wording::statutory(&new.statutory_limit)),
        closed: service.map(|service| closed(visitor, service)).unwrap_or_default(),
        switch,
        is_there: service.is_some(),
        bound: match service {
            Some(service) => bound(desk, visitor, service).await?,
            None => Vec::new(),
        },
        frame,
    })
}

/// What the list promises of a service, and from when on.
fn promised_since(visitor: &Visitor, row: &promised::Model) -> String {
    let days = match row.working_days() {
        Some(days) => visitor.say(&Message::new("service-promised-days").with("days", days)),
        None => visitor.t("service-promised-none"),
    };
    if row.from_day.0 == promised::SINCE_EVER {
        return days;
    }
    visitor.say(&Message::new("service-promised-from").with("days", days).with("day", visitor.day(row.from_day.0)))
}

/// The promises that are bound to a service, in force or to come.
async fn bound(desk: &Desk, visitor: &Visitor, service: &service::Model) -> Result<Vec<BoundRow>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let brands = brand::list(db, Some(service.unit), today).await?;
    let row = |bound: promise::Bound| {
        let listed = brands.iter().find(|listed| listed.brand.id == bound.brand);
        let line = listed.map(|listed| listed.in_force.as_ref().unwrap_or(&listed.latest));
        let (what, in_chinese) = wording::both(&bound.text.what, &bound.text.what_en, visitor.language);
        let when = if bound.from <= today { Message::new("brand-in-force-since") } else { Message::new("bound-from") };
        BoundRow {
            what: what.to_owned(),
            in_chinese,
            brand: wording::brand_name(line.map_or("", |line| line.name.as_str()), visitor.language),
            href: format!("/desk/brands/{}", bound.brand),
            when: visitor.say(&when.with("day", visitor.day(bound.from.0))),
        }
    };
    Ok(promise::bound(db, service, today).await?.into_iter().map(row).collect())
}

/// `GET /desk/services/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let entered = Entered { unit: query.text("unit"), ..Entered::default() };
    page(&desk, &visitor, None, &entered, &Problems::default()).await
}

/// `POST /desk/services/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let entered = Entered::read(&sent);
    let mut problems = entered.check(&desk, None).await?;
    let units = visitor.units().await?;
    let unit = units.iter().map(|unit| unit.id).find(|id| id.to_string() == entered.unit);
    let Some(unit) = unit.filter(|_| problems.is_empty()) else {
        if unit.is_none() {
            problems.need("unit", "", &Message::new("unit-name"));
        }
        return page(&desk, &visitor, None, &entered, &problems).await;
    };
    let (name, promised, today) = (entered.new.name.clone(), entered.promised(), desk.clock().today());
    let new = entered.new;
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let id = service::add(change, unit, new).await?;
            promised::set(change, id, today, promised).await?;
            Ok(id)
        })
    });
    let id = add.await?;
    order::ask_after_list(&desk, visitor.by(), &[unit]).await?;
    visitor.done(Message::new("unit-added").with("name", name), &format!("{LIST}/{id}")).await
}

pub(super) async fn known(desk: &Desk, id: i64) -> Result<service::Model, PageError> {
    service::find(desk.ledger.reads(), ServiceId(id)).await?.ok_or(PageError::NotFound)
}

/// `GET /desk/services/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let service = known(&desk, id).await?;
    let rows = promised::of(desk.ledger.reads(), service.id).await?;
    let now = promised::on(&rows, desk.clock().today()).map(|days| days.to_string());
    let entered = Entered { promised: now.unwrap_or_default(), ..Entered::from(&service) };
    page(&desk, &visitor, Some(&service), &entered, &Problems::default()).await
}

/// `POST /desk/services/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let service = known(&desk, id).await?;
    let entered = Entered::read(&sent);
    let problems = entered.check(&desk, Some(service.id)).await?;
    if !problems.is_empty() {
        return page(&desk, &visitor, Some(&service), &entered, &problems).await;
    }
    let (name, promised, today) = (entered.new.name.clone(), entered.promised(), desk.clock().today());
    let (own, unit, new) = (service.id, service.unit, entered.new);
    let edit = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            service::edit(change, own, new).await?;
            promised::set(change, own, today, promised).await
        })
    });
    if edit.await? {
        order::ask_after_list(&desk, visitor.by(), &[unit]).await?;
    }
    visitor.done(Message::new("unit-saved").with("name", name), &format!("{LIST}/{id}")).await
}

/// `POST /desk/services/{id}/close`: from today on.
pub(crate) async fn close(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let today = desk.clock().today();
    let close = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { service::close(change, ServiceId(id), today).await })
    });
    close.await?;
    visitor.done(Message::new("service-now-closed"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/services/{id}/open`
pub(crate) async fn open(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let open = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { service::open(change, ServiceId(id)).await })
    });
    open.await?;
    visitor.done(Message::new("service-now-open"), &format!("{LIST}/{id}")).await
}
