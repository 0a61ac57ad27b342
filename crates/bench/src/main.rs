//! Makes a large made-up log of cases, the same bytes everywhere: `mingpai-bench EVENTS OUT.parquet|OUT.csv|OUT.xes`.
//!
//! The log is what an operational system would dump: rows in the order of their times over all cases (an XES file has them by
//! case), two hundred services in a hundred units, three years, about six events a case. Nothing in it was made to suit the
//! program that is measured on it.

mod chance;
mod log;
mod write_csv;
mod write_parquet;
mod write_xes;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use log::Log;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [events, files @ ..] if !files.is_empty() => make(events, files),
        _ => Err("usage: mingpai-bench EVENTS OUT.parquet|OUT.csv|OUT.xes …".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            #[expect(clippy::print_stderr, reason = "the tool says what is wrong to whoever ran it")]
            {
                eprintln!("{problem}");
            }
            ExitCode::from(2)
        }
    }
}

/// Makes one log and writes it into some files, each in the format that its name says.
fn make(events: &str, files: &[String]) -> Result<(), Box<dyn Error>> {
    let events: u64 = events.parse().map_err(|_| format!("`{events}` is no number of events"))?;
    let log = Log::of(events);
    for file in files {
        let path = Path::new(file);
        // A half-written file must not be taken for a whole one: it gets its name when it is whole.
        let part = path.with_extension("part");
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("parquet") => write_parquet::write(&log, &part)?,
            Some("csv") => write_csv::write(&log, &part)?,
            Some("xes") => write_xes::write(&log, &part)?,
            _ => return Err(format!("`{file}` should end in .parquet, .csv or .xes").into()),
        }
        std::fs::rename(&part, path)?;
    }
    Ok(())
}
