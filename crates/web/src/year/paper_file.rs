//! A version of a paper as a file: in the official layout as PDF, and as DOCX to go on with.

use axum::extract::{Path, Query, State};
use ledger::paper::{self, State as Stage, version};
use sheets::{Block, Document, Form};
use words::{Language, Message};

use super::papers::{known_version, may_read};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::print::{as_docx, as_pdf};
use crate::visitor::Visitor;

/// Signs with which numbered headings begin.
const NUMERALS: &str = "一二三四五六七八九十百";
/// The most characters of who issues it, and of its number.
const MOST: usize = 60;

/// A line as what it is in an official paper: a heading by how it is numbered, after GB/T 9704-2012, 7.3.3.
fn block(line: &str) -> Block {
    let text = line.trim().to_owned();
    let rest = text.trim_start_matches(|sign| NUMERALS.contains(sign));
    let in_brackets = text.strip_prefix('（').map(|inner| inner.trim_start_matches(|sign| NUMERALS.contains(sign)));
    // A heading is short: a paragraph may begin with a number as well.
    let is_short = text.chars().count() <= 40 && !text.ends_with('。');
    if rest.len() < text.len() && rest.starts_with('、') && is_short {
        return Block::Heading { level: 1, text };
    }
    if in_brackets.is_some_and(|rest| rest.starts_with('）')) && is_short {
        return Block::Heading { level: 2, text };
    }
    Block::Text { text }
}

/// The paper that a link asks for, and the name of its file.
async fn asked(desk: &Desk, visitor: &Visitor, id: i64, query: &Sent) -> Result<(Document, String), PageError> {
    let (paper, version): (paper::Model, version::Model) = known_version(desk, id).await?;
    if !may_read(visitor, &version) {
        return Err(PageError::Forbidden);
    }
    let short = |name: &str| query.text(name).chars().take(MOST).collect::<String>();
    // A paper of a Chinese office, whatever language the page is read in.
    let say = |message: Message| message.text(Language::Chinese);
    let note = match version.state {
        Stage::Issued | Stage::Replaced => String::new(),
        Stage::Draft | Stage::Comments => say(Message::new("paper-file-draft").with("number", version.number)),
    };
    let made_up = if desk.settings.made_up { say(Message::new("site-made-up")) } else { String::new() };
    let document = Document {
        form: Form::Official,
        issuer: short("issuer"),
        number: short("number"),
        title: paper.title.clone(),
        blocks: version.text.lines().filter(|line| !line.trim().is_empty()).map(block).collect(),
        dated: version.issued_day.map(|day| pages::day(day.0, Language::Chinese)).unwrap_or_default(),
        note: [note, made_up].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
        ..Document::default()
    };
    Ok((document, format!("{} {}", paper.title, version.number)))
}

/// `GET /desk/paper-versions/{id}/paper.pdf`
pub(crate) async fn pdf(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let (document, name) = asked(&desk, &visitor, id, &query).await?;
    as_pdf(&desk, document, &name).await
}

/// `GET /desk/paper-versions/{id}/paper.docx`
pub(crate) async fn docx(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let (document, name) = asked(&desk, &visitor, id, &query).await?;
    as_docx(&document, &name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_numbers() {
        let rows = [
            ("一、总体要求", Some(1)),
            ("十二、附则", Some(1)),
            ("（三）推广", Some(2)),
            ("（以下简称品牌）按下列规定办理", None),
            ("一、本办法自发布之日起施行。", None),
            ("一窗受理", None),
            ("1.名称不超过八个字", None),
            ("", None),
        ];
        for (line, level) in rows {
            let found = match block(line) {
                Block::Heading { level, .. } => Some(level),
                _ => None,
            };
            assert_eq!(found, level, "{line}");
        }
    }
}
