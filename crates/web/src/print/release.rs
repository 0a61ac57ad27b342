//! A release for papers, stations and sites: from the brand file and what is published, and from nowhere else.
//!
//! Nothing is praised in it. It says what is promised, how often it was kept with the number of cases and the interval, how that was
//! counted and where anybody can check it; whoever sends it may write more in the DOCX.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use pages::Release;
use sheets::{Block, Document, Form, Order, Output, Paper, Problem};
use terms::Outcome;
use words::{Language, Message};

use super::choice::{Chosen, PAGE};
use super::says::figure_of;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::figures::view::{Known, View};
use crate::figures::words::{clock_rule, grouped};
use crate::form::Sent;
use crate::reach;
use crate::visitor::Visitor;
use crate::wording;

/// Word's and WPS's own kind of file.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The release in English, in an address.
const ENGLISH: &str = "en";

/// Where the releases of a brand are: a name for each, and its address.
pub(super) fn links(visitor: &Visitor, chosen: &Chosen, has_press: bool) -> Vec<Release> {
    let brand = chosen.brand.map(|brand| brand.to_string()).unwrap_or_default();
    let release = |language: Language, key: &'static str| {
        let query = format!("brand={brand}&in={}", if language == Language::English { ENGLISH } else { "zh" });
        Release {
            name: visitor.t(key),
            pdf: has_press.then(|| format!("{PAGE}/release.pdf?{query}")),
            docx: format!("{PAGE}/release.docx?{query}"),
        }
    };
    vec![release(Language::Chinese, "release-chinese"), release(Language::English, "release-english")]
}

/// The release of the brand of some promises.
fn release(desk: &Desk, views: &[View], language: Language, base: &str) -> Result<Option<Document>, PageError> {
    let Some(first) = views.first() else { return Ok(None) };
    let file = first.version.file()?;
    let say = |message: Message| message.text(language);
    let either = |chinese: &str, english: &str| wording::either(chinese, english, language).to_owned();
    let (unit, brand) = (wording::unit_name(&first.unit, language), either(&file.name, &file.name_en));
    let opening = Message::new("release-opening")
        .with("unit", &unit)
        .with("brand", &brand)
        .with("count", views.len())
        .with("day", pages::day(first.version.from_day.unwrap_or(first.now.from).0, language));
    let mut blocks = vec![Block::Text { text: say(opening) }];
    let meaning = [either(&file.concept, &file.concept_en), either(&file.meaning, &file.meaning_en)];
    blocks.extend(meaning.into_iter().filter(|text| !text.is_empty()).map(|text| Block::Text { text }));
    blocks.push(Block::Heading { level: 1, text: say(Message::new("release-promises")) });
    for view in views {
        blocks.extend(promised(view, language, base));
    }
    blocks.push(Block::Heading { level: 1, text: say(Message::new("release-check")) });
    blocks.push(Block::Text { text: say(Message::new("release-check-text")) });
    let text = &first.now.text;
    if !text.complaint_route.is_empty() {
        blocks.push(Block::Text { text: say(Message::new("release-complaints").with("route", &text.complaint_route)) });
    }
    let slogan = either(&file.slogan, &file.slogan_en);
    let title = Message::new("release-title").with("unit", &unit).with("brand", &brand);
    Ok(Some(Document {
        form: Form::PressRelease,
        english: language == Language::English,
        issuer: unit,
        title: say(title),
        subtitle: slogan,
        blocks,
        dated: pages::day(desk.clock().today().0, language),
        contact: text.contact.clone(),
        note: if desk.settings.made_up { say(Message::new("release-made-up")) } else { String::new() },
        link: if base.is_empty() { String::new() } else { format!("{base}/brands/{}", first.brand.id) },
        ..Document::default()
    }))
}

