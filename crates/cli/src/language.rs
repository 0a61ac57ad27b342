//! Which language to speak, and the help in it.

use clap::{Arg, ArgAction, Command};
use words::{Language, Message};

/// The language: that of `--lang`, else of `MINGPAI_LANG`, else of the system; English where the system says nothing.
///
/// It is looked for before the arguments are read, because it is the language in which their mistakes are told.
pub(crate) fn chosen() -> Language {
    let mut arguments = std::env::args();
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--lang") {
            Some("") => asked = arguments.next(),
            Some(rest) => asked = rest.strip_prefix('=').map(str::to_owned),
            None => {}
        }
    }
    let of_variable = || std::env::var("MINGPAI_LANG").ok();
    let of_system = || sys_locale::get_locales().find_map(|tag| Language::from_tag(&tag));
    asked
        .and_then(|tag| Language::from_tag(&tag))
        .or_else(|| of_variable().and_then(|tag| Language::from_tag(&tag)))
        .or_else(of_system)
        .unwrap_or(Language::English)
}

/// Gives a command and all below it their help texts from the catalogue: `help-measure` for the command, `help-measure-by`
/// for its argument `--by`, `help-measure-more` for what stands under its options. An option of the configuration is
/// called as its words in the catalogue are, `option-listen`.
pub(crate) fn translate(command: Command, path: &str, language: Language) -> Command {
    let text = |key: String| Message::of_key(key).text(language);
    let key = |name: &str| if name.is_empty() { format!("help{path}") } else { format!("help{path}-{name}") };
    let own = |name: &'static str| {
        let help = text(format!("help-{name}"));
        Arg::new(name).long(name).help(help).help_heading(text("help-options".into()))
    };
    let names: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let mut command = command
        .about(text(key("about")))
        .after_help(text(key("more")))
        .help_template(Message::new("help-template").text(language))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(own("help").short('h').action(ArgAction::Help))
        .subcommand_help_heading(text("help-commands".into()));
    if path.is_empty() {
        command = command.version(env!("CARGO_PKG_VERSION")).arg(own("version").short('V').action(ArgAction::Version));
    }
    for name in names {
        let help = match name.as_str() {
            "lang" | "quiet" | "config" => text(format!("help-{name}")),
            option if option.starts_with("option-") => text(name.clone()),
            _ => text(key(&name)),
        };
        command = command.mut_arg(name, |argument| {
            let is_option = argument.get_long().is_some();
            let heading = if is_option { "help-options" } else { "help-arguments" };
            argument.help(help).help_heading(text(heading.into()))
        });
    }
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in below {
        let path = format!("{path}-{name}");
        command = command.mut_subcommand(name, |below| translate(below, &path, language));
    }
    command
}
