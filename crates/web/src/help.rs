//! Help: the guide's pages, and which of their parts is about which page of the application.

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::response::Response;
use pages::HelpPage;
use pages::help::{find, picture};

use crate::error::{PageError, PageResult};
use crate::public::for_ever;
use crate::visitor::Visitor;

/// Which part of the guide is about a page: the route, the page of the guide, the part.
///
/// Rows of the visitor's own role and rows for all are meant; of several the first. What has no row is explained by the role's own page.
const PLACES: &[(&str, &str, &str)] = &[
    ("/", "public", "search"),
    ("/promises/{id}", "public", "read-a-figure"),
    ("/p/{id}", "public", "read-a-figure"),
    ("/compare", "public", "compare-units-of-one-kind"),
    ("/units/{id}", "public", "read-about-a-unit"),
    ("/brands/{id}", "public", "read-a-brand"),
    ("/examples", "public", "read-how-they-did-it"),
    ("/examples/{id}", "public", "read-how-they-did-it"),
    ("/opinions", "public", "send-an-opinion"),
    ("/opinions/answer", "public", "send-an-opinion"),
    ("/burden", "public", "read-the-burden-meter"),
    ("/surveys", "public", "answer-a-survey"),
    ("/surveys/{id}", "public", "answer-a-survey"),
    ("/proposals", "public", "make-a-proposal"),
    ("/sign-in", "", "sign-in"),
    ("/password", "", "your-password"),
    ("/desk", "liaison", "what-needs-you-today"),
    ("/desk", "head", "what-needs-you-today"),
    ("/desk", "office", "what-needs-you-today"),
    ("/desk/mail", "liaison", "mail"),
    ("/desk/mail", "head", "mail"),
    ("/desk/brands", "office", "publish-a-brand"),
    ("/desk/brands", "reviewer", "read-brands"),
    ("/desk/brands", "steward", "read-the-register"),
    ("/desk/brands", "auditor", "read-the-register"),
    ("/desk/brands/{id}", "liaison", "change-a-published-brand"),
    ("/desk/brands/{id}", "head", "after-signing"),
    ("/desk/brands/{id}", "office", "publish-a-brand"),
    ("/desk/brands/{id}", "reviewer", "read-brands"),
    ("/desk/brands/{id}/versus", "liaison", "change-a-published-brand"),
    ("/desk/brands/{id}/file", "liaison", "write-the-brand-file"),
    ("/desk/brands/{id}/file", "head", "write-the-brand-file-yourself"),
    ("/desk/brands/{id}/mark", "liaison", "upload-the-mark"),
    ("/desk/brands/{id}/sign", "head", "sign"),
    ("/desk/brands/{id}/publish", "office", "publish-a-brand"),
    ("/desk/readings", "office", "unlucky-readings"),
    ("/desk/units", "office", "keep-units"),
    ("/desk/units", "reviewer", "read-units"),
    ("/desk/units/new", "office", "keep-units"),
    ("/desk/units/{id}", "office", "keep-units"),
    ("/desk/import/units", "office", "bring-in-a-spreadsheet"),
    ("/desk/services/{id}/cards", "office", "processes-and-what-a-change-saves"),
    ("/desk/services/{id}/cards", "liaison", "simplify-and-show-what-it-saves"),
    ("/desk/processes", "office", "processes-and-what-a-change-saves"),
    ("/desk/processes/map", "office", "processes-and-what-a-change-saves"),
    ("/desk/records", "steward", "bring-records-in"),
    ("/desk/records/{id}", "steward", "bring-records-in"),
    ("/desk/calendar", "steward", "the-years-days-off"),
    ("/desk/import/services", "office", "keep-services"),
    ("/desk/import/accounts", "office", "bring-in-a-spreadsheet"),
    ("/desk/board", "office", "a-year-of-the-programme"),
    ("/desk/board", "liaison", "what-the-year-asks"),
    ("/desk/activities", "office", "a-year-of-the-programme"),
    ("/desk/activities/{id}", "office", "a-year-of-the-programme"),
    ("/desk/activities/{id}", "liaison", "what-the-year-asks"),
    ("/desk/opinions", "office", "a-year-of-the-programme"),
    ("/desk/opinions/{id}", "office", "a-year-of-the-programme"),
    ("/desk/opinions/{id}", "liaison", "what-the-year-asks"),
    ("/desk/papers", "office", "a-year-of-the-programme"),
    ("/desk/papers/{id}", "office", "a-year-of-the-programme"),
    ("/desk/papers/{id}", "liaison", "what-the-year-asks"),
    ("/desk/requests", "office", "before-you-ask-units-for-anything"),
    ("/desk/requests/new", "office", "before-you-ask-units-for-anything"),
    ("/desk/requests/{id}", "liaison", "what-the-year-asks"),
    ("/desk/surveys", "office", "surveys"),
    ("/desk/surveys/new", "office", "surveys"),
    ("/desk/surveys/{id}", "office", "surveys"),
    ("/desk/surveys/{id}/papers", "office", "surveys"),
    ("/desk/surveys", "liaison", "proposals-and-votes"),
    ("/desk/surveys/new", "liaison", "proposals-and-votes"),
    ("/desk/surveys/{id}", "liaison", "proposals-and-votes"),
    ("/desk/proposals", "liaison", "proposals-and-votes"),
    ("/desk/proposals", "office", "surveys"),
    ("/desk/projects", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/projects", "liaison", "projects-and-how-others-did-it"),
    ("/desk/projects/new", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/projects/{id}", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/projects/{id}", "liaison", "projects-and-how-others-did-it"),
    ("/desk/examples", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/examples", "liaison", "projects-and-how-others-did-it"),
    ("/desk/examples/new", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/examples/new", "liaison", "projects-and-how-others-did-it"),
    ("/desk/examples/{id}", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/examples/{id}", "liaison", "projects-and-how-others-did-it"),
    ("/desk/guidance", "office", "break-through-projects-examples-and-guidance"),
    ("/desk/guidance", "liaison", "projects-and-how-others-did-it"),
    ("/desk/programmes/new", "office", "the-programme"),
    ("/desk/programmes/{id}", "office", "the-programme"),
    ("/desk/print", "office", "print"),
    ("/desk/prints", "office", "print"),
    ("/desk/prints", "liaison", "print"),
    ("/desk/print", "liaison", "print"),
    ("/desk/appearances", "office", "print"),
    ("/desk/appearances", "liaison", "print"),
    ("/desk/exports", "office", "yearly-papers"),
    ("/desk/exports", "liaison", "yearly-papers"),
    ("/desk/programme", "office", "the-programme"),
    ("/desk/programme", "reviewer", "read-the-programme"),
    ("/desk/accounts", "office", "keep-accounts"),
    ("/desk/accounts", "operator", "keep-accounts"),
    ("/desk/accounts/new", "office", "keep-accounts"),
    ("/desk/accounts/new", "operator", "keep-accounts"),
    ("/desk/audit", "office", "the-log"),
    ("/desk/audit", "auditor", "read-the-log"),
];

/// Whether a path is one of a route.
fn is_of(path: &str, route: &str) -> bool {
    let mut parts = path.split('/');
    route.split('/').all(|wanted| parts.next().is_some_and(|part| part == wanted || wanted.starts_with('{')))
        && parts.next().is_none()
}

/// The address of the help for a page, by its path and the visitor's role; without a role it is the public's.
pub(crate) fn href(path: &str, role: Option<&str>) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let own = role.unwrap_or("public");
    let is_meant = |page: &str| page == own || matches!(page, "public" | "");
    let place = PLACES.iter().find(|(route, page, _)| is_meant(page) && is_of(path, route));
    let (page, part) = place.map_or((own, ""), |(_, page, part)| (page, part));
    match (page, part) {
        ("", part) => format!("/help#{part}"),
        (page, "") => format!("/help/{page}"),
        (page, part) => format!("/help/{page}#{part}"),
    }
}

/// `GET /help`
pub(crate) async fn show_first(visitor: Visitor) -> PageResult {
    page(&visitor, "")
}

/// `GET /help/{page}`
pub(crate) async fn show(visitor: Visitor, Path(name): Path<String>) -> PageResult {
    page(&visitor, &name)
}

fn page(visitor: &Visitor, name: &str) -> Result<Response, PageError> {
    let guide = find(name, visitor.language).ok_or(PageError::NotFound)?;
    let mut response = visitor.page(&HelpPage::new(visitor.frame(), guide))?;
    // What stands around it for somebody who is signed in is nobody else's. The cookie has the language, too.
    if visitor.account.is_none() {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
        headers.insert(VARY, HeaderValue::from_static("cookie, accept-language"));
    }
    Ok(response)
}

/// `GET /help/pictures/{language}/{name}`
pub(crate) async fn show_picture(Path((language, name)): Path<(String, String)>) -> PageResult {
    let picture = picture(&language, &name).ok_or(PageError::NotFound)?;
    for_ever("image/png", picture.bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use ledger::account::Role;
    use words::Language;

    use super::*;
    use crate::routes::routes;

    #[test]
    fn every_place_is_a_part_of_the_guide_and_a_page_of_ours() {
        let known: Vec<&str> = routes().iter().map(|route| route.path).collect();
        for (route, page, part) in PLACES {
            assert!(known.contains(route), "{route}");
            for language in [Language::Chinese, Language::English] {
                let guide = find(page, language).unwrap_or_else(|| panic!("{page}"));
                assert!(guide.parts.iter().any(|(anchor, _)| anchor == part), "{route} {page}#{part}");
            }
        }
        for role in Role::ALL {
            assert!(find(role.name(), Language::English).is_some(), "{}", role.name());
        }
    }

    #[test]
    fn help_is_about_the_page_and_for_the_role() {
        for (path, role, help) in [
            ("/", None, "/help/public#search"),
            ("/?q=hbj", Some("office"), "/help/public#search"),
            ("/nowhere", None, "/help/public"),
            ("/sign-in?next=/desk", None, "/help#sign-in"),
            ("/desk/brands/3/file", Some("liaison"), "/help/liaison#write-the-brand-file"),
            ("/desk/brands/3/file", Some("head"), "/help/head#write-the-brand-file-yourself"),
            ("/desk/brands/3/file/more", Some("liaison"), "/help/liaison"),
            ("/desk/units", Some("auditor"), "/help/auditor"),
            ("/desk/accounts", Some("operator"), "/help/operator#keep-accounts"),
            ("/help/head", Some("operator"), "/help/operator"),
        ] {
            assert_eq!(href(path, role), help, "{path} {role:?}");
        }
    }
}
