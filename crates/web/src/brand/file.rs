//! The brand file's page: read, saved, begun.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::brand::{self, State as Stage, Version};
use ledger::file::{BrandFile, Field};
use ledger::{LedgerError, service};
use pages::{BrandFilePage, Choose, Radios, Saved};
use words::Message;

use crate::brand::{Whole, certificate, fields, like, registrations, tree};
use crate::desk::{Desk, known};
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::print;
use crate::public::mark_href;
use crate::visitor::Visitor;

/// The texts before the promises, and those after them.
const FIRST: [Field; 7] = [
    Field::Name,
    Field::Concept,
    Field::Slogan,
    Field::Meaning,
    Field::Standards,
    Field::MarkExplained,
    Field::Materialisation,
];
const LAST: [Field; 1] = [Field::Changed];

/// `POST /desk/brands/new`: begins a brand for a unit, below another one or below none.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    visitor: Visitor,
    Query(query): Query<Sent>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (unit, parent) = tree::place_of_new(&desk, &visitor, &query, &sent).await?;
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::add(change, unit, parent, BrandFile::default()).await })
    });
    let (brand, _) = add.await?;
    Ok(Redirect::to(&format!("/desk/brands/{brand}/file")).into_response())
}

/// `POST /desk/brands/{id}/draft`: opens a draft of the next version.
pub(crate) async fn open_draft(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::KeepBrand, whole.unit.id).await?;
    let brand = whole.brand.id;
    let open = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::open_draft(change, brand).await })
    });
    open.await?;
    Ok(Redirect::to(&format!("{}/file", whole.base())).into_response())
}

/// `GET /desk/brands/{id}/file`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let latest = whole.latest()?;
    // What is not a draft is not written: it is read where all its versions are.
    let is_open = latest.state == Stage::Draft && whole.brand.until_day.is_none();
    if !is_open || !visitor.may_with(Act::KeepBrand, whole.unit.id).await? {
        return Err(PageError::To(whole.base()));
    }
    let line = saved_line(&desk, &visitor, latest);
    let editing =
        Editing { file: latest.file()?, revision: latest.revision, sent: None, problems: Problems::default(), line };
    page(&desk, &visitor, &whole, editing, Refused::Nothing).await
}

/// A picture or a paper that was sent and not taken.
pub(super) enum Refused {
    /// None was.
    Nothing,
    /// The mark, and why.
    Mark(Message),
    /// The certificate of the registration at this place, and why.
    Certificate(usize, Message),
}

/// A file while it is edited: as it was saved, or as it was sent and could not be saved.
pub(super) struct Editing {
    pub(super) file: BrandFile,
    pub(super) revision: i32,
    pub(super) sent: Option<Sent>,
    pub(super) problems: Problems,
    /// When it was saved, or why it was not.
    pub(super) line: (String, bool),
}

/// When the version was saved.
pub(super) fn saved_line(desk: &Desk, visitor: &Visitor, version: &Version) -> (String, bool) {
    let at = desk.clock().minute(version.saved_at);
    (visitor.say(&Message::new("file-saved-at").with("at", at)), false)
}

pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    whole: &Whole,
    editing: Editing,
    refused: Refused,
) -> Result<Response, PageError> {
    let Editing { file, revision, sent, problems, line } = editing;
    let (mark_error, certificate_error) = match refused {
        Refused::Nothing => (None, None),
        Refused::Mark(message) => (Some(message), None),
        Refused::Certificate(place, message) => (None, Some((place, message))),
    };
    let services = service::of_unit(desk.ledger.reads(), whole.unit.id).await?;
    let base = whole.base();
    let title = crate::wording::brand_name(&file.name, visitor.language);
    let number = |version: &Version| visitor.say(&Message::new("version-number").with("number", version.number));
    let versions = whole.versions.iter().skip(1);
    let page = BrandFilePage {
        title,
        unit: crate::wording::unit_name(&whole.unit, visitor.language),
        revision,
        problems: problems.list(visitor),
        fields: fields::texts(visitor, &file, &problems, &FIRST),
        mark: mark_href(&file),
        mark_free: file.mark.as_ref().is_some_and(|mark| mark.free_of_emblems),
        emblem: emblem(visitor),
        mark_error: mark_error.map(|error| visitor.say(&error)),
        certificates: certificate::fields(visitor, &base, &file, certificate_error.as_ref()),
        colours: fields::colours(visitor, &file, &problems),
        registrations: registrations::fields(visitor, &file, sent.as_ref(), &problems),
        promises: fields::promises(visitor, &file, &services, &problems),
        last_fields: fields::texts(visitor, &file, &problems, &LAST).into_iter().map(|text| text.field).collect(),
        saved: saved(desk, visitor, whole, &file, revision, line).await?,
        versions: versions
            .map(|version| (format!("{base}/versus?older={}", version.number), number(version)))
            .collect(),
        base,
        frame: visitor.frame(),
    };
    visitor.page(&page)
}

