//! An order, printed.

use std::collections::HashMap;

use sheets::{Order, Output, Problem, Reply};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::drawing::coarser;
use crate::fonts::Fonts;
use crate::source::{Prepared, prepare};
use crate::world::{Small, file_id};

/// Points an inch.
const POINTS: f64 = 72.0;
/// The finest picture, dots an inch.
const FINEST: f64 = 600.0;
/// The largest picture, pixels: A1 at 300 dots an inch has 70 million.
const MOST_PIXELS: f64 = 80e6;
/// After how many orders what Typst remembers and nobody asked for again is forgotten.
const REMEMBERS: usize = 4;
/// Under this label a template says which text did not fit.
const TOO_LONG: &str = "too-long";

/// The press. It is made once and prints one order after the other.
#[derive(Debug)]
pub struct Press {
    library: LazyHash<Library>,
    fonts: Fonts,
}

impl Press {
    /// A press with its own typefaces and others, each the bytes of a TTF, OTF or TTC file, which are used where its own lack a character.
    #[must_use]
    pub fn new(fonts: Vec<Vec<u8>>) -> Self {
        Self { library: LazyHash::new(Library::default()), fonts: Fonts::with(fonts) }
    }

    /// Prints an order: its files, or why there are none.
    #[must_use]
    pub fn print(&self, order: &Order) -> Reply {
        let printed = prepare(order, &self.fonts).and_then(|prepared| self.compile(prepared, order.output));
        typst::comemo::evict(REMEMBERS);
        match printed {
            Ok(files) => Reply { files, problems: Vec::new() },
            Err(problems) => Reply { files: Vec::new(), problems },
        }
    }

    fn compile(&self, prepared: Prepared, output: Output) -> Result<Vec<Vec<u8>>, Vec<Problem>> {
        let wrong = |detail: &str| vec![Problem::Template { detail: detail.to_owned() }];
        let mut sources = HashMap::new();
        for (name, text) in prepared.sources {
            let id = file_id(&name).ok_or_else(|| wrong(&name))?;
            sources.insert(id, Source::new(id, text));
        }
        let mut files = HashMap::new();
        for (name, bytes) in prepared.files {
            let id = file_id(&name).ok_or_else(|| wrong(&name))?;
            files.insert(id, Bytes::new(bytes));
        }
        let main = file_id("main.typ").ok_or_else(|| wrong("main.typ"))?;
        let world = Small { library: &self.library, fonts: &self.fonts, main, sources, files };
        let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| told(&world, &errors))?;
        let too_long = too_long(&document);
        if !too_long.is_empty() {
            return Err(too_long);
        }
        match output {
            Output::Pdf => {
                let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| wrong(error.message()))?;
                let options = PdfOptions {
                    ident: Smart::Auto,
                    creator: Smart::Custom(Some("Mingpai".to_owned())),
                    standards,
                    ..PdfOptions::default()
                };
                let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| told(&world, &errors))?;
                Ok(vec![pdf])
            }
            Output::Svg => {
                let options = SvgOptions { render_bleed: true, pretty: false };
                Ok(document
                    .pages()
                    .iter()
                    .map(|page| coarser(&typst_svg::svg(page, &options), page.frame.width().to_pt()).into_bytes())
                    .collect())
            }
            Output::Png { dpi } => pictures(&document, dpi),
        }
    }
}

/// A picture of each page, all of them no finer than what memory takes.
fn pictures(document: &PagedDocument, dpi: f64) -> Result<Vec<Vec<u8>>, Vec<Problem>> {
    if !(1.0..=FINEST).contains(&dpi) {
        return Err(vec![Problem::Order { detail: format!("{dpi} dots an inch") }]);
    }
    let mut pictures = Vec::new();
    for page in document.pages() {
        let size = page.frame.size();
        let pixels = size.x.to_inches() * size.y.to_inches() * dpi * dpi;
        if pixels > MOST_PIXELS {
            return Err(vec![Problem::Order { detail: format!("{pixels:.0} pixels") }]);
        }
        let options = RenderOptions { pixel_per_pt: (dpi / POINTS).into(), render_bleed: true };
        let picture = typst_render::render(page, &options).encode_png();
        pictures.push(picture.map_err(|error| vec![Problem::Template { detail: error.to_string() }])?);
    }
    Ok(pictures)
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
