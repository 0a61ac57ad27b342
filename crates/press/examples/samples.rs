//! Writes a small picture of every sheet, of the usual and of the awkward samples, into a folder: `samples FOLDER`.
//!
//! The pictures in `references/` are made so; the test `sheets` compares with them.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::PathBuf;

use press::Press;
use sheets::{Language, Output, Paper};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("samples FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let press = Press::new(Vec::new());
    let all = std::iter::once(("usual", samples::says())).chain(samples::awkward());
    for (name, says) in all {
        for layout in samples::layouts() {
            for language in Language::ALL {
                // A picture 320 wide is enough to see what moved.
                let dpi = 320.0 / (layout.width / 25.4);
                let sheet = samples::sheet(&layout, language, says.clone());
                let reply = press.print(&samples::order(vec![sheet], Output::Png { dpi }, Paper::Exact));
                if !reply.problems.is_empty() {
                    return Err(format!("{name} {}: {:?}", layout.name, reply.problems).into());
                }
                for (side, file) in reply.files.iter().enumerate() {
                    std::fs::write(
                        folder.join(format!("{}-{}-{name}-{side}.png", layout.name, language.name())),
                        file,
                    )?;
                }
            }
        }
    }
    Ok(())
}
