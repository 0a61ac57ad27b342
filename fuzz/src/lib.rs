//! Feeds bytes to a reader as a file, the way the command line does: read by a plan, and looked at to draft one. Whatever comes of
//! it is right, but for a panic, a hang, or more memory than the file deserves.

use std::path::{Path, PathBuf};

use facts::{Field, FileRecords, Records, Role, Wanted, look};
use plan::{Plan, Source};

/// How a target reads: the plan's `[source]`, made once.
pub struct Feed {
    folder: PathBuf,
    source: Source,
}

/// Everything is asked for, so that every column is decoded.
fn everything() -> Wanted {
    let field = |name: &str, role| Field { name: name.to_owned(), role };
    let fields = vec![field("due", Role::Time), field("days", Role::Days), field("note", Role::Text)];
    Wanted { actor: true, service: true, unit: true, channel: true, fields, as_text: false, lines: true }
}

impl Feed {
    /// A folder of this process, in memory where the system has such a place, and a plan's `[source]`.
    pub fn new(source: &str) -> Self {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = base.join(format!("mingpai-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let plan = Plan::parse(&format!("[source]\n{source}\n[calendar]\nbase = \"cn\"\n")).expect("the plan is right");
        Self { folder, source: plan.source }
    }

    /// Reads some files, and looks at them.
    pub fn files(&self, files: &[(&str, &[u8])]) {
        let paths: Vec<PathBuf> = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.folder.join(name);
                std::fs::write(&path, bytes).expect("a file can be written");
                path
            })
            .collect();
        let _ = self.read(&paths);
        let _ = look(&paths);
        for path in paths {
            let _ = std::fs::remove_file(path);
        }
    }

    fn read(&self, paths: &[PathBuf]) -> Result<(), facts::FactsError> {
        let records = FileRecords::open(paths, &self.source, everything())?;
        while let Some(placed) = records.next_part()? {
            placed.part.read(&mut |facts| {
                assert!(facts.activity.as_ref().is_none_or(|column| column.keys().len() == facts.len()));
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where the decoder of somebody else panics the reader makes an error of it: only a panic that comes out counts.
pub fn only_escaping_panics() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !facts::is_guarded() {
            abort(panic);
        }
    }));
}

/// Typst, and who draws for it, may break on a template or a mark, and the press makes a problem of it: only a panic of our own code counts.
pub fn only_panics_of_ours() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let abort = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let is_theirs = panic.location().is_some_and(|place| place.file().contains("/registry/src/"));
            if is_theirs {
                eprintln!("guarded: {panic}");
            } else {
                abort(panic);
            }
        }));
    });
}
