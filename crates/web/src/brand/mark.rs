//! Marks: pictures that units send, checked and cleaned before anybody else sees them.

use axum::extract::{Multipart, Path, State};
use ledger::attachment;
use ledger::brand;
use ledger::file::Mark;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use words::Message;

use crate::brand::Whole;
use crate::brand::file::{Editing, Refused, page, saved_line};
use crate::desk::Desk;
use crate::error::PageResult;
use crate::form::{Problems, Sent, file_and_fields};
use crate::policy::Act;
use crate::visitor::Visitor;

/// The largest picture, bytes.
pub(crate) const LARGEST: usize = 256 * 1024;
/// The widest and highest picture of dots.
const MOST_DOTS: u32 = 2000;

/// What a picture may be drawn with. What is not here is left out: scripts, links, pictures from elsewhere, styles.
const ELEMENTS: [&str; 16] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "title",
    "desc",
];
const ATTRIBUTES: [&str; 41] = [
    "viewBox",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "d",
    "points",
    "fill",
    "fill-opacity",
    "fill-rule",
    "clip-rule",
    "clip-path",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-dasharray",
    "opacity",
    "transform",
    "gradientUnits",
    "gradientTransform",
    "offset",
    "stop-color",
    "stop-opacity",
    "id",
    "preserveAspectRatio",
    "version",
    "color",
];

/// `POST /desk/brands/{id}/mark`
pub(crate) async fn send(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    mut parts: Multipart,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::KeepBrand, whole.unit.id).await?;
    let (_, bytes, sent) = file_and_fields(&mut parts, "mark", Message::new("mark-too-large")).await?;
    let (media_type, bytes) = match free_of_emblems(&sent).and_then(|()| cleaned(&bytes)) {
        Ok(cleaned) => cleaned,
        Err(problem) => {
            let latest = whole.latest()?;
            let line = saved_line(&desk, &visitor, latest);
            let editing = Editing {
                file: latest.file()?,
                revision: latest.revision,
                sent: None,
                problems: Problems::default(),
                line,
            };
            return page(&desk, &visitor, &whole, editing, Refused::Mark(problem)).await;
        }
    };
    let latest = whole.latest()?;
    let (version, revision, mut marked) = (latest.id, latest.revision, latest.file()?);
    let keep = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let hash = attachment::keep(change, media_type, bytes).await?;
            marked.mark = Some(Mark { hash, media_type: media_type.to_owned(), free_of_emblems: true });
            brand::save(change, version, revision, marked).await
        })
    });
    keep.await?;
    visitor.done(Message::new("mark-saved"), &format!("{}/file#mark", whole.base())).await
}

/// No emblem and no flag may be part of a mark, so whoever sends one is asked, and the answer is kept with it.
fn free_of_emblems(sent: &Sent) -> Result<(), Message> {
    match sent.text("emblem").as_str() {
        "no" => Ok(()),
        "yes" => Err(Message::new("mark-has-emblem")),
        _ => Err(Message::new("mark-emblem-unanswered")),
    }
}

