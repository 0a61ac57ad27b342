//! A register of its own, served with a second factor for the office, a provider that does not answer, and tight limits.

use std::path::Path;

use crate::look::Walker;
use crate::running::Running;
use crate::support;

/// A login, and the first password that it was given.
type Account = (String, String);

/// A register with an account of the office, served as a configuration file says.
pub fn server(folder: &Path) -> (Running, Account) {
    let secret = support::write(folder, "secret", "not a secret");
    let database = folder.join("served.db");
    let configuration = format!(
        "[register]\ndatabase = \"sqlite:{}?mode=rwc\"\n[server]\nlisten = \"127.0.0.1:0\"\n\
         [sign_in]\nrequire_totp_for = [\"office\"]\n\
         [oidc]\nissuer = \"https://127.0.0.1:9\"\nclient_id = \"mingpai\"\nclient_secret_file = \"{}\"\n\
         name = \"市统一身份认证平台\"\nname_en = \"City Identity\"\nredirect_base = \"http://127.0.0.1\"\n\
         [limits]\nsign_ins_per_minute = 3\n[folders]\ndata = \"{}\"\n",
        database.display(),
        secret.display(),
        folder.join("served").display(),
    );
    let file = support::write(folder, "mingpai.toml", configuration);
    let mut create = support::mingpai();
    create.args(["admin", "create-account", "--login", "zhang", "--name", "张敏"]).env("MINGPAI_CONFIG", &file);
    let created = support::ran(&create.output().expect("the program starts"));
    assert_eq!(created.code, 0, "{}", created.err);
    let password = created.out.split_whitespace().last().expect("a password").to_owned();
    let mut command = support::mingpai();
    command.arg("serve").arg("--config").arg(&file);
    let told = |line: &str| line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
    (Running::start(command, &folder.join("served.log"), told), ("zhang".to_owned(), password))
}

pub async fn walk(walker: &mut Walker, (login, password): &Account) {
    walker.go("/language/en?back=/").await;
    walker.look("home-empty").await;
    walker.go("/sign-in").await;
    walker.look("sign-in-provider").await;
    // It does not answer: that is said, and the other way in stays.
    walker.press("a[href^='/sign-in/provider'], form[action^='/sign-in/provider'] button").await;
    walker.wait(".summary").await;
    walker.look_here("en-provider-does-not-answer").await;

    // The first password is changed, the second factor is set up, before anything else opens.
    walker.go("/sign-in").await;
    walker.fill("login", login).await;
    walker.fill("password", password).await;
    walker.press("main form[action^='/sign-in'] button").await;
    walker.wait("[name=new]").await;
    walker.look("password-first").await;
    walker.fill("old", password).await;
    walker.fill("new", "another password that is long").await;
    walker.press("main form button").await;
    walker.go("/desk").await;
    assert_eq!(walker.at().await, "/desk/two-step");
    walker.look("two-step-required").await;
    walker.sign_out().await;

    // Who tries too often waits.
    for _ in 0..4 {
        walker.go("/sign-in").await;
        walker.fill("login", login).await;
        walker.fill("password", "wrong").await;
        walker.press("main form[action^='/sign-in'] button").await;
    }
    walker.wait("main h1").await;
    walker.look_here("en-too-often").await;
}
