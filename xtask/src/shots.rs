//! `cargo xtask shots`: pictures of all pages, taken on the walks of the tests, into a folder that git ignores.
//! `cargo xtask shots guide`: the guide's pictures, taken anew and made small.
//! `cargo xtask shots sheets`: the pictures of all sheets that the tests of the press compare with.

use std::path::{Path, PathBuf};

use crate::test::{LIGHT, cargo, root};
use crate::{needs, picture};

/// Takes the pictures anew; those of earlier times go.
pub(crate) fn run() -> Result<(), String> {
    let folder = root().join("shots");
    afresh(&folder)?;
    walk("walks", "MINGPAI_SHOTS", &folder)?;
    let pictures = files(&folder)?.len();
    if pictures == 0 {
        return Err("no picture was taken".to_owned());
    }
    println!("{pictures} pictures in {}", folder.display());
    Ok(())
}

/// Takes the guide's pictures anew, and makes them small.
pub(crate) fn guide() -> Result<(), String> {
    let (taken, guide) = (root().join("target/guide-pictures"), root().join("docs/guide/pictures"));
    afresh(&taken)?;
    walk("pictures_of_the_guide", "MINGPAI_GUIDE", &taken)?;
    let languages = files(&taken)?;
    if languages.is_empty() {
        return Err("no picture was taken".to_owned());
    }
    afresh(&guide)?;
    for language in languages {
        let into = guide.join(language.file_name().unwrap_or_default());
        afresh(&into)?;
        for from in files(&language)? {
            let to = into.join(from.file_name().unwrap_or_default());
            println!("{:>7} bytes  {}", picture::shrink(&from, &to)?, to.display());
        }
    }
    Ok(())
}

/// Prints the samples of all sheets anew. Look at them before they are kept.
pub(crate) fn sheets() -> Result<(), String> {
    let folder = root().join("crates/press/references");
    afresh(&folder)?;
    let example = ["run", "--locked", "--package", "mingpai-press", "--example", "samples", "--"];
    cargo(&[&example[..], &[&folder.display().to_string()]].concat(), &[])?;
    println!("{} pictures in {}", files(&folder)?.len(), folder.display());
    Ok(())
}

/// Runs one of the walks, which leaves pictures in a folder.
fn walk(test: &str, variable: &str, folder: &Path) -> Result<(), String> {
    needs::see_to(&root());
    // As all tests are built, so that nothing is built twice.
    let walks = [&["test", "--locked"], &LIGHT[..], &["--test", "walks", "--", "--nocapture", test]].concat();
    cargo(&walks, &[(variable, &folder.display().to_string())])
}

/// An empty folder.
pub(crate) fn afresh(folder: &Path) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(problem)?;
    }
    std::fs::create_dir_all(folder).map_err(problem)
}

/// What is in a folder, by name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(problem)?;
    let mut files =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(problem)?;
    files.sort();
    Ok(files)
}
