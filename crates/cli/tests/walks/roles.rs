//! Each role signs in and opens whatever its navigation, and the pages behind it, offer.

use std::collections::{HashSet, VecDeque};

use crate::look::Walker;

pub async fn walk(walker: &mut Walker) {
    walker.go("/language/en?back=/sign-in").await;
    let roles = walker.read_all("main table td:last-child").await;
    let logins = walker.read_all("main table td:first-child code").await;
    assert_eq!(logins.len(), 7, "a role is missing: {logins:?}");
    let mut seen = HashSet::new();
    for (login, role) in logins.into_iter().zip(roles) {
        let role = role.to_lowercase().replace(' ', "-");
        walker.sign_in(&login).await;
        let mut kinds = HashSet::new();
        let mut open = VecDeque::from(walker.links("header nav a[href^='/desk']").await);
        assert!(!open.is_empty(), "{login} has nothing to open");
        open.extend(["/password", "/desk/mail"].map(str::to_owned));
        while let Some(link) = open.pop_front() {
            // Where on its page a link leads makes no other page.
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let kind = kind(&link);
            // Of pages of a kind, one: of all brands the first. What is downloaded is no page.
            let is_file = link.contains(['?', '.']) || link.contains("/certificates/") || link.ends_with("/blank");
            if is_file || !kinds.insert(kind.clone()) {
                continue;
            }
            walker.go(&link).await;
            assert_eq!(walker.at().await, link, "{login} is sent elsewhere");
            // What another role was shown just so, but for a key of its own, needs no second look.
            if seen.insert(walker.read_html("main > :not(.crumbs, .qr, .key)").await) {
                walker.look(&format!("{role}{kind}")).await;
            }
            open.extend(walker.links("main a[href^='/desk']").await);
        }
        walker.sign_out().await;
    }
}

/// A path without what is the number of something: `-desk-brands-n`.
fn kind(path: &str) -> String {
    let part = |part: &str| if part.parse::<u64>().is_ok() { "-n".to_owned() } else { format!("-{part}") };
    path.split('/').filter(|name| !name.is_empty()).map(part).collect()
}
