//! Guidance papers: drafted, commented on line by line, issued, and issued anew in other words. A version that was issued is never
//! edited. Units confirm that they have read one; criteria are rows that quote the line they come from.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{AccountId, CommentId, CriterionId, PaperId, PaperVersionId, ProgrammeId, ReadingId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// What kind of paper it is.
    Kind {
        /// How a plan is carried out.
        Opinion = "opinion",
        /// Rules that stay.
        Rules = "rules",
        /// By what is judged.
        Criteria = "criteria",
        /// Something to know.
        Notice = "notice",
    }

    /// How far a version is.
    State {
        /// The office writes it.
        Draft = "draft",
        /// Units may comment on it.
        Comments = "comments",
        /// It holds.
        Issued = "issued",
        /// A later one holds.
        Replaced = "replaced",
    }
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "paper")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: PaperId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// What kind it is.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
}

kept_row!("paper");

/// Versions of papers.
pub mod version {
    use super::{Day, PaperId, PaperVersionId, Serialize, State, kept_row};
    use sea_orm::entity::prelude::*;

    /// A version.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "paper_version")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: PaperVersionId,
        /// The paper.
        pub paper: PaperId,
        /// Its number, from 1.
        pub number: i64,
        /// Its text; a paragraph a line.
        pub text: String,
        /// What is new in it.
        pub changed: String,
        /// How far it is.
        pub state: State,
        /// Until when units may comment.
        pub comments_until: Option<Day>,
        /// Since when it holds.
        pub issued_day: Option<Day>,
    }

    kept_row!("paper-version");

    impl Model {
        /// How long it takes to read, minutes: four hundred characters a minute, and never less than one.
        pub fn minutes(&self) -> i64 {
            let characters = self.text.chars().filter(|sign| !sign.is_whitespace()).count();
            i64::try_from(characters.div_ceil(400).max(1)).unwrap_or(i64::MAX)
        }
    }
}

/// Comments on lines of versions.
pub mod comment {
    use super::{AccountId, CommentId, Day, PaperVersionId, Serialize, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A comment.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "paper_comment")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: CommentId,
        /// The version.
        pub version: PaperVersionId,
        /// The line, from 1.
        pub line: i64,
        /// The unit that says it.
        pub unit: UnitId,
        /// Who wrote it.
        pub account: Option<AccountId>,
        /// What is said.
        pub text: String,
        /// When.
        pub day: Day,
        /// What the office says to it; empty while it has said nothing.
        pub reply: String,
    }

    kept_row!("paper-comment");
}

/// That units have read versions.
pub mod reading {
    use super::{AccountId, Day, PaperVersionId, ReadingId, Serialize, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit has read a version.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "paper_reading")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: ReadingId,
        /// The version.
        pub version: PaperVersionId,
        /// The unit.
        pub unit: UnitId,
        /// Who confirmed it.
        pub account: Option<AccountId>,
        /// When.
        pub day: Day,
    }

    kept_row!("paper-reading");
}

/// Criteria that come from papers.
pub mod criterion {
    use super::{CriterionId, PaperVersionId, Serialize, kept_row};
    use sea_orm::entity::prelude::*;

    /// A criterion.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "paper_criterion")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: CriterionId,
        /// The version from which it comes.
        pub version: PaperVersionId,
        /// The line, from 1.
        pub line: i64,
        /// The words of that line when it was taken.
        pub quote: String,
        /// What is judged.
        pub what: String,
    }

    kept_row!("paper-criterion");
}

/// Adds a paper with a first draft.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, paper: Model, text: String) -> Result<PaperId, LedgerError> {
    let id = change.add_row("paper-added", paper).await?.id;
    change.add_row("paper-drafted", draft(id, 1, text)).await?;
    Ok(id)
}

fn draft(paper: PaperId, number: i64, text: String) -> version::Model {
    version::Model {
        id: PaperVersionId(0),
        paper,
        number,
        text,
        changed: String::new(),
        state: State::Draft,
        comments_until: None,
        issued_day: None,
    }
}

