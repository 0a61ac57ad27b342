//! What must hold of every page, as far as it can be read off the page: the browser's walks see the rest.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that have no end.
const VOID: [&str; 12] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];
/// Whose text is read out, and must be there.
const SPOKEN: [&str; 8] = ["a", "button", "h1", "h2", "h3", "label", "legend", "th"];
/// Attributes that a reader sees or hears.
const WORDS: [&str; 4] = ["alt", "aria-label", "placeholder", "title"];

type Attributes = Vec<(String, String)>;

fn get<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// An element that has begun, and what was said in it so far.
struct Open {
    name: String,
    text: String,
}

/// What is found while a page is read.
#[derive(Default)]
struct Found {
    problems: Vec<String>,
    open: Vec<Open>,
    ids: BTreeSet<String>,
    /// Ids that something speaks of: what speaks, and the id.
    spoken_of: Vec<(String, String)>,
    labels: BTreeSet<String>,
    /// Fields that need a label: their ids.
    fields: Vec<String>,
    headings: Vec<u8>,
    /// For each form that is open, whether it has a button.
    forms: Vec<bool>,
}

/// What is wrong with a page.
pub fn problems(html: &str) -> Vec<String> {
    let mut found = Found::default();
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => found.begin(&element),
            // Parts of drawings end as they begin.
            Ok(Event::Empty(element)) => {
                found.begin(&element);
                if !VOID.contains(&element.name().as_ref()) {
                    found.end(element.name().as_ref());
                }
            }
            Ok(Event::End(element)) => found.end(element.name().as_ref()),
            Ok(Event::Text(text)) => found.say(&text),
            Ok(Event::GeneralRef(_)) => found.say("&"),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                found.problems.push(format!("at {}: {error}", reader.error_position()));
                break;
            }
        }
    }
    found.whole()
}

