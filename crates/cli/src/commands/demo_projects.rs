//! The made-up city's projects, what its units tell of how they did something, and its guidance, put into a ledger as people would.

use city::{ExampleEntry, ProjectEntry};
use jiff::civil::Date;
use ledger::{
    Change, Day, ExampleId, FollowId, GuidanceId, LedgerError, MilestoneId, ProjectId, PromiseId, UnitId, example,
    guidance, project,
};

use super::demo_register::{at, kind_words};
use super::demo_year::{Writing, first_promise};

/// Writes all of it.
pub(super) async fn everything(writing: &Writing<'_>, change: &mut Change<'_>) -> Result<(), LedgerError> {
    let known = &writing.register.projects;
    for entry in &known.projects {
        write_project(writing, change, entry).await?;
    }
    for entry in &known.examples {
        write_example(writing, change, entry).await?;
    }
    for entry in &known.guidance {
        change.at = at(entry.day);
        let row = guidance::Model {
            id: GuidanceId(0),
            programme: writing.programme,
            unit_kind: kind_words(entry.kind).to_owned(),
            text: entry.text.clone(),
            day: Day(entry.day),
        };
        guidance::write(change, row).await?;
    }
    Ok(())
}

/// The first promise of a unit, where it is asked for.
async fn promise(change: &mut Change<'_>, unit: UnitId, wanted: bool) -> Result<Option<PromiseId>, LedgerError> {
    if wanted { first_promise(change, unit).await } else { Ok(None) }
}

async fn write_project(
    writing: &Writing<'_>,
    change: &mut Change<'_>,
    entry: &ProjectEntry,
) -> Result<(), LedgerError> {
    let unit = writing.unit(entry.leads)?;
    let row = project::Model {
        id: ProjectId(0),
        programme: writing.programme,
        unit,
        title: entry.title.clone(),
        aim: entry.aim.clone(),
        from_day: Day(entry.from),
        until_day: Day(entry.until),
        promise: promise(change, unit, entry.promise).await?,
    };
    change.at = at(entry.from);
    let id = project::add(change, row, &writing.units(&entry.with)).await?;
    for known in &entry.milestones {
        change.at = at(entry.from);
        let row = project::milestone::Model {
            id: MilestoneId(0),
            project: id,
            what: known.what.clone(),
            due_day: Day(known.due),
            done_day: None,
            came_of: String::new(),
        };
        let milestone = project::add_milestone(change, row).await?;
        if let Some(done) = known.done {
            change.at = at(done);
            project::reach(change, milestone, Some(Day(done)), known.came_of.clone()).await?;
        }
    }
    Ok(())
}

async fn write_example(
    writing: &Writing<'_>,
    change: &mut Change<'_>,
    entry: &ExampleEntry,
) -> Result<(), LedgerError> {
    let unit = writing.unit(entry.unit)?;
    let row = example::Model {
        id: ExampleId(0),
        programme: writing.programme,
        unit,
        title: entry.title.clone(),
        trouble: entry.trouble.clone(),
        done: entry.done.clone(),
        took: entry.took.clone(),
        watch: entry.watch.clone(),
        promise: promise(change, unit, entry.promise).await?,
        since_day: Day(entry.since),
        published: false,
        unit_agrees: false,
    };
    // They were written when there was something to tell.
    change.at = at(Date::constant(2025, 1, 15).max(entry.since));
    let id = example::add(change, row).await?;
    if entry.agrees {
        example::say(change, id, example::Side::Unit, true).await?;
    }
    if entry.published {
        example::say(change, id, example::Side::Office, true).await?;
    }
    for (place, day) in &entry.follows {
        let unit = writing.unit(*place)?;
        let row = example::follow::Model {
            id: FollowId(0),
            example: id,
            unit,
            day: Day(*day),
            promise: promise(change, unit, true).await?,
        };
        change.at = at(*day);
        example::follow(change, row).await?;
    }
    Ok(())
}
