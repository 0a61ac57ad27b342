//! The presses: some processes of `mingpai-press` that wait for orders, each with a limit of time and memory, so that no template and no
//! mark can harm the server.

use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sheets::{Layouts, Order, Reply, read_reply, write_order};
use tokio::sync::Semaphore;
use words::Message;

use super::building::Building;
use super::own::OwnLayouts;

/// As many presses work at once: as many as an old server has cores.
const AT_ONCE: usize = 2;
/// The longest that an order may take, seconds: a thousand badges take a few.
const LONGEST: u64 = 120;
/// The memory that a press may have, megabytes: its typefaces take some, a large sheet as a picture more.
const MEMORY: &str = "1536";
/// The name of the program.
const PROGRAM: &str = "mingpai-press";

/// Where the press is, and where the codes on what is printed lead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PressSettings {
    /// The program; without it, `mingpai-press` beside this program or in PATH.
    pub program: Option<PathBuf>,
    /// Files with full typefaces, for the characters that the press's own lack.
    pub fonts: Vec<PathBuf>,
    /// The address of this server as everybody reaches it, without a slash at its end; empty for the one by which a page was asked for.
    pub links_to: String,
    /// The office's own layouts.
    pub own: OwnLayouts,
    /// How the press is built where it is not there: in a checkout alone.
    pub building: Option<Building>,
}

impl PressSettings {
    /// The layouts that there are: those of the program, and the office's own.
    #[must_use]
    pub fn layouts(&self) -> Layouts {
        // That those of the program can be read is tested where they are.
        Layouts::built_in().unwrap_or_default().with(&self.own.layouts)
    }
}

/// A process, which ends with whoever holds it: also where an answer is no longer waited for.
#[derive(Debug)]
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // Whether it has ended by itself or not, it is waited for once.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A press that waits for an order.
#[derive(Debug)]
struct Running {
    child: Process,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// All presses.
#[derive(Debug)]
pub(crate) struct Presses {
    pub(super) settings: PressSettings,
    layouts: Layouts,
    idle: Mutex<Vec<Running>>,
    permits: Semaphore,
}

impl Presses {
    pub(crate) fn new(settings: PressSettings) -> Self {
        let layouts = settings.layouts();
        Self { settings, layouts, idle: Mutex::default(), permits: Semaphore::new(AT_ONCE) }
    }

    /// The layouts that there are: those of the program, and the office's own.
    pub(crate) fn layouts(&self) -> &Layouts {
        &self.layouts
    }

    /// The program, if it is there.
    pub(crate) fn program(&self) -> Option<PathBuf> {
        let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
        if let Some(program) = &self.settings.program {
            return program.is_file().then(|| program.clone());
        }
        let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(&name)));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let in_path = std::env::split_paths(&path).map(|folder| folder.join(&name));
        beside.into_iter().chain(in_path).find(|file| file.is_file())
    }

    fn start(&self) -> Result<Running, Message> {
        let program = self.program().ok_or_else(|| Message::new("press-missing"))?;
        // Nothing of this server's is handed on: no variable, no folder, no file.
        let mut command = Command::new(&program);
        command.args(["--memory", MEMORY]).args(&self.settings.fonts).env_clear().current_dir(folder_of(&program));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(String::new()));
        };
        Ok(Running { child: Process(child), input: BufWriter::new(input), output: BufReader::new(output) })
    }

    /// Has an order printed.
    ///
    /// # Errors
    /// What is wrong with the press, in words. What is wrong with the order is in the reply.
    pub(crate) async fn print(&self, order: Order) -> Result<Reply, Message> {
        let _permit = self.permits.acquire().await.map_err(|error| failed(error.to_string()))?;
        let order = Arc::new(order);
        let waits = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        if let Some(running) = waits
            && let Ok(reply) = self.ask(running, Arc::clone(&order)).await?
        {
            return Ok(reply);
        }
        // One that waited may have ended meanwhile, or have too little memory left: a fresh one is given the order, once.
        self.ask(self.start()?, order).await?.map_err(failed)
    }

    /// Gives an order to a press, and keeps the press where it answers. Inside stands why it went away, outside why its answer is not waited for.
    async fn ask(&self, running: Running, order: Arc<Order>) -> Result<Result<Reply, String>, Message> {
        let Running { child, mut input, mut output } = running;
        let work = tokio::task::spawn_blocking(move || {
            let reply = write_order(&mut input, &order).and_then(|()| read_reply(&mut output));
            (reply, input, output)
        });
        let done = match tokio::time::timeout(Duration::from_secs(LONGEST), work).await {
            Ok(done) => done.map_err(|error| failed(error.to_string())),
            Err(_) => Err(Message::new("press-slow").with("seconds", LONGEST)),
        };
        let (reply, input, output) = done?;
        Ok(match reply {
            Ok(Some(reply)) => {
                if let Ok(mut idle) = self.idle.lock() {
                    idle.push(Running { child, input, output });
                }
                Ok(reply)
            }
            // It went away: it had too little memory, or it broke.
            Ok(None) => Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).to_string()),
            Err(error) => Err(error.to_string()),
        })
    }
}

fn failed(detail: String) -> Message {
    Message::new("press-failed").with("detail", detail)
}

fn folder_of(program: &Path) -> &Path {
    program.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(all(test, unix))]
#[expect(clippy::expect_used, reason = "a test that cannot go on should stop")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use sheets::{Output, Paper};

    use super::*;

    fn order() -> Order {
        Order {
            sheets: Vec::new(),
            layouts: Vec::new(),
            document: None,
            templates: Default::default(),
            output: Output::Svg,
            paper: Paper::Exact,
            title: String::new(),
            day: "2026-11-26".to_owned(),
        }
    }

    /// Presses whose program does what some lines of a shell say.
    fn presses(folder: &Path, lines: &str) -> Presses {
        let (written, program) = (folder.join("written"), folder.join("press"));
        std::fs::write(&written, format!("#!/bin/sh\n{lines}\n")).expect("it can be written");
        // A program that is open for writing cannot be started, and another test that starts one holds what is open here: so it is copied.
        assert!(Command::new("cp").args([&written, &program]).status().is_ok_and(|status| status.success()));
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        Presses::new(PressSettings { program: Some(program), ..PressSettings::default() })
    }

    #[tokio::test]
    async fn a_press_that_ended_while_it_waited_is_not_missed() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let once = presses(folder.path(), r#"read order; echo '{"files":[],"problems":[]}'"#);
        for _ in 0..3 {
            assert_eq!(once.print(order()).await, Ok(Reply::default()));
        }
    }

    #[tokio::test]
    async fn a_press_that_never_answers_is_told() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let never = presses(folder.path(), "read order");
        assert!(never.print(order()).await.is_err());
    }
}
