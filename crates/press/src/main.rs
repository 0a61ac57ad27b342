//! `mingpai-press`: orders on standard input, a line of JSON each; replies on standard output. `docs/press.md` has the form.
//!
//! `mingpai-press [--memory MB] [FONT...]`: MB is the most memory that it may take (Linux); each FONT is a file with a full typeface, for the
//! characters that the press's own lack.

use std::io::{BufReader, BufWriter, Write};
use std::process::ExitCode;

use press::Press;
use sheets::{Problem, Reply, TalkError, read_order, write_reply};

fn main() -> ExitCode {
    give_back();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "mingpai-press: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Starts this program anew in its own place, once, with a setting that the C library reads at the start alone: buffers of 256 kB and more
/// go back to the system when they are free. Left alone it keeps those of the compression of each page, between what stays: ten thousand
/// badges then take 640 MB instead of 480.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back() {
    use std::os::unix::process::CommandExt;
    const SETTINGS: &str = "GLIBC_TUNABLES";
    if std::env::var_os(SETTINGS).is_some() {
        return;
    }
    if let Ok(own) = std::env::current_exe() {
        let mut anew = std::process::Command::new(own);
        // It comes back only where it cannot be: then it goes on as it is.
        let _ = anew.args(std::env::args_os().skip(1)).env(SETTINGS, "glibc.malloc.mmap_threshold=262144").exec();
    }
}

/// Another C library has no such setting.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back() {}

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
