//! OCEL 2.0 as XML.

use std::io::{BufRead, BufReader, Read};

use quick_xml::events::{BytesStart, Event as Xml};
use quick_xml::{Reader, XmlVersion};

use crate::ocel::{Event, Log, Object};
use crate::problem::FactsError;

/// What the parser is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Object,
    Event,
}

/// Reads a log of which the first byte, the opening `<`, has been taken already.
pub(super) fn read(reader: impl Read, name: &str) -> Result<Log, FactsError> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 18, b"<".chain(reader)));
    let mut parser = Parser { name, log: Log::default(), inside: Inside::Nothing, text: None };
    let mut buffer = Vec::new();
    let mut depth = 0_u32;
    loop {
        buffer.clear();
        match next(&mut reader, &mut buffer).map_err(|error| parser.error(&error))? {
            Xml::Start(tag) => {
                depth += 1;
                parser.open(&tag, false)?;
            }
            Xml::Empty(tag) => parser.open(&tag, true)?,
            Xml::End(tag) => {
                depth = depth.saturating_sub(1);
                parser.close(tag.local_name().as_ref());
            }
            Xml::Text(text) => parser.text(&text.xml10_content()),
            Xml::CData(text) => parser.text(&text.xml10_content()),
            Xml::GeneralRef(reference) => {
                let name = reference.xml10_content().into_owned();
                let whole = format!("&{name};");
                match quick_xml::escape::unescape(&whole) {
                    Ok(text) => parser.text(&text),
                    Err(_) => return Err(FactsError::Entities { file: parser.name.to_owned() }),
                }
            }
            Xml::DocType(doctype) if doctype.as_ref().contains("ENTITY") => {
                return Err(FactsError::Entities { file: parser.name.to_owned() });
            }
            Xml::Eof if depth > 0 => return Err(FactsError::Truncated { file: name.to_owned() }),
            Xml::Eof => return Ok(parser.log),
            _ => {}
        }
    }
}

fn next<'b>(reader: &mut Reader<impl BufRead>, buffer: &'b mut Vec<u8>) -> Result<Xml<'b>, quick_xml::Error> {
    reader.read_event_into(buffer)
}

struct Parser<'n> {
    name: &'n str,
    log: Log,
    inside: Inside,
    /// The text of an attribute in the making.
    text: Option<String>,
}

impl Parser<'_> {
    fn error(&self, error: &quick_xml::Error) -> FactsError {
        match error {
            quick_xml::Error::Io(error) => FactsError::io(self.name, error),
            quick_xml::Error::Syntax(_) => FactsError::Truncated { file: self.name.to_owned() },
            other => FactsError::damaged(self.name, "OCEL", other),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), FactsError> {
        let value = |name: &str| -> Result<String, FactsError> {
            let found = tag.try_get_attribute(name).map_err(|error| FactsError::damaged(self.name, "OCEL", error))?;
            let Some(found) = found else { return Ok(String::new()) };
            let text = found.normalized_value(XmlVersion::Implicit1_0);
            Ok(text.map_err(|error| FactsError::damaged(self.name, "OCEL", error))?.into_owned())
        };
        let tag_name = tag.local_name();
        match (self.inside, tag_name.as_ref()) {
            (Inside::Nothing, "object") => {
                self.log.objects.push(Object { id: value("id")?, kind: value("type")?, attributes: Vec::new() });
                self.inside = if is_empty { Inside::Nothing } else { Inside::Object };
            }
            (Inside::Nothing, "event") => {
                self.log.events.push(Event { kind: value("type")?, time: value("time")?, ..Event::default() });
                self.inside = if is_empty { Inside::Nothing } else { Inside::Event };
            }
            (Inside::Object, "attribute") => {
                let attribute = (value("name")?, value("time")?, String::new());
                if let Some(object) = self.log.objects.last_mut() {
                    object.attributes.push(attribute);
                }
                self.text = (!is_empty).then(String::new);
            }
            (Inside::Event, "attribute") => {
                let attribute = (value("name")?, String::new());
                if let Some(event) = self.log.events.last_mut() {
                    event.attributes.push(attribute);
                }
                self.text = (!is_empty).then(String::new);
            }
            // Different writers call it differently; what it carries is the same.
            (Inside::Event, "relationship" | "object" | "relobj") => {
                let id = value("object-id")?;
                if let Some(event) = self.log.events.last_mut().filter(|_| !id.is_empty()) {
                    event.objects.push(id);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, more: &str) {
        if let Some(text) = &mut self.text {
            text.push_str(more);
        }
    }

    fn close(&mut self, tag: &str) {
        match (self.inside, tag) {
            (inside, "attribute") => {
                let text = self.text.take().unwrap_or_default().trim().to_owned();
                let value = match inside {
                    Inside::Object => self
                        .log
                        .objects
                        .last_mut()
                        .and_then(|object| object.attributes.last_mut())
                        .map(|one| &mut one.2),
                    Inside::Event => {
                        self.log.events.last_mut().and_then(|event| event.attributes.last_mut()).map(|one| &mut one.1)
                    }
                    Inside::Nothing => None,
                };
                if let Some(value) = value {
                    *value = text;
                }
            }
            (Inside::Object, "object") | (Inside::Event, "event") => self.inside = Inside::Nothing,
            _ => {}
        }
    }
}
