//! Answers: counted, and gone.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use serde_json::json;

use super::question::{self, Kind};
use super::{Column, Entity, State, code};
use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{QuestionId, SurveyId};
use crate::time::Day;
use crate::write::Change;

/// What somebody answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An option, from 0.
    Option(i64),
    /// Own words.
    Words(String),
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It was counted.
    Counted,
    /// The survey takes no answers.
    Closed,
    /// There is no such code.
    NoSuchCode,
    /// The code was used.
    Used,
    /// Something in it is no answer to a question of the survey, or answers one twice.
    NoAnswer,
}

/// Counts somebody's answers. A question may be left out; one answer at least is there.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn answer(
    change: &mut Change<'_>,
    id: SurveyId,
    hash: Option<&str>,
    given: &[(QuestionId, Given)],
    today: Day,
) -> Result<Answered, LedgerError> {
    let survey = super::find(change.db, id).await?.filter(|survey| survey.is_open(today));
    let Some(survey) = survey else { return Ok(Answered::Closed) };
    let questions = question::of(change.db, &[id]).await?;
    let mut answered = BTreeSet::new();
    for (of, given) in given {
        let known = questions.iter().find(|known| known.id == *of);
        let fits = known.is_some_and(|known| match given {
            Given::Option(option) => usize::try_from(*option).is_ok_and(|option| option < known.options_count()),
            Given::Words(_) => known.kind == Kind::Words,
        });
        if !fits || !answered.insert(*of) {
            return Ok(Answered::NoAnswer);
        }
    }
    if answered.is_empty() {
        return Ok(Answered::NoAnswer);
    }
    if survey.by_code {
        match code::find(change.db, id, hash.unwrap_or_default()).await? {
            None => return Ok(Answered::NoSuchCode),
            Some(known) if known.used => return Ok(Answered::Used),
            Some(known) => code::use_up(change.db, known).await?,
        }
    }
    for (of, given) in given {
        match given {
            Given::Option(option) => question::count_more(change.db, *of, *option, 1).await?,
            Given::Words(words) => {
                if let Some(known) = questions.iter().find(|known| known.id == *of) {
                    question::add_words(change.db, known, std::slice::from_ref(words)).await?;
                }
            }
        }
    }
    more_answers(change.db, id, 1, 0).await?;
    Ok(Answered::Counted)
}

/// Answers on paper, counted by hand: so many papers, and what they say to each question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    /// How many papers.
    pub papers: i64,
    /// How often an option of a question was ticked.
    pub counts: Vec<(QuestionId, i64, i64)>,
    /// What was written in own words.
    pub words: Vec<(QuestionId, Vec<String>)>,
}

/// Adds answers on paper; the log has who entered how many papers.
///
/// # Errors
/// [`LedgerError::Gone`] for a survey that is not open, and for counts that are not of its questions.
pub async fn enter_papers(change: &mut Change<'_>, id: SurveyId, papers: &Papers) -> Result<(), LedgerError> {
    super::in_state(change.db, id, State::Open).await?;
    let questions = question::of(change.db, &[id]).await?;
    let known = |of: QuestionId| questions.iter().find(|known| known.id == of).ok_or(LedgerError::Gone {});
    for (of, option, count) in &papers.counts {
        let options = i64::try_from(known(*of)?.options_count()).unwrap_or_default();
        if *option < 0 || *option >= options || *count < 0 {
            return Err(LedgerError::Gone {});
        }
        question::count_more(change.db, *of, *option, *count).await?;
    }
    for (of, words) in &papers.words {
        question::add_words(change.db, known(*of)?, words).await?;
    }
    more_answers(change.db, id, papers.papers, papers.papers).await?;
    // Not what they say: the result less the papers would be the answers of a few.
    let entered = json!({ "papers": papers.papers });
    change.log("survey-papers", Subject { kind: "survey", id: id.0 }, &(), &entered).await
}

async fn more_answers(db: &impl ConnectionTrait, id: SurveyId, answers: i64, on_paper: i64) -> Result<(), LedgerError> {
    Entity::update_many()
        .col_expr(Column::Answers, Expr::col(Column::Answers).add(answers))
        .col_expr(Column::OnPaper, Expr::col(Column::OnPaper).add(on_paper))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
