//! The burden meter: what the programme asks of each unit in a year, in items and in minutes, and what it takes from records instead.
//!
//! Nothing is kept for it: it is added up from what was asked. How long a thing takes is what stands with it (a request, an activity)
//! or one of the figures below, which the page shows beside the sum. The time of being at an activity is counted apart: going there
//! is a choice of the unit, and filling in forms is not.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{JoinType, QuerySelect};

use crate::error::LedgerError;
use crate::figure::{self, Clock};
use crate::ids::{PromiseId, UnitId};
use crate::time::Day;
use crate::{activity, brand, opinion, paper, project, promise, request, survey, task};

/// To answer an opinion, minutes.
pub const AN_ANSWER: i64 = 10;
/// To write a version of a brand's file and to sign it, minutes.
pub const A_VERSION: i64 = 20;
/// To comment on a line of a paper, minutes.
pub const A_COMMENT: i64 = 2;
/// To say that a task is done, minutes.
pub const A_TICK: i64 = 1;
/// To report a milestone of a project, with what came of it, minutes.
pub const A_MILESTONE: i64 = 5;

/// For what something was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Versions of brand files.
    Brand,
    /// Tasks of a stage that are done by hand.
    Task,
    /// Milestones of projects, reported by the units that lead them.
    Milestone,
    /// Invitations.
    Activity,
    /// Papers to read.
    Paper,
    /// Comments on papers.
    Comment,
    /// Requests.
    Request,
    /// Opinions to answer.
    Opinion,
    /// Surveys of its staff, an item for each code that it was given.
    Survey,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Brand,
        Self::Task,
        Self::Milestone,
        Self::Activity,
        Self::Paper,
        Self::Comment,
        Self::Request,
        Self::Opinion,
        Self::Survey,
    ];
}

/// What was asked of a unit for one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The unit.
    pub unit: UnitId,
    /// For what.
    pub kind: Kind,
    /// How many things.
    pub items: i64,
    /// How long they take, minutes.
    pub minutes: i64,
}

/// What a year asked of all units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Burden {
    /// What was asked.
    pub lines: Vec<Line>,
    /// How many monthly figures of a unit's promises were taken from records, and so not asked for.
    pub reused: BTreeMap<UnitId, i64>,
    /// How long units were at activities to which they chose to come, minutes.
    pub attended: BTreeMap<UnitId, i64>,
}

impl Burden {
    /// Items and minutes of one unit.
    pub fn of(&self, unit: UnitId) -> (i64, i64) {
        let own = self.lines.iter().filter(|line| line.unit == unit);
        own.fold((0, 0), |(items, minutes), line| (items + line.items, minutes + line.minutes))
    }
}

/// The first and the last day of a year.
fn days(year: i16) -> (Day, Day) {
    use jiff::civil::Date;
    let day = |month, day| Day(Date::new(year, month, day).unwrap_or(Date::ZERO));
    (day(1, 1), day(12, 31))
}

/// Adds up what a year asked of units.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_year(db: &impl ConnectionTrait, year: i16, units: &[UnitId]) -> Result<Burden, LedgerError> {
    let mut burden = asked_in(db, year, units).await?;
    burden.reused = reused(db, year).await?;
    Ok(burden)
}

