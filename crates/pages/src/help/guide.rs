//! The pages of the guide: Markdown, made into HTML.

use std::sync::OnceLock;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};
use words::Language;

use super::pictures;

/// A file of the guide in both languages.
struct Source {
    name: &'static str,
    href: &'static str,
    chinese: &'static str,
    english: &'static str,
}

macro_rules! page {
    ($name:literal) => {
        Source {
            name: $name,
            href: concat!("/help/", $name),
            chinese: include_str!(concat!("../../../../docs/guide/zh-CN/", $name, ".md")),
            english: include_str!(concat!("../../../../docs/guide/en/", $name, ".md")),
        }
    };
}

/// What holds for all, then a page for each role, by the role's name.
const SOURCES: [Source; 9] = [
    Source {
        name: "",
        href: "/help",
        chinese: include_str!("../../../../docs/guide.zh-CN.md"),
        english: include_str!("../../../../docs/guide.md"),
    },
    page!("public"),
    page!("liaison"),
    page!("head"),
    page!("office"),
    page!("reviewer"),
    page!("steward"),
    page!("auditor"),
    page!("operator"),
];

/// A page of the guide in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// The name of the role, `public` for everybody; empty for the page that holds for all.
    pub name: &'static str,
    /// Its address.
    pub href: &'static str,
    /// Its heading.
    pub title: String,
    /// Its parts: the anchor, and the heading.
    pub parts: Vec<(String, String)>,
    /// What stands below the heading, as HTML.
    pub html: String,
}

/// The names of all pages, the one that holds for all first.
pub fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|source| source.name)
}

/// A page of the guide; nothing for a name that no page has.
pub fn find(name: &str, language: Language) -> Option<&'static Guide> {
    static GUIDES: OnceLock<Vec<(Language, Guide)>> = OnceLock::new();
    let all = GUIDES.get_or_init(|| {
        let languages = [Language::Chinese, Language::English];
        let both = |source| languages.map(|language| (language, made_of(source, language)));
        SOURCES.iter().flat_map(both).collect()
    });
    let found = all.iter().find(|(of, guide)| *of == language && guide.name == name);
    found.map(|(_, guide)| guide)
}

fn made_of(source: &Source, language: Language) -> Guide {
    let text = match language {
        Language::Chinese => source.chinese,
        Language::English => source.english,
    };
    // The first heading is the page's own.
    let anchors: Vec<String> = headings(source.english).iter().map(|heading| anchor(heading)).collect();
    let titles = headings(text);
    let parts = anchors.iter().cloned().zip(titles.iter().cloned()).skip(1).collect();
    Guide {
        name: source.name,
        href: source.href,
        title: titles.into_iter().next().unwrap_or_default(),
        parts,
        html: as_html(text, &anchors),
    }
}

/// The words of all headings.
fn headings(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                if let Some(heading) = found.last_mut() {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// The anchor that the usual hosts of repositories give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-'));
    kept.flat_map(char::to_lowercase).map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

fn as_html(text: &str, anchors: &[String]) -> String {
    let mut events = Vec::new();
    let mut anchors = anchors.iter();
    let mut parser = Parser::new(text);
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                let id = anchors.next().map(|anchor| anchor.clone().into());
                if level == HeadingLevel::H1 {
                    // It stands in the page's own place for it.
                    for _ in parser.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {}
                } else {
                    events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = address(&dest_url).into();
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let inside = parser.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Image)));
                let words = inside.filter_map(|event| if let Event::Text(words) = event { Some(words) } else { None });
                let alt: String = words.map(String::from).collect();
                events.push(Event::InlineHtml(pictures::as_html(&dest_url, &alt).into()));
            }
            Event::Text(words) => events.extend(said(&words)),
            // The guide has none; if it had, it would be read and not run.
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            other => events.push(other),
        }
    }
    let mut made = String::with_capacity(2 * text.len());
    html::push_html(&mut made, events.into_iter());
    made
}

/// A text, in which the words of the screen, which stand in quotation marks, are found at a glance.
fn said(words: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    let mut rest = words;
    while let Some((before, (quoted, after))) =
        rest.split_once('“').and_then(|(before, from)| Some((before, from.split_once('”')?)))
    {
        events.push(Event::Text(format!("{before}“").into()));
        events.push(Event::InlineHtml("<b>".into()));
        events.push(Event::Text(quoted.to_owned().into()));
        events.push(Event::InlineHtml("</b>".into()));
        events.push(Event::Text("”".into()));
        rest = after;
    }
    events.push(Event::Text(rest.to_owned().into()));
    events
}

