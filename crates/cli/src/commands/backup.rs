//! `mingpai backup` and `mingpai restore`: the whole register as one file.

use std::io::Write;

use ledger::{Ledger, backup};
use words::Message;

use crate::arguments::Copy;
use crate::commands::Context;
use crate::commands::serve::runtime;
use crate::fault::Fault;

/// Copies the register into a file, while others go on working with it, and reads the file back.
pub(crate) fn write(command: &Copy, context: &Context) -> Result<(), Fault> {
    let made = runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database()?).await?;
        let go_on = |_, _| !context.stop.load(std::sync::atomic::Ordering::Relaxed);
        Ok::<_, Fault>(backup::make(&ledger, &command.file, &go_on).await?)
    })?;
    let made = Message::new("backup-made").with("rows", made.rows).with("file", &command.file);
    Ok(writeln!(std::io::stdout(), "{}", made.text(context.language))?)
}

/// Makes a register of a copy.
pub(crate) fn restore(command: &Copy, context: &Context) -> Result<(), Fault> {
    let mut copy = backup::open(&command.file)?;
    let rows = runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database()?).await?;
        Ok::<_, Fault>(backup::restore(&ledger, &mut copy).await?)
    })?;
    let restored = Message::new("backup-restored").with("rows", rows).with("file", &command.file);
    Ok(writeln!(std::io::stdout(), "{}", restored.text(context.language))?)
}
