//! `POST /desk/print/badges`: badges of a list that was pasted from a spreadsheet. The list is laid out and not kept.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use sheets::{About, Output, Person, Problem, Says};
use words::Message;

use super::page::{Chosen, page, pdf};
use super::says::order;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::reach;
use crate::visitor::Visitor;

/// So many people at once.
const MOST: usize = 500;

/// The people of a list: a line each, its cells between tabs as a spreadsheet copies them, or between commas.
fn people(rows: &str) -> Vec<Person> {
    let person = |line: &str| {
        let parted: Vec<&str> =
            if line.contains('\t') { line.split('\t').collect() } else { line.split([',', '，']).collect() };
        let cell = |place: usize| parted.get(place).map(|cell| cell.trim().to_owned()).unwrap_or_default();
        Person { name: cell(0), post: cell(1), duties: cell(2), name_en: cell(3), post_en: cell(4) }
    };
    rows.lines().map(person).filter(|person| !person.name.is_empty()).collect()
}

/// `POST /desk/print/badges`
pub(crate) async fn print(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> PageResult {
    let chosen = Chosen::read(&desk, &visitor, &sent).await?;
    if chosen.layout.about != About::Person {
        return Err(PageError::NotFound);
    }
    let people = people(sent.raw("rows"));
    if people.is_empty() {
        return page(&desk, &visitor, &headers, &sent, vec![Message::new("print-people-none")]).await;
    }
    if people.len() > MOST {
        let many = Message::new("print-people-many").with("most", MOST).with("count", people.len());
        return page(&desk, &visitor, &headers, &sent, vec![many]).await;
    }
    let says = chosen.says(&desk, &reach::base(&desk, &headers).0).await?.ok_or(PageError::NotFound)?;
    let all = people.into_iter().map(|person| Says { person: Some(person), ..says.clone() }).collect();
    let order = order(&desk, &chosen.layout, chosen.language, chosen.paper, Output::Pdf, all);
    match desk.presses.print(order).await {
        Ok(reply) if reply.problems.is_empty() => pdf(&chosen.layout, reply.files),
        Ok(reply) => {
            let said = reply.problems.iter().map(Problem::message).collect();
            page(&desk, &visitor, &headers, &sent, said).await
        }
        Err(message) => page(&desk, &visitor, &headers, &sent, vec![message]).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_copied() {
        let rows = [
            (
                "张三\t受理岗\t企业开办\tZHANG San\tReception\r\n\r\n李四\t\t",
                vec!["张三/受理岗/企业开办/ZHANG San", "李四///"],
            ),
            ("王五，咨询岗，政策解答", vec!["王五/咨询岗/政策解答/"]),
            ("\t没有姓名\n  ", vec![]),
        ];
        for (list, expected) in rows {
            let found =
                people(list).into_iter().map(|one| format!("{}/{}/{}/{}", one.name, one.post, one.duties, one.name_en));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{list:?}");
        }
    }
}
