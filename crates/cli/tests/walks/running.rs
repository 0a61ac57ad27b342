//! Programs that run beside a test: the server and the driver of the browser. They end with the test, however it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// A program that runs.
pub struct Running {
    child: Child,
    /// What it told about itself when it was ready: an address, a port.
    pub told: String,
    /// What is asked for, with `GET`, before it is ended; its children then end as well.
    farewell: Option<String>,
}

impl Running {
    /// Starts a program and reads what it says until `told` finds in a line what the test needs.
    pub fn start(mut command: Command, log: &Path, told: fn(&str) -> Option<String>) -> Self {
        let errors = std::fs::File::create(log).expect("a log can be written");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words are read"));
        // From here on it is ended, also when it does not say what it should.
        let mut running = Self { child, told: String::new(), farewell: None };
        let mut line = String::new();
        while running.told.is_empty() {
            line.clear();
            let read = lines.read_line(&mut line).expect("its words can be read");
            let errors = || std::fs::read_to_string(log).unwrap_or_default();
            assert!(read > 0, "{command:?} ended before it was ready\n{}", errors());
            running.told = told(&line).unwrap_or_default();
        }
        // What it says from now on nobody needs, but it must not wait for a reader.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        running
    }

    /// A demo of so many cases, served on a free port; `program` is `mingpai`.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub fn demo(mut program: Command, folder: &Path, cases: &str) -> Self {
        program.args(["demo", "--cases", cases, "--no-browser", "--listen", "127.0.0.1:0", "--dir"]);
        program.arg(folder.join("demo"));
        let told = |line: &str| {
            let address = line.split_whitespace().find(|word| word.starts_with("http://"))?;
            line.contains("is ready").then(|| address.to_owned())
        };
        Self::start(program, &folder.join("server.log"), told)
    }

    /// Asks for an address before the program is ended.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub fn with_farewell(mut self, path: &str) -> Self {
        self.farewell = Some(path.to_owned());
        self
    }

    /// The number of its process.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended by itself, and gives its exit code.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub fn ended(&mut self) -> Option<i32> {
        self.child.wait().ok().and_then(|status| status.code())
    }

    /// The host and port of what it told.
    fn host(&self) -> &str {
        self.told.trim_start_matches("http://").trim_end_matches('/')
    }

    fn say_farewell(&self, path: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(self.host())?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host())?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(path) = &self.farewell {
            // What has ended already cannot be asked any more.
            let _ = self.say_farewell(path);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
