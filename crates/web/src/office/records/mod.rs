//! Case records: where they come from, what was taken in, and what is odd about it.

pub(crate) mod keys;
mod mapping;
pub(crate) mod upload;

use ::measure::Quality;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::{Redirect, Response};
use ledger::figure::{self, Clock};
use ledger::{ImportId, SourceId, UnitId, record, unit};
use pages::{Field, ImportedRow, MappingPage, OddRow, Problem, SourcePage, SourceRow, SourcesPage};
use words::Message;

use axum::response::IntoResponse;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::quality;
use crate::figures::words::{grouped, percent};
use crate::form::{Sent, choice};
use crate::jobs::{MeasurePromises, TakeBackRecords, TakeInRecords};
use crate::visitor::Visitor;
use crate::wording;

/// `GET /desk/records`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let db = desk.ledger.reads();
    let units = unit::all(db).await?;
    let mut rows = Vec::new();
    for source in record::all(db).await? {
        let imports = record::imports(db, source.id).await?;
        let standing = imports.iter().filter(|import| import.taken_back_at.is_none());
        let latest = figure::latest(db, source.id).await?;
        rows.push(SourceRow {
            href: format!("/desk/records/{}", source.id),
            name: source.name,
            unit: of_unit(&visitor, &units, source.unit),
            imports: standing.count().to_string(),
            as_of: latest.map(|latest| latest.as_of.chars().take(10).collect()).unwrap_or_default(),
        });
    }
    visitor.page(&SourcesPage { frame: visitor.frame(), sources: rows })
}

fn of_unit(visitor: &Visitor, units: &[unit::Model], unit: Option<UnitId>) -> String {
    let known = unit.and_then(|id| units.iter().find(|unit| unit.id == id));
    known.map_or_else(|| visitor.t("records-whole-city"), |unit| wording::unit_name(unit, visitor.language))
}

async fn source(desk: &Desk, id: i64) -> Result<record::Model, PageError> {
    record::find(desk.ledger.reads(), SourceId(id)).await?.ok_or(PageError::NotFound)
}

/// `GET /desk/records/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let source = source(&desk, id).await?;
    visitor.page(&source_page(&desk, &visitor, source, None, String::new()).await?)
}

/// The page of a source. `made` is a key that was just made, shown this once; `problem` is what is wrong with the name of one.
async fn source_page(
    desk: &Desk,
    visitor: &Visitor,
    source: record::Model,
    made: Option<String>,
    problem: String,
) -> Result<SourcePage, PageError> {
    let db = desk.ledger.reads();
    let units = unit::all(db).await?;
    let imports = record::imports(db, source.id).await?;
    let row = |import: &record::Import| ImportedRow {
        files: import.files.lines().map(str::to_owned).collect(),
        at: desk.clock().minute(import.at),
        rows: grouped(u64::try_from(import.rows).unwrap_or(0)),
        bad_rows: grouped(u64::try_from(import.bad_rows).unwrap_or(0)),
        odd: quality::noted(&import.quality).map(|found| odd(visitor, &found)).unwrap_or_default(),
        ratings: quality::noted(&import.quality).map(|found| ratings(visitor, &found)).unwrap_or_default(),
        take_back: import
            .taken_back_at
            .is_none()
            .then(|| format!("/desk/records/{}/imports/{}/take-back", source.id, import.id)),
        taken_back: import
            .taken_back_at
            .map(|at| visitor.say(&Message::new("records-taken-back-at").with("at", desk.clock().minute(at))))
            .unwrap_or_default(),
    };
    let latest = figure::latest(db, source.id).await?;
    let measured = match &latest {
        Some(latest) => {
            let cards = figure::cards(db, Clock::Promised, "all").await?;
            let as_of: String = latest.as_of.chars().take(10).collect();
            visitor.say(&Message::new("records-measured-as-of").with("as_of", as_of).with("promises", cards.len()))
        }
        None => visitor.t("records-not-measured"),
    };
    Ok(SourcePage {
        frame: visitor.frame(),
        name: source.name.clone(),
        unit: of_unit(visitor, &units, source.unit),
        measured,
        imports: imports.iter().map(row).collect(),
        keys: keys::rows(desk, visitor, source.id).await?,
        made,
        key_name: keys::name_field(visitor, problem),
        base: format!("/desk/records/{}", source.id),
        reading: source.reading,
    })
}

/// What is odd about records, with what it can mean.
pub(crate) fn odd(visitor: &Visitor, found: &Quality) -> Vec<OddRow> {
    let rows = [
        ("odd-without-start", found.without_start, found.cases),
        ("odd-without-end", found.without_end, found.cases),
        ("odd-end-before-start", found.end_before_start, found.cases),
        ("odd-steps-back", found.steps_back, found.events),
        ("odd-no-length", found.no_length, found.events),
        ("odd-repeated", found.repeated, found.events),
    ];
    let row = |(key, count, of): (&'static str, u64, u64)| OddRow {
        what: visitor.say(&Message::of_key(key.to_owned())),
        count: grouped(count),
        share: percent(count as f64 / of.max(1) as f64),
    };
    rows.into_iter().map(row).collect()
}

/// How users rated what was done, by the direction that the steward chose; empty where nothing was rated.
fn ratings(visitor: &Visitor, found: &Quality) -> String {
    let all: u64 = found.ratings.iter().sum();
    if all == 0 {
        return String::new();
    }
    let [.., other] = found.ratings;
    let [one, two, three, four, five, _] = found.ratings.map(grouped);
    let said = Message::new("ratings")
        .with("all", grouped(all))
        .with("one", one)
        .with("two", two)
        .with("three", three)
        .with("four", four)
        .with("five", five)
        .with("other", other);
    visitor.say(&said)
}

