//! Certificates of registrations: kept for the desk alone, since they may carry personal data.

use axum::extract::{Multipart, Path, Query, State};
use ledger::file::Certificate;
use ledger::{attachment, brand};
use pages::CertificateFields;
use words::Message;

use crate::brand::Whole;
use crate::brand::file::{Editing, Refused, page, saved_line};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::form::{Problems, Sent, file};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording::{self, Shown};

/// The largest paper, bytes.
const LARGEST: usize = 2 << 20;

/// The kinds of paper: how their bytes begin, their media type, the ending of their names.
const KINDS: [(&[u8], &str, &str); 3] = [
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
];

/// The media type of a paper, told by its first bytes, or what is wrong with it.
fn media_type(bytes: &[u8]) -> Result<&'static str, Message> {
    if bytes.is_empty() {
        return Err(Message::new("certificate-empty"));
    }
    if bytes.len() > LARGEST {
        return Err(Message::new("certificate-too-large"));
    }
    let known = KINDS.iter().find(|(begin, _, _)| bytes.starts_with(begin));
    known.map(|(_, media_type, _)| *media_type).ok_or_else(|| Message::new("certificate-no-paper"))
}

/// The address of a certificate.
pub(super) fn href(base: &str, certificate: &Certificate) -> String {
    format!("{base}/certificates/{}", certificate.hash)
}

/// The certificates of a file's registrations as fields of a form.
pub(super) fn fields(
    visitor: &Visitor,
    base: &str,
    file: &ledger::file::BrandFile,
    refused: Option<&(usize, Message)>,
) -> Vec<CertificateFields> {
    let field = |(place, registration): (usize, &ledger::file::Registration)| CertificateFields {
        title: wording::registration(registration, Shown::Public, visitor.language),
        place,
        href: registration.certificate.as_ref().map(|certificate| href(base, certificate)),
        error: refused.filter(|(at, _)| *at == place).map(|(_, message)| visitor.say(message)),
    };
    file.registrations().enumerate().map(field).collect()
}

/// `POST /desk/brands/{id}/certificates?registration=0`
pub(crate) async fn send(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
    mut parts: Multipart,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::KeepBrand, whole.unit.id).await?;
    let place: usize = query.text("registration").parse().map_err(|_| PageError::NotFound)?;
    let latest = whole.latest()?;
    let (version, revision, mut certified) = (latest.id, latest.revision, latest.file()?);
    let mut registrations: Vec<_> = certified.registrations().cloned().collect();
    if registrations.get(place).is_none() {
        return Err(PageError::NotFound);
    }
    let bytes = file(&mut parts, "certificate", Message::new("certificate-too-large")).await?;
    let media_type = match media_type(&bytes) {
        Ok(media_type) => media_type,
        Err(problem) => {
            let line = saved_line(&desk, &visitor, latest);
            let editing = Editing { file: certified, revision, sent: None, problems: Problems::default(), line };
            return page(&desk, &visitor, &whole, editing, Refused::Certificate(place, problem)).await;
        }
    };
    let keep = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let hash = attachment::keep_private(change, media_type, bytes).await?;
            if let Some(registration) = registrations.get_mut(place) {
                registration.certificate = Some(Certificate { hash, media_type: media_type.to_owned() });
            }
            certified.set_registrations(registrations);
            brand::save(change, version, revision, certified).await
        })
    });
    keep.await?;
    visitor.done(Message::new("certificate-saved"), &format!("{}/file#certificates", whole.base())).await
}

/// `GET /desk/brands/{id}/certificates/{hash}`: a certificate of any of the brand's versions, to be kept and not shown.
pub(crate) async fn read(State(desk): State<Desk>, _: Visitor, Path((id, hash)): Path<(i64, String)>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let mut own = None;
    for version in &whole.versions {
        let file = version.file()?;
        let mut papers = file.registrations().filter_map(|registration| registration.certificate.clone());
        own = own.or(papers.find(|paper| paper.hash == hash));
    }
    let own = own.ok_or(PageError::NotFound)?;
    let (_, media_type, ending) =
        KINDS.iter().find(|(_, known, _)| *known == own.media_type).ok_or(PageError::NotFound)?;
    let paper = attachment::find(desk.ledger.reads(), &hash).await?.ok_or(PageError::NotFound)?;
    let short: String = hash.chars().take(8).collect();
    Ok(export::for_the_desk(export::file(media_type, &format!("certificate-{id}-{short}.{ending}"), paper.bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_told_by_its_first_bytes() {
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(LARGEST + 1, b' ');
        let largest = large.get(..LARGEST).unwrap_or_default().to_vec();
        let rows: [(Vec<u8>, Result<&str, &str>); 9] = [
            (b"%PDF-1.4\n".to_vec(), Ok("application/pdf")),
            (largest, Ok("application/pdf")),
            (b"\x89PNG\r\n\x1a\n\0".to_vec(), Ok("image/png")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Ok("image/jpeg")),
            (Vec::new(), Err("certificate-empty")),
            (large, Err("certificate-too-large")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), Err("certificate-no-paper")),
            (b"PK\x03\x04".to_vec(), Err("certificate-no-paper")),
            (b" %PDF-1.4".to_vec(), Err("certificate-no-paper")),
        ];
        for (bytes, expected) in rows {
            let found = media_type(&bytes).map_err(|problem| problem.key().to_owned());
            assert_eq!(found, expected.map_err(str::to_owned));
        }
    }
}
