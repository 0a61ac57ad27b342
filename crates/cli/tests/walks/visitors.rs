//! What everybody sees, and the way in.

use crate::look::{LANGUAGES, Walker};

pub async fn walk(walker: &mut Walker) {
    walker.go("/").await;
    walker.look("home").await;
    walker.is_not_blind().await;
    walker.go("/?q=办").await;
    walker.look("home-found").await;
    walker.go("/?q=生太环镜局").await;
    assert!(walker.read("main .note").await.contains("生太环镜局"), "it says what it looked for instead");
    walker.look("home-corrected").await;
    walker.go("/compare").await;
    walker.look("compare").await;
    walker.press("main ul a[href^='/compare']").await;
    walker.wait("main table").await;
    walker.look("compare-group").await;
    walker.go("/?q=nothing-of-the-kind").await;
    walker.look("home-nothing-found").await;
    walker.go("/").await;
    walker.press(".brands a").await;
    walker.wait(".plate").await;
    walker.look("brand").await;
    walker.press(".crumbs a[href^='/units/']").await;
    walker.wait("table").await;
    walker.look("unit").await;
    walker.go("/api").await;
    walker.look("api").await;
    walker.go("/brands/999999").await;
    walker.look("not-found").await;
    walker.press("header a[href^='/help']").await;
    walker.wait(".guide").await;
    for page in walker.links(".others a").await {
        walker.go(&page).await;
        walker.look(&page.trim_start_matches('/').replace('/', "-")).await;
    }
    // Whoever is not signed in is asked to, and then gets what was asked for.
    walker.go("/desk/brands").await;
    assert_eq!(walker.at().await, "/sign-in");
    walker.look("sign-in").await;
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back=/sign-in")).await;
        walker.fill("login", "shenji").await;
        walker.fill("password", "not the password").await;
        walker.press("main form button").await;
        walker.wait(".summary[role=alert] a").await;
        walker.look_here(&format!("{language}-sign-in-wrong")).await;
    }
}
