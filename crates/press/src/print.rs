//! An order, printed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sheets::{Order, Output, Problem, Reply};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::drawing::coarser;
use crate::fonts::Fonts;
use crate::layout::{Kept, LaidOut, lay_out, wrong};
use crate::source::{built_in, prepare};

/// Points an inch.
const POINTS: f64 = 72.0;
/// The finest picture, dots an inch.
const FINEST: f64 = 600.0;
/// The largest picture, pixels: A1 at 300 dots an inch has 70 million.
const MOST_PIXELS: f64 = 80e6;
/// After how many orders what Typst remembers and nobody asked for again is forgotten.
const REMEMBERS: usize = 4;

/// The press. It is made once and prints one order after the other.
#[derive(Debug)]
pub struct Press {
    kept: Kept,
}

impl Press {
    /// A press with its own typefaces and others, each the bytes of a TTF, OTF or TTC file, which are used where its own lack a character.
    #[must_use]
    pub fn new(fonts: Vec<Vec<u8>>) -> Self {
        let library = LazyHash::new(Library::default());
        Self { kept: Kept { library, fonts: Fonts::with(fonts), templates: built_in() } }
    }

    /// Prints an order: its files, or why there are none.
    #[must_use]
    pub fn print(&self, order: &Order) -> Reply {
        let work = || {
            let prepared = prepare(order, &self.kept.fonts)?;
            written(&lay_out(&self.kept, order, prepared)?, order.output)
        };
        // A template or a mark that Typst breaks on is told like any other that cannot be followed. What it remembers it has written whole.
        let printed = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(wrong("Typst broke on it")));
        typst::comemo::evict(REMEMBERS);
        match printed {
            Ok(files) => Reply { files, problems: Vec::new() },
            Err(problems) => Reply { files: Vec::new(), problems },
        }
    }
}

/// The files of a document.
fn written(laid: &LaidOut, output: Output) -> Result<Vec<Vec<u8>>, Vec<Problem>> {
    let LaidOut { document, is_marked } = laid;
    match output {
        Output::Pdf => {
            let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| wrong(error.message()))?;
            let options = PdfOptions {
                ident: Smart::Auto,
                creator: Smart::Custom(Some("Mingpai".to_owned())),
                standards,
                // PDF/A-2b does not ask for it.
                tagged: *is_marked,
                ..PdfOptions::default()
            };
            let told = |error: &SourceDiagnostic| Problem::Template { detail: error.message.to_string() };
            let pdf = typst_pdf::pdf(document, &options);
            Ok(vec![pdf.map_err(|errors| errors.iter().map(told).collect::<Vec<_>>())?])
        }
        Output::Svg => {
            let options = SvgOptions { render_bleed: true, pretty: false };
            let drawing = |page: &Page| coarser(&typst_svg::svg(page, &options), page.frame.width().to_pt());
            Ok(document.pages().iter().map(|page| drawing(page).into_bytes()).collect())
        }
        Output::Png { dpi } => pictures(document, dpi),
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