/// Begins the next version with the words of the last one; gives the one that is begun already, if there is.
///
/// # Errors
/// [`LedgerError::Gone`] for a paper that is not there.
pub async fn begin(change: &mut Change<'_>, id: PaperId) -> Result<PaperVersionId, LedgerError> {
    let last = versions(change.db, id).await?.into_iter().next().ok_or(LedgerError::Gone {})?;
    if matches!(last.state, State::Draft | State::Comments) {
        return Ok(last.id);
    }
    Ok(change.add_row("paper-drafted", draft(id, last.number + 1, last.text)).await?.id)
}

/// Writes a version that does not hold yet. Its comments stay with their lines.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there, or holds already.
pub async fn write(
    change: &mut Change<'_>,
    id: PaperVersionId,
    text: String,
    changed: String,
) -> Result<(), LedgerError> {
    let before = being_written(change, id).await?;
    change.change_row("paper-written", &before, version::Model { text, changed, ..before.clone() }).await
}

async fn being_written(change: &mut Change<'_>, id: PaperVersionId) -> Result<version::Model, LedgerError> {
    let version = find_version(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    match version.state {
        State::Draft | State::Comments => Ok(version),
        State::Issued | State::Replaced => Err(LedgerError::Gone {}),
    }
}

/// Opens a version for comments until a day.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there, or holds already.
pub async fn ask_for_comments(change: &mut Change<'_>, id: PaperVersionId, until: Day) -> Result<(), LedgerError> {
    let before = being_written(change, id).await?;
    let after = version::Model { state: State::Comments, comments_until: Some(until), ..before.clone() };
    change.change_row("paper-to-comment", &before, after).await
}

/// Issues a version: from this day on it holds, and the one before it no longer does.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there, or holds already.
pub async fn issue(change: &mut Change<'_>, id: PaperVersionId, day: Day) -> Result<(), LedgerError> {
    let before = being_written(change, id).await?;
    for old in versions(change.db, before.paper).await? {
        if old.state == State::Issued {
            change.change_row("paper-replaced", &old, version::Model { state: State::Replaced, ..old.clone() }).await?;
        }
    }
    let after = version::Model { state: State::Issued, issued_day: Some(day), ..before.clone() };
    change.change_row("paper-issued", &before, after).await
}

/// Says something to a line of a version that is open for comments.
///
/// # Errors
/// [`LedgerError::Gone`] for a version that is not open for comments, or has no such line.
pub async fn comment(change: &mut Change<'_>, comment: comment::Model) -> Result<CommentId, LedgerError> {
    let version = find_version(change.db, comment.version).await?.filter(|version| version.state == State::Comments);
    let lines = version.ok_or(LedgerError::Gone {})?.text.lines().count();
    if !usize::try_from(comment.line).is_ok_and(|line| (1..=lines).contains(&line)) {
        return Err(LedgerError::Gone {});
    }
    Ok(change.add_row("paper-comment", comment).await?.id)
}

/// What the office says to a comment.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn reply(change: &mut Change<'_>, id: CommentId, reply: String) -> Result<(), LedgerError> {
    let before = comment::Entity::find_by_id(id).one(change.db).await?.ok_or(LedgerError::Gone {})?;
    change.change_row("paper-comment-answered", &before, comment::Model { reply, ..before.clone() }).await
}

/// Confirms that a unit has read the version that holds. Once is enough.
///
/// # Errors
/// [`LedgerError::Gone`] for one that does not hold.
pub async fn confirm(change: &mut Change<'_>, reading: reading::Model) -> Result<(), LedgerError> {
    let version = find_version(change.db, reading.version).await?;
    version.filter(|version| version.state == State::Issued).ok_or(LedgerError::Gone {})?;
    let known = readings(change.db, reading.version).await?.iter().any(|known| known.unit == reading.unit);
    if !known {
        change.add_row("paper-read", reading).await?;
    }
    Ok(())
}

