//! Sheets laid out as pages, some at a time, on all cores.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value as JsonValue;
use sheets::{Order, Problem};
use typst::Library;
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Frame, FrameItem};
use typst::model::Document;
use typst::syntax::{FileId, Source};
use typst::utils::LazyHash;
use typst::{World, WorldExt};
use typst_layout::{Page, PagedDocument};

use crate::fonts::Fonts;
use crate::rows::{Named, Numbered, files};
use crate::source::{Prepared, Work};
use crate::world::{Small, file_id};

/// Under this label a template says which text did not fit.
const TOO_LONG: &str = "too-long";
/// For how many batches more is remembered what was not asked for again: what all sheets have is asked for in each.
const REMEMBERS: usize = 2;
/// The stack of a thread that lays out, bytes: as much as the first one has.
const STACK: usize = 8 << 20;

/// What does not change from order to order.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) library: LazyHash<Library>,
    pub(crate) fonts: Fonts,
    pub(crate) templates: HashMap<FileId, Source>,
}

/// What does not change from batch to batch.
struct Given<'a> {
    kept: &'a Kept,
    order: &'a Order,
    main: FileId,
    sources: HashMap<FileId, Source>,
}

/// An order laid out.
#[derive(Debug)]
pub(crate) struct LaidOut {
    pub(crate) document: PagedDocument,
    /// Whether its pages have marks of what their parts are, which a PDF for readers aloud is made of.
    pub(crate) is_marked: bool,
}

type Laid = Result<PagedDocument, Vec<Problem>>;

/// The pages of an order, in one document. Those of more than one batch are not marked.
///
/// # Errors
/// What is wrong with a template, a mark or a code, and the texts that have no room.
pub(crate) fn lay_out(kept: &Kept, order: &Order, prepared: Prepared<'_>) -> Result<LaidOut, Vec<Problem>> {
    let mut sources = HashMap::new();
    for (name, text) in prepared.sources {
        let id = file_id(&name).ok_or_else(|| wrong(&name))?;
        sources.insert(id, Source::new(id, text));
    }
    let main = file_id("main.typ").ok_or_else(|| wrong("main.typ"))?;
    let given = Given { kept, order, main, sources };
    let marked = |document| LaidOut { document, is_marked: true };
    let (batches, dated) = match prepared.work {
        Work::Paper(files) => return given.compile(files).map(marked),
        Work::Sheets(batches, dated) => (batches, dated),
    };
    match batches.as_slice() {
        [] => given.lay_out(&dated, &[]).map(marked),
        [one] => given.lay_out(&dated, one).map(marked),
        many => {
            let document = joined(at_once(&given, &dated, many))?;
            // What is written takes the room of what was remembered.
            typst::comemo::evict(0);
            Ok(LaidOut { document, is_marked: false })
        }
    }
}

/// That a template cannot be followed.
pub(crate) fn wrong(detail: &str) -> Vec<Problem> {
    vec![Problem::Template { detail: detail.to_owned() }]
}

/// Lays batches out on all cores. Where no further thread is to be had, fewer do it.
fn at_once(given: &Given<'_>, dated: &JsonValue, batches: &[Vec<Numbered<'_>>]) -> Vec<Laid> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Laid)>> = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(number) else { return };
            let laid = given.lay_out(dated, batch).map(|document| bare(&document));
            typst::comemo::evict(REMEMBERS);
            if let Ok(mut done) = done.lock() {
                done.push((number, laid));
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        for _ in 1..cores.min(batches.len()) {
            // One that cannot be started is not missed.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, laid)| laid).collect()
}

/// A document without the marks of what its parts are, each of which holds all that the part was made of: they are most of what a
/// laid out page takes. Whether a text has room was asked for by then.
fn bare(document: &PagedDocument) -> PagedDocument {
    fn strip(frame: &mut Frame) {
        frame.retain(|item| {
            if let FrameItem::Group(group) = item {
                strip(&mut group.frame);
            }
            !matches!(item, FrameItem::Tag(_))
        });
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    pages.make_mut().iter_mut().for_each(|page| strip(&mut page.frame));
    PagedDocument::new(pages, document.info().clone())
}

/// The pages of all batches as one document, or all that is wrong.
fn joined(laid: Vec<Laid>) -> Laid {
    let mut pages = EcoVec::new();
    let mut info = None;
    let mut problems = Vec::new();
    for laid in laid {
        match laid {
            Ok(mut document) => {
                pages.extend_from_slice(document.pages());
                info.get_or_insert_with(|| document.info_mut().clone());
            }
            Err(some) => problems.extend(some),
        }
    }
    problems.dedup();
    if problems.is_empty() { Ok(PagedDocument::new(pages, info.unwrap_or_default())) } else { Err(problems) }
}

impl Given<'_> {
    /// Lays some sheets out.
    fn lay_out(&self, dated: &JsonValue, sheets: &[Numbered<'_>]) -> Laid {
        self.compile(files(self.order, dated, sheets)?)
    }

    /// Lays out what stands in some files.
    fn compile(&self, files: Vec<Named>) -> Laid {
        let mut named = HashMap::new();
        for (name, bytes) in files {
            let id = file_id(&name).ok_or_else(|| wrong(&name))?;
            named.insert(id, Bytes::new(bytes));
        }
        let Kept { library, fonts, templates } = self.kept;
        let world =
            Small { library, fonts, main: self.main, built_in: templates, sources: &self.sources, files: named };
        let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| told(&world, &errors))?;
        let too_long = too_long(&document);
        if too_long.is_empty() { Ok(document) } else { Err(too_long) }
    }
}

/// What Typst says is wrong, with the file and line.
fn told(world: &Small<'_>, errors: &[SourceDiagnostic]) -> Vec<Problem> {
    let place = |error: &SourceDiagnostic| {
        let id = error.span.id()?;
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(world.range(error.span)?.start)? + 1;
        Some(format!("{}:{line}: ", id.vpath().get_without_slash()))
    };
    let detail = |error: &SourceDiagnostic| format!("{}{}", place(error).unwrap_or_default(), error.message);
    errors.iter().map(|error| Problem::Template { detail: detail(error) }).collect()
}

/// The texts that did not fit, as the templates say.
fn too_long(document: &PagedDocument) -> Vec<Problem> {
    let mut problems = Vec::new();
    for content in document.introspector().query_labelled() {
        if content.label().is_none_or(|label| label.resolve().as_str() != TOO_LONG) {
            continue;
        }
        let Some(Value::Dict(said)) = content.to_packed::<MetadataElem>().map(|data| data.value.clone()) else {
            continue;
        };
        let (Ok(Value::Int(sheet)), Ok(Value::Str(text))) = (said.get("sheet"), said.get("text")) else { continue };
        let sheet = usize::try_from(*sheet).unwrap_or_default();
        problems.push(Problem::TooLong { sheet, text: text.to_string() });
    }
    problems.dedup();
    problems
}