/// The question that is asked of each mark.
fn emblem(visitor: &Visitor) -> Radios {
    let option =
        |value: &str, key: &'static str| Choose { value: value.to_owned(), label: visitor.t(key), chosen: false };
    Radios {
        name: "emblem".to_owned(),
        label: visitor.t("mark-emblem"),
        hint: visitor.t("mark-emblem-hint"),
        options: vec![option("no", "mark-emblem-no"), option("yes", "mark-emblem-yes")],
        ..Radios::default()
    }
}

/// What stands beside the form: saved or not, what is missing, what the name is like.
async fn saved(
    desk: &Desk,
    visitor: &Visitor,
    whole: &Whole,
    file: &BrandFile,
    revision: i32,
    line: (String, bool),
) -> Result<Saved, PageError> {
    let lacks: Vec<(String, String)> = file
        .lacks()
        .into_iter()
        .map(|lack| {
            let (at, message) = crate::wording::lack(lack);
            (at, visitor.say(&message))
        })
        .collect();
    let (like, readings) = like::like(desk, visitor, file, u64::try_from(whole.brand.id.0).unwrap_or_default()).await?;
    let may_sign = lacks.is_empty() && visitor.may_with(Act::SignBrand, whole.unit.id).await?;
    // htmx swaps what stands beside the form each time something was saved, so the plate changes with what is typed.
    let (has_plate, of_plate) = print::look_at_plate(desk, whole, file).await;
    let saved_now = !line.1;
    Ok(Saved {
        plate: (has_plate && saved_now).then(|| format!("{}/plate.svg?revision={revision}", whole.base())),
        of_plate: of_plate.iter().map(|message| visitor.say(message)).collect(),
        frame: visitor.frame(),
        line: line.0,
        failed: line.1,
        revision,
        lacks,
        like,
        readings,
        sign: may_sign.then(|| format!("{}/sign", whole.base())),
    })
}

/// `POST /desk/brands/{id}/file`: saves what was written. htmx sends it while somebody writes, and is given only what stands beside.
pub(crate) async fn save(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::KeepBrand, whole.unit.id).await?;
    let latest = whole.latest()?;
    let file = fields::read(&sent, &latest.file()?);
    let mut problems = Problems::default();
    fields::check(&sent, &file, &mut problems);
    let seen: i32 = sent.text("revision").parse().unwrap_or(-1);
    let while_writing = headers.contains_key("hx-request");
    let at = desk.clock().now();
    let mut revision = latest.revision;
    let line = if problems.is_empty() {
        let (version, to_save) = (latest.id, file.clone());
        let save = desk.ledger.write(visitor.by(), at, move |change| {
            Box::pin(async move { brand::save(change, version, seen, to_save).await })
        });
        match save.await {
            Ok(now) => {
                revision = now;
                rename(&desk, &whole, &file).await;
                let at = desk.clock().minute(at);
                (visitor.say(&Message::new("file-saved-at").with("at", at)), false)
            }
            Err(error @ LedgerError::SavedMeanwhile { .. }) => {
                problems.add("file", error.message());
                (visitor.say(&error.message()), true)
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        (visitor.say(&Message::new("file-not-saved")), true)
    };
    if while_writing {
        // A page that is behind stays behind: only a saved revision is the one to go on from.
        let revision = if line.1 { seen } else { revision };
        let saved = saved(&desk, &visitor, &whole, &file, revision, line).await?;
        return visitor.page(&saved);
    }
    let stays = sent.has("add") || sent.has("remove") || sent.has("remove-certificate");
    if problems.is_empty() && !stays {
        return visitor.done(Message::new("file-saved"), &format!("{}/file", whole.base())).await;
    }
    if problems.is_empty() {
        let to = if sent.has("add") {
            format!("#promise-{}", file.promises.len().saturating_sub(1))
        } else if sent.has("remove") {
            "#promises".to_owned()
        } else {
            "#registration".to_owned()
        };
        return Ok(Redirect::to(&format!("{}/file{to}", whole.base())).into_response());
    }
    page(&desk, &visitor, &whole, Editing { file, revision, sent: Some(sent), problems, line }, Refused::Nothing).await
}

/// Lets the likeness know the brand by its new name.
async fn rename(desk: &Desk, whole: &Whole, file: &BrandFile) {
    let known = known(&whole.brand, file, whole.unit.name.clone());
    let mut names = desk.names.write().await;
    names.remove(known.id);
    names.add(known);
}
