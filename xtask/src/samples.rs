//! `cargo xtask samples`: pages with awkward contents, as files that a browser opens without a server.

use crate::shots::{afresh, files};
use crate::test::{cargo, root};

/// Writes the samples anew; those of earlier times go.
pub(crate) fn run() -> Result<(), String> {
    let folder = root().join("samples");
    afresh(&folder)?;
    let into = folder.display().to_string();
    cargo(&["test", "--locked", "--package", "mingpai-pages", "--test", "samples"], &[("MINGPAI_SAMPLES", &into)])?;
    println!("{} files in {into}", files(&folder)?.len());
    Ok(())
}
