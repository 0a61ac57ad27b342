//! `cargo xtask shots`: pictures of all pages, taken on the walks of the tests, into a folder that git ignores.

use crate::needs;
use crate::test::{cargo, root};

/// Takes the pictures anew; those of earlier times go.
pub(crate) fn run() -> Result<(), String> {
    let root = root();
    let folder = root.join("shots");
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(problem)?;
    }
    std::fs::create_dir(&folder).map_err(problem)?;
    needs::see_to(&root);
    let into = folder.display().to_string();
    let walks = ["test", "--locked", "--package", "mingpai", "--test", "walks", "--", "--nocapture"];
    cargo(&walks, &[("MINGPAI_SHOTS", &into)])?;
    let pictures = std::fs::read_dir(&folder).map_err(problem)?.count();
    if pictures == 0 {
        return Err("no picture was taken".to_owned());
    }
    println!("{pictures} pictures in {into}");
    Ok(())
}
