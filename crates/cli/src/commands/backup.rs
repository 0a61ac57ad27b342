//! `mingpai backup` and `mingpai restore`: the whole register as one file.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use ledger::{Ledger, backup};
use words::Message;

use crate::arguments::Copy;
use crate::commands::Context;
use crate::commands::serve::runtime;
use crate::fault::Fault;
use crate::output::replace_file;

/// Copies the register into a file, while others go on working with it, and reads the file back.
pub(crate) fn write(command: &Copy, context: &Context) -> Result<(), Fault> {
    let mut rows = 0;
    let mut copy = Vec::new();
    runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database).await?;
        let mut packed = GzEncoder::new(&mut copy, Compression::default());
        rows = backup::write(&ledger, &mut packed).await?;
        packed.finish().map_err(|error| Fault::writing(&command.file.display().to_string(), &error))?;
        Ok::<_, Fault>(())
    })?;
    // A copy that was there stays until the new one is whole.
    replace_file(&command.file, |out| out.write_all(&copy))?;
    let read_back = backup::check(&mut open(&command.file)?)?;
    if read_back != rows {
        return Err(Fault::Ours(Message::new("backup-not-read-back").with("file", &command.file)));
    }
    let made = Message::new("backup-made").with("rows", rows).with("file", &command.file);
    Ok(writeln!(std::io::stdout(), "{}", made.text(context.language))?)
}

/// Makes a register of a copy.
pub(crate) fn restore(command: &Copy, context: &Context) -> Result<(), Fault> {
    let mut copy = open(&command.file)?;
    let rows = runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database).await?;
        Ok::<_, Fault>(backup::restore(&ledger, &mut copy).await?)
    })?;
    let restored = Message::new("backup-restored").with("rows", rows).with("file", &command.file);
    Ok(writeln!(std::io::stdout(), "{}", restored.text(context.language))?)
}

fn open(file: &Path) -> Result<BufReader<GzDecoder<File>>, Fault> {
    let opened = File::open(file).map_err(|error| {
        let message = Message::new("backup-unreadable").with("file", file).with("detail", error.to_string());
        Fault::Input(message)
    })?;
    Ok(BufReader::new(GzDecoder::new(opened)))
}
