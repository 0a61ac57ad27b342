//! `POST /desk/print/badges`: badges of a list, a workbook or pasted out of one. The list is laid out and not kept.

use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use sheets::{About, Layout, Output, Person, Problem, Says};
use words::{Language, Message};

use super::choice::{Chosen, open_brands};
use super::files::pdf;
use super::page::page;
use super::says::{order, print as print_order, promises, says};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::form::file_and_fields;
use crate::office::sheet;
use crate::reach;
use crate::visitor::Visitor;

/// So many people at once.
const MOST: usize = 1000;
/// The columns of a list, in the order in which they are pasted.
const COLUMNS: [&str; 6] =
    ["sheet-text-name", "sheet-text-post", "sheet-text-duties", "badge-name-en", "badge-post-en", "badge-unit"];

/// Somebody of a list, and the unit where the list says one.
#[derive(Debug, PartialEq, Eq)]
struct Listed {
    person: Person,
    unit: String,
}

/// Which column of a row is which, by its headings in either language; nothing where the first is no heading.
fn places(cells: &[String]) -> Option<[Option<usize>; 6]> {
    let known =
        |key: &'static str| [Language::Chinese, Language::English].map(|language| Message::new(key).text(language));
    let is =
        |cell: &String, key: &'static str| known(key).iter().any(|heading| heading.eq_ignore_ascii_case(cell.trim()));
    let places = COLUMNS.map(|key| cells.iter().position(|cell| is(cell, key)));
    places.first().copied().flatten().map(|_| places)
}

/// The people of rows of cells, which may begin with headings; otherwise the columns stand in their order.
fn people(rows: &[Vec<String>]) -> Vec<Listed> {
    let headings = rows.first().and_then(|first| places(first));
    let in_order = [0, 1, 2, 3, 4, 5].map(Some);
    let (places, rows) = match headings {
        Some(places) => (places, rows.get(1..).unwrap_or_default()),
        None => (in_order, rows),
    };
    let listed = |row: &Vec<String>| {
        let [name, post, duties, name_en, post_en, unit] = places
            .map(|place| place.and_then(|place| row.get(place)).map(|cell| cell.trim().to_owned()).unwrap_or_default());
        Listed { person: Person { name, post, duties, name_en, post_en }, unit }
    };
    rows.iter().map(listed).filter(|one| !one.person.name.is_empty()).collect()
}

/// The cells of what was pasted: between tabs as a spreadsheet copies them, or between commas.
fn pasted(rows: &str) -> Vec<Vec<String>> {
    let parted = |line: &str| -> Vec<String> {
        if line.contains('\t') {
            line.split('\t').map(str::to_owned).collect()
        } else {
            line.split([',', '，']).map(str::to_owned).collect()
        }
    };
    rows.lines().filter(|line| !line.trim().is_empty()).map(parted).collect()
}

/// `GET /desk/print/badges.xlsx`: the list to fill in.
pub(crate) async fn template(visitor: Visitor) -> PageResult {
    let headings = COLUMNS.iter().map(|key| visitor.t(key)).collect();
    List { name: "badges", headings, rows: Vec::new() }.as_workbook()
}

/// `POST /desk/print/badges`
pub(crate) async fn print(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    mut parts: Multipart,
) -> PageResult {
    let too_large = Message::new("import-too-large").with("megabytes", desk.settings.largest_upload >> 20);
    let (_, bytes, sent) = file_and_fields(&mut parts, "file", too_large).await?;
    let chosen = Chosen::read(&desk, &visitor, &sent).await?;
    if chosen.layout.about != About::Person {
        return Err(PageError::NotFound);
    }
    let told = async |messages: Vec<Message>| page(&desk, &visitor, &headers, &sent, messages).await;
    let rows = if bytes.is_empty() {
        pasted(sent.raw("rows"))
    } else {
        match sheet::read(&bytes) {
            Ok((headings, rows)) => std::iter::once(headings).chain(rows.into_iter().map(|(_, cells)| cells)).collect(),
            // What is said of an empty list of units would be wrong of people.
            Err(message) if message == Message::new("import-empty") => Vec::new(),
            Err(message) => return told(vec![message]).await,
        }
    };
    let people = people(&rows);
    if people.is_empty() {
        return told(vec![Message::new("print-people-none")]).await;
    }
    if people.len() > MOST {
        return told(vec![Message::new("print-people-many").with("most", MOST).with("count", people.len())]).await;
    }
    let base = reach::base(&desk, &headers).0;
    let own = chosen.says(&desk, &base).await?.ok_or(PageError::NotFound)?;
    let (of_units, unknown) = of_units(&desk, &visitor, &people, &chosen.layout, &base).await?;
    if !unknown.is_empty() {
        return told(unknown).await;
    }
    let says = |listed: Listed| {
        let of_unit = of_units.iter().find(|(name, _)| *name == listed.unit).map_or(&own, |(_, says)| says);
        Says { person: Some(listed.person), ..of_unit.clone() }
    };
    let all = people.into_iter().map(says).collect();
    let order = order(&desk, &chosen.layout, chosen.language, chosen.paper, Output::Pdf, all);
    match print_order(&desk, order).await {
        Ok(reply) if reply.problems.is_empty() => pdf(&chosen.layout, reply.files),
        Ok(reply) => told(reply.problems.iter().map(Problem::message).collect()).await,
        Err(message) => told(vec![message]).await,
    }
}

/// What badges of the units say that a list names, and what is told of those that the visitor may not print for.
async fn of_units(
    desk: &Desk,
    visitor: &Visitor,
    people: &[Listed],
    layout: &Layout,
    base: &str,
) -> Result<(Vec<(String, Says)>, Vec<Message>), PageError> {
    let mut named: Vec<&str> = people.iter().map(|one| one.unit.as_str()).filter(|unit| !unit.is_empty()).collect();
    named.sort_unstable();
    named.dedup();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    if named.is_empty() {
        return Ok((known, unknown));
    }
    let open = open_brands(desk, visitor).await?;
    let units = visitor.units().await?;
    for name in named {
        let unit = units.iter().find(|unit| unit.name == name || (!unit.name_en.is_empty() && unit.name_en == name));
        let brand = unit.and_then(|unit| open.iter().find(|brand| brand.unit == unit.id));
        let views = match brand {
            Some(brand) => promises(desk, brand.id).await?,
            None => Vec::new(),
        };
        match views.first() {
            Some(first) => known.push((name.to_owned(), says(desk, first, &views, layout, base).await?)),
            None => unknown.push(Message::new("print-people-unit").with("unit", name)),
        }
    }
    Ok((known, unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_copied() {
        let rows = [
            (
                "张三\t受理岗\t企业开办\tZHANG San\tReception\t市局\r\n\r\n李四\t\t",
                vec!["张三/受理岗/企业开办/ZHANG San/市局", "李四////"],
            ),
            ("王五，咨询岗，政策解答", vec!["王五/咨询岗/政策解答//"]),
            ("\t没有姓名\n  ", vec![]),
            // With headings the columns may stand in any order and some may be missing.
            ("单位\t岗位\t姓名\n市局\t受理岗\t张三", vec!["张三/受理岗///市局"]),
            ("Duties,Name\nAdvice,ZHANG San", vec!["ZHANG San//Advice//"]),
        ];
        for (list, expected) in rows {
            let found = people(&pasted(list)).into_iter().map(|one| {
                let Listed { person, unit } = one;
                format!("{}/{}/{}/{}/{unit}", person.name, person.post, person.duties, person.name_en)
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{list:?}");
        }
    }
}
