//! Surveys of staff and of the public, and votes: short, anonymous, counted.
//!
//! Nothing that is kept says who answered what. An answer adds one to the counts of the options that were chosen and is gone; free
//! words stand sorted in one field of their question, so that their order tells nothing either. It leaves no line in the log: lines
//! have an order, and neighbours with an hour. What was counted goes into the log as a whole when the survey is closed. A code
//! lets somebody answer once; the ledger has its hash and whether it was used, and no answer knows of it.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};
use serde::Serialize;
use serde_json::json;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{ProgrammeId, QuestionId, SurveyId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

mod answering;
pub mod code;
pub mod question;

pub use answering::{Answered, Given, Papers, answer, enter_papers};
pub use question::count;

choices! {
    /// What it is.
    Kind {
        /// Questions to many.
        Survey = "survey",
        /// One choice of a unit's staff.
        Vote = "vote",
    }

    /// Who is asked.
    Asks {
        /// The people who work in the units.
        Staff = "staff",
        /// Everybody.
        Public = "public",
    }

    /// How far it is.
    State {
        /// It is being written.
        Draft = "draft",
        /// It is answered.
        Open = "open",
        /// It takes no more answers, and its result is known.
        Closed = "closed",
    }
}

/// A survey, or a vote.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "survey")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: SurveyId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The unit whose own it is; none for the programme's.
    pub unit: Option<UnitId>,
    /// What it is.
    pub kind: Kind,
    /// Who is asked.
    pub asks: Asks,
    /// Its title.
    pub title: String,
    /// What stands above the questions.
    pub lead: String,
    /// The last day on which it is answered.
    pub until_day: Day,
    /// When it was opened.
    pub opened_day: Option<Day>,
    /// Whether it is answered with a code; without, nothing keeps anybody from answering twice, and the page says so.
    pub by_code: bool,
    /// Whether everybody may read the result.
    pub shown: bool,
    /// How far it is.
    pub state: State,
    /// How long it takes, minutes; as it was opened.
    pub minutes: i64,
    /// How many have answered, those on paper among them.
    pub answers: i64,
    /// How many of them on paper.
    pub on_paper: i64,
    /// The survey of which it is a repetition.
    pub earlier: Option<SurveyId>,
}

kept_row!("survey");

impl Model {
    /// Whether it can be answered on a day.
    pub fn is_open(&self, today: Day) -> bool {
        self.state == State::Open && today <= self.until_day
    }

    /// Whether its time is over, and nobody has closed it.
    pub fn is_over(&self, today: Day) -> bool {
        self.state == State::Open && self.until_day < today
    }
}

/// Adds one; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, survey: Model) -> Result<SurveyId, LedgerError> {
    Ok(change.add_row("survey-added", survey).await?.id)
}

/// Takes a draft away, with its questions.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is no draft.
pub async fn remove(change: &mut Change<'_>, id: SurveyId) -> Result<(), LedgerError> {
    let survey = in_state(change.db, id, State::Draft).await?;
    for question in question::of(change.db, &[id]).await? {
        change.remove_row("survey-question-removed", question).await?;
    }
    change.remove_row("survey-removed", survey).await
}

/// Opens a draft: from now on it is answered, and its questions stay as they are.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is no draft or has no question.
pub async fn open(change: &mut Change<'_>, id: SurveyId, today: Day) -> Result<(), LedgerError> {
    let before = in_state(change.db, id, State::Draft).await?;
    let questions = question::of(change.db, &[id]).await?;
    if questions.is_empty() {
        return Err(LedgerError::Gone {});
    }
    // All counts are there from the beginning, so that none tells by its place when it came.
    for question in &questions {
        question::begin_counts(change.db, question).await?;
    }
    let minutes = question::minutes(&questions);
    let after = Model { state: State::Open, opened_day: Some(today), minutes, ..before.clone() };
    change.change_row("survey-opened", &before, after).await
}

/// Closes one: it takes no more answers, its result is known, and what was counted stands in the log.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not open.
pub async fn close(change: &mut Change<'_>, id: SurveyId) -> Result<(), LedgerError> {
    let before = in_state(change.db, id, State::Open).await?;
    let counts: Vec<(QuestionId, i64, i64)> =
        question::counts(change.db, id).await?.iter().map(|row| (row.question, row.option, row.count)).collect();
    let counted =
        json!({ "state": State::Closed, "answers": before.answers, "on_paper": before.on_paper, "counts": counts });
    let was = json!({ "state": before.state });
    change.log("survey-closed", Subject { kind: "survey", id: id.0 }, &was, &counted).await?;
    let after = Model { state: State::Closed, ..before };
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Says whether everybody may read the result.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn show(change: &mut Change<'_>, id: SurveyId, shown: bool) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.change_row("survey-shown", &before, Model { shown, ..before.clone() }).await
}

/// A draft with the questions of another one, of which it is a repetition.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn repeat(change: &mut Change<'_>, of: &Model, until_day: Day) -> Result<SurveyId, LedgerError> {
    let survey = Model {
        id: SurveyId(0),
        until_day,
        opened_day: None,
        state: State::Draft,
        answers: 0,
        on_paper: 0,
        earlier: Some(of.id),
        ..of.clone()
    };
    let id = add(change, survey).await?;
    for known in question::of(change.db, &[of.id]).await? {
        let known = question::Model { id: QuestionId(0), survey: id, words: String::new(), ..known };
        question::add(change, known).await?;
    }
    Ok(id)
}

/// One that is in a state; others are as good as not there.
async fn in_state(db: &impl ConnectionTrait, id: SurveyId, state: State) -> Result<Model, LedgerError> {
    find(db, id).await?.filter(|survey| survey.state == state).ok_or(LedgerError::Gone {})
}

/// A survey by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: SurveyId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All surveys and votes, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_desc(Column::Id).all(db).await?)
}

/// Those that are open, also those whose time is over, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn opened(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::State.eq(State::Open)).order_by_desc(Column::Id).all(db).await?)
}
