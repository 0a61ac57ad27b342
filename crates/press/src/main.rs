//! `mingpai-press`: orders on standard input, a line of JSON each; replies on standard output. `docs/press.md` has the form.
//!
//! `mingpai-press [--memory MB] [FONT...]`: MB is the most memory that it may take (Linux); each FONT is a file with a full typeface, for the
//! characters that the press's own lack.

use std::io::{BufReader, BufWriter, Write};
use std::process::ExitCode;

use press::Press;
use sheets::{Problem, Reply, TalkError, read_order, write_reply};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "mingpai-press: {error}");
            ExitCode::FAILURE
        }
    }
}

/// From here on this process gets no more memory than this; what needs more ends it, and nothing else.
#[cfg(target_os = "linux")]
fn limit(megabytes: u64) -> Result<(), String> {
    use nix::sys::resource::{Resource, setrlimit};
    let bytes = megabytes.saturating_mul(1 << 20);
    setrlimit(Resource::RLIMIT_AS, bytes, bytes).map_err(|error| format!("--memory: {error}"))
}

/// Elsewhere the server's limit of time has to do.
#[cfg(not(target_os = "linux"))]
fn limit(_: u64) -> Result<(), String> {
    Ok(())
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args_os().skip(1).peekable();
    if arguments.next_if(|first| first == "--memory").is_some() {
        let megabytes = arguments.next().and_then(|number| number.to_str()?.parse::<u64>().ok());
        limit(megabytes.ok_or("--memory takes a number of megabytes")?)?;
    }
    let mut fonts = Vec::new();
    for path in arguments {
        fonts.push(std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let press = Press::new(fonts);
    let mut input = BufReader::new(std::io::stdin().lock());
    let mut output = BufWriter::new(std::io::stdout().lock());
    loop {
        let reply = match read_order(&mut input) {
            Ok(None) => return Ok(()),
            Ok(Some(order)) => press.print(&order),
            Err(TalkError::NotUnderstood(error)) => {
                Reply { files: Vec::new(), problems: vec![Problem::Order { detail: error.to_string() }] }
            }
            Err(error) => return Err(error.to_string()),
        };
        write_reply(&mut output, &reply).map_err(|error| error.to_string())?;
    }
}
