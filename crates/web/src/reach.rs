//! The address at which everybody reaches this server: for codes on plates, and for links in surveys.

use axum::http::HeaderMap;
use axum::http::header::HOST;

use crate::desk::Desk;

/// The address that is configured for what is printed, or else for mail; without a slash at its end.
pub(crate) fn configured(desk: &Desk) -> Option<String> {
    let of_mail = desk.settings.mail.as_ref().map(|mail| mail.links_to.as_str());
    let all = [Some(desk.settings.press.links_to.as_str()), of_mail].into_iter().flatten();
    all.map(|address| address.trim_end_matches('/')).find(|address| !address.is_empty()).map(str::to_owned)
}

/// The configured address, or else the one by which a page was asked for; and whether it is configured, so that it lasts.
pub(crate) fn base(desk: &Desk, headers: &HeaderMap) -> (String, bool) {
    if let Some(address) = configured(desk) {
        return (address, true);
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if desk.settings.secure { "https" } else { "http" };
    (format!("{scheme}://{host}"), false)
}

/// An address as it is read: what it begins with says nothing to anybody.
pub(crate) fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}
