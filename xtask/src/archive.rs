//! `cargo xtask archive`: what is released, both programs in one archive, so that the press is found beside the server.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shots::{afresh, files};
use crate::test::{cargo, root};

/// The programs, each called as its package.
const PROGRAMS: [&str; 2] = ["mingpai", "mingpai-press"];
/// What is read beside them.
const PAPERS: [&str; 5] = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Builds both programs for release and packs them.
pub(crate) fn run() -> Result<(), String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = own.ancestors().nth(2).ok_or("the folder of what is built cannot be found")?.to_path_buf();
    for package in PROGRAMS {
        cargo(&["build", "--release", "--locked", "--package", package], &[])?;
    }
    let name = format!("mingpai-{}-{}-{}", env!("CARGO_PKG_VERSION"), std::env::consts::ARCH, std::env::consts::OS);
    let archives = target.join("archive");
    let folder = archives.join(&name);
    afresh(&archives)?;
    afresh(&folder)?;
    for program in PROGRAMS {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        copy(&target.join("release").join(&file), &folder.join(&file))?;
    }
    for paper in PAPERS {
        copy(&root().join(paper), &folder.join(paper))?;
    }
    copy_folder(&root().join("docs"), &folder.join("docs"))?;
    // The typefaces are part of the press, and their licence asks to be given along.
    for licence in files(&root().join("crates/press/fonts"))?
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "txt"))
    {
        copy(licence, &folder.join(licence.file_name().unwrap_or_default()))?;
    }
    let archive = archives.join(format!("{name}.tar.gz"));
    let packed = Command::new("tar").arg("-czf").arg(&archive).arg("-C").arg(&archives).arg(&name).status();
    match packed {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("tar: {status}")),
        Err(error) => return Err(format!("tar: {error}")),
    }
    let size = std::fs::metadata(&archive).map_err(|error| error.to_string())?.len();
    println!("{} ({} MB): {}", archive.display(), size >> 20, PROGRAMS.join(" and "));
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    afresh(to)?;
    for path in files(from)? {
        let into: PathBuf = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy_folder(&path, &into)? } else { copy(&path, &into)? }
    }
    Ok(())
}
