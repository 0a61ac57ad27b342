//! The units: a list, and a form for one.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ledger::account::{self, Role};
use ledger::unit::{self, NewUnit};
use ledger::{AccountId, UnitId, brand, service};
use pages::{Field, UnitFormPage, UnitRow, UnitsPage};
use words::Message;

use crate::brand::tree;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::form::{Problems, Sent, choice};
use crate::office::{exports, paged, services};
use crate::policy::{Act, is_or_is_below};
use crate::public::finds;
use crate::today::brand_row;
use crate::visitor::Visitor;
use crate::wording;

const LIST: &str = "/desk/units";

/// The units that the address asks for, with all there are.
async fn found<'a>(
    desk: &Desk,
    visitor: &'a Visitor,
    query: &Sent,
) -> Result<(Vec<UnitRow>, &'a [unit::Model]), PageError> {
    let db = desk.ledger.reads();
    let units = visitor.units().await?;
    let accounts = account::all(db).await?;
    let brands = brand::list(db, None, desk.clock().today()).await?;
    let (search, kind) = (query.text("q"), query.text("kind"));
    let name = |id: Option<AccountId>| {
        accounts.iter().find(|account| Some(account.id) == id).map(|account| account.name.clone()).unwrap_or_default()
    };
    let comma = visitor.t("list-comma");
    let row = |unit: &unit::Model| {
        let own = brands.iter().filter(|listed| listed.brand.unit == unit.id);
        let own: Vec<String> = own.map(|listed| brand_row(desk, visitor, listed, None).name).collect();
        let people: Vec<String> =
            [name(unit.liaison), name(unit.head)].into_iter().filter(|name| !name.is_empty()).collect();
        UnitRow {
            href: format!("{LIST}/{}", unit.id),
            name: wording::unit_name(unit, visitor.language),
            kind: unit.kind.clone(),
            peer_group: unit.peer_group.clone(),
            people: people.join(&comma),
            brands: own.join(&comma),
        }
    };
    let shown = units.iter().filter(|unit| {
        (kind.is_empty() || unit.kind == kind) && finds(&search, &[&unit.name, &unit.name_en, &unit.party_organisation])
    });
    Ok((shown.map(row).collect(), units))
}

/// `GET /desk/units`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let (rows, units) = found(&desk, &visitor, &query).await?;
    let frame = visitor.frame();
    let mut kinds: Vec<String> = units.iter().map(|unit| unit.kind.clone()).filter(|kind| !kind.is_empty()).collect();
    kinds.sort();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|kind| (kind.clone(), kind));
    let count = Message::new("list-count").with("shown", rows.len()).with("of", units.len());
    let page = paged(rows, LIST, &query);
    visitor.page(&UnitsPage {
        search: query.text("q"),
        kind: choice("kind", frame.t("unit-kind"), Some(frame.t("list-all")), kinds, &query.text("kind")),
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
    let headings = ["unit-name", "unit-kind", "unit-peer-group", "unit-people", "nav-brands"];
    let cells = |row: UnitRow| vec![row.name, row.kind, row.peer_group, row.people, row.brands];
    Ok(List {
        name: "units",
        headings: headings.into_iter().map(|key| frame.t(key)).collect(),
        rows: rows.into_iter().map(cells).collect(),
    })
}

/// `GET /desk/units.xlsx`
pub(crate) async fn workbook(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_workbook()
}

/// `GET /desk/units.csv`
pub(crate) async fn csv(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_csv()
}

/// A unit as a form has it.
struct Entered {
    new: NewUnit,
    liaison: Option<AccountId>,
    head: Option<AccountId>,
}

/// `GET /desk/units/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let entered = Entered { new: NewUnit::default(), liaison: None, head: None };
    form(&desk, &visitor, None, entered, &Problems::default()).await
}

/// `GET /desk/units/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let unit = unit::find(desk.ledger.reads(), UnitId(id)).await?.ok_or(PageError::NotFound)?;
    let entered = Entered {
        liaison: unit.liaison,
        head: unit.head,
        new: NewUnit {
            parent: unit.parent,
            name: unit.name.clone(),
            name_en: unit.name_en.clone(),
            kind: unit.kind.clone(),
            peer_group: unit.peer_group.clone(),
            party_organisation: unit.party_organisation.clone(),
        },
    };
    form(&desk, &visitor, Some(&unit), entered, &Problems::default()).await
}

