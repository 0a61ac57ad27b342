//! The guide's pictures, made by `cargo xtask shots guide`.

use std::fmt::Write;
use std::sync::OnceLock;

use askama::filters::{Html, escape};
use sha2::{Digest, Sha256};

/// A picture of the guide.
#[derive(Debug, Clone, Copy)]
pub struct Picture {
    /// Its language's folder and its name: `zh-CN/brand-file.png`.
    pub name: &'static str,
    /// The PNG.
    pub bytes: &'static [u8],
}

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        &[$(
            Picture {
                name: concat!("zh-CN/", $name, ".png"),
                bytes: include_bytes!(concat!("../../../../docs/guide/pictures/zh-CN/", $name, ".png")),
            },
            Picture {
                name: concat!("en/", $name, ".png"),
                bytes: include_bytes!(concat!("../../../../docs/guide/pictures/en/", $name, ".png")),
            },
        )*]
    };
}

pub(super) const PICTURES: &[Picture] = pictures![
    "accounts",
    "brand",
    "brand-file",
    "brands",
    "compare",
    "figure",
    "head-today",
    "home",
    "import-faults",
    "liaison-today",
    "log",
    "office-today",
    "process",
    "promise",
    "publish",
    "sign",
];

/// A picture by its language's folder and its name.
pub fn picture(language: &str, name: &str) -> Option<Picture> {
    let whole = format!("{language}/{name}");
    PICTURES.iter().copied().find(|picture| picture.name == whole)
}

impl Picture {
    /// Width and height, as the head of a PNG has them.
    pub fn size(&self) -> (u32, u32) {
        let number = |from: usize| {
            let bytes = self.bytes.get(from..from + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u32::from_be_bytes)
        };
        (number(16), number(20))
    }

    /// Its address, with the beginning of its hash.
    pub fn href(&self) -> String {
        static HASHES: OnceLock<Vec<String>> = OnceLock::new();
        let short = |picture: &Picture| {
            let digest = Sha256::digest(picture.bytes);
            digest.iter().take(6).fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
        };
        let hashes = HASHES.get_or_init(|| PICTURES.iter().map(short).collect());
        let place = PICTURES.iter().position(|picture| picture.name == self.name);
        let hash = place.and_then(|place| hashes.get(place)).map_or("", String::as_str);
        format!("/help/pictures/{}?v={hash}", self.name)
    }
}

/// The picture that a file of the guide names, which opens alone when it is pressed; its words where there is none.
pub(super) fn as_html(link: &str, alt: &str) -> String {
    let alt = escape(alt, Html).map(|alt| alt.to_string()).unwrap_or_default();
    let mut parts = link.rsplit('/');
    let (name, language) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(picture) = picture(language, name) else { return alt };
    let ((width, height), href) = (picture.size(), picture.href());
    format!(
        "<a class=\"picture\" href=\"{href}\"><img src=\"{href}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></a>"
    )
}
