//! `[milestones]`: the instants of a case that have a name.

use crate::error::PlanError;
use crate::section::Section;
use crate::source::{Preset, not_one_of};

/// Which of several events a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pick {
    /// The first one.
    #[default]
    First,
    /// The last one.
    Last,
}

/// An instant of a case that has a name, such as `accepted` or `decided`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The name by which promises speak of it.
    pub name: String,
    /// Which instant it is.
    pub meaning: Meaning,
}

/// Which instant a milestone is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// An event with one of these activities.
    Activities {
        /// The activities.
        names: Vec<String>,
        /// Which event, where there are several.
        pick: Pick,
    },
    /// A time that the case itself carries: an attribute of the trace, or a column of a table with one row a case.
    Attribute(String),
    /// An event that the source itself marks as this milestone; only presets do.
    Mark {
        /// The mark.
        mark: String,
        /// Which event, where there are several.
        pick: Pick,
    },
    /// The case's last step, where it carries this mark; only presets ask for it.
    LastStep {
        /// The mark.
        mark: String,
    },
}

/// The plan's milestones, then those of the preset that the plan does not define itself.
pub(crate) fn read(root: &Section<'_>, preset: Option<Preset>) -> Result<Vec<Milestone>, PlanError> {
    let mut milestones = Vec::new();
    if let Some(section) = root.section("milestones")? {
        for name in section.keys() {
            let Some(inner) = section.section(name)? else { continue };
            milestones.push(Milestone { name: name.to_owned(), meaning: meaning(&inner, name)? });
        }
    }
    for own in preset.map(Preset::milestones).unwrap_or_default() {
        if milestones.iter().all(|milestone| milestone.name != own.name) {
            milestones.push(own);
        }
    }
    Ok(milestones)
}

fn meaning(section: &Section<'_>, name: &str) -> Result<Meaning, PlanError> {
    section.only(&["activities", "attribute", "pick"])?;
    let pick = match section.string("pick")?.as_deref() {
        None | Some("first") => Pick::First,
        Some("last") => Pick::Last,
        Some(value) => return Err(not_one_of(section, "pick", value.to_owned(), &["first", "last"])),
    };
    let meaning = match (section.strings("activities")?, section.string("attribute")?) {
        (Some(names), None) if !names.is_empty() => Meaning::Activities { names, pick },
        (None, Some(field)) if !section.has("pick") => Meaning::Attribute(field),
        _ => return Err(PlanError::MilestoneKind { line: section.line(), name: name.to_owned() }),
    };
    Ok(meaning)
}
