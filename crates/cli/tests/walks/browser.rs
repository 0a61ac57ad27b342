//! Chromium, driven through its driver: one window, whose width a test sets, and what the pages in it asked for.

use std::path::Path;
use std::process::Command;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::running::Running;

const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
];

/// The driver listens where it finds a free port, and says where.
pub fn driver(folder: &Path) -> Running {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0");
    let told = |line: &str| {
        let port = line.split_once("successfully on port ")?.1.trim_end().trim_end_matches('.');
        Some(format!("http://127.0.0.1:{port}/"))
    };
    // Asked to shut down, it ends its browsers; killed, it would leave them behind.
    Running::start(command, &folder.join("driver.log"), told).with_farewell("/shutdown")
}

/// A browser with a profile of its own in a folder.
pub async fn open(driver: &Running, folder: &Path) -> Client {
    let mut arguments = FLAGS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", folder.join("profile").display()));
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let Value::Object(wanted) = wanted else { unreachable!("it is an object") };
    let client = ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.told).await;
    let client = client.expect("the browser opens");
    // Each load is a first load, so that its size can be told.
    protocol(&client, "Network.enable", json!({})).await;
    protocol(&client, "Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    client
}

/// A command that only Chromium's driver knows.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

async fn own(client: &Client, path: &'static str, body: Value) -> Value {
    client.issue_cmd(Own { path, body }).await.expect("Chromium's driver answers")
}

/// A command of the DevTools protocol.
async fn protocol(client: &Client, command: &str, parameters: Value) -> Value {
    own(client, "goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
}

/// Makes the line slow: 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms there and back.
pub async fn slow(client: &Client) {
    let line = json!({
        "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750,
    });
    protocol(client, "Network.emulateNetworkConditions", line).await;
}

/// Makes the window so large.
pub async fn size(client: &Client, width: u64, height: u64) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    protocol(client, "Emulation.setDeviceMetricsOverride", metrics).await;
}

/// What the console said since it was last asked, and is an error; that something was answered with a page that says what is wrong is none.
pub async fn console(client: &Client) -> Vec<String> {
    let entries = own(client, "se/log", json!({ "type": "browser" })).await;
    let entries = entries.as_array().cloned().unwrap_or_default();
    let is_bad = |entry: &&Value| entry.get("level").and_then(Value::as_str) == Some("SEVERE");
    let message = |entry: &Value| entry.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    let messages = entries.iter().filter(is_bad).map(message);
    let told = ["responded with a status of 4", "responded with a status of 503"];
    messages.filter(|message| told.iter().all(|told| !message.contains(told))).collect()
}
