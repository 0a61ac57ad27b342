//! The front page of a desk: what needs me today?

use std::collections::HashMap;

use axum::extract::State;
use ledger::account::Role;
use ledger::brand::{self, Listed, Standing};
use ledger::{UnitId, unit};
use pages::{BrandRow, Pending, Task, TodayPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::pressing;
use crate::office::calendar;
use crate::policy::{Act, is_or_is_below};
use crate::visitor::Visitor;
use crate::wording;
use crate::year::lines;

/// A brand as a row, by its newest version.
pub(crate) fn brand_row(desk: &Desk, visitor: &Visitor, listed: &Listed, unit: Option<&unit::Model>) -> BrandRow {
    let standing = listed.standing(desk.clock().today());
    let when = match (listed.brand.until_day, listed.latest.from_day) {
        (Some(until), _) if standing == Standing::Retired => {
            visitor.say(&Message::new("brand-until").with("day", until.to_string()))
        }
        (_, Some(from)) => visitor.say(&Message::new("brand-in-force-since").with("day", from.to_string())),
        (_, None) => {
            let at = desk.clock().minute(listed.latest.saved_at);
            visitor.say(&Message::new("file-saved-at").with("at", at))
        }
    };
    let name = wording::brand_name(&listed.latest.name, visitor.language);
    BrandRow {
        href: format!("/desk/brands/{}", listed.brand.id),
        name,
        unit: unit.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default(),
        standing: visitor.say(&wording::standing(standing)),
        class: wording::standing_class(standing),
        when,
    }
}

/// `GET /desk`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let role = visitor.role().ok_or(PageError::SignIn)?;
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    // The keeper of the machine does not read the register.
    if role == Role::Operator {
        let page = TodayPage {
            frame: visitor.frame(),
            tasks: Vec::new(),
            begin: None,
            numbers: Vec::new(),
            brands: Vec::new(),
            put_off: 0,
        };
        return visitor.page(&page);
    }
    let units = visitor.units().await?;
    let own = visitor.account.as_ref().and_then(|account| account.unit);
    let is_mine = |of: UnitId| own.is_some_and(|own| is_or_is_below(units, of, own));
    let all = brand::list(db, None, today).await?;
    let of_unit = |id: UnitId| units.iter().find(|unit| unit.id == id);
    let desk_of_unit = matches!(role, Role::Liaison | Role::Head);
    let mine: Vec<&Listed> = all.iter().filter(|listed| !desk_of_unit || is_mine(listed.brand.unit)).collect();

    // Of a thousand brands a few wait for this desk; only theirs are read and put into words.
    let waits = |listed: &&&Listed| match role {
        Role::Office => listed.standing(today) == Standing::Signed,
        Role::Head | Role::Liaison => listed.standing(today) == Standing::Draft,
        _ => false,
    };
    let waiting: Vec<&Listed> = mine.iter().filter(waits).copied().collect();
    let files = match role {
        Role::Office => HashMap::new(),
        _ => brand::files(db, waiting.iter().map(|listed| listed.latest.id)).await?,
    };
    let mut tasks = if desk_of_unit { pressing::tasks(&desk, &visitor, &mine, today).await? } else { Vec::new() };
    if visitor.may(Act::KeepRecords) {
        tasks.extend(calendar::task(&desk, &visitor).await?);
    }
    let (of_year, put_off) = lines::of_visitor(&desk, &visitor).await?;
    for listed in waiting {
        let base = format!("/desk/brands/{}", listed.brand.id);
        let row = brand_row(&desk, &visitor, listed, of_unit(listed.brand.unit));
        let task = |pending, tag: &'static str, small: String, page: &str, button: &'static str| Task {
            pending,
            tag: visitor.t(tag),
            text: format!("{} · {}", row.name, row.unit),
            small,
            href: format!("{base}{page}"),
            button: visitor.t(button),
            sends: None,
            later: None,
        };
        let missing = files.get(&listed.latest.id).map_or(0, |file| file.lacks().len());
        match role {
            Role::Office => {
                tasks.push(task(Pending::Soon, "today-to-publish", row.when.clone(), "/publish", "today-read"));
            }
            Role::Head if missing == 0 => {
                tasks.push(task(Pending::Soon, "today-to-sign", row.when.clone(), "/sign", "today-read"));
            }
            Role::Liaison => {
                let small = Message::new("today-missing").with("count", missing);
                tasks.push(task(Pending::Waits, "today-to-write", visitor.say(&small), "/file", "today-write"));
            }
            _ => {}
        }
    }
    tasks.extend(of_year);
    // The brands of the units below are not its own.
    let has_none = |unit| all.iter().all(|listed| listed.brand.unit != unit);
    let begin = match (role, own) {
        (Role::Liaison, Some(own)) if has_none(own) => Some(format!("/desk/brands/new?unit={own}")),
        _ => None,
    };
    let in_force = mine.iter().filter(|listed| listed.in_force.is_some()).count();
    let mut numbers = vec![(in_force.to_string(), visitor.t("today-in-force"))];
    if !desk_of_unit {
        let with = |standing| all.iter().filter(|listed| listed.standing(today) == standing).count().to_string();
        numbers.push((with(Standing::Signed), visitor.t("today-signed")));
        numbers.push((with(Standing::Draft), visitor.t("today-drafts")));
        let without = units.iter().filter(|unit| has_none(unit.id)).count();
        numbers.push((without.to_string(), visitor.t("today-units-without")));
    }
    // On the office's desk those come first of which something is to be done, and not all hundreds.
    let mut shown = mine;
    shown.sort_by_key(|listed| std::cmp::Reverse(listed.latest.saved_at));
    let rows = shown.into_iter().take(10);
    visitor.page(&TodayPage {
        frame: visitor.frame(),
        tasks,
        begin,
        numbers,
        put_off,
        brands: rows.map(|listed| brand_row(&desk, &visitor, listed, of_unit(listed.brand.unit))).collect(),
    })
}
