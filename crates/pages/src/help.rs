//! Help: the guide of `docs/guide`, a page for each role, with its pictures.
//!
//! The files are part of the executable, and each is made into HTML once. Both languages have the same headings in the same order, so an
//! anchor, which is made of the English words, leads to the same place in both.

mod guide;
mod pictures;

use askama::Template;

use crate::frame::{Frame, NavItem};

pub use guide::{Guide, find, names};
pub use pictures::{Picture, picture};

/// `GET /help` and `GET /help/{page}`: a page of the guide.
#[derive(Debug, Clone, Template)]
#[template(path = "public/help.html")]
pub struct HelpPage {
    /// What stands around.
    pub frame: Frame,
    /// What is shown.
    pub guide: &'static Guide,
    /// All pages of the guide.
    pub pages: Vec<NavItem>,
}

impl HelpPage {
    /// A page of the guide in the reader's language, with the way to the others.
    pub fn new(frame: Frame, guide: &'static Guide) -> Self {
        let pages = names().filter_map(|name| find(name, frame.language));
        let item =
            |page: &Guide| NavItem { href: page.href, label: page.title.clone(), current: page.name == guide.name };
        Self { pages: pages.map(item).collect(), guide, frame }
    }
}
