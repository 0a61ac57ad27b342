//! What is measured against what, and what it should come to.

use std::ffi::OsString;
use std::process::Command;

use crate::bench::answers;
use crate::bench::data::{Data, done};
use crate::bench::process::Run;
use crate::test::root;

/// Some programs that do the same.
pub(crate) struct Contest {
    pub(crate) name: &'static str,
    pub(crate) title: String,
    /// Ours, then the one it is measured against, then others.
    pub(crate) contenders: Vec<Contender>,
    pub(crate) targets: Vec<Target>,
    /// What must be there before the clock runs.
    pub(crate) prepare: fn(&Data) -> Result<(), String>,
    /// Whether the answers are the same, in a sentence.
    pub(crate) compare: fn(&Data) -> Result<String, String>,
}

/// A program, which may be asked several times for one answer.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) runs: Vec<Run>,
}

/// What ours should come to.
pub(crate) enum Target {
    /// At most so much of the wall time of what it is measured against.
    Wall(f64),
    /// … of its CPU time.
    Cpu(f64),
    /// … of its memory.
    Peak(f64),
    /// At most so many MB.
    Megabytes(f64),
}

const BY: [&str; 4] = ["--by", "service,month", "--format", "csv"];

pub(crate) fn all(data: &Data) -> Vec<Contest> {
    let [ten, fifty, xes] = data.sizes();
    let ours = |arguments: &[OsString], out: &str| Run {
        command: [&[Data::program("mingpai"), "measure".into(), "--quiet".into()], arguments].concat(),
        from: None,
        out: data.path(out),
    };
    let path = |name: &str| -> OsString { data.path(name).into() };
    let plan = |name: &str| -> [OsString; 2] { ["--plan".into(), path(name)] };
    let by = BY.map(OsString::from);
    let measured = |source: &str, named: &str, out: &str| {
        ours(&[&[path(source)], plan(named).as_slice(), by.as_slice()].concat(), out)
    };
    let script = |name: &str, arguments: &[OsString]| Run {
        command: [&[data.python(), Data::script(name).into()], arguments].concat(),
        from: None,
        out: data.path("said.txt"),
    };
    let calendar: OsString = root().join("crates/calendar/data/cn.csv").into();
    let duckdb = |question: &str, source: &str, out: &str, less_hours: &str| {
        script("duckdb_query.py", &[question.into(), path(source), path(out), calendar.clone(), less_hours.into()])
    };
    let polars = |source: &str, out: &str| script("polars_query.py", &[path(source), path(out), calendar.clone()]);
    let contender = |name: &'static str, runs: Vec<Run>| Contender { name, runs };
    let nothing: fn(&Data) -> Result<(), String> = |_| Ok(());

    let scorecards = |name: &'static str, title: String, source: &'static str, targets| Contest {
        name,
        title,
        contenders: vec![
            contender("Mingpai", vec![measured(source, "plan.toml", "ours.csv")]),
            contender("DuckDB", vec![duckdb("scorecards", source, "duckdb.csv", "0")]),
            contender("polars", vec![polars(source, "polars.csv")]),
        ],
        targets,
        prepare: nothing,
        compare: |data| {
            answers::same_scorecards(data, "ours.csv", "duckdb.csv")?;
            answers::same_scorecards(data, "ours.csv", "polars.csv")
        },
    };
    let shape = ours(
        &[
            &[path("ten.parquet"), "--process".into(), path("shape.json"), "--format".into(), "csv".into()],
            plan("plan.toml").as_slice(),
        ]
        .concat(),
        "ours-shape.csv",
    );

    vec![
        scorecards(
            "ten",
            format!("{ten} in Parquet to scorecards by service and month"),
            "ten.parquet",
            vec![Target::Wall(0.35), Target::Cpu(0.45), Target::Megabytes(200.0)],
        ),
        scorecards(
            "fifty",
            format!("{fifty} in Parquet to scorecards by service and month"),
            "fifty.parquet",
            vec![Target::Wall(0.4), Target::Peak(0.5)],
        ),
        Contest {
            name: "shape",
            title: format!("{ten} in Parquet to scorecards, and to the shape of the process: edges and variants"),
            contenders: vec![
                contender("Mingpai", vec![measured("ten.parquet", "plan.toml", "ours.csv"), shape]),
                contender(
                    "DuckDB",
                    vec![
                        duckdb("scorecards", "ten.parquet", "duckdb.csv", "0"),
                        duckdb("edges", "ten.parquet", "edges.csv", "0"),
                        duckdb("variants", "ten.parquet", "variants.csv", "0"),
                    ],
                ),
            ],
            targets: vec![Target::Cpu(0.2)],
            prepare: nothing,
            compare: answers::same_shape,
        },
        Contest {
            name: "store",
            title: format!("{ten} in a store, and a limit that changed"),
            contenders: vec![
                contender(
                    "Mingpai",
                    vec![ours(
                        &[&["--store".into(), path("store")], plan("tighter.toml").as_slice(), by.as_slice()].concat(),
                        "ours.csv",
                    )],
                ),
                contender("DuckDB, its own file", vec![duckdb("scorecards", "ten.duckdb", "duckdb.csv", "3")]),
            ],
            targets: vec![Target::Wall(0.1)],
            prepare: fill_stores,
            compare: |data| answers::same_scorecards(data, "ours.csv", "duckdb.csv"),
        },
        Contest {
            name: "csv",
            title: format!("{ten} in {} MB of CSV: to scorecards, against being read", data.megabytes("ten.csv")),
            contenders: vec![
                contender("Mingpai, to scorecards", vec![measured("ten.csv", "plan.toml", "ours.csv")]),
                contender("DuckDB, only read", vec![duckdb("read", "ten.csv", "read.csv", "0")]),
            ],
            targets: vec![Target::Wall(0.6)],
            prepare: |data| done(&mut answer_of_parquet(data)),
            compare: |data| answers::same_scorecards(data, "ours.csv", "duckdb.csv"),
        },
        Contest {
            name: "xes",
            title: format!("{xes} in {} MB of XES: to scorecards, against being read", data.megabytes("log.xes")),
            contenders: vec![
                contender("Mingpai, to scorecards", vec![measured("log.xes", "xes.toml", "ours.csv")]),
                contender("r4pm, only read", vec![script("r4pm_read.py", &[path("log.xes"), path("read.csv")])]),
            ],
            targets: vec![Target::Wall(0.3), Target::Peak(0.5)],
            prepare: nothing,
            compare: answers::same_events,
        },
    ]
}