/// The same without what was taken from records.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn asked_in(db: &impl ConnectionTrait, year: i16, units: &[UnitId]) -> Result<Burden, LedgerError> {
    let of = Of { days: days(year), units };
    let mut burden = Burden::default();
    let mut add = |kind: Kind, rows: Vec<(UnitId, i64)>, each: i64| {
        burden.lines.extend(rows.into_iter().map(|(unit, items)| Line { unit, kind, items, minutes: items * each }));
    };
    // The invitations are the most; what is less is counted meanwhile.
    let less = async {
        add(Kind::Brand, brand_versions(db, &of).await?, A_VERSION);
        add(Kind::Task, tasks(db, &of).await?, A_TICK);
        add(Kind::Milestone, milestones(db, &of).await?, A_MILESTONE);
        add(Kind::Comment, comments(db, &of).await?, A_COMMENT);
        add(Kind::Opinion, answers(db, &of).await?, AN_ANSWER);
        let mut lines = requests(db, &of).await?;
        lines.extend(papers(db, &of).await?);
        lines.extend(surveys(db, &of).await?);
        Ok::<_, LedgerError>(lines)
    };
    let (lines, invited) = tokio::try_join!(less, activities(db, &of))?;
    burden.lines.extend(lines);
    for (unit, items, minutes, there) in invited {
        burden.lines.push(Line { unit, kind: Kind::Activity, items, minutes });
        if there > 0 {
            burden.attended.insert(unit, there);
        }
    }
    Ok(burden)
}

/// Of so few units each is asked for by its id; of more all are.
pub const FEW: usize = 50;

/// Which days and units are added up.
struct Of<'a> {
    days: (Day, Day),
    units: &'a [UnitId],
}

impl Of<'_> {
    /// Rows of these units, where they are few.
    fn units<E: EntityTrait>(&self, rows: Select<E>, unit: impl ColumnTrait) -> Select<E> {
        if self.units.len() > FEW { rows } else { rows.filter(unit.is_in(self.units.iter().copied())) }
    }
}

/// How many rows each unit has; the query says which.
fn counted<E: EntityTrait>(rows: Select<E>, unit: impl ColumnTrait, id: impl ColumnTrait) -> Select<E> {
    rows.select_only().column(unit).column_as(id.count(), "count").group_by(unit)
}

async fn brand_versions(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    let to_brand = brand::Versions::belongs_to(brand::Entity).from(brand::VersionColumn::Brand).to(brand::Column::Id);
    let rows = brand::Versions::find()
        .join(JoinType::InnerJoin, to_brand.into())
        .filter(brand::VersionColumn::FromDay.between(of.days.0, of.days.1));
    Ok(counted(of.units(rows, brand::Column::Unit), brand::Column::Unit, brand::VersionColumn::Id)
        .into_tuple()
        .all(db)
        .await?)
}

async fn tasks(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    use task::done::{Column, Entity};
    let rows = Entity::find().filter(Column::Day.between(of.days.0, of.days.1));
    Ok(counted(of.units(rows, Column::Unit), Column::Unit, Column::Id).into_tuple().all(db).await?)
}

async fn milestones(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    use project::milestone::{Column, Entity};
    let to_project = Entity::belongs_to(project::Entity).from(Column::Project).to(project::Column::Id);
    let rows = Entity::find()
        .join(JoinType::InnerJoin, to_project.into())
        .filter(Column::DoneDay.between(of.days.0, of.days.1));
    Ok(counted(of.units(rows, project::Column::Unit), project::Column::Unit, Column::Id).into_tuple().all(db).await?)
}

async fn comments(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    use paper::comment::{Column, Entity};
    let rows = Entity::find().filter(Column::Day.between(of.days.0, of.days.1));
    Ok(counted(of.units(rows, Column::Unit), Column::Unit, Column::Id).into_tuple().all(db).await?)
}

async fn answers(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    use opinion::answer::{Column, Entity};
    let rows = Entity::find().filter(Column::Day.between(of.days.0, of.days.1)).filter(Column::Unit.is_not_null());
    Ok(counted(of.units(rows, Column::Unit), Column::Unit, Column::Id).into_tuple().all(db).await?)
}

/// A sum of minutes: both databases are to give the same kind of number.
fn sum(minutes: impl ColumnTrait) -> Expr {
    Expr::expr(minutes.sum()).cast_as("bigint")
}

