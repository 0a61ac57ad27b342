//! Rows that are written and logged in one way: added, changed, taken away, each with its line in the audit log.

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::write::Change;

/// A row with a number of its own, as the log names it.
pub(crate) trait Row: ModelTrait + Serialize + Clone + PartialEq {
    /// What the log calls it.
    const SUBJECT: &'static str;

    /// Its id.
    fn number(&self) -> i64;
}

/// What a row becomes when it is written.
type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

fn subject<M: Row>(row: &M) -> Subject {
    Subject { kind: M::SUBJECT, id: row.number() }
}

impl Change<'_> {
    /// Adds a row; whatever id it has, the ledger gives it its own.
    pub(crate) async fn add_row<M>(&mut self, act: &'static str, row: M) -> Result<M, LedgerError>
    where
        M: Row + IntoActiveModel<Active<M>>,
        M::Entity: EntityTrait<Model = M>,
        Active<M>: ActiveModelBehavior + Send,
    {
        let mut active = row.into_active_model().reset_all();
        for key in <M::Entity as EntityTrait>::PrimaryKey::iter() {
            active.not_set(key.into_column());
        }
        let row = active.insert(self.db).await?;
        self.log(act, subject(&row), &(), &row).await?;
        Ok(row)
    }

    /// Changes a row, and logs what differs; one that stays as it is leaves no line.
    pub(crate) async fn change_row<M>(&mut self, act: &'static str, before: &M, after: M) -> Result<(), LedgerError>
    where
        M: Row + IntoActiveModel<Active<M>>,
        M::Entity: EntityTrait<Model = M>,
        Active<M>: ActiveModelBehavior + Send,
    {
        if *before == after {
            return Ok(());
        }
        self.log(act, subject(&after), before, &after).await?;
        after.into_active_model().reset_all().update(self.db).await?;
        Ok(())
    }

    /// Takes a row away.
    pub(crate) async fn remove_row<M>(&mut self, act: &'static str, row: M) -> Result<(), LedgerError>
    where
        M: Row + IntoActiveModel<Active<M>>,
        M::Entity: EntityTrait<Model = M>,
        Active<M>: ActiveModelBehavior + Send,
    {
        self.log(act, subject(&row), &row, &()).await?;
        row.into_active_model().delete(self.db).await?;
        Ok(())
    }
}

/// A choice that is kept as a word: the enum, all of its values in their order, and the word of each.
macro_rules! choices {
    ($( $(#[$meta:meta])* $name:ident { $( $(#[$of:meta])* $value:ident = $word:literal ),* $(,)? } )*) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, sea_orm::EnumIter, sea_orm::DeriveActiveEnum, serde::Serialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
        pub enum $name {
            $( $(#[$of])* #[sea_orm(string_value = $word)] #[serde(rename = $word)] $value ),*
        }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// The word in forms and in the database.
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$value => $word ),*
                }
            }

            /// The one that has this word.
            pub fn of_name(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == word)
            }
        }
    )*};
}

pub(crate) use choices;

/// What a table of rows with ids needs besides its model.
macro_rules! kept_row {
    ($subject:literal) => {
        #[derive(Copy, Clone, Debug, sea_orm::EnumIter, sea_orm::DeriveRelation)]
        #[expect(missing_docs, reason = "no entity of ours asks through relations")]
        pub enum Relation {}

        impl sea_orm::ActiveModelBehavior for ActiveModel {}

        impl $crate::row::Row for Model {
            const SUBJECT: &'static str = $subject;

            fn number(&self) -> i64 {
                self.id.0
            }
        }
    };
}

pub(crate) use kept_row;