/// What is promised, and how it was kept.
fn promised(view: &View, language: Language, base: &str) -> Vec<Block> {
    let text = &view.now.text;
    let what = wording::either(&text.what, &text.what_en, language).to_owned();
    let mut lines = Vec::new();
    if let Some(limit) = &text.limit {
        lines.push(Message::new("release-limit").with("limit", wording::limit(limit)).text(language));
    }
    if !text.remedy.is_empty() {
        lines.push(Message::new("release-remedy").with("remedy", &text.remedy).text(language));
    }
    let mut blocks = vec![Block::Heading { level: 2, text: what.clone() }];
    if !lines.is_empty() {
        blocks.push(Block::Text { text: lines.join(if language == Language::Chinese { "" } else { " " }) });
    }
    match view.figure.as_ref().and_then(|known| figure(view, known, &what, language, base)) {
        Some(figure) => blocks.push(figure),
        None => blocks.push(Block::Text { text: Message::new("release-no-figure").text(language) }),
    }
    blocks
}

fn figure(view: &View, known: &Known, what: &str, language: Language, base: &str) -> Option<Block> {
    let shown = figure_of(known)?;
    let card = known.published.headline()?;
    let period = match &known.published.year {
        Some(year) => {
            let period = Message::new("release-period").with("first", year.first.to_string());
            period.with("last", year.last.to_string()).text(language)
        }
        None => Message::new("figure-all").text(language),
    };
    let mut how = Message::new("how-counted")
        .with("settled", grouped(card.counts.settled()))
        .with("kept", grouped(card.counts.of(Outcome::Kept)))
        .with("overdue", card.counts.of(Outcome::Overdue));
    how = match &view.now.text.limit {
        Some(limit) => how.with("rule", clock_rule(limit)),
        None => how.with("rule", ""),
    };
    let mut how = how.text(language);
    if !base.is_empty() {
        let at = Message::new("release-at").with("link", format!("{base}/promises/{}", view.id)).text(language);
        how = format!("{how} {at}");
    }
    Some(Block::Figure {
        name: what.to_owned(),
        share: shown.share,
        interval: shown.interval,
        cases: shown.cases,
        period,
        how,
    })
}

/// The release that a link asks for, and the name of its file.
async fn asked(
    desk: &Desk,
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Sent,
) -> Result<(Document, String), PageError> {
    let chosen = Chosen::read(desk, visitor, query).await?;
    let language = if query.text("in") == ENGLISH { Language::English } else { Language::Chinese };
    let base = reach::base(desk, headers).0;
    let document = release(desk, &chosen.views, language, &base)?.ok_or(PageError::NotFound)?;
    let name = format!("{} {}", document.title, document.dated);
    Ok((document, name))
}

/// `GET /desk/print/release.docx`
pub(crate) async fn docx(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (document, name) = asked(&desk, &visitor, &headers, &query).await?;
    as_docx(&document, &name)
}

/// `GET /desk/print/release.pdf`
pub(crate) async fn pdf(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (document, name) = asked(&desk, &visitor, &headers, &query).await?;
    as_pdf(&desk, document, &name).await
}

/// A paper as a DOCX file for the desk.
pub(crate) fn as_docx(document: &Document, name: &str) -> PageResult {
    let bytes = docx::write(document).map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(export::for_the_desk(export::named(DOCX, &format!("{name}.docx"), bytes)?))
}

/// A paper as a PDF for the desk.
pub(crate) async fn as_pdf(desk: &Desk, document: Document, name: &str) -> Result<Response, PageError> {
    let order = Order {
        sheets: Vec::new(),
        layouts: Vec::new(),
        title: document.title.clone(),
        document: Some(document),
        // An office may lay its papers out in its own way as well.
        templates: desk.presses.settings.own.templates.clone(),
        output: Output::Pdf,
        paper: Paper::Exact,
        day: desk.clock().today().to_string(),
    };
    let reply = desk.presses.print(order).await.map_err(PageError::Bad)?;
    if let Some(problem) = reply.problems.first().map(Problem::message) {
        return Err(PageError::Bad(problem));
    }
    let file = reply.files.into_iter().next().ok_or_else(|| PageError::Broken("the press gave no file".to_owned()))?;
    Ok(export::for_the_desk(export::named("application/pdf", &format!("{name}.pdf"), file)?))
}
