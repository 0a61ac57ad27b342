//! A table whose columns the plan names.

use plan::Source;

use crate::batch::{Role, Wanted};
use crate::builder::{FactBuilder, Row};
use crate::problem::{FactsError, RowProblem};
use crate::table::{Heading, TextRow};
use crate::time::Times;

/// Which column is what.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    count: usize,
    case: usize,
    activity: Option<usize>,
    at: Option<(usize, String)>,
    actor: Option<usize>,
    service: Option<usize>,
    unit: Option<usize>,
    channel: Option<usize>,
    fields: Vec<usize>,
}

impl Columns {
    pub(crate) fn of(heading: &Heading, source: &Source, wanted: &Wanted) -> Result<Self, FactsError> {
        let not_mapped = |key: &str| FactsError::NotMapped { key: key.to_owned(), file: heading.file.clone() };
        let column = |key: &str, name: &Option<String>, wanted: bool| match name {
            Some(name) if wanted => heading.column(key, name).map(Some),
            _ => Ok(None),
        };
        let at = column("at", &source.at, true)?;
        let activity = column("activity", &source.activity, true)?;
        // An activity is done at some time, and a time without a name for what was done is no step.
        if activity.is_some() && at.is_none() {
            return Err(not_mapped("at"));
        }
        if at.is_some() && activity.is_none() {
            return Err(not_mapped("activity"));
        }
        let fields = wanted.fields.iter().map(|field| {
            let key = match field.role {
                Role::Time => "attribute",
                Role::Due => "due",
                Role::Days => "working_days_from",
                Role::Text => "keep",
            };
            heading.column(key, &field.name)
        });
        Ok(Self {
            count: heading.names.len(),
            case: column("case", &source.case, true)?.ok_or_else(|| not_mapped("case"))?,
            activity,
            at: at.zip(source.at.clone()),
            actor: column("actor", &source.actor, wanted.actor)?,
            service: column("service", &source.service, wanted.service)?,
            unit: column("unit", &source.unit, wanted.unit)?,
            channel: column("channel", &source.channel, wanted.channel)?,
            fields: fields.collect::<Result<_, _>>()?,
        })
    }

    #[inline]
    pub(crate) fn map(&self, row: TextRow<'_>, times: &Times, facts: &mut FactBuilder) -> Result<(), RowProblem> {
        if row.ends.len() != self.count {
            return Err(RowProblem::Columns { found: row.ends.len(), wanted: self.count });
        }
        let case = row.field(self.case);
        if case.is_empty() {
            return Err(RowProblem::NoCase {});
        }
        let at = match &self.at {
            None => None,
            Some((column, name)) => {
                let text = row.field(*column);
                match facts.read_time(text, times) {
                    Ok(moment) => Some(moment.at),
                    Err(_) if text.trim().is_empty() => return Err(RowProblem::NoTime { column: name.clone() }),
                    Err(problem) => return Err(RowProblem::time(problem, name, text)),
                }
            }
        };
        for (index, column) in self.fields.iter().enumerate() {
            facts.set_field(index, row.field(*column), times)?;
        }
        let text = |column: Option<usize>| column.map(|column| row.field(column)).filter(|text| !text.is_empty());
        facts.push(Row {
            case,
            // An event without a name is still a step; it is shown as what it is.
            activity: self
                .activity
                .map(|column| row.field(column))
                .map(|name| if name.is_empty() { "(none)" } else { name }),
            at,
            mark: None,
            actor: text(self.actor),
            service: text(self.service),
            unit: text(self.unit),
            channel: text(self.channel),
            line: row.line,
        });
        Ok(())
    }
}
