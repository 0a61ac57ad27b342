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
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.client.execute(script, vec![json!(css)]).await.expect("a script runs");
        element.click().await.unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
    }

    /// Puts a text into a field, in place of what is there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.wait(&format!("[name='{name}']")).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(text).await.expect("a field can be filled in");
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
        let links = self.each(css, "href").await;
        links.iter().filter_map(|link| link.strip_prefix(&self.address)).map(str::to_owned).collect()
    }

    async fn each(&self, css: &str, property: &str) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((element) => element[arguments[1]].trim())";
        let list = self.client.execute(script, vec![json!(css), json!(property)]).await.expect("a script runs");
        list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    pub async fn sign_in(&self, login: &str) {
        self.go("/sign-in").await;
        self.fill("login", login).await;
        self.fill("password", PASSWORD).await;
        self.press("main form button").await;
        self.wait("form[action='/sign-out']").await;
    }

    pub async fn sign_out(&self) {
        self.press("form[action='/sign-out'] button").await;
        self.wait("header a[href='/sign-in']").await;
    }
}
