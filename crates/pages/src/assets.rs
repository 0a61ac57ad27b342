//! Style sheet, script and icon: part of the executable, and named by their content, so that a browser may keep them for ever.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// A file that pages need.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

const ASSETS: [Asset; 3] = [
    Asset {
        name: "mingpai.css",
        media_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../assets/mingpai.css"),
    },
    // htmx 2.0.11, Zero-Clause BSD, unchanged; its licence lies beside it.
    Asset {
        name: "htmx.min.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../assets/htmx.min.js"),
    },
    Asset { name: "icon.svg", media_type: "image/svg+xml", bytes: include_bytes!("../assets/icon.svg") },
];

/// An asset by its name.
pub fn find(name: &str) -> Option<Asset> {
    ASSETS.into_iter().find(|asset| asset.name == name)
}

/// The address of an asset, with the beginning of its hash.
///
/// ```
/// assert!(pages::assets::href("mingpai.css").starts_with("/assets/mingpai.css?v="));
/// ```
pub fn href(name: &str) -> String {
    static HASHES: OnceLock<Vec<(&'static str, String)>> = OnceLock::new();
    let hashes = HASHES.get_or_init(|| {
        let short = |asset: &Asset| -> String {
            Sha256::digest(asset.bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
        };
        ASSETS.iter().map(|asset| (asset.name, short(asset))).collect()
    });
    let hash = hashes.iter().find(|(known, _)| *known == name).map_or("", |(_, hash)| hash.as_str());
    format!("/assets/{name}?v={hash}")
}
