//! A part as a tree: read, changed, written. What is not changed keeps its meaning, and all but its spaces within tags.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::error::BlankError;

/// Elements below one another; a part of an office has a few dozen.
const DEEPEST: usize = 200;
/// No part has more elements and texts: what stands in memory is many times what stands in the file.
const MOST_NODES: usize = 600_000;

/// No more is put into a file or repeated in it, bytes in memory.
pub(crate) const MOST: usize = 192 << 20;

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    /// Text, as it reads.
    Text(String),
    /// A declaration, an instruction or a comment, as it is written.
    Raw(String),
}

/// An element. The whole part is one without a name.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Element {
    /// With its prefix.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The name without its prefix: programs choose other prefixes for the same.
    pub(crate) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// A name with the same prefix.
    pub(crate) fn like(&self, local: &str) -> String {
        match self.name.split_once(':') {
            Some((prefix, _)) => format!("{prefix}:{local}"),
            None => local.to_owned(),
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value.into(),
            None => self.attributes.push((name.to_owned(), value.into())),
        }
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.attributes.retain(|(known, _)| known != name);
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Raw(_) => None,
        })
    }

    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Raw(_) => None,
        })
    }

    /// The first child of a name.
    pub(crate) fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == local)
    }

    pub(crate) fn child_mut(&mut self, local: &str) -> Option<&mut Self> {
        self.elements_mut().find(|element| element.local() == local)
    }

    /// The text that stands directly in it.
    pub(crate) fn own_text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) | Node::Raw(_) => None,
        });
        texts.collect()
    }

    /// Puts text in the place of all that stands in it.
    pub(crate) fn set_text(&mut self, text: String) {
        self.children = if text.is_empty() { Vec::new() } else { vec![Node::Text(text)] };
    }

    /// What it takes in memory, about, bytes.
    pub(crate) fn size(&self) -> usize {
        let names: usize = self.attributes.iter().map(|(name, value)| 48 + name.len() + value.len()).sum();
        let below = self.children.iter().map(|child| match child {
            Node::Element(element) => element.size(),
            Node::Text(text) | Node::Raw(text) => 72 + text.len(),
        });
        96 + self.name.len() + names + below.sum::<usize>()
    }

    /// Does something with it and all below it.
    pub(crate) fn each(&mut self, act: &mut dyn FnMut(&mut Self)) {
        act(self);
        self.elements_mut().for_each(|element| element.each(act));
    }
}

/// Reads a part.
pub(crate) fn read(part: &str, bytes: &[u8]) -> Result<Element, BlankError> {
    let bad = |detail: &dyn std::fmt::Display| BlankError::BadXml { part: part.to_owned(), detail: detail.to_string() };
    let text = std::str::from_utf8(bytes).map_err(|error| bad(&error))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    let mut nodes = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| bad(&error))?;
        nodes += 1;
        if nodes > MOST_NODES || open.len() > DEEPEST {
            return Err(BlankError::TooLarge {});
        }
        match event {
            Event::Start(start) => open.push(element(&start).map_err(|detail| bad(&detail))?),
            Event::Empty(start) => {
                let element = element(&start).map_err(|detail| bad(&detail))?;
                add(&mut open, Node::Element(element));
            }
            // The reader has compared the names.
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    add(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let sign = entity.resolve_char_ref().map_err(|error| bad(&error))?.map(String::from);
                let name = entity.into_inner();
                let known = sign.or_else(|| resolve_xml_entity(&name).map(str::to_owned));
                add(&mut open, Node::Text(known.ok_or_else(|| bad(&format!("&{name};")))?));
            }
            Event::Comment(text) => add(&mut open, Node::Raw(format!("<!--{}-->", text.into_inner()))),
            Event::PI(text) => add(&mut open, Node::Raw(format!("<?{}?>", text.into_inner()))),
            // Written anew: always as UTF-8.
            Event::Decl(_) => {}
            Event::DocType(_) => return Err(BlankError::DocumentType { part: part.to_owned() }),
            Event::Eof => break,
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(whole), true) if whole.elements().count() == 1 => Ok(whole),
        _ => Err(bad(&"it ends early")),
    }
}

fn add(open: &mut [Element], node: Node) {
    let Some(last) = open.last_mut() else { return };
    match (last.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => last.children.push(node),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = unescape(attribute.value.as_ref()).map_err(|error| error.to_string())?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

/// Writes a part.
pub(crate) fn write(whole: &Element) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    // Around the outermost element there is no text but spaces.
    let children = whole.children.iter().filter(|child| !matches!(child, Node::Text(_)));
    children.for_each(|child| write_node(child, &mut out));
    out.into_bytes()
}

fn write_node(node: &Node, out: &mut String) {
    match node {
        Node::Raw(raw) => out.push_str(raw),
        Node::Text(text) => escape(text, false, out),
        Node::Element(element) => {
            out.push('<');
            out.push_str(&element.name);
            for (name, value) in &element.attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
            if element.children.is_empty() {
                out.push_str("/>");
            } else {
                out.push('>');
                element.children.iter().for_each(|child| write_node(child, out));
                out.push_str("</");
                out.push_str(&element.name);
                out.push('>');
            }
        }
    }
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_changed_stays() {
        let text = "<?xml version=\"1.0\"?>\n<a:r xmlns:a=\"u\" x='1 \"2\" &amp; &#10;3'><!-- c --><a:t>一 &lt;b&gt; &#x3B1;<![CDATA[<&]]></a:t><b/><?p q?></a:r>";
        let tree = read("part", text.as_bytes()).unwrap();
        let again = read("part", &write(&tree)).unwrap();
        assert_eq!(tree.elements().next(), again.elements().next());
        let root = tree.elements().next().unwrap();
        assert_eq!((root.local(), root.like("br").as_str()), ("r", "a:br"));
        assert_eq!(root.attribute("x"), Some("1 \"2\" & \n3"));
        assert_eq!(root.child("t").unwrap().own_text(), "一 <b> α<&");
    }

    #[test]
    fn what_could_do_harm_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(DEEPEST + 2), "</a>".repeat(DEEPEST + 2));
        let many = format!("<a>{}</a>", "<b/>".repeat(MOST_NODES));
        let rows: [(&str, &str); 9] = [
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "blank-document-type"),
            ("<a>&b;</a>", "blank-bad-xml"),
            ("<a b='&c;'/>", "blank-bad-xml"),
            ("<a><b></a>", "blank-bad-xml"),
            ("<a>", "blank-bad-xml"),
            ("", "blank-bad-xml"),
            ("<a/><b/>", "blank-bad-xml"),
            (&deep, "blank-too-large"),
            (&many, "blank-too-large"),
        ];
        for (text, expected) in rows {
            let error = read("part", text.as_bytes()).unwrap_err();
            assert_eq!(error.message().key(), expected, "{}", text.chars().take(40).collect::<String>());
        }
        assert!(read("part", b"<a>\xff</a>").is_err());
    }
}
