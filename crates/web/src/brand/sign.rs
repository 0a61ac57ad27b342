//! The head signs, the office puts in force or sends back.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use ledger::brand::{self, State as Stage};
use ledger::file::{BrandFile, Field as Text, PromiseField, differences};
use ledger::{Day, account};
use pages::{Described, Field, PublishPage, SignPage};
use words::Message;

use crate::brand::Whole;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::order;
use crate::form::{Problems, Sent};
use crate::once_more;
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording::{self, Shown};

/// What the newest version says differently from the one before it, in sentences.
pub(super) fn changes(visitor: &Visitor, whole: &Whole) -> Result<Vec<String>, PageError> {
    let Some(before) = whole.before() else { return Ok(Vec::new()) };
    let changes = differences(&before.file()?, &whole.latest()?.file()?);
    Ok(changes.iter().map(|difference| visitor.say(&wording::difference(difference))).collect())
}

/// The whole file, part by part, in words.
pub(super) fn parts(visitor: &Visitor, file: &BrandFile) -> Vec<Described> {
    let mut parts = Vec::new();
    let mut add = |name: String, text: String, in_chinese: bool| {
        if !text.is_empty() {
            parts.push(Described { name, text, in_chinese });
        }
    };
    let english: Vec<Text> = Text::ALL.iter().filter_map(|field| field.english()).collect();
    for field in Text::ALL.iter().copied() {
        add(visitor.say(&wording::field(field)), file.text(field).to_owned(), !english.contains(&field));
    }
    let colours: Vec<String> =
        file.colours.iter().map(|colour| format!("{} {}", colour.hex, colour.name).trim().to_owned()).collect();
    add(visitor.say(&Message::new("file-colours")), colours.join("\n"), true);
    let registrations = wording::registrations(file.registrations(), Shown::Whole, visitor.language);
    add(visitor.say(&Message::new("file-registration")), registrations, false);
    for (place, promise) in file.promises.iter().enumerate() {
        let mut lines = Vec::new();
        if let Some(limit) = &promise.limit {
            lines.push((Message::new("promise-limit"), visitor.say(&wording::limit(limit))));
        }
        for field in PromiseField::ALL.iter().copied().filter(|field| *field != PromiseField::What) {
            lines.push((wording::promise_field(field), promise.text(field).to_owned()));
        }
        let lines = lines
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| visitor.say(&Message::new("named").with("name", name).with("text", text)));
        let text = std::iter::once(promise.what.clone()).chain(lines).collect::<Vec<_>>().join("\n");
        add(visitor.say(&Message::new("file-promise").with("number", place + 1)), text, true);
    }
    parts
}

/// `GET /desk/brands/{id}/sign`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::SignBrand, whole.unit.id).await?;
    sign_page(&desk, &visitor, &whole, &Problems::default()).await
}

async fn sign_page(desk: &Desk, visitor: &Visitor, whole: &Whole, problems: &Problems) -> Result<Response, PageError> {
    let draft = whole.latest()?;
    let file = draft.file()?;
    // What cannot be signed is looked at where it is.
    if draft.state != Stage::Draft || !file.lacks().is_empty() {
        return Err(PageError::To(format!("{}/file", whole.base())));
    }
    let asked = once_more::ask(desk, visitor, &format!("{}/sign", whole.base()), problems).await?;
    visitor.page(&SignPage {
        title: wording::brand_name(&file.name, visitor.language),
        base: whole.base(),
        parts: parts(visitor, &file),
        changes: changes(visitor, whole)?,
        hash: file.hash(),
        problems: problems.list(visitor),
        fields: asked.fields,
        confirm: asked.confirm,
        frame: visitor.frame(),
    })
}

/// `POST /desk/brands/{id}/sign`: password and code once more, over the hash of what was read.
pub(crate) async fn sign(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::SignBrand, whole.unit.id).await?;
    let problems = once_more::check(&desk, &visitor, &sent).await?;
    if !problems.is_empty() {
        return sign_page(&desk, &visitor, &whole, &problems).await;
    }
    let now = desk.clock().now();
    let (version, hash) = (whole.latest()?.id, sent.text("hash"));
    let sign = desk
        .ledger
        .write(visitor.by(), now, move |change| Box::pin(async move { brand::sign(change, version, &hash).await }));
    sign.await?;
    visitor.done(Message::new("sign-done"), &whole.base()).await
}

/// `GET /desk/brands/{id}/publish`
pub(crate) async fn show_publish(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    publish_page(&desk, &visitor, &whole, None, &Problems::default()).await
}

async fn publish_page(
    desk: &Desk,
    visitor: &Visitor,
    whole: &Whole,
    day: Option<String>,
    problems: &Problems,
) -> Result<Response, PageError> {
    let signed = whole.latest()?;
    if signed.state != Stage::Signed {
        return Err(PageError::To(whole.base()));
    }
    let file = signed.file()?;
    let by = match signed.signed_by {
        Some(by) => account::find(desk.ledger.reads(), by).await?.map(|account| account.name).unwrap_or_default(),
        None => String::new(),
    };
    let at = signed.signed_at.map(|at| desk.clock().minute(at)).unwrap_or_default();
    let hash = signed.signed_hash.clone().unwrap_or_default();
    let frame = visitor.frame();
    let day = day.unwrap_or_else(|| desk.clock().today().to_string());
    let day = Field { kind: "date", short: true, ..Field::text("day", frame.t("publish-day"), day) };
    visitor.page(&PublishPage {
        title: wording::brand_name(&file.name, visitor.language),
        base: whole.base(),
        signed: visitor.say(&Message::new("publish-signed").with("name", by).with("at", at).with("hash", hash)),
        changes: changes(visitor, whole)?,
        problems: problems.list(visitor),
        fields: vec![problems.beside(day, visitor)],
        frame,
    })
}

/// `POST /desk/brands/{id}/publish`
pub(crate) async fn publish(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let mut problems = Problems::default();
    let typed = sent.text("day");
    let Ok(day) = typed.parse::<Day>() else {
        problems.add("day", Message::new("form-day-wrong").with("day", &typed));
        return publish_page(&desk, &visitor, &whole, Some(typed), &problems).await;
    };
    let version = whole.latest()?.id;
    let publish = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::publish(change, version, day).await })
    });
    match publish.await {
        Ok(()) => {
            order::ask_after_change(&desk, visitor.by(), whole.brand.id).await?;
            let done = Message::new("publish-done").with("day", visitor.day(day.0));
            visitor.done(done, &whole.base()).await
        }
        Err(error @ ledger::LedgerError::BeforeTheOneInForce { .. }) => {
            problems.add("day", error.message());
            publish_page(&desk, &visitor, &whole, Some(typed), &problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/brands/{id}/send-back`
pub(crate) async fn send_back(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let version = whole.latest()?.id;
    let back = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::send_back(change, version).await })
    });
    back.await?;
    visitor.done(Message::new("publish-sent-back"), &whole.base()).await
}
