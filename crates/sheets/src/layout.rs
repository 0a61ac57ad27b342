//! Layouts: rows that say how large a sheet is, how many sides it has, and what it needs to say.

use serde::{Deserialize, Serialize};
use words::Language;

use crate::says::Says;

/// What a sheet of a layout is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// A promise of a brand.
    Promise,
    /// A brand with all its promises.
    Brand,
    /// Somebody who serves.
    Person,
}

/// A layout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its name on a command line and in an address: small letters, digits and hyphens.
    pub name: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Its width when it is cut, mm.
    pub width: f64,
    /// Its height when it is cut, mm.
    pub height: f64,
    /// How many sides are printed: 1 or 2.
    #[serde(default = "one")]
    pub sides: u8,
    /// The template that draws it.
    pub template: String,
    /// What it is about.
    pub about: About,
    /// What must be said on it, by the names of `Says`.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether it names the head of the unit: it is out of date when somebody else heads it.
    #[serde(default)]
    pub head: bool,
    /// How fine it is as a picture, dots an inch: of what is sent rather than printed. None for what is only printed.
    #[serde(default)]
    pub dpi: Option<f64>,
}

fn one() -> u8 {
    1
}

/// The largest width and height, mm: what a printer for wide paper takes.
const LARGEST: f64 = 2500.0;

impl Layout {
    /// Its name in a language.
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// Its size as it is said: `200×100`.
    pub fn size(&self) -> String {
        format!("{}×{}", self.width, self.height)
    }

    /// Its size as a picture, pixels, as it is said: `1080×1440`; nothing for what is only printed.
    pub fn pixels(&self) -> Option<String> {
        let dots = |millimetres: f64| self.dpi.map(|dpi| (millimetres / 25.4 * dpi).round());
        Some(format!("{}×{}", dots(self.width)?, dots(self.height)?))
    }

    /// Its size as lists show it: pixels of what is sent, millimetres of what is printed.
    pub fn size_shown(&self) -> String {
        self.pixels().unwrap_or_else(|| self.size())
    }

    /// What must be said on it and is not, by the names of `Says`.
    pub fn lacks(&self, says: &Says) -> Vec<String> {
        self.needs.iter().filter(|name| !says.has(name)).cloned().collect()
    }

    /// Sees to it that it can be: its names are plain, and a printer takes its size.
    ///
    /// # Errors
    /// [`LayoutError::Wrong`] says which value cannot be.
    pub fn check(&self) -> Result<(), LayoutError> {
        let plain = |name: &str| {
            !name.is_empty()
                && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
        };
        let wrong = |what: &'static str| Err(LayoutError::Wrong { name: self.name.clone(), what });
        if !plain(&self.name) || !plain(&self.template) {
            return wrong("name");
        }
        let is_size = |size: f64| (10.0..=LARGEST).contains(&size);
        if !is_size(self.width) || !is_size(self.height) {
            return wrong("size");
        }
        if !(1..=2).contains(&self.sides) {
            return wrong("sides");
        }
        if self.dpi.is_some_and(|dpi| !(72.0..=600.0).contains(&dpi)) {
            return wrong("dpi");
        }
        Ok(())
    }
}

/// What is wrong with a file of layouts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// It is no TOML, or no list of layouts.
    #[error("the file of layouts cannot be read: {detail}")]
    Unreadable {
        /// Where, and what.
        detail: String,
    },
    /// A value cannot be.
    #[error("the layout {name}: its {what} cannot be")]
    Wrong {
        /// The layout.
        name: String,
        /// Which value.
        what: &'static str,
    },
    /// Two have the same name.
    #[error("the layout {name} stands twice")]
    Twice {
        /// The layout.
        name: String,
    },
}

/// All layouts there are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layouts {
    /// The layouts, in the order in which they are offered.
    #[serde(default)]
    layout: Vec<Layout>,
}

impl Layouts {
    /// Those that are part of the program.
    ///
    /// # Errors
    /// [`LayoutError`] never, as a test sees to.
    pub fn built_in() -> Result<Self, LayoutError> {
        Self::parse(include_str!("../layouts.toml"))
    }

    /// Reads a file of layouts.
    ///
    /// # Errors
    /// [`LayoutError`] for what is no list of layouts, and for a layout that cannot be.
    ///
    /// ```
    /// use sheets::{LayoutError, Layouts};
    ///
    /// let row = "[[layout]]\nname = 'card'\nzh = '卡'\nen = 'Card'\nwidth = 85.6\nheight = 54\ntemplate = 'card'\nabout = 'person'\n";
    /// assert_eq!(Layouts::parse(row).map(|layouts| layouts.all().len()), Ok(1));
    /// assert_eq!(Layouts::parse(&row.repeat(2)), Err(LayoutError::Twice { name: "card".into() }));
    /// assert!(Layouts::parse(&row.replace("54", "54000")).is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, LayoutError> {
        let layouts: Self =
            toml::from_str(text).map_err(|error| LayoutError::Unreadable { detail: error.message().to_owned() })?;
        for (place, layout) in layouts.layout.iter().enumerate() {
            layout.check()?;
            if layouts.layout.iter().take(place).any(|other| other.name == layout.name) {
                return Err(LayoutError::Twice { name: layout.name.clone() });
            }
        }
        Ok(layouts)
    }

    /// These, and an office's own after them; one of its own takes the place of one of the same name.
    #[must_use]
    pub fn with(mut self, own: &Self) -> Self {
        for layout in &own.layout {
            match self.layout.iter_mut().find(|known| known.name == layout.name) {
                Some(known) => known.clone_from(layout),
                None => self.layout.push(layout.clone()),
            }
        }
        self
    }

    /// All of them.
    pub fn all(&self) -> &[Layout] {
        &self.layout
    }

    /// The layout of a name.
    pub fn find(&self, name: &str) -> Option<&Layout> {
        self.layout.iter().find(|layout| layout.name == name)
    }
}