/// Where a link from one file of the guide to another leads in the application.
fn address(link: &str) -> String {
    let (file, anchor) = link.split_once('#').map_or((link, ""), |(file, anchor)| (file, anchor));
    let name = file.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let place = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    match name {
        "" => place,
        "guide" | "guide.zh-CN" => format!("/help{place}"),
        name => format!("/help/{name}{place}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::help::pictures::PICTURES;

    const LANGUAGES: [(&str, Language); 2] = [("zh-CN", Language::Chinese), ("en", Language::English)];
    /// A page with its pictures, its style sheet and all that stands around it may take 100 kB.
    const PICTURES_OF_A_PAGE_AT_MOST: usize = 80_000;
    const PICTURE_AT_MOST: usize = 40_000;
    const PICTURES_AT_MOST: usize = 1_000_000;

    fn levels(text: &str) -> Vec<HeadingLevel> {
        let level = |event| if let Event::Start(Tag::Heading { level, .. }) = event { Some(level) } else { None };
        Parser::new(text).filter_map(level).collect()
    }

    #[test]
    fn both_languages_have_the_same_headings_and_no_html() {
        for source in &SOURCES {
            let name = source.name;
            assert_eq!(levels(source.chinese), levels(source.english), "{name}");
            let (first, rest) =
                levels(source.english).split_first().map(|(first, rest)| (*first, rest.to_vec())).unwrap();
            assert!(first == HeadingLevel::H1 && rest.iter().all(|level| *level == HeadingLevel::H2), "{name}");
            let anchors: BTreeSet<_> = headings(source.english).iter().map(|heading| anchor(heading)).collect();
            assert_eq!(anchors.len(), rest.len() + 1, "{name} has two headings of the same words");
            for text in [source.chinese, source.english] {
                let raw = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
                assert_eq!(Parser::new(text).find(raw), None, "{name}");
            }
        }
    }

    #[test]
    fn every_link_leads_somewhere() {
        for (_, language) in LANGUAGES {
            for guide in names().filter_map(|name| find(name, language)) {
                for link in guide.html.split(" href=\"").chain(guide.html.split("<a href=\"")).skip(1) {
                    let link = link.split('"').next().unwrap_or_default();
                    if link.starts_with("/help/pictures/") || !link.starts_with(['/', '#']) {
                        assert!(!link.contains(".md") && !link.contains("://"), "{} {link}", guide.name);
                        continue;
                    }
                    let (page, anchor) = link.split_once('#').unwrap_or((link, ""));
                    let name = page.trim_start_matches("/help").trim_start_matches('/');
                    let to = if page.is_empty() { Some(guide) } else { find(name, language) };
                    let to = to.unwrap_or_else(|| panic!("{} leads to {link}", guide.name));
                    let is_there = anchor.is_empty() || to.parts.iter().any(|(known, _)| known == anchor);
                    assert!(is_there, "{} leads to {link}", guide.name);
                    assert!(anchor.is_empty() || to.html.contains(&format!("<h2 id=\"{anchor}\">")), "{link}");
                }
            }
        }
    }

    #[test]
    fn every_picture_is_there_is_small_and_is_used() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/pictures");
        let mut used = BTreeSet::new();
        for (source, (tag, language)) in SOURCES.iter().flat_map(|source| LANGUAGES.map(|language| (source, language)))
        {
            let text = if language == Language::Chinese { source.chinese } else { source.english };
            let mut bytes = 0;
            for event in Parser::new(text) {
                let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
                let name =
                    dest_url.strip_prefix(&format!("../pictures/{tag}/")).unwrap_or_else(|| panic!("{dest_url}"));
                let found = super::super::picture(tag, name).unwrap_or_else(|| panic!("{dest_url} is not there"));
                assert!(found.bytes.starts_with(b"\x89PNG"), "{dest_url}");
                assert!((300..=1280).contains(&found.size().0), "{dest_url}: {:?}", found.size());
                bytes += found.bytes.len();
                used.insert(found.name.to_owned());
            }
            assert!(bytes <= PICTURES_OF_A_PAGE_AT_MOST, "{} {tag}: its pictures take {bytes} bytes", source.name);
        }
        let mut there = BTreeSet::new();
        for (tag, _) in LANGUAGES {
            for file in std::fs::read_dir(folder.join(tag)).unwrap() {
                there.insert(format!("{tag}/{}", file.unwrap().file_name().to_string_lossy()));
            }
        }
        assert_eq!(used, there);
        assert_eq!(used, PICTURES.iter().map(|picture| picture.name.to_owned()).collect());
        let large: Vec<_> = PICTURES.iter().filter(|picture| picture.bytes.len() > PICTURE_AT_MOST).collect();
        assert!(large.is_empty(), "{:?}", large.iter().map(|picture| picture.name).collect::<Vec<_>>());
        assert!(PICTURES.iter().map(|picture| picture.bytes.len()).sum::<usize>() <= PICTURES_AT_MOST);
    }

    #[test]
    fn markdown_becomes_what_the_application_shows() {
        let anchors = ["top".to_owned(), "save-it".to_owned()];
        let text = "# 顶\n\n## 存\n\n点“保存”，见[别处](../zh-CN/head.md#sign)和[指南](../../guide.zh-CN.md)。\n\n<script>x</script>\n";
        assert_eq!(
            as_html(text, &anchors),
            "<h2 id=\"save-it\">存</h2>\n<p>点“<b>保存</b>”，见<a href=\"/help/head#sign\">别处</a>和<a href=\"/help\">指南</a>。</p>\n\
             &lt;script&gt;x&lt;/script&gt;\n"
        );
        assert_eq!(anchor("When something goes wrong, 2nd"), "when-something-goes-wrong-2nd");
    }
}
