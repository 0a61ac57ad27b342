//! Progress, on a terminal only.

use std::io::IsTerminal;

use facts::{FactsError, PlacedPart, Records};
use indicatif::{ProgressBar, ProgressStyle};
use words::Message;

use crate::commands::Context;

/// A bar for so many bytes, unless nobody looks.
pub(crate) fn bar(bytes: u64, context: &Context) -> ProgressBar {
    let reading = Message::new("progress-reading").text(context.language);
    shown(bytes, &format!("{reading} {{bar:40}} {{bytes}} / {{total_bytes}} {{eta}}"), context)
}

/// A bar for so many cases that are being made up, unless nobody looks.
pub(crate) fn bar_of_cases(cases: u64, context: &Context) -> ProgressBar {
    let making = Message::new("progress-making-up").text(context.language);
    shown(cases, &format!("{making} {{bar:40}} {{human_pos}} / {{human_len}} {{eta}}"), context)
}

fn shown(length: u64, template: &str, context: &Context) -> ProgressBar {
    if context.is_quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// Records that show how far their reading is.
pub(crate) struct Shown {
    records: Box<dyn Records>,
    bar: ProgressBar,
}

impl Shown {
    /// Shows the reading of some records, unless nobody looks.
    pub(crate) fn new(records: Box<dyn Records>, context: &Context) -> Self {
        let bar = bar(records.progress().1, context);
        Self { records, bar }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Records for Shown {
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError> {
        let part = self.records.next_part()?;
        self.bar.set_position(self.records.progress().0);
        Ok(part)
    }

    fn files(&self) -> &[String] {
        self.records.files()
    }

    fn progress(&self) -> (u64, u64) {
        self.records.progress()
    }
}
