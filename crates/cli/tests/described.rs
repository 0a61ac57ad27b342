//! What the API's description says is what the API does: schemathesis asks it thousands of questions that it makes of the description,
//! without a key and with one.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

#[path = "walks/running.rs"]
mod running;
mod support;

use std::process::Command;

use running::Running;
use support::http::ask;

/// What is held: no answer that is our fault, none that is not described, and each as it is described.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
/// The same questions each time.
const SEED: &str = "20260101";

#[test]
fn the_api_does_what_its_description_says() {
    let Some(schemathesis) = std::env::var_os("MINGPAI_SCHEMATHESIS").filter(|program| !program.is_empty()) else {
        support::skip("schemathesis is not there: the API against its description");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let server = Running::demo(support::mingpai(), folder.path(), "3000");
    let key = key(&server.told);
    for header in ["Accept: application/json", &format!("Authorization: Bearer {key}")] {
        let mut asks = Command::new(&schemathesis);
        asks.current_dir(folder.path()).arg("run").arg(format!("{}api/openapi.json", server.told));
        asks.args(["--checks", CHECKS, "--max-examples", "30", "--seed", SEED, "--no-color", "--header", header]);
        // It speaks of nothing to anybody else.
        let asked = asks.env("SCHEMATHESIS_TELEMETRY", "false").output().expect("schemathesis starts");
        let said = String::from_utf8_lossy(&asked.stdout);
        assert!(asked.status.success(), "{said}{}", String::from_utf8_lossy(&asked.stderr));
        let asked = said.lines().find_map(|line| line.trim().split_once(" generated, ")?.0.parse::<u32>().ok());
        assert!(asked.is_some_and(|asked| asked > 300), "it asked too little:\n{said}");
    }
}

/// A key for the demo's source.
fn key(server: &str) -> String {
    let steward = ask(server, "/sign-in", Some("login=he.bingqian&password=mingpai-demo"), &[]);
    let cookie = steward.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    assert!(cookie.starts_with("mingpai="), "{}", steward.head);
    let page = ask(server, "/desk/records/1/keys", Some("key-name=schemathesis"), &[("Cookie", &cookie)]).body;
    let start = page.find("mingpai_").expect("the key is shown once");
    page[start..].chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
}
