//! An office's own layouts: a folder with `layouts.toml`, and the templates that it names beside it.

use std::collections::BTreeMap;
use std::path::Path;

use sheets::{Language, Layouts, Order, Output, Paper, Person, Place, Problem, Says, Sheet};
use words::Message;

use super::Presses;

/// The file of layouts.
const ROWS: &str = "layouts.toml";
/// The largest file of layouts, or template, bytes.
const LARGEST: u64 = 1 << 20;

/// An office's own layouts, and the sources of their templates by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnLayouts {
    pub(super) layouts: Layouts,
    pub(super) templates: BTreeMap<String, String>,
}

impl OwnLayouts {
    /// Reads a folder: its `layouts.toml`, and all templates (`*.typ`) beside it, which may lean on one another.
    ///
    /// # Errors
    /// What is wrong, where, and what to do: a file that cannot be read, a layout that cannot be, a template that is not there.
    pub fn read(folder: &Path) -> Result<Self, Message> {
        let layouts = Layouts::parse(&text(&folder.join(ROWS))?).map_err(|error| {
            Message::new("own-layouts-wrong")
                .with("file", folder.join(ROWS).display().to_string())
                .with("detail", error.to_string())
        })?;
        let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error.to_string()))?;
        let mut templates = BTreeMap::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_template = path.extension().is_some_and(|ending| ending == "typ");
            if let (true, Some(name)) = (is_template, path.file_stem().and_then(|name| name.to_str())) {
                templates.insert(name.to_owned(), text(&path)?);
            }
        }
        let built_in: Vec<String> = Layouts::built_in()
            .map(|layouts| layouts.all().iter().map(|layout| layout.template.clone()).collect())
            .unwrap_or_default();
        for layout in layouts.all() {
            if !templates.contains_key(&layout.template) && !built_in.contains(&layout.template) {
                let file = folder.join(format!("{}.typ", layout.template));
                return Err(Message::new("own-layouts-no-template")
                    .with("name", &layout.name)
                    .with("file", file.display().to_string()));
            }
        }
        Ok(Self { layouts, templates })
    }
}

fn unreadable(file: &Path, detail: &str) -> Message {
    Message::new("own-layouts-unreadable").with("file", file.display().to_string()).with("detail", detail)
}

fn text(file: &Path) -> Result<String, Message> {
    let size = std::fs::metadata(file).map_err(|error| unreadable(file, &error.to_string()))?.len();
    if size > LARGEST {
        return Err(Message::new("own-layouts-large")
            .with("file", file.display().to_string())
            .with("most", LARGEST >> 10));
    }
    std::fs::read_to_string(file).map_err(|error| unreadable(file, &error.to_string()))
}

/// Says something on everything, so that a template is tried with all that it may be given.
fn sample() -> Says {
    let text = |text: &str| text.to_owned();
    let place = Place { what: text("企业设立登记"), limit: text("5个工作日"), ..Place::default() };
    Says {
        unit: text("市政务服务中心"),
        unit_en: text("Service Centre"),
        brand: text("快办"),
        brand_en: text("Done Soon"),
        slogan: text("一窗受理，五日办结"),
        slogan_en: text("One window, five days"),
        promise: text("5个工作日内办结"),
        promise_en: text("Done in 5 working days"),
        story: text("名称的含义。"),
        story_en: text("What the name means."),
        contact: text("12345"),
        person: Some(Person { name: text("张三"), post: text("受理窗口"), ..Person::default() }),
        promises: vec![place],
        link: text("https://pinpai.example/p/1?v=K7Q2MX"),
        version: text("K7Q2MX"),
        ..Says::default()
    }
}

impl Presses {
    /// Has each of the office's own layouts drawn once in each language, so that a wrong template is told when the server starts and not
    /// when somebody prints.
    ///
    /// # Errors
    /// What is wrong with the first that is wrong.
    pub(crate) async fn try_own(&self) -> Result<(), Message> {
        let own = &self.settings.own;
        for layout in own.layouts.all() {
            for language in Language::ALL {
                let order = Order {
                    sheets: vec![Sheet { layout: layout.name.clone(), language, says: sample() }],
                    layouts: vec![layout.clone()],
                    document: None,
                    templates: own.templates.clone(),
                    output: Output::Svg,
                    paper: Paper::Exact,
                    title: layout.zh.clone(),
                    day: "2026-01-01".to_owned(),
                };
                let problems = self.print(order).await?.problems;
                if let Some(problem) = problems.first().map(Problem::message) {
                    return Err(Message::new("own-layouts-refused").with("name", &layout.name).with("text", problem));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_checked_before_anything_is_printed_from_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let told = || OwnLayouts::read(folder.path()).expect_err("it is wrong").text(words::Language::English);
        assert!(told().contains("layouts.toml"), "{}", told());
        let row = "[[layout]]\nname = 'card'\nzh = '卡'\nen = 'Card'\nwidth = 85.6\nheight = 54\ntemplate = 'card'\nabout = 'brand'\n";
        std::fs::write(at("layouts.toml"), row.replace("85.6", "0")).expect("written");
        assert!(told().contains("size"), "{}", told());
        std::fs::write(at("layouts.toml"), row).expect("written");
        assert!(told().contains("card.typ"), "{}", told());
        std::fs::write(at("card.typ"), "#let face(says, side) = [#says.brand]").expect("written");
        let own = OwnLayouts::read(folder.path()).expect("it is right");
        assert_eq!((own.layouts.all().len(), own.templates.len()), (1, 1));
    }
}
