//! Opinions from symposia and from the public: each goes to a unit, is answered until a day, and its sender says whether that solved it.
//!
//! Of an anonymous one only the day is kept: neither hour nor address. Its sender reads the answer with a code that was shown once;
//! the ledger has the hash of it.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{AccountId, ActivityId, AnswerId, OpinionId, ProgrammeId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// On which way it came.
    Via {
        /// At a symposium, written down by the office.
        Symposium = "symposium",
        /// By the form for everybody, with a name.
        Form = "form",
        /// By the form for everybody, without one.
        Anonymous = "anonymous",
    }

    /// How far it is.
    State {
        /// No unit has it yet.
        New = "new",
        /// It waits for an answer.
        Open = "open",
        /// It is answered, and its sender has not said more.
        Answered = "answered",
        /// Its sender says that it is solved.
        Solved = "solved",
    }

    /// What the sender says of an answer.
    Verdict {
        /// Nothing yet.
        None = "none",
        /// It is solved.
        Solved = "solved",
        /// It is not.
        NotSolved = "not-solved",
    }
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "opinion")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: OpinionId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The symposium at which it was said.
    pub activity: Option<ActivityId>,
    /// The unit that answers.
    pub unit: Option<UnitId>,
    /// Who of that unit sees to it.
    pub owner: Option<AccountId>,
    /// On which way it came.
    pub via: Via,
    /// What it is about, in a word or two.
    pub theme: String,
    /// What was said.
    pub text: String,
    /// How its sender is reached, where that was said; it stands in no log.
    #[serde(skip)]
    pub contact: String,
    /// On which day it came.
    pub received_day: Day,
    /// Until when it is answered.
    pub due_day: Option<Day>,
    /// How far it is.
    pub state: State,
    /// The hash of its sender's code.
    #[serde(skip)]
    pub receipt: Option<String>,
    /// Whether its sender agrees that it is published.
    pub sender_agrees: bool,
    /// Whether the unit agrees that it is published.
    pub unit_agrees: bool,
}

kept_row!("opinion");

impl Model {
    /// Whether its answer is late on a day.
    pub fn is_late(&self, today: Day) -> bool {
        self.state == State::Open && self.due_day.is_some_and(|due| due < today)
    }

    /// Whether everybody may read it: both agree, and it has an answer.
    pub fn is_public(&self) -> bool {
        self.sender_agrees && self.unit_agrees && matches!(self.state, State::Answered | State::Solved)
    }
}

/// Answers to opinions.
pub mod answer {
    use super::{AccountId, AnswerId, Day, OpinionId, Serialize, UnitId, Verdict, kept_row};
    use sea_orm::entity::prelude::*;

    /// An answer.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "opinion_answer")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: AnswerId,
        /// The opinion.
        pub opinion: OpinionId,
        /// The unit that answered.
        pub unit: Option<UnitId>,
        /// What is answered.
        pub text: String,
        /// When.
        pub day: Day,
        /// Who answered.
        pub account: Option<AccountId>,
        /// What the sender says of it.
        pub verdict: Verdict,
        /// When the sender said so.
        pub verdict_day: Option<Day>,
        /// What the sender adds.
        pub remark: String,
    }

    kept_row!("opinion-answer");
}

/// Takes an opinion in; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, opinion: Model) -> Result<OpinionId, LedgerError> {
    Ok(change.add_row("opinion-received", opinion).await?.id)
}

/// Gives an opinion to a unit, which answers until a day; also to another one than before.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there or is settled.
pub async fn assign(
    change: &mut Change<'_>,
    id: OpinionId,
    unit: UnitId,
    owner: Option<AccountId>,
    theme: String,
    due_day: Option<Day>,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    if matches!(before.state, State::Answered | State::Solved) {
        return Err(LedgerError::Gone {});
    }
    let after = Model { unit: Some(unit), owner, theme, due_day, state: State::Open, ..before.clone() };
    change.change_row("opinion-assigned", &before, after).await
}

/// Answers an opinion that waits for it.
///
/// # Errors
/// [`LedgerError::Gone`] for one that waits for no answer.
pub async fn answer(
    change: &mut Change<'_>,
    id: OpinionId,
    text: String,
    unit_agrees: bool,
    day: Day,
    account: Option<AccountId>,
) -> Result<AnswerId, LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    if before.state != State::Open {
        return Err(LedgerError::Gone {});
    }
    let row = answer::Model {
        id: AnswerId(0),
        opinion: id,
        unit: before.unit,
        text,
        day,
        account,
        verdict: Verdict::None,
        verdict_day: None,
        remark: String::new(),
    };
    let answered = change.add_row("opinion-answered", row).await?.id;
    let after = Model { state: State::Answered, unit_agrees, ..before.clone() };
    change.change_row("opinion-answered", &before, after).await?;
    Ok(answered)
}

