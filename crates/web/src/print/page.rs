//! `GET /desk/print`: which sheet of which brand, how it looks, and what can be had of it.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use pages::{BadgeList, Choose, Field, Form, Input, PrintPage, Radios};
use sheets::{About, Output, Paper, Problem};
use words::Message;

use super::choice::{Chosen, PAGE, choices};
use super::hanging::LIST as HANGING;
use super::release;
use super::says::{order, print};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::reach;
use crate::visitor::Visitor;
use crate::year::seen_units;

/// `GET /desk/print`
pub(crate) async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    page(&desk, &visitor, &headers, &query, Vec::new()).await
}

/// The page, with what the press said and the list that was sent.
pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    headers: &HeaderMap,
    sent: &Sent,
    said: Vec<Message>,
) -> PageResult {
    let chosen = Chosen::read(desk, visitor, sent).await?;
    let (base, lasts) = reach::base(desk, headers);
    let says = chosen.says(desk, &base).await?;
    let mut problems = Problems::default();
    let has_press = desk.presses.program().is_some();
    if !has_press {
        problems.add("sheet", Message::new("press-missing"));
    }
    said.into_iter().for_each(|message| problems.add("rows", message));
    let is_person = chosen.layout.about == About::Person;
    let choices = choices(desk, visitor, &chosen);
    let lacks: Vec<Message> = match &says {
        Some(says) if !is_person => {
            chosen.layout.lacks(says).into_iter().map(|text| Problem::Lacks { sheet: 0, text }.message()).collect()
        }
        _ => Vec::new(),
    };
    lacks.into_iter().for_each(|message| problems.add("sheet", message));
    // What the press would say of it stands here, and not in place of a picture.
    if let Some(says) = says.clone().filter(|_| problems.is_empty() && !is_person) {
        let drawn = order(desk, &chosen.layout, chosen.language, Paper::Exact, Output::Svg, vec![says]);
        match print(desk, drawn).await {
            Ok(reply) => reply.problems.iter().for_each(|problem| problems.add("sheet", problem.message())),
            Err(message) => problems.add("sheet", message),
        }
    }
    let query = chosen.query();
    let shows = says.is_some() && problems.is_empty() && !is_person;
    let side = |side: u8| {
        let words = match chosen.layout.pixels() {
            Some(pixels) => Message::new("print-picture-size").with("size", pixels),
            None => Message::new("print-side").with("side", i64::from(side) + 1).with("size", chosen.layout.size()),
        };
        (format!("{PAGE}/preview.svg?{query}&side={side}"), visitor.say(&words))
    };
    let has_brand = says.is_some();
    visitor.page(&PrintPage {
        frame: visitor.frame(),
        has_brand,
        build: (!has_press && desk.settings.press.building.is_some()).then(|| format!("{PAGE}/press")),
        previews: if shows { (0..chosen.layout.sides).map(side).collect() } else { Vec::new() },
        get: shows.then(|| format!("{PAGE}/sheet.pdf?{query}")),
        picture: (shows && chosen.layout.dpi.is_some()).then(|| format!("{PAGE}/sheet.png?{query}")),
        leads: says.as_ref().map(|says| {
            let key = if lasts { "print-code-leads" } else { "print-code-local" };
            visitor.say(&Message::of_key(key.to_owned()).with("link", reach::without_scheme(&says.link)))
        }),
        note: note(visitor, &chosen).await?,
        version: says.as_ref().map(|says| visitor.say(&Message::new("print-version").with("code", &says.version))),
        batch: if has_brand && has_press && !is_person { Some(batch(visitor, &choices).await?) } else { None },
        releases: if has_brand { release::links(visitor, &chosen, has_press) } else { Vec::new() },
        people: (is_person && has_brand).then(|| people(visitor, &choices, sent, &problems)),
        problems: problems.list(visitor),
        choices,
    })
}

/// What is chosen on the page, to be sent along with another form of it.
fn along(choices: &[pages::Choice], names: &[&str]) -> Vec<(String, String)> {
    let chosen = |choice: &pages::Choice| {
        let option = choice.options.iter().find(|option| option.chosen);
        (choice.name.clone(), option.map(|option| option.value.clone()).unwrap_or_default())
    };
    choices.iter().filter(|choice| names.contains(&choice.name.as_str())).map(chosen).collect()
}

/// The form for a list of people, which sends along what is chosen.
fn people(visitor: &Visitor, choices: &[pages::Choice], sent: &Sent, problems: &Problems) -> BadgeList {
    let rows = Field {
        rows: 8,
        hint: visitor.t("print-people-lead"),
        ..Field::text("rows", visitor.t("print-people-rows"), sent.text("rows"))
    };
    BadgeList {
        action: format!("{PAGE}/badges"),
        template: format!("{PAGE}/badges.xlsx"),
        along: along(choices, &["brand", "sheet", "language", "paper"]),
        rows: problems.beside(rows, visitor),
    }
}

/// The form for all plates of a unit, or of all units that the visitor sees.
async fn batch(visitor: &Visitor, choices: &[pages::Choice]) -> Result<Form, PageError> {
    let all = if seen_units(visitor).await?.is_none() { "print-batch-city" } else { "print-batch-own" };
    let which = [("unit", "print-batch-unit"), ("all", all)];
    let which = which.map(|(value, key)| (value.to_owned(), visitor.say(&Message::of_key(key.to_owned()))));
    let option = |value: &str, key: &str, chosen: bool| Choose {
        value: value.to_owned(),
        label: visitor.say(&Message::of_key(key.to_owned())),
        chosen,
    };
    let as_what = Radios {
        name: "as".to_owned(),
        label: visitor.t("print-batch-as"),
        options: vec![option("pdf", "print-batch-pdf", true), option("zip", "print-batch-zip", false)],
        ..Radios::default()
    };
    let form = Form::new(format!("{PAGE}/batches"), visitor.t("print-batch-get")).quiet();
    let along = along(choices, &["brand", "sheet", "language", "paper"]);
    let form = along.into_iter().fold(form, |form, (name, value)| form.with(Input::Hidden(name, value)));
    Ok(form.with(choice("which", visitor.t("print-batch-which"), None, which, "unit")).with(as_what))
}

/// How it is noted where it hangs, for those who keep the brand.
async fn note(visitor: &Visitor, chosen: &Chosen) -> Result<Option<Form>, PageError> {
    let Some(view) = chosen.view() else { return Ok(None) };
    if !visitor.may_with(Act::KeepBrand, view.unit.id).await? {
        return Ok(None);
    }
    let hidden = [
        ("brand", chosen.brand.map(|brand| brand.to_string()).unwrap_or_default()),
        ("promise", view.id.to_string()),
        ("sheet", chosen.layout.name.clone()),
        ("language", chosen.language.name().to_owned()),
    ];
    let place = Field {
        at_most: 200,
        hint: visitor.t("hanging-note-hint"),
        ..Field::text("place", visitor.t("hanging-place"), "")
    };
    let pieces = Field {
        kind: "number",
        short: true,
        ..Field::text("pieces", visitor.t("hanging-pieces"), chosen.copies.to_string())
    };
    let form = Form::new(HANGING, visitor.t("hanging-note-send"));
    let form = hidden.into_iter().fold(form, |form, (name, value)| form.with(Input::Hidden(name.to_owned(), value)));
    Ok(Some(form.with(place).with(pieces)))
}
