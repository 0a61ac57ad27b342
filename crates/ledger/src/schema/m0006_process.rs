//! Process cards.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_process"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("process_card");
        table.col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
        table.col(ColumnDef::new("source").big_integer().not_null());
        for name in ["service", "unit", "period", "as_of", "shape"] {
            table.col(ColumnDef::new(name).text().not_null());
        }
        for name in ["cases", "events", "handovers", "rework", "variants"] {
            table.col(ColumnDef::new(name).big_integer().not_null());
        }
        table.col(ColumnDef::new("visits").big_integer().null());
        table.foreign_key(ForeignKey::create().from("process_card", "source").to("record_source", "id"));
        manager.create_table(table.take()).await?;
        let mut index = Index::create();
        index.name("process_card_by_what").table("process_card").col("service").col("unit").col("period");
        manager.create_index(index.take()).await
    }
}
