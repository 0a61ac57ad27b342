//! What is done to the project rather than by it. `cargo xtask` alone lists what there is.

mod archive;
mod bench;
mod graph;
mod licences;
mod needs;
mod picture;
mod samples;
mod shots;
mod test;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test      format, lints, all tests, documentation, tidiness, licences
cargo xtask tidy      only what takes no building: who leans on whom, paths, file lengths, licences, bans, duplicates
cargo xtask shots     pictures of all pages, at two widths and in both languages, into shots/
cargo xtask shots guide     the pictures of the guide, taken anew
cargo xtask shots sheets    the pictures of all sheets that the press's tests compare with
cargo xtask samples   pages with awkward contents, to be opened in a browser, into samples/
cargo xtask archive   a release archive with both programs, mingpai and mingpai-press, into target/archive/
cargo xtask bench     speed, next to DuckDB, polars and r4pm: [--rounds N] [--quick] [--write FILE] [NAME …]
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.first().map(String::as_str) {
        Some("test") => test::run(),
        Some("tidy") => test::only_tidy(),
        Some("shots") if arguments.get(1).is_some_and(|what| what == "guide") => shots::guide(),
        Some("shots") if arguments.get(1).is_some_and(|what| what == "sheets") => shots::sheets(),
        Some("shots") => shots::run(),
        Some("archive") => archive::run(),
        Some("samples") => samples::run(),
        Some("bench") => bench::run(arguments.get(1..).unwrap_or_default()),
        Some("bench-one") => bench::measure_one(arguments.get(1..).unwrap_or_default()),
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Some(other) => Err(format!("there is no `cargo xtask {other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
