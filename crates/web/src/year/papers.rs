//! Guidance papers: written, commented on line by line, issued, compared, confirmed as read.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use ledger::paper::{self, Kind, Model, State as Stage, comment, reading, version};
use ledger::{CommentId, CriterionId, PaperId, PaperVersionId, ReadingId, UnitId};
use pages::{CommentEntry, CriterionRow, Field, LineRow, PaperPage, PaperRow, PapersPage, ReadRow, VersionLink};
use words::Message;

use super::paper_text::versus;
use super::{account, day_field, field, own_units, tabs, text_sent, unit_names, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;

pub(super) const LIST: &str = "/desk/papers";

pub(crate) fn kind_words(kind: Kind) -> Message {
    Message::of_key(format!("paper-kind-{}", kind.name()))
}

/// Which version it is and how far it is, in one line.
fn state_words(visitor: &Visitor, version: &version::Model) -> String {
    let state = match (version.state, version.issued_day, version.comments_until) {
        (Stage::Issued, Some(day), _) => Message::new("paper-state-issued").with("day", visitor.day(day.0)),
        (Stage::Comments, _, Some(day)) => Message::new("paper-state-comments").with("day", visitor.day(day.0)),
        (state, ..) => Message::of_key(format!("paper-state-{}", state.name())).with("day", ""),
    };
    visitor.say(&Message::new("paper-version").with("number", version.number).with("state", state))
}

/// Whether the visitor may read a version: what is being drafted only the office.
pub(crate) fn may_read(visitor: &Visitor, version: &version::Model) -> bool {
    version.state != Stage::Draft || visitor.may(Act::KeepProgramme)
}

/// `GET /desk/papers`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let db = desk.ledger.reads();
    let mine = own_units(&visitor).await?;
    let units = visitor.units().await?.len();
    let mut rows = Vec::new();
    for paper in paper::all(db).await? {
        let versions = paper::versions(db, paper.id).await?;
        let Some(shown) = versions.iter().find(|version| may_read(&visitor, version)) else { continue };
        let issued = versions.iter().find(|version| version.state == Stage::Issued);
        let read = match issued {
            None => String::new(),
            Some(issued) => {
                let readings = paper::readings(db, issued.id).await?;
                match mine.first() {
                    Some(own) if readings.iter().any(|reading| reading.unit == *own) => visitor.t("paper-read-own"),
                    Some(_) => visitor.t("paper-not-read"),
                    None => {
                        visitor.say(&Message::new("paper-read-by").with("count", readings.len()).with("all", units))
                    }
                }
            }
        };
        rows.push(PaperRow {
            href: format!("{LIST}/{}", paper.id),
            title: paper.title.clone(),
            kind: visitor.say(&kind_words(paper.kind)),
            state: state_words(&visitor, shown),
            read,
        });
    }
    visitor.page(&PapersPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        rows,
        may_edit: visitor.may(Act::KeepProgramme),
    })
}

pub(super) async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    paper::find(desk.ledger.reads(), PaperId(id)).await?.ok_or(PageError::NotFound)
}

pub(super) async fn known_version(desk: &Desk, id: i64) -> Result<(Model, version::Model), PageError> {
    let version = paper::find_version(desk.ledger.reads(), PaperVersionId(id)).await?.ok_or(PageError::NotFound)?;
    Ok((known(desk, version.paper.0).await?, version))
}

/// `GET /desk/papers/{id}`: the version that the address names, or the newest that the visitor may read.
pub(crate) async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let paper = known(&desk, id).await?;
    page(&desk, &visitor, &paper, &query, &Problems::default()).await
}

pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    paper: &Model,
    query: &Sent,
    problems: &Problems,
) -> PageResult {
    let db = desk.ledger.reads();
    let versions: Vec<version::Model> = paper::versions(db, paper.id).await?;
    let versions: Vec<version::Model> = versions.into_iter().filter(|one| may_read(visitor, one)).collect();
    let number = query.text("version").parse::<i64>().ok();
    let shown =
        versions.iter().find(|one| number.is_none_or(|number| one.number == number)).ok_or(PageError::NotFound)?;
    let names = unit_names(visitor).await?;
    let mine = own_units(visitor).await?;
    let may_edit = visitor.may(Act::KeepProgramme);
    let comments = paper::comments(db, shown.id).await?;
    let readings = if shown.state == Stage::Issued { paper::readings(db, shown.id).await? } else { Vec::new() };
    let older = versions.iter().find(|one| one.number < shown.number);
    let compared = older.filter(|_| query.has("versus")).map(|older| versus(visitor, &older.text, &shown.text));
    let link = |one: &version::Model| VersionLink {
        words: state_words(visitor, one),
        href: format!("{LIST}/{}?version={}", paper.id, one.number),
        versus: versions
            .iter()
            .any(|other| other.number < one.number)
            .then(|| format!("{LIST}/{}?version={}&versus=1", paper.id, one.number)),
        current: one.number == shown.number,
    };
    let criterion = |row: paper::criterion::Model| CriterionRow {
        what: row.what,
        quote: row.quote,
        line: row.line,
        drop: may_edit.then(|| format!("/desk/criteria/{}/drop", row.id)),
    };
    let is_being_written = matches!(shown.state, Stage::Draft | Stage::Comments);
    let read = Message::new("paper-read-by").with("count", readings.len()).with("all", names.len());
    visitor.page(&PaperPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        title: paper.title.clone(),
        state: format!("{} · {}", visitor.say(&kind_words(paper.kind)), state_words(visitor, shown)),
        changed: shown.changed.clone(),
        lines: lines(visitor, shown, &comments, &names, &mine),
        forms: forms(desk, visitor, paper, shown, &readings, &mine, problems)?,
        pdf: desk.presses.program().map(|_| format!("/desk/paper-versions/{}/paper.pdf", shown.id)),
        docx: format!("/desk/paper-versions/{}/paper.docx", shown.id),
        edit: (may_edit && is_being_written).then(|| format!("/desk/paper-versions/{}/write", shown.id)),
        versions: versions.iter().map(link).collect(),
        readings: if may_edit && shown.state == Stage::Issued {
            who_read(visitor, &readings, &names)
        } else {
            Vec::new()
        },
        read: visitor.say(&read),
        criteria: paper::criteria(db, shown.id).await?.into_iter().map(criterion).collect(),
        versus: compared,
    })
}

/// Who has read it: first those who have not.
fn who_read(visitor: &Visitor, readings: &[reading::Model], names: &HashMap<UnitId, String>) -> Vec<ReadRow> {
    let when = |unit: UnitId| readings.iter().find(|row| row.unit == unit).map(|row| visitor.day(row.day.0));
    let row = |(unit, name): (&UnitId, &String)| ReadRow { unit: name.clone(), when: when(*unit).unwrap_or_default() };
    let mut rows: Vec<ReadRow> = names.iter().map(row).collect();
    rows.sort_by(|a, b| (!a.when.is_empty(), &a.unit).cmp(&(!b.when.is_empty(), &b.unit)));
    rows
}

fn lines(
    visitor: &Visitor,
    shown: &version::Model,
    comments: &[comment::Model],
    names: &HashMap<UnitId, String>,
    mine: &[UnitId],
) -> Vec<LineRow> {
    let may_edit = visitor.may(Act::KeepProgramme);
    let entry = |row: &comment::Model| CommentEntry {
        unit: names.get(&row.unit).cloned().unwrap_or_default(),
        text: row.text.clone(),
        reply: row.reply.clone(),
        answer: (may_edit && row.reply.is_empty()).then(|| {
            let reply = Field { id: format!("reply-{}", row.id), ..field(visitor, "reply", "paper-reply", "", 2, 500) };
            pages::Form::new(format!("/desk/paper-comments/{}/reply", row.id), visitor.t("paper-reply-send"))
                .with(reply)
                .quiet()
        }),
    };
    let row = |(number, text): (usize, &str)| LineRow {
        number,
        text: text.to_owned(),
        comments: comments
            .iter()
            .filter(|row| usize::try_from(row.line).is_ok_and(|line| line == number))
            .map(entry)
            .collect(),
        comment: mine.first().filter(|_| shown.state == Stage::Comments).map(|own| {
            let text = Field { id: format!("comment-{number}"), ..field(visitor, "text", "paper-comment", "", 3, 500) };
            pages::Form::new(format!("/desk/paper-versions/{}/comments", shown.id), visitor.t("paper-comment-send"))
                .with(pages::Input::Hidden("line".to_owned(), number.to_string()))
                .with(pages::Input::Hidden("unit".to_owned(), own.to_string()))
                .with(text)
                .quiet()
        }),
        criterion: (may_edit && shown.state == Stage::Issued).then(|| {
            let what = Field { id: format!("what-{number}"), ..field(visitor, "what", "criterion-what", "", 2, 300) };
            pages::Form::new(format!("/desk/paper-versions/{}/criteria", shown.id), visitor.t("criterion-take"))
                .with(pages::Input::Hidden("line".to_owned(), number.to_string()))
                .with(what)
                .quiet()
        }),
    };
    (1..).zip(shown.text.lines()).map(row).collect()
}