async fn form(
    desk: &Desk,
    visitor: &Visitor,
    unit: Option<&unit::Model>,
    entered: Entered,
    problems: &Problems,
) -> Result<Response, PageError> {
    let db = desk.ledger.reads();
    let frame = visitor.frame();
    let new = &entered.new;
    let field = |name: &'static str, label: &'static str, value: &str| {
        problems.beside(Field { at_most: 100, ..Field::text(name, frame.t(label), value) }, visitor)
    };
    let fields = vec![
        field("name", "unit-name", &new.name),
        field("name_en", "unit-name-en", &new.name_en),
        field("kind", "unit-kind", &new.kind),
        field("peer_group", "unit-peer-group", &new.peer_group),
        field("party_organisation", "unit-party-organisation", &new.party_organisation),
    ];
    let units = visitor.units().await?;
    let accounts = account::all(db).await?;
    // A unit cannot lie below itself.
    let own = unit.map(|unit| unit.id);
    let above = units.iter().filter(|other| own.is_none_or(|own| !is_or_is_below(units, other.id, own)));
    let above = above.map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
    let people = |role: Role| {
        let of_role = accounts.iter().filter(move |account| account.role == role && !account.closed);
        of_role.map(|account| (account.id.to_string(), format!("{}（{}）", account.name, account.login)))
    };
    let nobody = || Some(frame.t("nobody"));
    let text = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut parent = choice(
        "parent",
        frame.t("unit-parent"),
        Some(frame.t("unit-no-parent")),
        above,
        &text(new.parent.map(|id| id.0)),
    );
    parent.error = problems.of("parent", visitor);
    let choices = vec![
        parent,
        choice(
            "liaison",
            frame.t("role-liaison"),
            nobody(),
            people(Role::Liaison),
            &text(entered.liaison.map(|id| id.0)),
        ),
        choice("head", frame.t("role-head"), nobody(), people(Role::Head), &text(entered.head.map(|id| id.0))),
    ];
    let may_edit = visitor.may(Act::KeepRegister);
    let (mut services, mut brands, mut begin) = (Vec::new(), Vec::new(), None);
    if let Some(unit) = unit {
        let found = service::of_unit(db, unit.id).await?;
        services = found.iter().map(|service| services::row(visitor, service, None)).collect();
        let all = brand::list(db, None, desk.clock().today()).await?;
        brands = tree::of_unit(desk, visitor, &all, unit.id).await?;
        begin = tree::begin(visitor, &all, unit.id).await?;
    }
    let new_service = unit.filter(|_| may_edit).map(|unit| format!("/desk/services/new?unit={}", unit.id));
    visitor.page(&UnitFormPage {
        title: unit.map_or_else(|| frame.t("units-new"), |unit| wording::unit_name(unit, visitor.language)),
        action: unit.map_or_else(|| format!("{LIST}/new"), |unit| format!("{LIST}/{}", unit.id)),
        problems: problems.list(visitor),
        fields,
        choices,
        may_edit,
        is_there: unit.is_some(),
        services,
        brands,
        begin,
        new_service,
        frame,
    })
}

fn read(sent: &Sent) -> Entered {
    let id = |name: &str| sent.text(name).parse::<i64>().ok();
    Entered {
        liaison: id("liaison").map(AccountId),
        head: id("head").map(AccountId),
        new: NewUnit {
            parent: id("parent").map(UnitId),
            name: sent.text("name"),
            name_en: sent.text("name_en"),
            kind: sent.text("kind"),
            peer_group: sent.text("peer_group"),
            party_organisation: sent.text("party_organisation"),
        },
    }
}

async fn check(visitor: &Visitor, entered: &Entered, own: Option<UnitId>) -> Result<Problems, PageError> {
    let mut problems = Problems::default();
    let new = &entered.new;
    problems.need("name", &new.name, &Message::new("unit-name"));
    problems.at_most("name", &new.name, 100, &Message::new("unit-name"));
    let units = visitor.units().await?;
    if units.iter().any(|unit| unit.name == new.name && Some(unit.id) != own) {
        problems.add("name", Message::new("unit-name-taken").with("name", &new.name));
    }
    let in_a_circle = |parent: UnitId| own.is_some_and(|own| is_or_is_below(units, parent, own));
    if new.parent.is_some_and(in_a_circle) {
        problems.add("parent", Message::new("unit-below-itself"));
    }
    Ok(problems)
}

/// `POST /desk/units/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let entered = read(&sent);
    let problems = check(&visitor, &entered, None).await?;
    if !problems.is_empty() {
        return form(&desk, &visitor, None, entered, &problems).await;
    }
    let name = entered.new.name.clone();
    let Entered { new, liaison, head } = entered;
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let id = unit::add(change, new).await?;
            unit::staff(change, id, liaison, head).await
        })
    });
    add.await?;
    visitor.done(Message::new("unit-added").with("name", name), LIST).await
}

/// `POST /desk/units/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let unit = unit::find(desk.ledger.reads(), UnitId(id)).await?.ok_or(PageError::NotFound)?;
    let entered = read(&sent);
    let problems = check(&visitor, &entered, Some(unit.id)).await?;
    if !problems.is_empty() {
        return form(&desk, &visitor, Some(&unit), entered, &problems).await;
    }
    let name = entered.new.name.clone();
    let Entered { new, liaison, head } = entered;
    let edit = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            unit::edit(change, unit.id, new).await?;
            unit::staff(change, unit.id, liaison, head).await
        })
    });
    edit.await?;
    visitor.done(Message::new("unit-saved").with("name", name), LIST).await
}
