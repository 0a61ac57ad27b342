//! What staff propose: names, slogans, marks, ideas. Without a name: nobody is ranked, and nobody is asked who it was.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{ProposalId, SurveyId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// What is proposed.
    Kind {
        /// A name of the unit's brand.
        Name = "name",
        /// Its slogan.
        Slogan = "slogan",
        /// Its mark, in words.
        Mark = "mark",
        /// How the service could be better.
        Idea = "idea",
    }

    /// What became of it.
    State {
        /// Nothing yet.
        New = "new",
        /// The staff vote on it, or have voted.
        Vote = "vote",
        /// The unit takes it up.
        Taken = "taken",
        /// The unit does not.
        Declined = "declined",
    }
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ProposalId,
    /// The unit to which it is made.
    pub unit: UnitId,
    /// What is proposed.
    pub kind: Kind,
    /// The proposal.
    pub text: String,
    /// Why.
    pub why: String,
    /// When it came.
    pub day: Day,
    /// What became of it.
    pub state: State,
    /// What the unit says of it.
    pub reply: String,
    /// When it said so.
    pub decided_day: Option<Day>,
    /// The vote to which it was put.
    pub vote: Option<SurveyId>,
}

kept_row!("proposal");

/// Takes a proposal in; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, proposal: Model) -> Result<ProposalId, LedgerError> {
    Ok(change.add_row("proposal-received", proposal).await?.id)
}

/// Writes down what became of a proposal, and what the unit says of it; also another time.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn decide(
    change: &mut Change<'_>,
    id: ProposalId,
    state: State,
    reply: String,
    day: Day,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { state, reply, decided_day: Some(day), ..before.clone() };
    change.change_row("proposal-decided", &before, after).await
}

/// Puts proposals to a vote.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn put_to_vote(change: &mut Change<'_>, ids: &[ProposalId], vote: SurveyId) -> Result<(), LedgerError> {
    for id in ids {
        let before = find(change.db, *id).await?.ok_or(LedgerError::Gone {})?;
        let after = Model { state: State::Vote, vote: Some(vote), ..before.clone() };
        change.change_row("proposal-to-vote", &before, after).await?;
    }
    Ok(())
}

/// A proposal by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ProposalId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The proposals to some units, or all; in one state, or in all; the newest first, so many at most.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn list(
    db: &impl ConnectionTrait,
    units: Option<&[UnitId]>,
    state: Option<State>,
    most: u64,
) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find();
    if let Some(units) = units {
        rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
    }
    if let Some(state) = state {
        rows = rows.filter(Column::State.eq(state));
    }
    Ok(rows.order_by_desc(Column::Id).limit(most).all(db).await?)
}
