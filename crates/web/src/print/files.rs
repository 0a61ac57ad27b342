//! The files of the print page: a drawing of each side, the PDF, and pictures of what is sent rather than printed.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sheets::{Layout, Output, Paper};

use super::choice::Chosen;
use super::says::{order, print};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::form::Sent;
use crate::reach;
use crate::visitor::Visitor;

/// What a link asks for, printed; or why it is not.
async fn printed(
    desk: &Desk,
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Sent,
    output: Output,
) -> Result<(Chosen, Vec<Vec<u8>>), PageError> {
    let chosen = Chosen::read(desk, visitor, query).await?;
    let says = chosen.says(desk, &reach::base(desk, headers).0).await?.ok_or(PageError::NotFound)?;
    // A drawing is of the sheet alone, whatever it will be printed on.
    let (paper, copies) = match output {
        Output::Pdf => (chosen.paper, chosen.copies),
        Output::Svg | Output::Png { .. } => (Paper::Exact, 1),
    };
    let order = order(desk, &chosen.layout, chosen.language, paper, output, vec![says; copies]);
    let reply = print(desk, order).await.map_err(PageError::Bad)?;
    match reply.problems.first() {
        Some(problem) => Err(PageError::Bad(problem.message())),
        None => Ok((chosen, reply.files)),
    }
}

/// `GET /desk/print/preview.svg`
pub(crate) async fn preview(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (_, files) = printed(&desk, &visitor, &headers, &query, Output::Svg).await?;
    let side = query.text("side").parse::<usize>().unwrap_or_default();
    drawing(files.into_iter().nth(side).ok_or(PageError::NotFound)?)
}

/// A drawing, for the desk alone.
pub(super) fn drawing(drawing: Vec<u8>) -> PageResult {
    let kind = [
        (CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    let mut answer = (kind, drawing).into_response();
    // A drawing may look as it likes, and run nothing.
    let inert = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, inert);
    Ok(answer)
}

/// `GET /desk/print/sheet.pdf`
pub(crate) async fn sheet(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (chosen, files) = printed(&desk, &visitor, &headers, &query, Output::Pdf).await?;
    pdf(&chosen.layout, files)
}

/// `GET /desk/print/sheet.png`: what is sent rather than printed, as a picture.
pub(crate) async fn picture(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let dpi = Chosen::read(&desk, &visitor, &query).await?.layout.dpi.ok_or(PageError::NotFound)?;
    let (chosen, files) = printed(&desk, &visitor, &headers, &query, Output::Png { dpi }).await?;
    let file = files.into_iter().next().ok_or_else(|| PageError::Broken("the press gave no picture".to_owned()))?;
    Ok(export::for_the_desk(export::file("image/png", &format!("{}.png", chosen.layout.name), file)?))
}

/// A PDF as a file for the desk.
pub(super) fn pdf(layout: &Layout, files: Vec<Vec<u8>>) -> Result<Response, PageError> {
    let file = files.into_iter().next().ok_or_else(|| PageError::Broken("the press gave no file".to_owned()))?;
    Ok(export::for_the_desk(export::file("application/pdf", &format!("{}.pdf", layout.name), file)?))
}