/// Takes a criterion from a line of a version.
///
/// # Errors
/// [`LedgerError::Gone`] for a version that is not there, or has no such line.
pub async fn take_criterion(
    change: &mut Change<'_>,
    version: PaperVersionId,
    line: i64,
    what: String,
) -> Result<CriterionId, LedgerError> {
    let known = find_version(change.db, version).await?.ok_or(LedgerError::Gone {})?;
    let place = usize::try_from(line).ok().and_then(|line| line.checked_sub(1)).ok_or(LedgerError::Gone {})?;
    let quote = known.text.lines().nth(place).ok_or(LedgerError::Gone {})?.to_owned();
    let row = criterion::Model { id: CriterionId(0), version, line, quote, what };
    Ok(change.add_row("criterion-taken", row).await?.id)
}

/// Takes a criterion away.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn drop_criterion(change: &mut Change<'_>, id: CriterionId) -> Result<(), LedgerError> {
    let row = criterion::Entity::find_by_id(id).one(change.db).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("criterion-dropped", row).await
}

/// All papers, by their names.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Id).all(db).await?)
}

/// A paper by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: PaperId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// A version by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_version(
    db: &impl ConnectionTrait,
    id: PaperVersionId,
) -> Result<Option<version::Model>, LedgerError> {
    Ok(version::Entity::find_by_id(id).one(db).await?)
}

/// The versions of a paper, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn versions(db: &impl ConnectionTrait, id: PaperId) -> Result<Vec<version::Model>, LedgerError> {
    let rows = version::Entity::find().filter(version::Column::Paper.eq(id));
    Ok(rows.order_by_desc(version::Column::Number).all(db).await?)
}

/// The versions of all papers that are in some state, without the others.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn in_state(db: &impl ConnectionTrait, state: State) -> Result<Vec<version::Model>, LedgerError> {
    let rows = version::Entity::find().filter(version::Column::State.eq(state));
    Ok(rows.order_by_asc(version::Column::IssuedDay).all(db).await?)
}

/// What is said to a version, line by line.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn comments(db: &impl ConnectionTrait, id: PaperVersionId) -> Result<Vec<comment::Model>, LedgerError> {
    let rows = comment::Entity::find().filter(comment::Column::Version.eq(id));
    Ok(rows.order_by_asc(comment::Column::Line).order_by_asc(comment::Column::Id).all(db).await?)
}

/// Who has read a version.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn readings(db: &impl ConnectionTrait, id: PaperVersionId) -> Result<Vec<reading::Model>, LedgerError> {
    Ok(reading::Entity::find().filter(reading::Column::Version.eq(id)).all(db).await?)
}

/// How many of some versions each unit has read.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn read_by_unit(
    db: &impl ConnectionTrait,
    versions: &[PaperVersionId],
) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    let rows = reading::Entity::find()
        .select_only()
        .column(reading::Column::Unit)
        .column_as(reading::Column::Id.count(), "count")
        .filter(reading::Column::Version.is_in(versions.iter().copied()))
        .group_by(reading::Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many versions each unit has confirmed as read between two days.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn read_between(db: &impl ConnectionTrait, from: Day, until: Day) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    let rows = reading::Entity::find()
        .select_only()
        .column(reading::Column::Unit)
        .column_as(reading::Column::Id.count(), "count")
        .filter(reading::Column::Day.between(from, until))
        .group_by(reading::Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many versions were issued between two days.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn issued_between(db: &impl ConnectionTrait, from: Day, until: Day) -> Result<u64, LedgerError> {
    Ok(version::Entity::find().filter(version::Column::IssuedDay.between(from, until)).count(db).await?)
}

/// A comment by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_comment(db: &impl ConnectionTrait, id: CommentId) -> Result<Option<comment::Model>, LedgerError> {
    Ok(comment::Entity::find_by_id(id).one(db).await?)
}

/// A criterion by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_criterion(
    db: &impl ConnectionTrait,
    id: CriterionId,
) -> Result<Option<criterion::Model>, LedgerError> {
    Ok(criterion::Entity::find_by_id(id).one(db).await?)
}

/// The criteria that come from a version.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn criteria(db: &impl ConnectionTrait, id: PaperVersionId) -> Result<Vec<criterion::Model>, LedgerError> {
    let rows = criterion::Entity::find().filter(criterion::Column::Version.eq(id));
    Ok(rows.order_by_asc(criterion::Column::Line).order_by_asc(criterion::Column::Id).all(db).await?)
}
