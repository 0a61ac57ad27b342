//! Writes a small picture of every sheet and of the first pages of every paper, of the usual and of the awkward samples, into a folder:
//! `samples FOLDER`.
//!
//! The pictures in `references/` are made so; the test `sheets` compares with them.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::PathBuf;

use press::Press;
use samples::papers;
use sheets::{Form, Language, Output, Paper, Reply};

/// A picture of this width, pixels, is enough to see what moved.
const WIDE: f64 = 320.0;
/// So many pages of a paper are enough to see what its pages look like.
const PAGES: usize = 2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("samples FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let keep = |name: &str, reply: Reply| -> Result<(), Box<dyn std::error::Error>> {
        if !reply.problems.is_empty() {
            return Err(format!("{name}: {:?}", reply.problems).into());
        }
        for (number, file) in reply.files.iter().take(PAGES).enumerate() {
            std::fs::write(folder.join(format!("{name}-{number}.png")), file)?;
        }
        Ok(())
    };
    let dpi = |width: f64| WIDE / (width / 25.4);
    let press = Press::new(Vec::new());
    let all = std::iter::once(("usual", samples::says())).chain(samples::awkward());
    for (name, says) in all {
        for layout in samples::layouts() {
            for language in Language::ALL {
                let sheet = samples::sheet(&layout, language, says.clone());
                let output = Output::Png { dpi: dpi(layout.width) };
                let reply = press.print(&samples::order(vec![sheet], output, Paper::Exact));
                keep(&format!("{}-{}-{name}", layout.name, language.name()), reply)?;
            }
        }
    }
    for form in Form::ALL {
        for (name, paper) in papers::papers() {
            let reply = press.print(&papers::order(papers::of(form, &paper), Output::Png { dpi: dpi(210.0) }));
            keep(&format!("paper-{}-{name}", form.name()), reply)?;
        }
    }
    Ok(())
}
