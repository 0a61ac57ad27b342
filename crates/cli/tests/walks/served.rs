//! A register of its own, served with a second factor for the office, a provider and a mail server that do not answer, and tight limits.

use std::path::Path;

use crate::look::Walker;
use crate::running::Running;
use crate::support;

/// A login, and the first password that it was given.
type Account = (String, String);

/// A register with an account of the office and one of a liaison, served as a configuration file says.
pub fn server(folder: &Path) -> (Running, [Account; 2]) {
    let secret = support::write(folder, "secret", "not a secret");
    let database = folder.join("served.db");
    let configuration = format!(
        "[register]\ndatabase = \"sqlite:{}?mode=rwc\"\n[server]\nlisten = \"127.0.0.1:0\"\n\
         [sign_in]\nrequire_totp_for = [\"office\"]\n\
         [oidc]\nissuer = \"https://127.0.0.1:9\"\nclient_id = \"mingpai\"\nclient_secret_file = \"{}\"\n\
         name = \"市统一身份认证平台\"\nname_en = \"City Identity\"\nredirect_base = \"http://127.0.0.1\"\n\
         [mail]\nserver = \"127.0.0.1\"\nport = 9\nsecurity = \"plain\"\nfrom = \"品牌办公室 <brand@city.example>\"\n\
         [limits]\nsign_ins_per_minute = 6\n[folders]\ndata = \"{}\"\n",
        database.display(),
        secret.display(),
        folder.join("served").display(),
    );
    let file = support::write(folder, "mingpai.toml", configuration);
    let account = |login: &str, role: &str| {
        let mut create = support::mingpai();
        create.args(["admin", "create-account", "--login", login, "--name", "张敏", "--role", role]);
        let created = support::ran(&create.env("MINGPAI_CONFIG", &file).output().expect("the program starts"));
        assert_eq!(created.code, 0, "{}", created.err);
        (login.to_owned(), created.out.split_whitespace().last().expect("a password").to_owned())
    };
    let accounts = [account("zhang", "office"), account("li", "liaison")];
    let mut command = support::mingpai();
    command.arg("serve").arg("--config").arg(&file);
    let told = |line: &str| line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
    (Running::start(command, &folder.join("served.log"), told), accounts)
}

pub async fn walk(walker: &mut Walker, [office, liaison]: &[Account; 2]) {
    walker.go("/language/en?back=/").await;
    walker.look("home-empty").await;
    walker.go("/sign-in").await;
    walker.look("sign-in-provider").await;
    // It does not answer: that is said, and the other way in stays.
    walker.press("a[href^='/sign-in/provider'], form[action^='/sign-in/provider'] button").await;
    walker.wait(".summary").await;
    walker.look_here("en-provider-does-not-answer").await;

    // The first password is changed, the second factor is set up, before anything else opens.
    first_password(walker, office).await;
    walker.go("/desk").await;
    assert_eq!(walker.at().await, "/desk/two-step");
    walker.look("two-step-required").await;
    walker.sign_out().await;

    // Where the liaison gets mail; and that the server does not answer.
    first_password(walker, liaison).await;
    walker.go("/desk/mail").await;
    walker.look("mail").await;
    walker.fill("address", "nowhere@").await;
    walker.press("[name=digest]").await;
    // A browser would not send it.
    let script = "document.querySelector('main form').noValidate = true";
    walker.client.execute(script, Vec::new()).await.expect("a script runs");
    walker.press("main form button").await;
    walker.wait("#address-error").await;
    walker.look_here("en-mail-wrong").await;
    walker.fill("address", "li@city.example").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.look("mail-kept").await;
    walker.press("form[action$='/try'] button").await;
    walker.wait("main h1").await;
    walker.look_here("en-mail-not-sent").await;
    walker.go("/desk").await;
    walker.sign_out().await;

    // Who tries too often waits.
    for _ in 0..7 {
        walker.go("/sign-in").await;
        walker.fill("login", &office.0).await;
        walker.fill("password", "wrong").await;
        walker.press("main form[action^='/sign-in'] button").await;
    }
    walker.wait("main h1").await;
    walker.look_here("en-too-often").await;
}

/// Signs in for the first time, which asks for another password.
async fn first_password(walker: &mut Walker, (login, password): &Account) {
    walker.go("/sign-in").await;
    walker.fill("login", login).await;
    walker.fill("password", password).await;
    walker.press("main form[action^='/sign-in'] button").await;
    walker.wait("[name=new]").await;
    walker.look("password-first").await;
    walker.fill("old", password).await;
    walker.fill("new", "another password that is long").await;
    walker.press("main form button").await;
    walker.wait("form[action='/sign-out']").await;
}