/// Writes down what the sender says of the last answer. One that did not solve it opens the opinion again, until another day.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not answered, or of whose answer something was said.
pub async fn judge(
    change: &mut Change<'_>,
    id: OpinionId,
    verdict: Verdict,
    remark: String,
    day: Day,
    due_day: Option<Day>,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let last = answers(change.db, id).await?.pop().filter(|_| before.state == State::Answered);
    let last = last.ok_or(LedgerError::Gone {})?;
    let after = answer::Model { verdict, verdict_day: Some(day), remark, ..last.clone() };
    change.change_row("opinion-judged", &last, after).await?;
    let after = match verdict {
        Verdict::Solved => Model { state: State::Solved, ..before.clone() },
        Verdict::NotSolved => Model { state: State::Open, due_day, ..before.clone() },
        Verdict::None => return Ok(()),
    };
    change.change_row("opinion-judged", &before, after).await
}

/// Writes down whether its sender agrees that it is published.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn agree(change: &mut Change<'_>, id: OpinionId, sender_agrees: bool) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.change_row("opinion-consent", &before, Model { sender_agrees, ..before.clone() }).await
}

/// An opinion by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: OpinionId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The opinion of which this is the hash of the sender's code.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn by_receipt(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Receipt.eq(hash)).one(db).await?)
}

/// The answers to an opinion, the earliest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn answers(db: &impl ConnectionTrait, id: OpinionId) -> Result<Vec<answer::Model>, LedgerError> {
    answers_of(db, &[id]).await
}

/// The answers to some opinions, the earliest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn answers_of(db: &impl ConnectionTrait, ids: &[OpinionId]) -> Result<Vec<answer::Model>, LedgerError> {
    let rows = answer::Entity::find().filter(answer::Column::Opinion.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(answer::Column::Id).all(db).await?)
}

/// Which opinions are asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of these units only; none is all, those that no unit has among them.
    pub units: Option<Vec<UnitId>>,
    /// In this state only.
    pub state: Option<State>,
    /// With this theme only.
    pub theme: Option<String>,
    /// From this activity only.
    pub activity: Option<ActivityId>,
    /// Only those that everybody may read.
    pub public: bool,
}

impl Wanted {
    fn query(&self) -> Select<Entity> {
        let mut rows = Entity::find();
        if let Some(units) = &self.units {
            rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
        }
        if let Some(state) = self.state {
            rows = rows.filter(Column::State.eq(state));
        }
        if let Some(theme) = &self.theme {
            rows = rows.filter(Column::Theme.eq(theme.as_str()));
        }
        if let Some(activity) = self.activity {
            rows = rows.filter(Column::Activity.eq(activity));
        }
        if self.public {
            rows = rows.filter(Column::SenderAgrees.eq(true)).filter(Column::UnitAgrees.eq(true));
            rows = rows.filter(Column::State.is_in([State::Answered, State::Solved]));
        }
        rows
    }
}

/// Opinions, the newest first: so many after so many; and how many there are.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn list(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    after: u64,
    most: u64,
) -> Result<(Vec<Model>, u64), LedgerError> {
    let all = wanted.query().count(db).await?;
    let rows = wanted.query().order_by_desc(Column::Id).offset(after).limit(most).all(db).await?;
    Ok((rows, all))
}

/// The newest opinions: so many at most, without counting the others.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn newest(db: &impl ConnectionTrait, wanted: &Wanted, most: u64) -> Result<Vec<Model>, LedgerError> {
    Ok(wanted.query().order_by_desc(Column::Id).limit(most).all(db).await?)
}

/// What waits for an answer without a day until which, because the calendar did not reach so far.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn without_due(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::State.eq(State::Open)).filter(Column::DueDay.is_null()).all(db).await?)
}

/// Sets the day until which an opinion that has none is answered.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn set_due(change: &mut Change<'_>, id: OpinionId, due: Day) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.change_row("opinion-due", &before, Model { due_day: Some(due), ..before.clone() }).await
}

/// What waits for an answer of some units, what is due first comes first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn waiting(db: &impl ConnectionTrait, units: &[UnitId], most: u64) -> Result<Vec<Model>, LedgerError> {
    let rows = Entity::find().filter(Column::State.eq(State::Open)).filter(Column::Unit.is_in(units.iter().copied()));
    Ok(rows.order_by_asc(Column::DueDay).limit(most).all(db).await?)
}

/// The opinions that came from one day until another, of some units or of all.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn received(
    db: &impl ConnectionTrait,
    units: Option<&[UnitId]>,
    from: Day,
    until: Day,
) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find().filter(Column::ReceivedDay.between(from, until));
    if let Some(units) = units {
        rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
    }
    Ok(rows.order_by_asc(Column::Id).all(db).await?)
}

/// How many opinions there are by unit and state.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn counts(db: &impl ConnectionTrait) -> Result<Vec<(Option<UnitId>, State, i64)>, LedgerError> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Unit)
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Unit)
        .group_by(Column::State);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many answers of each unit are late on a day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn late(db: &impl ConnectionTrait, today: Day) -> Result<Vec<(Option<UnitId>, i64)>, LedgerError> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Unit)
        .column_as(Column::Id.count(), "count")
        .filter(Column::State.eq(State::Open))
        .filter(Column::DueDay.lt(today))
        .group_by(Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}

/// The themes there are, with how many opinions each has, the most frequent first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn themes(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>, LedgerError> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Theme)
        .column_as(Column::Id.count(), "count")
        .filter(Column::Theme.ne(""))
        .group_by(Column::Theme);
    let mut themes: Vec<(String, i64)> = rows.into_tuple().all(db).await?;
    themes.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    Ok(themes)
}
