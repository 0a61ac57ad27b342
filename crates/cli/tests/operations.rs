//! The server as it is run: what is said when it cannot start, what its log has and has not, and how it stops.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

#[path = "walks/running.rs"]
mod running;
mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use running::Running;
use support::http::{ask, read};
use support::{Ran, mingpai, ran, run_well};

/// Runs the program in a folder, which must refuse with one sentence, and gives the sentence.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let Ran { code, out, err } = ran(&mingpai().current_dir(folder).args(arguments).output().unwrap());
    assert!(code == 1 || code == 2, "{arguments:?} ended with {code}: {out}{err}");
    let sentences: Vec<&str> = err.lines().filter(|line| !line.starts_with("note:")).collect();
    assert_eq!(sentences.len(), 1, "{arguments:?}: {err}");
    sentences[0].to_owned()
}

#[test]
fn a_wrong_database_and_a_port_that_is_taken_are_told_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let told = refused(folder, &["serve", "--listen", "127.0.0.1:0", "--database", "mysql://here/mingpai"]);
    assert!(told.contains("`mysql://here/mingpai` is no address of a database"), "{told}");
    let nobody = "postgres://ming:secret@127.0.0.1:1/mingpai";
    let told = refused(folder, &["serve", "--listen", "127.0.0.1:0", "--database", nobody]);
    assert!(told.contains("`postgres://ming@127.0.0.1:1/mingpai` cannot be opened"), "{told}");

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for command in [&["serve"][..], &["demo", "--no-browser", "--dir", "city"]] {
        let told = refused(folder, &[command, &["--listen", &address]].concat());
        assert!(told.contains(&format!("the address {address} is taken by another program")), "{told}");
    }
    assert!(!folder.join("city").exists() && !folder.join("mingpai.db").exists(), "something was made");
}

/// A folder on a small disk of its own, which goes with it; nothing where this program may mount none.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mounted(folder: &Path, options: &str) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "mingpai-test"]).arg(folder);
        let is_mounted = mount.output().is_ok_and(|output| output.status.success());
        is_mounted.then(|| Self(folder.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_and_a_full_disk_are_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, disk) = (folder.path(), folder.path().join("disk"));
    let demo = ["demo", "--no-browser", "--listen", "127.0.0.1:0", "--dir", "disk/city"];
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", "disk/data"];
    let database = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:disk/ledger.db?mode=rwc"];
    let backup = ["backup", "disk/copy.gz"];
    // What is refused as a folder to write to, whoever asks: a file.
    std::fs::write(folder.join("disk"), "no folder").unwrap();
    for (arguments, told) in
        [(&demo[..], "`disk` cannot be written: "), (&serve[..], "`data` in `[folders]` cannot be")]
    {
        let said = refused(folder, arguments);
        assert!(said.contains(told), "{said}");
    }
    std::fs::remove_file(folder.join("disk")).unwrap();

    let Some(read_only) = SmallDisk::mounted(&disk, "ro,size=64k") else {
        support::skip("no disk can be mounted: a folder that is read-only, a disk that is full");
        return;
    };
    for (arguments, told) in [
        (&demo[..], "read-only file"),
        (&serve[..], "`disk/data`; it must be a folder that this program may write to: read-only file"),
        (&database[..], "the database `sqlite:disk/ledger.db?mode=rwc` cannot be opened"),
        (&backup[..], "`disk/copy.gz` cannot be written: read-only file"),
    ] {
        let said = refused(folder, arguments);
        assert!(said.contains(told), "{said}");
    }
    drop(read_only);

    let full = SmallDisk::mounted(&disk, "size=16k").expect("what was mounted once is mounted again");
    std::fs::write(disk.join("fills-it"), vec![0; 64 << 10]).expect_err("it does not fit");
    for (arguments, told) in
        [(&demo[..], "no storage space"), (&serve[..], "no storage space"), (&backup[..], "the disk is full")]
    {
        let said = refused(folder, arguments);
        assert!(said.contains(told), "{said}");
    }
    drop(full);
}

