//! What the register's pages keep besides: stages with an order and a state, services that are closed, brands that are retired,
//! papers that are not for everybody.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_pages"
    }
}

/// A text that is empty where nothing was said.
fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().default("").take()
}

fn some_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

fn columns() -> [(&'static str, ColumnDef); 7] {
    [
        ("stage", text("name_en")),
        ("stage", text("methods")),
        ("stage", some_text("state")),
        ("stage", ColumnDef::new("place").integer().not_null().default(0).take()),
        ("service", some_text("closed_from")),
        ("brand", text("until_reason")),
        ("attachment", ColumnDef::new("private").boolean().not_null().default(false).take()),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }
}
