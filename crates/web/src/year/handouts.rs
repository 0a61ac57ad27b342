//! Papers of an activity. No photographs: a visit is what was heard and agreed.

use axum::extract::{Multipart, Path, State};
use ledger::handout::{self, Model};
use ledger::{ActivityId, HandoutId, attachment};
use words::Message;

use super::activities;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::form::{Problems, file_and_fields};
use crate::visitor::Visitor;

/// The largest paper, bytes.
const LARGEST: usize = 3 << 20;
/// An activity has no more papers.
const MOST: usize = 20;
/// A name has no more characters.
const LONGEST: usize = 80;

/// The kinds of paper: the ending of their names, how their bytes begin, their media type.
const KINDS: [(&str, &[u8], &str); 4] = [
    ("pdf", b"%PDF-", "application/pdf"),
    ("docx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// Name and kind of a paper that was sent, or what is wrong with it. A name that is too long loses the middle of it.
fn checked(named: &str, bytes: &[u8]) -> Result<(String, &'static str), Message> {
    if bytes.is_empty() {
        return Err(Message::new("handout-empty"));
    }
    if bytes.len() > LARGEST {
        return Err(Message::new("handout-too-large"));
    }
    // Some browsers send the folders along.
    let name = named.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|sign| !sign.is_control()).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let ending = ending.to_ascii_lowercase();
    let kind = KINDS.iter().find(|(known, begin, _)| *known == ending && bytes.starts_with(begin));
    let (ending, _, media_type) = kind.ok_or_else(|| Message::new("handout-no-paper"))?;
    let stem: String = stem.trim().chars().take(LONGEST).collect();
    if stem.is_empty() {
        return Err(Message::new("handout-no-paper"));
    }
    Ok((format!("{stem}.{ending}"), media_type))
}

/// `POST /desk/activities/{id}/handouts`
pub(crate) async fn send(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    mut parts: Multipart,
) -> PageResult {
    let activity = activities::known(&desk, id).await?;
    let (named, bytes, _) = file_and_fields(&mut parts, "files", Message::new("handout-too-large")).await?;
    let mut problems = Problems::default();
    let found = checked(&named, &bytes);
    if handout::of(desk.ledger.reads(), activity.id).await?.len() >= MOST {
        problems.add("handout", Message::new("handout-too-many").with("most", MOST));
    }
    let (name, media_type) = match found {
        Ok(found) if problems.is_empty() => found,
        Ok(_) => return activities::page(&desk, &visitor, &activity, &problems).await,
        Err(problem) => {
            problems.add("handout", problem);
            return activities::page(&desk, &visitor, &activity, &problems).await;
        }
    };
    let done = Message::new("handout-added").with("name", &name);
    let row = Model {
        id: HandoutId(0),
        activity: activity.id,
        name,
        media_type: media_type.to_owned(),
        hash: String::new(),
        day: desk.clock().today(),
    };
    let add =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(handout::add(change, row, bytes)));
    add.await?;
    visitor.done(done, &format!("/desk/activities/{id}#handouts")).await
}

/// `GET /desk/handouts/{id}`: a paper, to be kept and not shown.
pub(crate) async fn read(State(desk): State<Desk>, _: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let known = handout::find(db, HandoutId(id)).await?.ok_or(PageError::NotFound)?;
    let paper = attachment::find(db, &known.hash).await?.ok_or(PageError::NotFound)?;
    let (_, _, media_type) =
        KINDS.iter().find(|(_, _, media_type)| *media_type == known.media_type).ok_or(PageError::NotFound)?;
    Ok(export::for_the_desk(export::named(media_type, &known.name, paper.bytes)?))
}

/// `POST /desk/handouts/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = handout::find(desk.ledger.reads(), HandoutId(id)).await?.ok_or(PageError::NotFound)?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(handout::remove(change, known.id)));
    remove.await?;
    visitor.done(Message::new("handout-removed"), &format!("/desk/activities/{}#handouts", known.activity)).await
}

/// The papers of an activity: name, address, and how one is taken away.
pub(super) async fn rows(
    desk: &Desk,
    activity: ActivityId,
    may_edit: bool,
) -> Result<Vec<(String, String, Option<String>)>, PageError> {
    let row = |paper: Model| {
        let href = format!("/desk/handouts/{}", paper.id);
        (paper.name, href.clone(), may_edit.then(|| format!("{href}/remove")))
    };
    Ok(handout::of(desk.ledger.reads(), activity).await?.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_told_by_its_name_and_its_first_bytes() {
        let (pdf, zip): (&[u8], &[u8]) = (b"%PDF-1.7", b"PK\x03\x04rest");
        let rows = [
            ("议程.pdf", pdf, Ok("议程.pdf")),
            (r"C:\folder\议程.PDF", pdf, Ok("议程.pdf")),
            ("讲稿.pptx", zip, Ok("讲稿.pptx")),
            ("讲稿.pptx", pdf, Err("handout-no-paper")),
            ("合影.jpg", b"\xff\xd8\xff", Err("handout-no-paper")),
            ("合影.pdf", b"\xff\xd8\xff", Err("handout-no-paper")),
            (".pdf", pdf, Err("handout-no-paper")),
            ("议程", pdf, Err("handout-no-paper")),
            ("议程.pdf", b"", Err("handout-empty")),
        ];
        for (name, bytes, expected) in rows {
            let found = checked(name, bytes).map(|(name, _)| name).map_err(|message| message.key().to_owned());
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{name}");
        }
        let long = format!("{}.docx", "长".repeat(300));
        assert_eq!(checked(&long, zip).map(|(name, _)| name.chars().count()).ok(), Some(LONGEST + 5));
    }
}
