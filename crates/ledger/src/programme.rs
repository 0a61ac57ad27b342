//! Programmes: what the office runs, and on what legal basis.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::ProgrammeId;
use crate::write::Change;

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ProgrammeId,
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub aims: String,
    /// How.
    pub methods: String,
    /// Its first year.
    pub from_year: i32,
    /// Its last year.
    pub until_year: i32,
    /// The number of the approval on which naming stands; empty in assessment mode.
    pub approval_number: String,
    /// Who approved.
    pub approval_authority: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it may speak of naming, stars and plaques. Without an approval by the Party committee or the government it runs in
    /// assessment mode.
    ///
    /// Source: the rules on create-and-demonstrate campaigns (创建示范活动管理办法, 2022), by which a city's organs may not
    /// hold one of their own.
    pub fn may_name(&self) -> bool {
        !self.approval_number.trim().is_empty() && !self.approval_authority.trim().is_empty()
    }

    /// Whether a year is one of its years.
    pub fn runs_in(&self, year: i32) -> bool {
        (self.from_year..=self.until_year).contains(&year)
    }
}

/// A programme as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewProgramme {
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub aims: String,
    /// How.
    pub methods: String,
    /// Its first year.
    pub from_year: i32,
    /// Its last year.
    pub until_year: i32,
    /// The number of the approval on which naming stands; empty in assessment mode.
    pub approval_number: String,
    /// Who approved.
    pub approval_authority: String,
}

fn subject(id: ProgrammeId) -> Subject {
    Subject { kind: "programme", id: id.0 }
}

/// Adds a programme.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, new: NewProgramme) -> Result<ProgrammeId, LedgerError> {
    let NewProgramme { name, aims, methods, from_year, until_year, approval_number, approval_authority } = new;
    let row = ActiveModel {
        name: Set(name),
        aims: Set(aims),
        methods: Set(methods),
        from_year: Set(from_year),
        until_year: Set(until_year),
        approval_number: Set(approval_number),
        approval_authority: Set(approval_authority),
        ..Default::default()
    };
    let programme = row.insert(change.db).await?;
    change.log("programme-added", subject(programme.id), &(), &programme).await?;
    Ok(programme.id)
}

/// Changes what is entered of a programme.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, id: ProgrammeId, new: NewProgramme) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let NewProgramme { name, aims, methods, from_year, until_year, approval_number, approval_authority } = new;
    let after = Model { id, name, aims, methods, from_year, until_year, approval_number, approval_authority };
    if before != after {
        change.log("programme-edited", subject(id), &before, &after).await?;
        after.into_active_model().reset_all().update(change.db).await?;
    }
    Ok(())
}

/// A programme by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ProgrammeId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All programmes, the latest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_desc(Column::FromYear).order_by_desc(Column::Id).all(db).await?)
}
