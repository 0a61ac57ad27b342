//! Two-step sign-in: turned on, used, turned off; and the office that resets it.

use totp_rs::{Builder, Secret};

use crate::look::{LANGUAGES, Walker};

const LOGIN: &str = "shenji";
const OFFICE: &str = "huang.huaigu";

/// The code that a telephone would show so many half minutes from now. Each is good once: a walk need not wait for the next, which
/// may be given half a minute early.
fn code(secret: &str, half_minutes: u64) -> String {
    #[expect(clippy::disallowed_methods, reason = "it is the telephone's clock")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).build().expect("a secret of the right length");
    totp.generate(now.as_secs() + half_minutes * 30).to_string()
}

pub async fn walk(walker: &mut Walker) {
    walker.sign_in(LOGIN).await;
    walker.press(".crumbs a[href='/desk/two-step']").await;
    walker.wait("svg.qr").await;
    walker.look("two-step-new").await;
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back=/desk/two-step")).await;
        walker.fill("code", "000000").await;
        walker.press("main form button").await;
        walker.wait(".summary").await;
        walker.look_here(&format!("{language}-two-step-new-wrong")).await;
    }
    let secret = walker.read(".key code").await.replace(' ', "");
    walker.fill("code", &code(&secret, 0)).await;
    walker.press("main form button").await;
    walker.wait(".codes").await;
    walker.look_here("en-two-step-codes").await;
    let codes = walker.read_all(".codes code").await;
    assert_eq!(codes.len(), 10, "{codes:?}");
    walker.go("/desk/two-step").await;
    walker.look("two-step").await;
    walker.sign_out().await;

    // A code, and without the telephone a recovery code.
    walker.give_password(LOGIN).await;
    walker.wait("form[action='/sign-in/code']").await;
    walker.look("sign-in-code").await;
    walker.fill("code", "000000").await;
    walker.press("main form button").await;
    walker.wait(".summary").await;
    walker.look_here("en-sign-in-code-wrong").await;
    walker.fill("code", &code(&secret, 1)).await;
    walker.press("main form button").await;
    walker.sign_out().await;
    walker.give_password(LOGIN).await;
    walker.fill("code", &codes[0]).await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.look_here("en-two-step-recovered").await;
    walker.sign_out().await;

    walker.sign_in(OFFICE).await;
    walker.go("/desk/accounts").await;
    walker.look("accounts-two-step").await;
    walker.press("form[action$='/two-step'] button").await;
    walker.wait(".done").await;
    walker.sign_out().await;
    walker.sign_in(LOGIN).await;
    walker.sign_out().await;
}
