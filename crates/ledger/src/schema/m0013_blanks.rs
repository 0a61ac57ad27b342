//! Templates of yearly papers.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0013_blanks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("blank");
        table.col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
        for name in ["instead_of", "name", "kind", "scope"] {
            table.col(ColumnDef::new(name).text().not_null());
        }
        table.col(ColumnDef::new("bytes").blob().not_null());
        table.col(ColumnDef::new("hash").text().not_null());
        table.col(ColumnDef::new("day").text().not_null());
        manager.create_table(table.take()).await?;
        // One instead of each built-in one; of those beside them one of each name.
        let mut index = Index::create();
        index.name("blank_once").table("blank").col("instead_of").col("name").unique();
        manager.create_index(index.take()).await
    }
}
