//! The figure of every promise of the demo city is one number: on its page, in the API, in the table, in the bundle as `mingpai verify`
//! reads it, and from `mingpai measure` on the same records, by the plan that the bundle has.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

#[path = "walks/running.rs"]
mod running;
mod support;

use std::io::{Cursor, Read};

use running::Running;
use serde_json::Value;
use support::http::ask;
use support::{mingpai, rows_of, run, run_well, write};

/// Whether a value of the API is what stands in a table: numbers with a point are written to six places there.
fn is_same(value: &Value, in_table: &str) -> bool {
    match value {
        Value::Null => in_table.is_empty(),
        Value::String(text) => text == in_table,
        number if in_table.contains('.') => {
            let (number, written) = (number.as_f64().unwrap(), in_table.parse::<f64>().unwrap());
            (number - written).abs() < 0.000_000_6
        }
        number => number.as_i64().is_some_and(|number| in_table.parse() == Ok(number)),
    }
}

#[test]
fn five_ways_to_one_number() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = Running::demo(mingpai(), folder, "6000");
    let get = |path: &str| {
        let answer = ask(&server.told, path, None, &[("Accept-Language", "en")]);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer
    };
    let key = write(folder, "key.pem", &get("/key").bytes);
    let (mut page, mut promises) = ("/api/v1/promises?limit=200".to_owned(), Vec::new());
    while !page.is_empty() {
        let told: Value = serde_json::from_str(&get(&page).body).unwrap();
        promises.extend(told["items"].as_array().unwrap().iter().map(|promise| promise["id"].as_i64().unwrap()));
        page = told["next"].as_str().map(str::to_owned).unwrap_or_default();
    }
    let (mut compared, mut without) = (0, 0);
    for promise in promises {
        let figures = ask(&server.told, &format!("/api/v1/promises/{promise}/figures"), None, &[]);
        if figures.status == 404 {
            without += 1;
            continue;
        }
        // Every fourth is enough: each of them starts two programs.
        if promise % 4 != 1 {
            continue;
        }
        let figures: Value = serde_json::from_str(&figures.body).unwrap();
        let of_api = figures["items"].as_array().unwrap().iter().find(|item| item["period"] == "all").unwrap();
        let table = rows_of(&get(&format!("/promises/{promise}/figures.csv")).body);
        let of_table = table.iter().find(|row| row["period"] == "all").unwrap();

        let bytes = get(&format!("/promises/{promise}/bundle.zip")).bytes;
        let bundle = write(folder, "bundle.zip", &bytes);
        let verified = run_well(&["verify", bundle.to_str().unwrap(), "--key", key.to_str().unwrap()]);
        let mut plan = String::new();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        zip.by_name("plan.toml").unwrap().read_to_string(&mut plan).unwrap();
        let plan = write(folder, "plan.toml", plan);
        let store = folder.join("demo/records/1");
        let arguments = ["measure", "--store", store.to_str().unwrap(), "--plan", plan.to_str().unwrap()];
        let measured = rows_of(&run_well(&[&arguments[..], &["--format", "csv"]].concat()));
        let of_engine = measured.iter().find(|row| row["promise"] == format!("p{promise}")).unwrap();

        for (name, value) in of_engine {
            assert_eq!(of_table.get(name), Some(value), "{name} of {promise} in the table");
            if name != "promise" {
                assert!(is_same(&of_api[name], value), "{name} of {promise}: {} in the API, {value}", of_api[name]);
            }
        }
        // The page and the command say the share that stands first: of the last twelve months where it may be published.
        let first = table.iter().find(|row| row["period"].contains('/')).unwrap_or(of_table);
        let share = terms::percent(first["kept_share"].parse().unwrap());
        let page = get(&format!("/promises/{promise}")).body;
        assert!(page.contains(&format!("{share}<small>%")), "{share} of {promise} on its page");
        assert!(verified.contains(&format!("{share} %")), "{share} of {promise} in\n{verified}");
        compared += 1;
    }
    assert!(compared >= 5 && without < 40, "{compared} compared, {without} without a figure");

    // A bundle that was changed says where.
    let bundle = std::fs::read(folder.join("bundle.zip")).unwrap();
    let mut changed = bundle.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let changed = write(folder, "changed.zip", changed);
    let told = run(&["verify", changed.to_str().unwrap(), "--key", key.to_str().unwrap()]);
    assert!(told.code != 0 && told.err.contains("changed.zip"), "{}", told.err);
}
