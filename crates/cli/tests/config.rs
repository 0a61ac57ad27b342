//! The configuration of the server: where an option may stand and what counts, what is said of one that is wrong, and that every
//! option is documented.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::Path;

use support::{Ran, mingpai, ran, write};

/// Prints the configuration, with variables and arguments.
fn print(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = mingpai();
    command.current_dir(folder).args(["serve", "--print-config"]).args(arguments).envs(variables.iter().copied());
    ran(&command.output().expect("the program starts"))
}

/// The line of an option in a printed configuration.
fn line<'a>(printed: &'a Ran, key: &str) -> &'a str {
    assert_eq!(printed.code, 0, "{}", printed.err);
    printed.out.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap_or_else(|| panic!("{}", printed.out))
}

#[test]
fn the_command_line_counts_more_than_a_variable_and_that_more_than_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let file = write(folder, "mingpai.toml", "[server]\nlisten = \"10.0.0.1:1\"\nhttps = true\n");
    let file = ["--config", file.to_str().unwrap()];
    let listen = "MINGPAI_LISTEN";
    assert_eq!(line(&print(folder, &[], &[]), "listen"), "listen = \"127.0.0.1:8080\"");
    assert_eq!(line(&print(folder, &[], &file), "listen"), "listen = \"10.0.0.1:1\"");
    assert_eq!(line(&print(folder, &[], &file), "https"), "https = true");
    assert_eq!(line(&print(folder, &[("MINGPAI_CONFIG", file[1])], &[]), "listen"), "listen = \"10.0.0.1:1\"");
    assert_eq!(line(&print(folder, &[(listen, "10.0.0.2:2")], &file), "listen"), "listen = \"10.0.0.2:2\"");
    let all = [&file[..], &["--listen", "10.0.0.3:3", "--https=false"]].concat();
    assert_eq!(line(&print(folder, &[(listen, "10.0.0.2:2")], &all), "listen"), "listen = \"10.0.0.3:3\"");
    assert_eq!(line(&print(folder, &[], &all), "https"), "https = false");
    let proxies = [("MINGPAI_TRUSTED_PROXIES", "10.0.0.1, ::1")];
    assert_eq!(line(&print(folder, &proxies, &[]), "trusted_proxies"), "trusted_proxies = [\"10.0.0.1\", \"::1\"]");

    // What is printed can be read, and says the same; a password it does not say.
    let printed = print(folder, &[], &["--session-hours", "2", "--database", "postgres://ming:hush@db/mingpai"]);
    assert!(!printed.out.contains("hush"), "{}", printed.out);
    let again = write(folder, "printed.toml", &printed.out);
    assert_eq!(print(folder, &[], &["--config", again.to_str().unwrap()]).out, printed.out);
    // The other commands find the register by the same file.
    let file = write(folder, "register.toml", "[register]\ndatabase_file = \"address\"\n");
    write(folder, "address", "sqlite:elsewhere.db?mode=rwc\n");
    let migrated = mingpai().current_dir(folder).args(["migrate", "--config"]).arg(file).output().unwrap();
    assert!(migrated.status.success() && folder.join("elsewhere.db").exists(), "{migrated:?}");
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (text, told) in [
        ("[server]\n\nlissten = \"a\"\n", "`c.toml`, line 3: `[server]` has no key `lissten`; did you mean `listen`?"),
        ("\n[sever]\n", "`c.toml`, line 2: there is no section `[sever]`; did you mean `[server]`?"),
        ("listen = \"a\"\n", "`c.toml`, line 1: there is no section `[listen]`; `listen` belongs below `[server]`"),
        ("[server]\nhttps = 1\n", "`c.toml`, line 2: `https` in `[server]` must be true or false"),
        ("[server]\nsession_hours = \"8\"\n", "`session_hours` in `[server]` must be a whole number from 1 to 168"),
        ("[server]\nsession_hours = 0\n", "`c.toml`, line 2: `session_hours` in `[server]` cannot be `0`"),
        (
            "[server]\ntime_zone = \"Beijing\"\n",
            "line 2: `time_zone` in `[server]` cannot be `Beijing`; it must be the name",
        ),
        ("[server]\ntrusted_proxies = [\"proxy\"]\n", "line 2: `trusted_proxies` in `[server]` cannot be `proxy`"),
        ("[log]\nformat = \"xml\"\n", "line 2: `format` in `[log]` cannot be `xml`; it must be one of text, json"),
        (
            "[register]\ndatabase_file = \"no\"\n",
            "line 2: `database_file` in `[register]` cannot be `no`; it must be a file",
        ),
        ("[server\n", "`c.toml`, line 1: this is not TOML"),
    ] {
        write(folder, "c.toml", text);
        let refused = print(folder, &[], &["--config", "c.toml"]);
        assert_eq!(refused.code, 2, "{text}: {}", refused.out);
        assert!(refused.err.contains(told) && refused.err.lines().count() == 1, "{text}: {}", refused.err);
    }
    let refused = print(folder, &[("MINGPAI_UPLOAD_LIMIT_MB", "many")], &[]);
    assert!(refused.err.contains("the variable MINGPAI_UPLOAD_LIMIT_MB: `upload_limit_mb`"), "{}", refused.err);
    let refused = print(folder, &[], &["--log-level", "loud"]);
    assert!(refused.err.contains("the option --log-level: `level` in `[log]` cannot be `loud`"), "{}", refused.err);
    let refused = print(folder, &[], &["--config", "nowhere.toml"]);
    assert!(refused.code == 2 && refused.err.contains("nowhere.toml"), "{}", refused.err);
}

/// Every option stands in the printed file and in the documents of both languages, with all its names.
#[test]
fn every_option_is_documented() {
    let folder = tempfile::tempdir().unwrap();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (language, document) in [("en", "configuration.md"), ("zh", "configuration.zh-CN.md")] {
        let printed = print(folder.path(), &[], &["--lang", language]).out;
        let document = std::fs::read_to_string(docs.join(document)).unwrap();
        let (mut section, mut options) = (String::new(), 0);
        for line in printed.lines() {
            if line.starts_with('[') {
                section = line.to_owned();
            } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
                options += 1;
                let row = document.lines().find(|row| row.starts_with(&format!("| `{section}` | `{key}` |")));
                let row = row.unwrap_or_else(|| panic!("{section} {key} is not documented"));
                assert!(row.contains("`MINGPAI_") && row.contains("`--"), "{row}");
            } else if let Some(names) = line.strip_prefix("# ").filter(|line| line.contains("MINGPAI_")) {
                for name in names.split([' ', '，', '。', ',', '.']).filter(|name| name.starts_with("MINGPAI_")) {
                    assert!(document.contains(&format!("`{name}`")), "{name} is not documented");
                }
            }
        }
        let rows = document.lines().filter(|line| line.starts_with("| `[")).count();
        assert_eq!((options, rows), (38, 38), "{language}");
    }
}
