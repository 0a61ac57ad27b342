//! What the walks do with a page: sign in, press, fill in, read.

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::look::Walker;

/// The password of all accounts of a demo.
pub const PASSWORD: &str = "mingpai-demo";

impl Walker {
    /// The first element, as soon as it is there.
    pub async fn wait(&self, css: &str) -> Element {
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        match element {
            Ok(element) => element,
            Err(error) => panic!("there is no {css} on {}: {error}", self.at().await),
        }
    }

    /// The path of the page that is open.
    pub async fn at(&self) -> String {
        self.client.current_url().await.expect("a page is open").path().to_owned()
    }

    /// The path and query of the page that is open.
    pub async fn at_whole(&self) -> String {
        let url = self.client.current_url().await.expect("a page is open");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Presses a button or follows a link, in the middle of the window, where nothing that sticks to its rim covers it.
    pub async fn press(&self, css: &str) {
        let element = self.wait(css).await;
        // What the page before said was done goes, so that waiting for it is waiting for the page to come.
        let script = "document.querySelector('.done')?.remove();
            document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.client.execute(script, vec![json!(css)]).await.expect("a script runs");
        element.click().await.unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
    }

    /// Puts a text into a field, in place of what is there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.wait(&format!("[name='{name}']")).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(text).await.expect("a field can be filled in");
        self.typed.borrow_mut().push((name.to_owned(), text.to_owned()));
    }

    /// Puts a day into a field for days: typed, it would be read in the order of the browser's own language.
    pub async fn fill_date(&self, name: &str, day: &str) {
        self.wait(&format!("[name='{name}']")).await;
        let script = "document.querySelector(`[name='${arguments[0]}']`).value = arguments[1]";
        self.client.execute(script, vec![json!(name), json!(day)]).await.expect("a script runs");
    }

    /// Chooses of a list.
    pub async fn choose_option(&self, name: &str, value: &str) {
        let list = self.wait(&format!("select[name='{name}']")).await;
        list.select_by_value(value).await.expect("an option can be chosen");
    }

    /// What stands in a field.
    pub async fn value(&self, name: &str) -> String {
        let field = self.wait(&format!("[name='{name}']")).await;
        field.prop("value").await.expect("a field can be read").unwrap_or_default()
    }

    /// Waits until there are so many such elements: the page is changing by itself.
    pub async fn settles(&self, css: &str, count: usize) {
        let script = "const done = arguments[arguments.length - 1];
            const settled = () => document.querySelectorAll(arguments[0]).length === arguments[1];
            if (settled()) { done(true); } else {
              const watch = new MutationObserver(() => { if (settled()) { watch.disconnect(); done(true); } });
              watch.observe(document, { childList: true, subtree: true });
            }";
        let settled = self.client.execute_async(script, vec![json!(css), json!(count)]).await;
        assert!(settled.is_ok(), "{css} did not come to be {count}: {settled:?}");
    }

    /// What the server answers at an address of its own, as text.
    pub async fn fetch(&self, path: &str) -> String {
        let script = "const done = arguments[arguments.length - 1];
            fetch(arguments[0]).then((answer) => answer.text()).then(done, (error) => done(`${error}`))";
        let text = self.client.execute_async(script, vec![json!(path)]).await.expect("a script runs");
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Chooses a file to send.
    pub async fn choose(&self, name: &str, file: &std::path::Path) {
        let field = self.wait(&format!("input[type=file][name='{name}']")).await;
        field.send_keys(&file.display().to_string()).await.expect("a file can be chosen");
    }

    /// What an element says.
    pub async fn read(&self, css: &str) -> String {
        self.wait(css).await.text().await.expect("an element can be read")
    }

    /// What all such elements say.
    pub async fn read_all(&self, css: &str) -> Vec<String> {
        self.each(css, "textContent").await
    }

    /// All such elements as they were sent.
    pub async fn read_html(&self, css: &str) -> String {
        self.each(css, "outerHTML").await.concat()
    }

    /// Where all such links lead, on this server.
    pub async fn links(&self, css: &str) -> Vec<String> {
        self.links_of(css, "href").await
    }

    /// Where something else than a link leads, on this server.
    pub async fn links_of(&self, css: &str, property: &str) -> Vec<String> {
        let links = self.each(css, property).await;
        links.iter().filter_map(|link| link.strip_prefix(&self.address)).map(str::to_owned).collect()
    }

    async fn each(&self, css: &str, property: &str) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((element) => element[arguments[1]].trim())";
        let list = self.client.execute(script, vec![json!(css), json!(property)]).await.expect("a script runs");
        list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The sign-in name of the demo's account of a role, from the sign-in page.
    pub async fn login_of(&self, role: &str) -> String {
        self.go("/sign-in").await;
        let roles = self.read_all("main table td:last-child").await;
        let logins = self.read_all("main table td:first-child code").await;
        let found = roles.iter().zip(logins).find(|(known, _)| known.eq_ignore_ascii_case(role));
        found.unwrap_or_else(|| panic!("no account is {role}: {roles:?}")).1
    }

    pub async fn sign_in(&self, login: &str) {
        self.give_password(login).await;
        self.wait("form[action='/sign-out']").await;
    }

    /// The first page of signing in.
    pub async fn give_password(&self, login: &str) {
        self.go("/sign-in").await;
        self.fill("login", login).await;
        self.fill("password", PASSWORD).await;
        self.press("main form button").await;
    }

    pub async fn sign_out(&self) {
        self.press("form[action='/sign-out'] button").await;
        self.wait("header a[href='/sign-in']").await;
    }
}