/// What the visitor may do with a version.
fn forms(
    desk: &Desk,
    visitor: &Visitor,
    paper: &Model,
    shown: &version::Model,
    readings: &[reading::Model],
    mine: &[UnitId],
    problems: &Problems,
) -> Result<Vec<(String, pages::Form)>, PageError> {
    let at = |what: &str| format!("/desk/paper-versions/{}/{what}", shown.id);
    let today = desk.clock().today();
    let mut forms = Vec::new();
    let unread = mine.iter().find(|own| readings.iter().all(|row| row.unit != **own));
    if let Some(own) = unread.filter(|_| shown.state == Stage::Issued) {
        let form = pages::Form::new(at("confirm"), visitor.t("paper-confirm"))
            .with(pages::Input::Hidden("unit".to_owned(), own.to_string()));
        let title = Message::new("paper-to-confirm").with("minutes", shown.minutes());
        forms.push((visitor.say(&title), form));
    }
    if !visitor.may(Act::KeepProgramme) {
        return Ok(forms);
    }
    match shown.state {
        Stage::Draft | Stage::Comments => {
            if shown.state == Stage::Draft {
                let until = day_field(visitor, "until", "paper-comments-until", "");
                let form = pages::Form::new(at("to-comment"), visitor.t("paper-ask-comments")).with(until).quiet();
                forms.push((visitor.t("paper-ask-comments"), with_problems(form, problems, visitor)));
            }
            let from = day_field(visitor, "day", "paper-issue-from", &today.to_string());
            let units = visitor.say(&Message::new("paper-issue-cost").with("minutes", shown.minutes()));
            let form = pages::Form::new(at("issue"), visitor.t("paper-issue")).with(Field { hint: units, ..from });
            forms.push((visitor.t("paper-issue"), with_problems(form, problems, visitor)));
        }
        Stage::Issued => {
            let form = super::button(format!("{LIST}/{}/begin", paper.id), visitor.t("paper-begin-next"));
            forms.push((visitor.t("paper-next"), form));
        }
        Stage::Replaced => {}
    }
    Ok(forms)
}

/// The unit that a form names, for which the visitor may answer.
async fn own_unit(visitor: &Visitor, sent: &Sent) -> Result<UnitId, PageError> {
    let unit = UnitId(sent.text("unit").parse().map_err(|_| PageError::NotFound)?);
    visitor.check(Act::AnswerForUnit, unit).await?;
    Ok(unit)
}

/// `POST /desk/paper-versions/{id}/comments`
pub(crate) async fn say(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let unit = own_unit(&visitor, &sent).await?;
    let mut problems = Problems::default();
    let text = text_sent(&sent, "text", "paper-comment", 500, &mut problems);
    if !problems.is_empty() {
        return page(&desk, &visitor, &paper, &Sent::default(), &problems).await;
    }
    let row = comment::Model {
        id: CommentId(0),
        version: version.id,
        line: sent.text("line").parse().map_err(|_| PageError::NotFound)?,
        unit,
        account: account(&visitor),
        text,
        day: desk.clock().today(),
        reply: String::new(),
    };
    let back = format!("{LIST}/{}#line-{}", paper.id, row.line);
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::comment(change, row))).await?;
    visitor.done(Message::new("paper-commented"), &back).await
}

/// `POST /desk/paper-comments/{id}/reply`
pub(crate) async fn reply(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let text: String = sent.text("reply").chars().take(500).collect();
    let known = paper::find_comment(desk.ledger.reads(), CommentId(id)).await?.ok_or(PageError::NotFound)?;
    let (paper, version) = known_version(&desk, known.version.0).await?;
    let reply = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::reply(change, known.id, text)));
    reply.await?;
    let back = format!("{LIST}/{}?version={}#line-{}", paper.id, version.number, known.line);
    visitor.done(Message::new("paper-replied"), &back).await
}

/// `POST /desk/paper-versions/{id}/confirm`: one click, and the unit has read it.
pub(crate) async fn confirm(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let unit = own_unit(&visitor, &sent).await?;
    let day = desk.clock().today();
    let row = reading::Model { id: ReadingId(0), version: version.id, unit, account: account(&visitor), day };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::confirm(change, row))).await?;
    visitor.done(Message::new("paper-confirmed"), &format!("{LIST}/{}", paper.id)).await
}

/// `POST /desk/paper-versions/{id}/criteria`
pub(crate) async fn take_criterion(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let mut problems = Problems::default();
    let what = text_sent(&sent, "what", "criterion-what", 300, &mut problems);
    if !problems.is_empty() {
        return page(&desk, &visitor, &paper, &Sent::default(), &problems).await;
    }
    let line = sent.text("line").parse().map_err(|_| PageError::NotFound)?;
    let take = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(paper::take_criterion(change, version.id, line, what))
    });
    take.await?;
    visitor.done(Message::new("criterion-taken"), &format!("{LIST}/{}", paper.id)).await
}

/// `POST /desk/criteria/{id}/drop`
pub(crate) async fn drop_criterion(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = paper::find_criterion(desk.ledger.reads(), CriterionId(id)).await?.ok_or(PageError::NotFound)?;
    let (paper, _) = known_version(&desk, known.version.0).await?;
    let drop = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::drop_criterion(change, known.id)));
    drop.await?;
    visitor.done(Message::new("criterion-dropped"), &format!("{LIST}/{}", paper.id)).await
}
