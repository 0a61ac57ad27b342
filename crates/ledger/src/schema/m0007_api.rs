//! Keys of programs, and what they have sent.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_api"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let id = || ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take();
        let big = |name: &'static str| ColumnDef::new(name).big_integer().not_null().take();
        let some_big = |name: &'static str| ColumnDef::new(name).big_integer().null().take();
        let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
        let mut keys = Table::create();
        keys.table("api_key").col(id()).col(big("source")).col(text("name")).col(text("hash"));
        keys.col(big("at")).col(some_big("by")).col(some_big("revoked_at"));
        keys.foreign_key(ForeignKey::create().from("api_key", "source").to("record_source", "id"));
        manager.create_table(keys.take()).await?;
        let mut requests = Table::create();
        requests.table("api_request").col(id()).col(big("api_key")).col(text("idempotency")).col(text("hash"));
        requests.col(big("job")).col(big("at"));
        requests.foreign_key(ForeignKey::create().from("api_request", "api_key").to("api_key", "id"));
        manager.create_table(requests.take()).await?;
        for (name, table, columns) in [
            ("api_key_by_hash", "api_key", &["hash"][..]),
            ("api_request_by_name", "api_request", &["api_key", "idempotency"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).unique();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }
}
