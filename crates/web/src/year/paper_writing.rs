//! The text of a paper: drafted, written anew, opened for comments, issued.

use axum::Form;
use axum::extract::{Path, State};
use ledger::PaperId;
use ledger::paper::{self, Kind, Model, State as Stage, version};
use pages::{Field, PaperFormPage};
use words::Message;

use super::paper_text::tidied;
use super::papers::{LIST, kind_words, known, known_version, page};
use super::{day_sent, field, programme_choice, programme_sent, text_sent, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;

/// The longest text of a paper, characters.
const LONGEST: usize = 20_000;
/// What the rules of 2025 against paperwork allow a paper to have, characters.
const ALLOWED: usize = 5_000;

/// `GET /desk/papers/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    new_page(&desk, &visitor, &Sent::default(), &Problems::default()).await
}

async fn new_page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), visitor.say(&kind_words(*kind))));
    let mut form = pages::Form::new(format!("{LIST}/new"), visitor.t("paper-add"));
    form.inputs.extend(programme_choice(desk, visitor, &sent.text("programme")).await?.map(Into::into));
    let form = form
        .with(field(visitor, "title", "paper-title", &sent.text("title"), 1, 100))
        .with(choice("kind", visitor.t("paper-kind"), None, kinds, &sent.text("kind")))
        .with(text_field(visitor, &sent.text("text")));
    form_page(visitor, visitor.t("paper-add"), form, problems, LIST.to_owned())
}

fn text_field(visitor: &Visitor, text: &str) -> Field {
    let characters = text.chars().filter(|sign| !sign.is_whitespace()).count();
    let hint = if characters > ALLOWED {
        visitor.say(&Message::new("paper-too-much").with("count", characters).with("most", ALLOWED))
    } else {
        visitor.t("paper-text-hint")
    };
    Field { hint, ..field(visitor, "text", "paper-text", text, 20, LONGEST) }
}

fn form_page(visitor: &Visitor, title: String, form: pages::Form, problems: &Problems, back: String) -> PageResult {
    visitor.page(&PaperFormPage {
        frame: visitor.frame(),
        title,
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
        back,
    })
}

/// `POST /desk/papers/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme_sent(&desk, &sent).await?;
    let mut problems = Problems::default();
    let title = text_sent(&sent, "title", "paper-title", 100, &mut problems);
    let text = text_sent(&sent, "text", "paper-text", LONGEST, &mut problems);
    if !problems.is_empty() {
        return new_page(&desk, &visitor, &sent, &problems).await;
    }
    let kind = Kind::of_name(&sent.text("kind")).unwrap_or(Kind::Opinion);
    let (paper, text) = (Model { id: PaperId(0), programme, kind, title }, tidied(&text));
    let add =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::add(change, paper, text)));
    let id = add.await?;
    visitor.done(Message::new("paper-added"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/papers/{id}/begin`: the next version, with the words of the last one.
pub(crate) async fn begin(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let paper = known(&desk, id).await?;
    let begin =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::begin(change, paper.id)));
    let version = begin.await?;
    visitor.done(Message::new("paper-begun"), &format!("/desk/paper-versions/{version}/write")).await
}

/// `GET /desk/paper-versions/{id}/write`
pub(crate) async fn show_write(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    if !matches!(version.state, Stage::Draft | Stage::Comments) {
        return Err(PageError::To(format!("{LIST}/{}", paper.id)));
    }
    write_page(&visitor, &paper, &version, &version.text, &version.changed, &Problems::default())
}

fn write_page(
    visitor: &Visitor,
    paper: &Model,
    version: &version::Model,
    text: &str,
    changed: &str,
    problems: &Problems,
) -> PageResult {
    let mut form = pages::Form::new(format!("/desk/paper-versions/{}/write", version.id), visitor.t("form-save"))
        .with(text_field(visitor, text));
    if version.number > 1 {
        form = form.with(field(visitor, "changed", "paper-changed", changed, 3, 1000));
    }
    form_page(visitor, paper.title.clone(), form, problems, format!("{LIST}/{}", paper.id))
}

/// `POST /desk/paper-versions/{id}/write`
pub(crate) async fn write(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let mut problems = Problems::default();
    let text = text_sent(&sent, "text", "paper-text", LONGEST, &mut problems);
    let changed = sent.text("changed");
    problems.at_most("changed", &changed, 1000, &Message::new("paper-changed"));
    if !problems.is_empty() {
        return write_page(&visitor, &paper, &version, &text, &changed, &problems);
    }
    let (id, text) = (version.id, tidied(&text));
    let write = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::write(change, id, text, changed)));
    write.await?;
    visitor.done(Message::new("paper-written"), &format!("{LIST}/{}", paper.id)).await
}

/// `POST /desk/paper-versions/{id}/to-comment`
pub(crate) async fn to_comment(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let mut problems = Problems::default();
    let Some(until) = day_sent(&sent, "until", "paper-comments-until", true, &mut problems) else {
        return page(&desk, &visitor, &paper, &Sent::default(), &problems).await;
    };
    let ask = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(paper::ask_for_comments(change, version.id, until))
    });
    ask.await?;
    visitor.done(Message::new("paper-to-comment"), &format!("{LIST}/{}", paper.id)).await
}

/// `POST /desk/paper-versions/{id}/issue`
pub(crate) async fn issue(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (paper, version) = known_version(&desk, id).await?;
    let mut problems = Problems::default();
    let Some(day) = day_sent(&sent, "day", "paper-issue-from", true, &mut problems) else {
        return page(&desk, &visitor, &paper, &Sent::default(), &problems).await;
    };
    let issue = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(paper::issue(change, version.id, day)));
    issue.await?;
    visitor.done(Message::new("paper-issued"), &format!("{LIST}/{}", paper.id)).await
}
