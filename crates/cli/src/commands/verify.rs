//! `mingpai verify`: recomputes the figures of a bundle.

use std::fs::File;
use std::io::Write;

use bundle::BundleError;
use terms::Dimension;
use words::Message;

use crate::arguments;
use crate::commands::Context;
use crate::fault::Fault;
use crate::output::{scorecards, standard_output};

pub(crate) fn run(command: &arguments::VerifyBundle, context: &Context) -> Result<(), Fault> {
    let in_file =
        |text: Message| Fault::Input(Message::new("in-file").with("file", &command.bundle).with("text", text));
    let key = match &command.key {
        None => None,
        Some(file) => {
            let text = facts::read_text(file)?;
            Some(bundle::public_key_of(&text).map_err(|error| in_file(error.message()))?)
        }
    };
    let file = File::open(&command.bundle)
        .map_err(|error| in_file(BundleError::NotABundle { detail: error.to_string() }.message()))?;
    let verified = bundle::verify(file, key.as_ref()).map_err(|error| in_file(error.message()))?;
    let mut out = standard_output();
    let (zh, en) = &verified.words;
    let words = if context.language == words::Language::English && !en.is_empty() { en } else { zh };
    let head = Message::new("verify-head")
        .with("unit", &verified.unit)
        .with("brand", &verified.brand)
        .with("words", words)
        .with("as_of", &verified.as_of);
    writeln!(out, "{}", head.text(context.language))?;
    let cards: Vec<terms::Scorecard> = verified
        .figures
        .iter()
        .map(|(period, card)| {
            let period = if period == "all" { context.text("verify-all") } else { period.clone() };
            terms::Scorecard { key: vec![period], ..card.clone() }
        })
        .collect();
    writeln!(out, "{}", scorecards::for_people(&cards, &[Dimension::Month], context.language).text)?;
    let same = Message::new("verify-same").with("figures", verified.figures.len());
    writeln!(out, "{}", same.text(context.language))?;
    let signed = if verified.signed == Some(true) { "verify-signed" } else { "verify-unsigned" };
    writeln!(out, "{}", context.text(signed))?;
    Ok(out.flush()?)
}
