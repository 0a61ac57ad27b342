//! `mingpai print`: the sheets of a unit as one PDF, from the register.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use ledger::Ledger;
use sheets::{Language, Layout, Layouts, Paper, Problem};
use web::{Clock, Desk, Folders, PrintError, Settings, print_unit};
use words::Message;

use crate::arguments::Print;
use crate::commands::Context;
use crate::commands::demo::REGISTER;
use crate::commands::serve::runtime;
use crate::config::{self, FolderConfig, Given};
use crate::fault::Fault;
use crate::output::plain_table;

pub(crate) fn run(command: &Print, context: &Context) -> Result<(), Fault> {
    let given = Given::read(command.register.config.as_deref(), &crate::config::Flags::default())?;
    let mut press = config::press::read(&given)?;
    let layouts = press.layouts();
    let Some(sheet) = command.sheet.as_deref().filter(|_| !command.list) else {
        return list(&layouts, context);
    };
    let layout =
        layouts.find(sheet).ok_or_else(|| Fault::Input(Problem::NoLayout { name: sheet.to_owned() }.message()))?;
    let (Some(unit), Some(out)) = (&command.unit, &command.out) else {
        return Err(Fault::Input(Message::new("print-needs")));
    };
    let language =
        Language::of_name(&command.language).ok_or_else(|| Fault::Input(Message::new("print-no-language")))?;
    let paper = Paper::of_name(&command.paper).ok_or_else(|| Fault::Input(Message::new("print-no-paper")))?;
    let folders = FolderConfig::read(&given);
    let data = command.data.clone().unwrap_or(folders.data);
    // The folder of a demo has its register in it.
    let own = data.join(REGISTER);
    let is_demo = command.data.is_some() && !command.register.is_given() && own.is_file();
    let database = if is_demo { ledger::sqlite_url(&own) } else { command.register.database()? };
    if let Some(links_to) = &command.links_to {
        press.links_to.clone_from(links_to);
    }
    if press.links_to.is_empty() {
        context.warn(&Message::new("print-without-code"));
    }
    let pdf = runtime()?.block_on(async {
        let ledger = Ledger::open(&database).await?;
        let folders = Folders { backups: data.join("backups"), data };
        let zone = TimeZone::get(&given.text(&config::TIME_ZONE)).unwrap_or(TimeZone::UTC);
        let settings = Settings { press, ..Settings::new(Clock::true_time(zone), folders) };
        let desk = Desk::open(ledger, settings).await?;
        print_unit(&desk, unit, &layout.name, language, paper).await.map_err(|error| fault(error, context))
    })?;
    write(out, &pdf)?;
    let written = Message::new("print-written").with("file", out).with("name", layout.title(context.language));
    Ok(writeln!(std::io::stdout(), "{}", written.with("size", layout.size()).text(context.language))?)
}

/// Why nothing was printed, all of it.
pub(super) fn fault(error: PrintError, context: &Context) -> Fault {
    match error {
        PrintError::Told(messages) => {
            let texts: Vec<String> = messages.iter().map(|message| message.text(context.language)).collect();
            Fault::Input(Message::new("print-problems-are").with("text", texts.join("\n")))
        }
        PrintError::Broken(detail) => Fault::Ours(Message::new("press-failed").with("detail", detail)),
    }
}

fn write(out: &Path, pdf: &[u8]) -> Result<(), Fault> {
    std::fs::write(out, pdf).map_err(|error| Fault::writing(&out.display().to_string(), &error))
}

/// What there is to print.
fn list(layouts: &Layouts, context: &Context) -> Result<(), Fault> {
    let row =
        |layout: &Layout| vec![layout.name.clone(), layout.size_shown(), layout.title(context.language).to_owned()];
    let table = plain_table(layouts.all().iter().map(row).collect(), |_| true);
    Ok(writeln!(std::io::stdout(), "{table}")?)
}
