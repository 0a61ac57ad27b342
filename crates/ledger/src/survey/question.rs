//! The questions of a survey, and how often each of their options was chosen.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::Serialize;

use super::State;
use crate::error::LedgerError;
use crate::ids::{PromiseId, QuestionId, SurveyId};
use crate::row::{choices, kept_row};
use crate::write::Change;

/// To answer a question with options, seconds.
const A_CHOICE: i64 = 15;
/// To answer one in own words, seconds.
const OWN_WORDS: i64 = 60;
/// How many levels a scale has.
pub const LEVELS: usize = 5;

choices! {
    /// How a question is answered.
    Kind {
        /// Five levels, from full agreement to none.
        Scale = "scale",
        /// One of some options.
        Choice = "choice",
        /// Which unit has made this promise: one of some units, of which one is right.
        Recall = "recall",
        /// In own words.
        Words = "words",
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "survey_question")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: QuestionId,
    /// The survey.
    pub survey: SurveyId,
    /// Its place in the survey.
    pub place: i64,
    /// How it is answered.
    pub kind: Kind,
    /// What is asked.
    pub text: String,
    /// Its options, one a line; none for a scale and for own words.
    pub options: String,
    /// Which option is right, from 0.
    pub right_option: Option<i64>,
    /// The promise that is to be recognised.
    pub promise: Option<PromiseId>,
    /// What was answered in own words: one a line, in the order of the alphabet. It stands in no log.
    #[serde(skip)]
    pub words: String,
}

kept_row!("survey-question");

impl Model {
    /// Its own options.
    pub fn own_options(&self) -> Vec<&str> {
        self.options.lines().filter(|line| !line.is_empty()).collect()
    }

    /// How many options it has.
    pub fn options_count(&self) -> usize {
        match self.kind {
            Kind::Scale => LEVELS,
            Kind::Choice | Kind::Recall => self.own_options().len(),
            Kind::Words => 0,
        }
    }

    /// Whether another one asks the same, so that their answers can stand side by side.
    pub fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.text == other.text
            && self.options == other.options
            && self.right_option == other.right_option
    }
}

/// How often an option was chosen.
pub mod count {
    use crate::ids::{CountId, QuestionId};
    use sea_orm::entity::prelude::*;

    /// An option of a question, and how often it was chosen.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_count")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: CountId,
        /// The question.
        pub question: QuestionId,
        /// Which option, from 0.
        pub option: i64,
        /// How often.
        pub count: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How long questions take together: a begun minute counts.
pub fn minutes(questions: &[Model]) -> i64 {
    let seconds: i64 =
        questions.iter().map(|question| if question.kind == Kind::Words { OWN_WORDS } else { A_CHOICE }).sum();
    (seconds + 59) / 60
}

/// Adds a question to a draft, behind those that are there.
///
/// # Errors
/// [`LedgerError::Gone`] for a survey that is no draft.
pub async fn add(change: &mut Change<'_>, question: Model) -> Result<QuestionId, LedgerError> {
    super::in_state(change.db, question.survey, State::Draft).await?;
    let last = of(change.db, &[question.survey]).await?.last().map_or(0, |known| known.place);
    Ok(change.add_row("survey-question-added", Model { place: last + 1, ..question }).await?.id)
}

/// Takes a question of a draft away.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there, or is asked already.
pub async fn remove(change: &mut Change<'_>, id: QuestionId) -> Result<(), LedgerError> {
    let question = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    super::in_state(change.db, question.survey, State::Draft).await?;
    change.remove_row("survey-question-removed", question).await
}

/// A question by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: QuestionId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The questions of some surveys, in their order.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of(db: &impl ConnectionTrait, surveys: &[SurveyId]) -> Result<Vec<Model>, LedgerError> {
    let rows = Entity::find().filter(Column::Survey.is_in(surveys.iter().copied()));
    Ok(rows.order_by_asc(Column::Survey).order_by_asc(Column::Place).order_by_asc(Column::Id).all(db).await?)
}

/// How often each option of a survey's questions was chosen.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn counts(db: &impl ConnectionTrait, survey: SurveyId) -> Result<Vec<count::Model>, LedgerError> {
    let questions = of(db, &[survey]).await?;
    let rows = count::Entity::find().filter(count::Column::Question.is_in(questions.iter().map(|known| known.id)));
    Ok(rows.order_by_asc(count::Column::Question).order_by_asc(count::Column::Option).all(db).await?)
}

/// The options of a question with nothing counted yet.
pub(super) async fn begin_counts(db: &impl ConnectionTrait, question: &Model) -> Result<(), LedgerError> {
    let rows = (0..question.options_count()).map(|option| count::ActiveModel {
        question: Set(question.id),
        option: Set(i64::try_from(option).unwrap_or_default()),
        count: Set(0),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        count::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Counts an option so many times more.
pub(super) async fn count_more(
    db: &impl ConnectionTrait,
    question: QuestionId,
    option: i64,
    more: i64,
) -> Result<(), LedgerError> {
    count::Entity::update_many()
        .col_expr(count::Column::Count, Expr::col(count::Column::Count).add(more))
        .filter(count::Column::Question.eq(question))
        .filter(count::Column::Option.eq(option))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts words among those that are there, in the order of the alphabet: a line each.
pub(super) async fn add_words(db: &impl ConnectionTrait, question: &Model, more: &[String]) -> Result<(), LedgerError> {
    let mut lines: Vec<String> = question.words.lines().map(str::to_owned).collect();
    let one_line = |words: &String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.extend(more.iter().map(one_line).filter(|words| !words.is_empty()));
    lines.sort();
    let words = ActiveModel { id: Set(question.id), words: Set(lines.join("\n")), ..Default::default() };
    words.update(db).await?;
    Ok(())
}