/// `POST /desk/records/{id}/files`: keeps what was sent and orders to take it in.
pub(crate) async fn send(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    mut parts: Multipart,
) -> PageResult {
    let source = source(&desk, id).await?;
    let data = desk.settings.folders.data.clone();
    let (upload, sent) = upload::keep(&data, &mut parts).await?;
    if upload::files(&data, &upload).is_err() {
        return Err(PageError::Bad(Message::new("records-no-file")));
    }
    order(&desk, &visitor, source.id, upload, &sent).await
}

async fn order(
    desk: &Desk,
    visitor: &Visitor,
    source: SourceId,
    upload: String,
    sent: &Sent,
) -> Result<Response, PageError> {
    let order = TakeInRecords { source, upload, skip_bad_rows: sent.has("skip") };
    let job = desk.ask_for(visitor.by(), &order, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{job}")).into_response())
}

/// `POST /desk/records/{id}/imports/{import}/take-back`
pub(crate) async fn take_back(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path((id, import)): Path<(i64, i64)>,
) -> PageResult {
    let source = source(&desk, id).await?;
    let import = record::find_import(desk.ledger.reads(), ImportId(import)).await?;
    let import = import.filter(|import| import.source == source.id).ok_or(PageError::NotFound)?;
    let order = TakeBackRecords { source: source.id, import: import.id };
    let job = desk.ask_for(visitor.by(), &order, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{job}")).into_response())
}

/// `POST /desk/records/{id}/measure`
pub(crate) async fn measure(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let order = MeasurePromises { source: source(&desk, id).await?.id, promises: None };
    let job = desk.ask_for(visitor.by(), &order, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{job}")).into_response())
}

/// `POST /desk/records/new`: looks at the first files of a new source, and offers how they are read.
pub(crate) async fn draft(State(desk): State<Desk>, visitor: Visitor, mut parts: Multipart) -> PageResult {
    let data = desk.settings.folders.data.clone();
    let (upload, sent) = upload::keep(&data, &mut parts).await?;
    let found = match look(&desk, &upload).await {
        Ok(found) => found,
        Err(problem) => {
            upload::forget(&data, &upload);
            return Err(PageError::Bad(problem));
        }
    };
    visitor.page(&page(&desk, &visitor, &found, &upload, &sent, None).await?)
}

async fn look(desk: &Desk, upload: &str) -> Result<mapping::Found, Message> {
    let files = upload::files(&desk.settings.folders.data, upload).map_err(|_| Message::new("records-no-file"))?;
    let looked = tokio::task::spawn_blocking(move || mapping::look_at(&files)).await;
    looked.map_err(|error| Message::new("order-broke").with("detail", error.to_string()))?
}

/// The page of a mapping. `problem` is what is wrong with what was sent, and at which field.
async fn page(
    desk: &Desk,
    visitor: &Visitor,
    found: &mapping::Found,
    upload: &str,
    sent: &Sent,
    problem: Option<(String, Message)>,
) -> Result<MappingPage, PageError> {
    let units = unit::all(desk.ledger.reads()).await?;
    let names = units.iter().map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
    let was_sent = sent.has("upload");
    let problem = problem.map(|(at, text)| (at, visitor.say(&text)));
    let mut choices = found.choices(visitor, was_sent.then_some(sent));
    for choice in &mut choices {
        choice.error = problem.as_ref().filter(|(at, _)| *at == choice.name).map(|(_, text)| text.clone());
    }
    let error_of = |name: &str| problem.as_ref().filter(|(at, _)| at == name).map(|(_, text)| text.clone());
    let name = Field {
        at_most: 80,
        hint: visitor.t("records-name-hint"),
        error: error_of("name"),
        ..Field::text("name", visitor.t("records-name"), sent.text("name"))
    };
    let hours = Field {
        at_most: 80,
        hint: visitor.t("records-hours-hint"),
        error: error_of("office-hours"),
        ..Field::text(
            "office-hours",
            visitor.t("records-hours"),
            if was_sent { sent.text("office-hours") } else { "09:00-12:00, 13:30-17:30".to_owned() },
        )
    };
    Ok(MappingPage {
        frame: visitor.frame(),
        problems: problem.map(|(at, text)| Problem { at, text }).into_iter().collect(),
        is_national: found.is_national(),
        upload: upload.to_owned(),
        name,
        // One of the columns is called `unit`.
        unit: choice(
            "whose",
            visitor.t("records-unit"),
            Some(visitor.t("records-whole-city")),
            names,
            &sent.text("whose"),
        ),
        hours,
        choices,
        skip: sent.has("skip"),
    })
}

/// `POST /desk/records/new/confirm`: keeps the source as it was chosen, and orders to take its first files in.
pub(crate) async fn confirm(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let upload = sent.text("upload");
    let found = look(&desk, &upload).await.map_err(PageError::Bad)?;
    let name = sent.text("name");
    let reading = if name.is_empty() {
        let needed = Message::new("form-needed").with("field", Message::new("records-name"));
        Err(("name".to_owned(), needed))
    } else {
        found.reading(&sent)
    };
    let reading = match reading {
        Ok(reading) => reading,
        Err(problem) => return visitor.page(&page(&desk, &visitor, &found, &upload, &sent, Some(problem)).await?),
    };
    let unit = sent.text("whose").parse().ok().map(UnitId);
    let unit = match unit {
        Some(id) => unit::find(desk.ledger.reads(), id).await?.map(|unit| unit.id),
        None => None,
    };
    let write = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(record::add(change, unit, name, reading)));
    let source = write.await?;
    order(&desk, &visitor, source, upload, &sent).await
}