/// A server on a register of its own, with one account, whose first password it gives.
fn server(folder: &Path, more: &[&str]) -> (Running, String) {
    let database = format!("sqlite:{}?mode=rwc", folder.join("ledger.db").display());
    let names = ["--login", "personal.login", "--name", "张名字", "--role", "office", "--database", &database];
    let made = run_well(&[&["admin", "create-account"], &names[..]].concat());
    let password = made.split_whitespace().find(|word| word.len() >= 16 && !word.contains('.')).map(str::to_owned);
    let mut command = mingpai();
    command.current_dir(folder).args(["serve", "--listen", "127.0.0.1:0", "--database", &database]).args(more);
    let told = |line: &str| line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
    (Running::start(command, &folder.join("log"), told), password.unwrap_or_else(|| panic!("no password in {made}")))
}

#[test]
fn the_log_has_every_request_and_nothing_personal() {
    for format in ["text", "json"] {
        let folder = tempfile::tempdir().unwrap();
        let (server, password) = server(folder.path(), &["--log-level", "debug", "--log-format", format]);
        let at = server.told.clone();
        // Whoever signs in, and what they look for, write and send, is marked.
        let wrong = "login=personal.login&password=personal-password";
        assert_eq!(ask(&at, "/sign-in", Some(wrong), &[]).status, 200);
        let right = format!("login=personal.login&password={password}");
        let entered = ask(&at, "/sign-in?next=/personal-next", Some(&right), &[("x-forwarded-for", "192.0.2.77")]);
        assert_eq!(entered.status, 303, "{}", entered.body);
        let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
        let cookies = [("Cookie", cookie.as_str())];
        let renewed = format!("old={password}&new=personal+new+password");
        let renewed = ask(&at, "/password", Some(&renewed), &cookies);
        assert_eq!(renewed.status, 303, "{}", renewed.body);
        let cookie = renewed.header("set-cookie").split(';').next().unwrap().to_owned();
        let cookies = [("Cookie", cookie.as_str()), ("x-request-id", "personal-number")];
        let found = ask(&at, "/?q=personal-search", None, &cookies);
        assert_eq!(found.status, 200);
        assert_eq!(ask(&at, "/desk/units/new", Some("name=personal-unit&kind=personal-kind"), &cookies).status, 303);
        assert_eq!(ask(&at, "/desk/units/1", None, &cookies).status, 200);
        assert_eq!(ask(&at, "/personal-path", None, &cookies).status, 404);
        drop(server);

        let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
        let lines: Vec<&str> = log.lines().filter(|line| line.contains("answered")).collect();
        assert_eq!(lines.len(), 7, "{log}");
        for secret in ["personal", "张名字", &password, "192.0.2.77", "127.0.0.1", "units/1", &cookie[8..]] {
            assert!(!log.contains(secret), "{format}: {secret} stands in the log:\n{log}");
        }
        // A line is found by the number that the answer carries; that of a stranger is not taken.
        let number = found.header("x-request-id");
        assert_eq!(number.len(), 16);
        let line = lines.iter().find(|line| line.contains(number)).expect("the request has a line");
        if format == "json" {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let texts = ["level", "method", "route", "message"].map(|name| line[name].as_str().unwrap_or_default());
            assert_eq!(texts, ["INFO", "GET", "/", "answered"]);
            assert!(line["status"] == 200 && line["ms"].is_number() && line["span"]["id"] == number, "{line}");
        } else {
            assert!(line.contains("method=GET route=\"/\" status=200 ms="), "{line}");
        }
        assert!(log.contains("/desk/units/{id}"), "{log}");
    }
}

/// A request that is being read when the program is asked to end is answered, and the program ends well.
#[cfg(unix)]
#[test]
fn whoever_is_being_served_is_answered_when_the_program_is_asked_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, _) = server(folder.path(), &[]);
    let mut stream = TcpStream::connect(server.told.trim_start_matches("http://").trim_end_matches('/')).unwrap();
    let head = "POST /sign-in HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 18\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    // The server asks for the rest of the form: it has the request.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let asked = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(asked.success());
    stream.write_all(b"login=a&password=b").unwrap();
    let answer = read(&mut stream);
    assert!(answer.status == 200 && answer.body.contains("</html>"), "{}", answer.head);
    assert_eq!(server.ended(), Some(0));
}