async fn requests(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<Line>, LedgerError> {
    use request::asked::{Column, Entity};
    let to_request = Entity::belongs_to(request::Entity).from(Column::Request).to(request::Column::Id);
    let rows = Entity::find()
        .join(JoinType::InnerJoin, to_request.into())
        .filter(request::Column::AskedDay.between(of.days.0, of.days.1));
    let rows = counted(of.units(rows, Column::Unit), Column::Unit, Column::Id)
        .column_as(sum(request::Column::Minutes), "minutes");
    let rows: Vec<(UnitId, i64, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(unit, items, minutes)| Line { unit, kind: Kind::Request, items, minutes }).collect())
}

/// Every unit is to read what was issued.
async fn papers(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<Line>, LedgerError> {
    use paper::version::{Column, Entity};
    let issued = Entity::find().filter(Column::IssuedDay.between(of.days.0, of.days.1)).all(db).await?;
    let items = i64::try_from(issued.len()).unwrap_or(i64::MAX);
    let minutes = issued.iter().map(paper::version::Model::minutes).sum();
    let line = |unit: &UnitId| Line { unit: *unit, kind: Kind::Paper, items, minutes };
    Ok(if issued.is_empty() { Vec::new() } else { of.units.iter().map(line).collect() })
}

/// The programme's surveys of staff: each code is somebody who is asked for so many minutes. A unit's own votes it asks for itself.
async fn surveys(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<Line>, LedgerError> {
    use survey::code::{Column, Entity};
    let to_survey = Entity::belongs_to(survey::Entity).from(Column::Survey).to(survey::Column::Id);
    let rows = Entity::find()
        .join(JoinType::InnerJoin, to_survey.into())
        .filter(survey::Column::OpenedDay.between(of.days.0, of.days.1))
        .filter(survey::Column::Kind.eq(survey::Kind::Survey))
        .filter(survey::Column::Asks.eq(survey::Asks::Staff))
        .filter(Column::Unit.is_not_null());
    let rows = counted(of.units(rows, Column::Unit), Column::Unit, Column::Id)
        .column_as(sum(survey::Column::Minutes), "minutes");
    let rows: Vec<(UnitId, i64, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(unit, items, minutes)| Line { unit, kind: Kind::Survey, items, minutes }).collect())
}

/// Of each unit: how many invitations, their minutes, and how long it was there, minutes. An invitation has of its activity what is
/// added up here, so that no other table is read.
async fn activities(db: &impl ConnectionTrait, of: &Of<'_>) -> Result<Vec<(UnitId, i64, i64, i64)>, LedgerError> {
    use activity::invitation::{Column, Entity};
    let rows = Entity::find().filter(Column::Day.between(of.days.0, of.days.1)).filter(Column::CalledOff.eq(false));
    // By unit alone, as the index has them: a second thing to group by would have all rows sorted.
    let there = Expr::case(Column::Reply.eq(activity::Reply::Comes), Expr::col(Column::Lasts)).finally(0);
    let rows = of
        .units(rows, Column::Unit)
        .select_only()
        .column(Column::Unit)
        .column_as(Column::Unit.count(), "count")
        .column_as(sum(Column::Minutes), "minutes")
        .column_as(Expr::expr(Expr::expr(there).sum()).cast_as("bigint"), "there")
        .group_by(Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}

/// The months of which a figure was made from records, of each unit's promises.
async fn reused(db: &impl ConnectionTrait, year: i16) -> Result<BTreeMap<UnitId, i64>, LedgerError> {
    let months = figure::months_of_year(db, Clock::Promised, year).await?;
    let promises = promise::all(db).await?;
    let brands = brand::Entity::find().all(db).await?;
    let unit_of = |id: PromiseId| {
        let brand = promises.iter().find(|promise| promise.id == id)?.brand;
        brands.iter().find(|known| known.id == brand).map(|brand| brand.unit)
    };
    let mut reused = BTreeMap::new();
    for (promise, months) in months {
        if let Some(unit) = unit_of(promise) {
            *reused.entry(unit).or_default() += months;
        }
    }
    Ok(reused)
}
