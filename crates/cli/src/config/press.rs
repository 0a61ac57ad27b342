//! The press, and where the codes on what it prints lead.

use std::path::{Path, PathBuf};

use web::{OwnLayouts, PressSettings};
use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 4] = [PROGRAM, FONTS, LAYOUTS, LINKS_TO];

const fn of_press(key: &'static str, flag: &'static str, value: &'static str, words: &'static str) -> Known {
    Known { section: "press", key, flag, value, words, kind: Kind::Text, default: "" }
}

const PROGRAM: Known = of_press("program", "press-program", "FILE", "option-press-program");
const FONTS: Known = Known { kind: Kind::List, ..of_press("fonts", "press-fonts", "FILE,…", "option-press-fonts") };
const LAYOUTS: Known = of_press("layouts", "press-layouts", "DIR", "option-press-layouts");
const LINKS_TO: Known = of_press("links_to", "press-links-to", "URL", "option-press-links-to");

/// The press as it is configured.
pub(crate) fn read(given: &Given) -> Result<PressSettings, Fault> {
    let program = Some(given.text(&PROGRAM)).filter(|program| !program.is_empty()).map(PathBuf::from);
    let links_to = given.text(&LINKS_TO);
    if !links_to.is_empty() && !links_to.starts_with("http://") && !links_to.starts_with("https://") {
        return Err(given.refuse(&LINKS_TO, Message::new("config-wants-address")));
    }
    let fonts: Vec<PathBuf> = given.list(&FONTS).into_iter().map(PathBuf::from).collect();
    if let Some(missing) = fonts.iter().find(|font| !font.is_file()) {
        return Err(
            given.refuse(&FONTS, Message::new("config-wants-readable").with("detail", missing.display().to_string()))
        );
    }
    let layouts = given.text(&LAYOUTS);
    let own = if layouts.is_empty() {
        OwnLayouts::default()
    } else {
        OwnLayouts::read(Path::new(&layouts)).map_err(|message| given.refuse(&LAYOUTS, message))?
    };
    Ok(PressSettings { program, fonts, links_to, own, building: None })
}
