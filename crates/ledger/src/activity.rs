//! Activities of the programme: field visits, symposia, study visits, lectures, forums; who is invited, and who comes.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{ActivityId, InvitationId, ProgrammeId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// What kind of activity it is.
    Kind {
        /// Somebody of the office or a leader goes to a unit.
        Visit = "visit",
        /// People are asked what they think.
        Symposium = "symposium",
        /// Units go elsewhere to learn.
        Study = "study",
        /// Somebody who knows speaks.
        Lecture = "lecture",
        /// Units speak of what they do.
        Forum = "forum",
    }

    /// How far it is.
    State {
        /// It is to come.
        Planned = "planned",
        /// It was held.
        Held = "held",
        /// It is not held.
        Cancelled = "cancelled",
    }

    /// What a unit says to an invitation.
    Reply {
        /// Nothing yet.
        None = "none",
        /// It comes.
        Comes = "comes",
        /// It does not come.
        Declines = "declines",
    }
}

/// An activity. Days and times are those of the city's clocks.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ActivityId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// What kind it is.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// Who leads, speaks or is visited, by role.
    pub people: String,
    /// What is done, in which order.
    pub agenda: String,
    /// Its first day.
    pub from_day: Day,
    /// When it begins: `09:00`; empty for a whole day.
    pub from_time: String,
    /// Its last day.
    pub until_day: Day,
    /// When it ends; empty for a whole day.
    pub until_time: String,
    /// How many people can come; none for as many as want.
    pub places: Option<i64>,
    /// What it takes each invited unit to answer and to prepare, minutes; the time of being there is counted apart.
    pub minutes: i64,
    /// What was heard.
    pub heard: String,
    /// How far it is.
    pub state: State,
}

kept_row!("activity");

/// How long something lasts, minutes: by its times on one day; by whole days of eight hours where it has no times or several days.
pub fn minutes_between(from: Day, from_time: &str, until: Day, until_time: &str) -> i64 {
    let time = |text: &str| text.parse::<jiff::civil::Time>().ok();
    let within_a_day = time(from_time).zip(time(until_time)).filter(|_| from == until);
    match within_a_day {
        Some((from, until)) => until.duration_since(from).as_mins().max(0),
        None => (i64::from((until.0 - from.0).get_days()) + 1).max(1) * 8 * 60,
    }
}

/// Invitations.
pub mod invitation {
    use super::{ActivityId, Day, InvitationId, Reply, Serialize, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit that is invited.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "activity_unit")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: InvitationId,
        /// The activity.
        pub activity: ActivityId,
        /// The unit.
        pub unit: UnitId,
        /// What it says.
        pub reply: Reply,
        /// Who comes, by role; one a line.
        pub people: String,
        /// When it said so.
        pub replied_day: Option<Day>,
        /// The first day of the activity: here as well, and so are the next, for sums over a year.
        pub day: Day,
        /// What the activity asks, minutes.
        pub minutes: i64,
        /// How long it lasts, minutes.
        pub lasts: i64,
        /// Whether it is not held.
        pub called_off: bool,
    }

    kept_row!("invitation");

    impl Model {
        /// How many people come.
        pub fn count(&self) -> usize {
            if self.reply != Reply::Comes {
                return 0;
            }
            self.people.lines().filter(|line| !line.trim().is_empty()).count().max(1)
        }
    }
}

/// Adds an activity, and invites units.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, activity: Model, units: &[UnitId]) -> Result<ActivityId, LedgerError> {
    let id = change.add_row("activity-added", activity).await?.id;
    invite(change, id, units).await?;
    Ok(id)
}

/// Changes what is entered of an activity.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, after: Model) -> Result<(), LedgerError> {
    let before = find(change.db, after.id).await?.ok_or(LedgerError::Gone {})?;
    let (id, of) = (after.id, after.clone());
    change.change_row("activity-edited", &before, after).await?;
    // What the invitations have of it goes along.
    for row in invitations(change.db, id).await? {
        let after = with(row.clone(), &of);
        if row != after {
            after.into_active_model().reset_all().update(change.db).await?;
        }
    }
    Ok(())
}

/// An invitation with what it has of its activity.
fn with(row: invitation::Model, of: &Model) -> invitation::Model {
    invitation::Model {
        day: of.from_day,
        minutes: of.minutes,
        lasts: minutes_between(of.from_day, &of.from_time, of.until_day, &of.until_time),
        called_off: of.state == State::Cancelled,
        ..row
    }
}

/// Makes these the invited units. Who is invited already keeps what it has said; who is no longer is taken off unless it has replied.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn invite(change: &mut Change<'_>, id: ActivityId, units: &[UnitId]) -> Result<(), LedgerError> {
    let of = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let known = invitations(change.db, id).await?;
    for old in &known {
        if !units.contains(&old.unit) && old.reply == Reply::None {
            change.remove_row("invitation-taken-back", old.clone()).await?;
        }
    }
    for unit in units {
        if known.iter().all(|old| old.unit != *unit) {
            let row = invitation::Model {
                id: InvitationId(0),
                activity: id,
                unit: *unit,
                reply: Reply::None,
                people: String::new(),
                replied_day: None,
                day: of.from_day,
                minutes: 0,
                lasts: 0,
                called_off: false,
            };
            change.add_row("unit-invited", with(row, &of)).await?;
        }
    }
    Ok(())
}

