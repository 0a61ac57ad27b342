//! Files that were sent, kept in a folder of their own until they are in the store.

use std::io;
use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use tokio::io::AsyncWriteExt;
use words::Message;

use crate::error::PageError;
use crate::form::Sent;
use crate::hexadecimal::hexadecimal;
use crate::jobs::JobFailed;

/// Files of one upload, at most.
const FILES: usize = 50;

fn folder(data: &Path, upload: &str) -> PathBuf {
    data.join("uploads").join(upload)
}

pub(crate) fn cannot_keep(error: &io::Error) -> PageError {
    PageError::Bad(Message::new("records-cannot-keep").with("detail", error.to_string()))
}

fn new_name() -> Result<String, PageError> {
    let mut key = [0; 16];
    getrandom::fill(&mut key).map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(hexadecimal(&key))
}

/// Begins an upload of one file: the name of its folder, and the file, to be written.
pub(crate) async fn begin(data: &Path, name: &str) -> Result<(String, (PathBuf, tokio::fs::File)), PageError> {
    let upload = new_name()?;
    let folder = folder(data, &upload);
    tokio::fs::create_dir_all(&folder).await.map_err(|error| cannot_keep(&error))?;
    let name = Some(plain_name(name)).filter(|name| !name.is_empty()).unwrap_or_else(|| "records".to_owned());
    let path = folder.join(format!("00 {name}"));
    let file = tokio::fs::File::create(&path).await.map_err(|error| cannot_keep(&error))?;
    Ok((upload, (path, file)))
}

/// Keeps the files of a form and gives the name of their folder, with the other fields. What is larger than a file may be, or ends
/// early, leaves nothing behind.
pub(crate) async fn keep(data: &Path, parts: &mut Multipart) -> Result<(String, Sent), PageError> {
    let upload = new_name()?;
    let folder = folder(data, &upload);
    let kept = keep_in(&folder, parts).await;
    if kept.is_err() {
        forget(data, &upload);
    }
    Ok((upload, kept?))
}

async fn keep_in(folder: &Path, parts: &mut Multipart) -> Result<Sent, PageError> {
    let cut_off = |_| PageError::Bad(Message::new("records-cut-off"));
    let mut sent = Sent::default();
    let mut files = 0;
    while let Some(mut part) = parts.next_field().await.map_err(cut_off)? {
        let field = part.name().unwrap_or_default().to_owned();
        let Some(name) = part.file_name().map(plain_name) else {
            sent.0.push((field, part.text().await.map_err(cut_off)?));
            continue;
        };
        if name.is_empty() || files >= FILES {
            continue;
        }
        tokio::fs::create_dir_all(folder).await.map_err(|error| cannot_keep(&error))?;
        // The number keeps the order, and two files of one name apart.
        let path = folder.join(format!("{files:02} {name}"));
        let mut file = tokio::fs::File::create(&path).await.map_err(|error| cannot_keep(&error))?;
        while let Some(bytes) = part.chunk().await.map_err(cut_off)? {
            file.write_all(&bytes).await.map_err(|error| cannot_keep(&error))?;
        }
        file.flush().await.map_err(|error| cannot_keep(&error))?;
        files += 1;
    }
    Ok(sent)
}

/// A file's name without what could lead elsewhere.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|sign| !sign.is_control() && *sign != ':').collect();
    let plain = plain.trim_start_matches('.').trim();
    // The ending says what it is and stays.
    let skip = plain.chars().count().saturating_sub(80);
    plain.chars().skip(skip).collect()
}

/// The files of an upload, in the order in which they were sent.
///
/// # Errors
/// [`JobFailed`] when they are not there any more.
pub(crate) fn files(data: &Path, upload: &str) -> Result<Vec<PathBuf>, JobFailed> {
    let gone = || JobFailed(Message::new("records-gone"));
    if upload.len() != 32 || !upload.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(gone());
    }
    let entries = std::fs::read_dir(folder(data, upload)).map_err(|_| gone())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    if files.is_empty() { Err(gone()) } else { Ok(files) }
}

/// Removes the files of an upload.
pub(crate) fn forget(data: &Path, upload: &str) {
    let _ = std::fs::remove_dir_all(folder(data, upload));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (name, plain) in [
            ("办件.csv", "办件.csv"),
            ("C:\\数据\\办件.xlsx", "办件.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("..", ""),
            ("a:b\n.csv", "ab.csv"),
        ] {
            assert_eq!(plain_name(name), plain);
        }
        assert_eq!(plain_name(&"长".repeat(200)).chars().count(), 80);
        assert!(files(Path::new("/nowhere"), "../../etc").is_err());
    }
}