/// DuckDB's answer on the same log, to compare with.
fn answer_of_parquet(data: &Data) -> Command {
    let mut command = Command::new(data.python());
    command.arg(Data::script("duckdb_query.py")).arg("scorecards");
    command.arg(data.path("ten.parquet")).arg(data.path("duckdb.csv")).arg(root().join("crates/calendar/data/cn.csv"));
    command
}

/// Takes the records in, on both sides; ours is asked once by the first limit, as it would have been.
fn fill_stores(data: &Data) -> Result<(), String> {
    for name in ["store", "ten.duckdb"] {
        let path = data.path(name);
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        if let Err(error) = gone.or_else(|error| if path.exists() { Err(error) } else { Ok(()) }) {
            return Err(format!("cannot remove {}: {error}", path.display()));
        }
    }
    let mingpai = |command: &str| {
        let mut mingpai = Command::new(Data::program("mingpai"));
        mingpai.arg(command).arg("--quiet").arg("--store").arg(data.path("store"));
        mingpai.arg("--plan").arg(data.path("plan.toml")).stdout(std::process::Stdio::null());
        mingpai
    };
    done(mingpai("intake").arg(data.path("ten.parquet")))?;
    done(&mut mingpai("measure"))?;
    let mut duckdb = Command::new(data.python());
    duckdb.arg(Data::script("duckdb_query.py")).arg("load").arg(data.path("ten.parquet"));
    done(duckdb.arg(data.path("ten.duckdb")).arg("no-calendar"))
}