/// Writes down what a unit says to an invitation.
///
/// # Errors
/// [`LedgerError::Gone`] for a unit that is not invited.
pub async fn reply(
    change: &mut Change<'_>,
    id: ActivityId,
    unit: UnitId,
    reply: Reply,
    people: String,
    day: Day,
) -> Result<(), LedgerError> {
    let before = invitation_of(change.db, id, unit).await?.ok_or(LedgerError::Gone {})?;
    let after = invitation::Model { reply, people, replied_day: Some(day), ..before.clone() };
    change.change_row("invitation-answered", &before, after).await
}

/// An activity by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ActivityId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The activities that have a day within these, the earliest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn between(db: &impl ConnectionTrait, from: Day, until: Day) -> Result<Vec<Model>, LedgerError> {
    let within = Condition::all().add(Column::FromDay.lte(until)).add(Column::UntilDay.gte(from));
    Ok(Entity::find().filter(within).order_by_asc(Column::FromDay).order_by_asc(Column::FromTime).all(db).await?)
}

/// The activities of a programme, the latest first, and no more than `most` of them.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_programme(db: &impl ConnectionTrait, id: ProgrammeId, most: u64) -> Result<Vec<Model>, LedgerError> {
    let rows = Entity::find().filter(Column::Programme.eq(id)).order_by_desc(Column::FromDay);
    Ok(rows.order_by_desc(Column::Id).limit(most).all(db).await?)
}

/// How many activities have a day within these.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn count_between(db: &impl ConnectionTrait, from: Day, until: Day) -> Result<u64, LedgerError> {
    Ok(Entity::find().filter(Column::FromDay.lte(until)).filter(Column::UntilDay.gte(from)).count(db).await?)
}

/// The years in which activities begin, the latest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn years(db: &impl ConnectionTrait) -> Result<Vec<i16>, LedgerError> {
    let days: Vec<Day> = Entity::find().select_only().column(Column::FromDay).distinct().into_tuple().all(db).await?;
    let mut years: Vec<i16> = days.iter().map(|day| day.0.year()).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

/// Who is invited to an activity.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn invitations(db: &impl ConnectionTrait, id: ActivityId) -> Result<Vec<invitation::Model>, LedgerError> {
    let rows = invitation::Entity::find().filter(invitation::Column::Activity.eq(id));
    Ok(rows.order_by_asc(invitation::Column::Unit).all(db).await?)
}

/// The invitation of a unit to an activity.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn invitation_of(
    db: &impl ConnectionTrait,
    id: ActivityId,
    unit: UnitId,
) -> Result<Option<invitation::Model>, LedgerError> {
    let rows = invitation::Entity::find().filter(invitation::Column::Activity.eq(id));
    Ok(rows.filter(invitation::Column::Unit.eq(unit)).one(db).await?)
}

/// Invitations of some units to activities that are still to come from a day on, each with its activity.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn to_come(
    db: &impl ConnectionTrait,
    units: &[UnitId],
    from: Day,
) -> Result<Vec<(invitation::Model, Model)>, LedgerError> {
    let planned = Entity::find().filter(Column::UntilDay.gte(from)).filter(Column::State.eq(State::Planned));
    let planned = planned.order_by_asc(Column::FromDay).all(db).await?;
    let ids: Vec<ActivityId> = planned.iter().map(|activity| activity.id).collect();
    let invited = invitation::Entity::find()
        .filter(invitation::Column::Unit.is_in(units.iter().copied()))
        .filter(invitation::Column::Activity.is_in(ids))
        .all(db)
        .await?;
    let of = |activity: &Model| invited.iter().filter(|row| row.activity == activity.id).cloned().collect::<Vec<_>>();
    Ok(planned.iter().flat_map(|activity| of(activity).into_iter().map(|row| (row, activity.clone()))).collect())
}

/// The units, of some or of all, that chose to come to activities between two days, each with the activity, by its day. What was called
/// off is left out.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn attended(
    db: &impl ConnectionTrait,
    units: Option<&[UnitId]>,
    from: Day,
    until: Day,
) -> Result<Vec<(UnitId, Model)>, LedgerError> {
    let mut came = invitation::Entity::find()
        .filter(invitation::Column::Day.between(from, until))
        .filter(invitation::Column::Reply.eq(Reply::Comes));
    if let Some(units) = units {
        came = came.filter(invitation::Column::Unit.is_in(units.iter().copied()));
    }
    let mut by_activity: BTreeMap<ActivityId, Vec<UnitId>> = BTreeMap::new();
    for row in came.order_by_asc(invitation::Column::Id).all(db).await? {
        by_activity.entry(row.activity).or_default().push(row.unit);
    }
    let mut held =
        Entity::find().filter(Column::FromDay.between(from, until)).filter(Column::State.ne(State::Cancelled));
    if units.is_some() {
        // Of some units, a year's other activities are not read.
        held = held.filter(Column::Id.is_in(by_activity.keys().copied()));
    }
    let held = held.order_by_asc(Column::FromDay).order_by_asc(Column::Id).all(db).await?;
    let of = |activity: Model| {
        let units = by_activity.get(&activity.id).cloned().unwrap_or_default();
        units.into_iter().map(move |unit| (unit, activity.clone()))
    };
    Ok(held.into_iter().flat_map(of).collect())
}

/// How many are invited, and how many have not answered, by activity.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn counts(
    db: &impl ConnectionTrait,
    ids: &[ActivityId],
) -> Result<Vec<(ActivityId, Reply, i64)>, LedgerError> {
    let rows = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::Activity)
        .column(invitation::Column::Reply)
        .column_as(invitation::Column::Id.count(), "count")
        .filter(invitation::Column::Activity.is_in(ids.iter().copied()))
        .group_by(invitation::Column::Activity)
        .group_by(invitation::Column::Reply);
    Ok(rows.into_tuple().all(db).await?)
}
