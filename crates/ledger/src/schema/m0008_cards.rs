//! Process cards of services.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0008_cards"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("service_card");
        table.col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
        table.col(ColumnDef::new("service").big_integer().not_null());
        table.col(ColumnDef::new("from_day").text().not_null());
        for name in ["steps", "documents", "visits", "fee", "statutory", "promised", "minutes", "outlays", "tariff"] {
            table.col(ColumnDef::new(name).big_integer().null());
        }
        table.col(ColumnDef::new("sources").text().not_null());
        table.foreign_key(ForeignKey::create().from("service_card", "service").to("service", "id"));
        manager.create_table(table.take()).await?;
        let mut index = Index::create();
        index.name("service_card_by_day").table("service_card").col("service").col("from_day").unique();
        manager.create_index(index.take()).await
    }
}