/// The picture as it is kept, with its media type, or what is wrong with it.
fn cleaned(bytes: &[u8]) -> Result<(&'static str, Vec<u8>), Message> {
    if bytes.is_empty() {
        return Err(Message::new("mark-empty"));
    }
    if bytes.len() > LARGEST {
        return Err(Message::new("mark-too-large"));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes).map(|()| ("image/png", bytes.to_vec()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Message::new("mark-no-picture"))?;
    svg(text).map(|clean| ("image/svg+xml", clean))
}

/// Width and height stand in the first part of a PNG file.
fn png(bytes: &[u8]) -> Result<(), Message> {
    let number = |from: usize| -> Option<u32> { Some(u32::from_be_bytes(bytes.get(from..from + 4)?.try_into().ok()?)) };
    match (number(16), number(20)) {
        (Some(width), Some(height)) if (1..=MOST_DOTS).contains(&width) && (1..=MOST_DOTS).contains(&height) => Ok(()),
        (Some(width), Some(height)) => {
            Err(Message::new("mark-too-many-dots").with("width", width).with("height", height).with("most", MOST_DOTS))
        }
        _ => Err(Message::new("mark-no-picture")),
    }
}

/// The picture written anew with nothing but what is allowed in it.
fn svg(text: &str) -> Result<Vec<u8>, Message> {
    let no_picture = || Message::new("mark-no-picture");
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    // How deep we are in something that is left out.
    let mut outside = 0_usize;
    let mut depth = 0_usize;
    let mut drawn = false;
    loop {
        match reader.read_event().map_err(|_| no_picture())? {
            Event::Eof => break,
            Event::DocType(_) => return Err(Message::new("mark-declares")),
            Event::Start(tag) => {
                depth += 1;
                if outside > 0 || !allowed(&tag) {
                    outside += 1;
                } else {
                    drawn |= is_shape(&tag);
                    write(&mut writer, Event::Start(only_allowed(&tag, depth == 1)?))?;
                }
            }
            Event::Empty(tag) if outside == 0 && allowed(&tag) => {
                drawn |= is_shape(&tag);
                write(&mut writer, Event::Empty(only_allowed(&tag, depth == 0)?))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if outside > 0 {
                    outside -= 1;
                } else {
                    write(&mut writer, Event::End(tag))?;
                }
            }
            Event::Text(text) if outside == 0 && depth > 0 => write(&mut writer, Event::Text(text))?,
            _ => {}
        }
    }
    let bytes = writer.into_inner();
    if !drawn || depth > 0 || !bytes.starts_with(b"<svg") {
        return Err(no_picture());
    }
    Ok(bytes)
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), Message> {
    writer.write_event(event).map_err(|_| Message::new("mark-no-picture"))
}

fn allowed(tag: &BytesStart<'_>) -> bool {
    ELEMENTS.contains(&tag.name().as_ref())
}

fn is_shape(tag: &BytesStart<'_>) -> bool {
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"].contains(&tag.name().as_ref())
}

fn only_allowed<'a>(tag: &BytesStart<'_>, outermost: bool) -> Result<BytesStart<'a>, Message> {
    let name = tag.name().as_ref().to_owned();
    let mut clean = BytesStart::new(name);
    if outermost {
        clean.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Message::new("mark-no-picture"))?;
        let (key, value) = (attribute.key.as_ref(), attribute.value.as_ref());
        // A reference to a part of the same picture is `url(#…)`; anything else in `url` leads elsewhere.
        let plain = value.replace(' ', "").to_lowercase();
        let leads_elsewhere = plain.contains("url(") && !plain.contains("url(#") || plain.contains("javascript:");
        // What a drawing says of itself needs no `&…;`, which could hide what it says.
        if ATTRIBUTES.contains(&key) && !leads_elsewhere && !value.contains('&') {
            clean.push_attribute((key, value));
        }
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shapes_and_loses_what_could_do_something() {
        let sent = r##"<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" onload="alert(1)">
            <script>alert(1)</script><style>rect{fill:url(http://elsewhere)}</style>
            <a href="http://elsewhere"><rect width="8" height="8"/></a><image href="http://elsewhere/x.png"/>
            <foreignObject><div>x</div></foreignObject><use href="#x"/>
            <path d="M0 0h8v8z" fill="url(#g)" style="color:red" stroke="url( http://elsewhere )"/></svg>"##;
        let (media_type, clean) = cleaned(sent.as_bytes()).expect("a picture");
        let clean = String::from_utf8(clean).expect("text");
        assert_eq!(media_type, "image/svg+xml");
        assert!(clean.contains(r##"<path d="M0 0h8v8z" fill="url(#g)"/>"##), "{clean}");
        for word in ["script", "alert", "elsewhere", "style", "href", "onload", "foreignObject", "image"] {
            assert!(!clean.contains(word), "{word} in {clean}");
        }
    }

    #[test]
    fn what_is_no_picture_is_told_so() {
        let mut wide = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        wide.extend(5000_u32.to_be_bytes());
        wide.extend(10_u32.to_be_bytes());
        let entities = br#"<!DOCTYPE svg [<!ENTITY a "b">]><svg><path d="M0 0"/></svg>"#.to_vec();
        let rows: [(Vec<u8>, &str); 7] = [
            (Vec::new(), "mark-empty"),
            (vec![b' '; LARGEST + 1], "mark-too-large"),
            (b"\xff\xd8\xff\xe0 JPEG".to_vec(), "mark-no-picture"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>".to_vec(), "mark-no-picture"),
            (b"<svg><path d='M0 0'>".to_vec(), "mark-no-picture"),
            (wide, "mark-too-many-dots"),
            (entities, "mark-declares"),
        ];
        for (bytes, key) in rows {
            assert_eq!(cleaned(&bytes).map_err(|problem| problem.key().to_owned()), Err(key.to_owned()));
        }
    }
}
