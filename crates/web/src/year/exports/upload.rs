//! Templates that the office puts in.

use axum::extract::{Multipart, State};
use ledger::blank::{self, Kind, Scope};
use ledger::{BlankId, UnitId};
use words::{Language, Message};

use super::facts::Year;
use super::{LIST, open_units, page, templates, values_of};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, file_and_fields};
use crate::visitor::Visitor;

/// So many problems are told at once.
const TOLD: usize = 20;

/// `POST /desk/exports`: a template instead of a built-in one or of one that was added, or beside them.
pub(crate) async fn send(State(desk): State<Desk>, visitor: Visitor, mut parts: Multipart) -> PageResult {
    let (named, bytes, sent) = file_and_fields(&mut parts, "file", Message::new("exports-too-large")).await?;
    let which = sent.text("which");
    let all = templates::all(&desk, visitor.language).await?;
    let instead = match which.as_str() {
        "" => None,
        word => Some(all.iter().find(|template| template.word == word).ok_or(PageError::NotFound)?),
    };
    let wrong = |messages: Vec<Message>| {
        let mut problems = Problems::default();
        messages.into_iter().take(TOLD).for_each(|message| problems.add("file", message));
        problems
    };
    let query = Sent::of(&[("which", which.clone())]);
    let name = match instead {
        Some(template) => template.name.clone(),
        None => templates::name(&named),
    };
    if instead.is_none() && !bytes.is_empty() {
        let added = all.iter().filter(|template| !template.is_built_in);
        if name.is_empty() {
            return page(&desk, &visitor, &query, &wrong(vec![Message::new("exports-no-name")])).await;
        }
        if added.clone().count() >= templates::MOST && added.clone().all(|template| template.name != name) {
            let many = Message::new("exports-too-many").with("most", templates::MOST);
            return page(&desk, &visitor, &query, &wrong(vec![many])).await;
        }
    }
    let units = open_units(&visitor).await?;
    if units.is_empty() {
        return page(&desk, &visitor, &query, &wrong(vec![Message::new("exports-no-units")])).await;
    }
    let ids: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    let facts = Year::read(&desk, desk.clock().today().0.year(), &ids).await?;
    let checked = tokio::task::spawn_blocking(move || {
        let checked = templates::check(&bytes, |scope: Scope| values_of(&facts, scope, &units));
        checked.map(|found| (found, bytes))
    });
    let checked = checked.await.map_err(|error| PageError::Broken(error.to_string()))?;
    let ((kind, scope), bytes) = match checked {
        Ok(checked) => checked,
        Err(messages) => return page(&desk, &visitor, &query, &wrong(messages)).await,
    };
    let (instead_of, name) = match instead {
        // The name in the ledger is Chinese, whoever puts it in.
        Some(template) if template.is_built_in => {
            (template.word.clone(), templates::find(&desk, &template.word, Language::Chinese).await?.name)
        }
        _ => (String::new(), name),
    };
    let row = blank::Model {
        id: BlankId(0),
        instead_of,
        name: name.clone(),
        kind: match kind {
            blanks::Kind::Docx => Kind::Docx,
            blanks::Kind::Xlsx => Kind::Xlsx,
        },
        scope,
        bytes,
        hash: String::new(),
        day: desk.clock().today(),
    };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(blank::put(change, row))).await?;
    visitor.done(Message::new("exports-put-in").with("name", name), LIST).await
}