impl Found {
    fn begin(&mut self, element: &BytesStart<'_>) {
        let name = element.name().as_ref().to_owned();
        let mut attributes = Attributes::new();
        for attribute in element.html_attributes() {
            match attribute {
                Ok(attribute) => attributes.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned())),
                Err(error) => self.problems.push(format!("<{name}>: {error}")),
            }
        }
        self.look(&name, &attributes);
        if !VOID.contains(&name.as_str()) {
            self.open.push(Open { name, text: String::new() });
        }
    }

    fn look(&mut self, name: &str, attributes: &Attributes) {
        let mut wrong = |what: String| self.problems.push(format!("<{name}>: {what}"));
        for (key, value) in attributes {
            if key == "style" || key.starts_with("on") {
                wrong(format!("{key} stands in the page"));
            }
            if WORDS.contains(&key.as_str()) && is_key(value) {
                wrong(format!("{value} is no sentence"));
            }
        }
        if let Some(id) = get(attributes, "id")
            && !self.ids.insert(id.to_owned())
        {
            self.problems.push(format!("<{name}>: the id {id} stands twice"));
        }
        for key in ["aria-describedby", "aria-labelledby", "for", "form"] {
            let ids = get(attributes, key).into_iter().flat_map(str::split_whitespace);
            self.spoken_of.extend(ids.map(|id| (format!("<{name} {key}>"), id.to_owned())));
        }
        if let Some(id) = get(attributes, "href").and_then(|href| href.strip_prefix('#')) {
            self.spoken_of.push((format!("<{name} href>"), id.to_owned()));
        }
        match name {
            "style" => self.problems.push("a style stands in the page".to_owned()),
            "script" if get(attributes, "src").is_none() => {
                self.problems.push("a script stands in the page".to_owned())
            }
            "img" if get(attributes, "alt").is_none() => self.problems.push("a picture has no alt".to_owned()),
            "th" if get(attributes, "scope").is_none() => {
                self.problems.push("a heading of a table has no scope".to_owned())
            }
            "h1" | "h2" | "h3" | "h4" => self.headings.extend(name.as_bytes().get(1).map(|digit| digit - b'0')),
            "form" => self.forms.push(false),
            "button" => {
                if let Some(form) = self.forms.last_mut() {
                    *form = true;
                }
            }
            "label" => self.labels.extend(get(attributes, "for").map(str::to_owned)),
            "input" | "select" | "textarea" if get(attributes, "type") != Some("hidden") => {
                let is_inside = self.open.iter().any(|open| open.name == "label");
                if !is_inside && get(attributes, "aria-label").is_none() {
                    self.fields.push(get(attributes, "id").unwrap_or("(none)").to_owned());
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let in_code = self.open.last().is_some_and(|open| matches!(open.name.as_str(), "code" | "textarea"));
        if !in_code && is_key(text.trim()) {
            self.problems.push(format!("{} is no sentence", text.trim()));
        }
        if !text.trim().is_empty() {
            self.open.iter_mut().for_each(|open| open.text.push_str(text));
        }
    }

    fn end(&mut self, name: &str) {
        let Some(open) = self.open.pop() else {
            self.problems.push(format!("</{name}> ends what never began"));
            return;
        };
        if open.name != name {
            self.problems.push(format!("<{}> is ended by </{name}>", open.name));
        }
        if matches!(name, "script" | "style") && !open.text.is_empty() {
            self.problems.push(format!("<{name}> has something in it"));
        }
        // What stands in a link may be a picture, which has its own words.
        if SPOKEN.contains(&name) && name != "a" && open.text.is_empty() {
            self.problems.push(format!("<{name}> says nothing"));
        }
        if name == "form" && self.forms.pop() == Some(false) {
            self.problems.push("a form has no button".to_owned());
        }
    }

    fn whole(mut self) -> Vec<String> {
        if let Some(open) = self.open.last() {
            self.problems.push(format!("<{}> does not end", open.name));
        }
        if self.headings.iter().filter(|level| **level == 1).count() != 1 {
            self.problems.push("there is not one h1".to_owned());
        }
        for pair in self.headings.windows(2) {
            if let [above, below] = pair
                && *below > above + 1
            {
                self.problems.push(format!("after an h{above} comes an h{below}"));
            }
        }
        for field in self.fields.iter().filter(|field| !self.labels.contains(*field)) {
            self.problems.push(format!("the field {field} has no label"));
        }
        for (what, id) in self.spoken_of.iter().filter(|(_, id)| !self.ids.contains(id)) {
            self.problems.push(format!("{what} speaks of {id}, which is not there"));
        }
        self.problems
    }
}

/// Whether a text is a key of the catalogue rather than a sentence of it.
fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whoever finds nothing may be blind.
#[test]
fn what_is_wrong_is_found() {
    let page = |body: &str| {
        format!("<!doctype html><html><head><meta charset=\"utf-8\"></head><body><h1>甲</h1>{body}</body></html>")
    };
    assert_eq!(problems(&page("<p>a &#38; b<br><input type=hidden name=x></p>")), Vec::<String>::new());
    for (body, said) in [
        ("<p><b>a</p></b>", "<b> is ended by </p>"),
        ("<p>a", "<p> is ended by </body>"),
        ("<h1>b</h1>", "there is not one h1"),
        ("<h3>b</h3>", "after an h1 comes an h3"),
        ("<p style=\"color: red\">a</p>", "<p>: style stands in the page"),
        ("<script>a</script>", "a script stands in the page"),
        ("<p>nav-home</p>", "nav-home is no sentence"),
        ("<input id=\"a\">", "the field a has no label"),
        ("<label for=\"b\">a</label>", "<label for> speaks of b, which is not there"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "<p>: the id a stands twice"),
        ("<form><button></button></form>", "<button> says nothing"),
        ("<form></form>", "a form has no button"),
        ("<img src=\"a\">", "a picture has no alt"),
    ] {
        let found = problems(&page(body));
        assert!(found.iter().any(|problem| problem == said), "{body}: {found:?}");
    }
}
