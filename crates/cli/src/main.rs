//! The executable `mingpai`: reads arguments, asks the crates, shows what they say.
//!
//! Results go to standard output, messages to standard error, progress to a terminal only. Exit codes: 0 done, 1 an error on
//! our side, 2 bad input or bad arguments and nothing changed, 130 stopped from outside.

mod arguments;
mod calendars;
mod commands;
mod config;
mod fault;
mod language;
mod output;
mod progress;
mod stop;

use std::process::ExitCode;

use crate::arguments::Command;

fn main() -> ExitCode {
    let language = language::chosen();
    // A damaged file is told as such; that its decoder panicked is nobody's business.
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !facts::is_guarded() {
            tell(panic);
        }
    }));
    let arguments = match arguments::read(language) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let stop = stop::on_request();
    let context = commands::Context { language, stop, is_quiet: arguments.quiet };
    let result = match arguments.command {
        Command::Inspect(command) => commands::inspect::run(&command, &context),
        Command::Measure(command) => commands::measure::run(&command, &context),
        Command::Compare(command) => commands::compare::run(&command, &context),
        Command::Intake(command) => commands::intake::run(&command, &context),
        Command::Calendar(command) => commands::calendar::run(&command, &context),
        Command::Verify(command) => commands::verify::run(&command, &context),
        Command::Print(command) => commands::print::run(&command, &context),
        Command::Demo(command) => commands::demo::run(&command, &context),
        Command::Serve(command) => commands::serve::run(&command, &context),
        Command::Migrate(command) => commands::register::migrate(&command, &context),
        Command::Audit(command) => commands::register::audit(&command, &context),
        Command::Admin(command) => commands::register::admin(&command, &context),
        Command::Backup(command) => commands::backup::write(&command, &context),
        Command::Restore(command) => commands::backup::restore(&command, &context),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => fault.tell(language),
    }
}
