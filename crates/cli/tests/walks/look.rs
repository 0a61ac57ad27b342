//! What must hold on every page: nothing for axe-core to find, nothing wider than the window, nothing from another host,
//! nothing heavy, no error on the console.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use fantoccini::Client;
use serde_json::Value;

use crate::browser;

pub const WIDTHS: [u64; 2] = [1280, 360];
pub const LANGUAGES: [&str; 2] = ["zh", "en"];
const HEIGHT: u64 = 800;
/// What the first load of a page may take: page, style sheet, script and pictures together, as they are transferred.
const BYTES_AT_MOST: u64 = 100_000;

const AXE: &str = "
const done = arguments[arguments.length - 1];
const options = { resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } };
const words = (rule) => rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`);
axe.run(document, options).then((result) => done(result.violations.flatMap(words)), (error) => done([`axe: ${error}`]));
";

/// The elements that stick out of the page, but for what scrolls by itself.
const TOO_WIDE: &str = "
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
const out = [...document.querySelectorAll('body *')].filter((element) =>
  element.getBoundingClientRect().right > width + 0.5 && !element.closest('.scroll, .vh, .skip'));
return [`${document.documentElement.scrollWidth} px: ` + out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(' | ')];
";

const TRANSFERRED: &str = "
return ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
  .map((entry) => [entry.name, entry.transferSize]);
";

/// The browser on its walks, and what was found.
pub struct Walker {
    pub client: Client,
    /// What was typed into which field, since this was emptied.
    pub typed: RefCell<Vec<(String, String)>>,
    /// The address of the server, without the slash at its end.
    pub address: String,
    axe: Option<String>,
    shots: Option<PathBuf>,
    found: Vec<String>,
    pages: BTreeSet<String>,
    looks: usize,
    heaviest: (u64, String),
}

impl Walker {
    pub fn new(client: Client, address: &str, axe: Option<String>) -> Self {
        let shots = std::env::var_os("MINGPAI_SHOTS").map(PathBuf::from);
        let address = address.trim_end_matches('/').to_owned();
        let (found, pages) = (Vec::new(), BTreeSet::new());
        let typed = RefCell::default();
        Self { client, typed, address, axe, shots, found, pages, looks: 0, heaviest: (0, String::new()) }
    }

    /// Looks at the page that is open, loading it again in both languages, and leaves it in English.
    pub async fn look(&mut self, name: &str) {
        let path = self.at_whole().await;
        let mut back = url::form_urlencoded::Serializer::new(String::new());
        let back = back.append_pair("back", &path).finish();
        for language in LANGUAGES {
            self.go(&format!("/language/{language}?{back}")).await;
            self.weigh(name).await;
            self.look_here(&format!("{language}-{name}")).await;
        }
        self.pages.insert(name.to_owned());
    }

    /// Looks at the page as it is, at both widths: what a form was answered with cannot be asked for again.
    pub async fn look_here(&mut self, name: &str) {
        for message in browser::console(&self.client).await {
            self.found.push(format!("{name}: {message}"));
        }
        for width in WIDTHS {
            let name = format!("{width}-{name}");
            browser::size(&self.client, width, HEIGHT).await;
            for wide in self.words(TOO_WIDE).await {
                self.found.push(format!("{name} is too wide: {wide}"));
            }
            let violations = self.violations().await;
            self.found.extend(violations.into_iter().map(|violation| format!("{name}: {violation}")));
            self.picture(&name, width).await;
            self.looks += 1;
        }
        browser::size(&self.client, 1280, HEIGHT).await;
        // What axe-core itself was refused is not the page's.
        browser::console(&self.client).await;
    }

    async fn violations(&self) -> Vec<String> {
        let Some(axe) = &self.axe else { return Vec::new() };
        self.client.execute(axe, Vec::new()).await.expect("axe-core can be put into the page");
        texts(&self.client.execute_async(AXE, Vec::new()).await.expect("axe-core answers"))
    }

    /// The walks are over: nothing may have been found.
    pub fn end(self) {
        assert!(self.found.is_empty(), "{} findings", self.found.len());
    }

    /// Whoever finds nothing may be blind: breaks the page that is open, and sees that it is found.
    pub async fn is_not_blind(&self) {
        let script = "document.documentElement.removeAttribute('lang');
            document.querySelector('h1').style.cssText = 'color: #bbb; width: 3000px';";
        self.client.execute(script, Vec::new()).await.expect("a script runs");
        assert_eq!(self.words(TOO_WIDE).await.len(), 1);
        if self.axe.is_some() {
            let found = self.violations().await.join("\n");
            assert!(
                found.contains("html-has-lang at") && found.contains("color-contrast at"),
                "it found only:\n{found}"
            );
        }
    }

    /// Goes to a page of the server.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.expect("a page opens");
    }

    async fn words(&self, script: &str) -> Vec<String> {
        texts(&self.client.execute(script, Vec::new()).await.expect("a script runs"))
    }

    /// Adds up what the page took, and sees from where.
    async fn weigh(&mut self, name: &str) {
        let mut sum = 0;
        for (url, bytes) in self.transferred().await {
            sum += bytes;
            if !url.starts_with(&format!("{}/", self.address)) {
                self.found.push(format!("{name} asks another host: {url}"));
            }
        }
        if sum == 0 || sum > BYTES_AT_MOST {
            self.found.push(format!("{name} takes {sum} bytes"));
        }
        if sum > self.heaviest.0 {
            self.heaviest = (sum, name.to_owned());
        }
    }

    /// What the page that is open took, of each of its files: its address and bytes.
    pub async fn transferred(&self) -> Vec<(String, u64)> {
        let entries = self.client.execute(TRANSFERRED, Vec::new()).await.expect("a script runs");
        let entry = |entry: &Value| Some((entry.get(0)?.as_str()?.to_owned(), entry.get(1)?.as_u64()?));
        entries.as_array().into_iter().flatten().filter_map(entry).collect()
    }

    /// Takes a picture of the whole page, where pictures are wanted.
    async fn picture(&self, name: &str, width: u64) {
        let Some(folder) = &self.shots else { return };
        let height = self.client.execute("return document.documentElement.scrollHeight", Vec::new()).await;
        let height = height.expect("a script runs").as_u64().unwrap_or(HEIGHT).max(HEIGHT);
        browser::size(&self.client, width, height).await;
        let picture = self.client.screenshot().await.expect("a picture can be taken");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("a picture can be written");
        browser::size(&self.client, width, HEIGHT).await;
    }
}

/// What was found is told also when a walk does not come to its end.
impl Drop for Walker {
    fn drop(&mut self) {
        let (bytes, heaviest) = &self.heaviest;
        println!("{} pages, {} looks; the heaviest, {heaviest}, takes {bytes} bytes", self.pages.len(), self.looks);
        self.found.iter().for_each(|found| println!("{found}"));
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
