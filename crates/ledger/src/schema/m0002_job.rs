//! Jobs: work that takes longer than a page may take.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_job"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let number = |name: &'static str| ColumnDef::new(name).big_integer().not_null().take();
        let some_number = |name: &'static str| ColumnDef::new(name).big_integer().null().take();
        let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
        let some_text = |name: &'static str| ColumnDef::new(name).text().null().take();
        let mut job = Table::create();
        job.table("job").col(number("id").auto_increment().primary_key());
        for column in [
            text("kind"),
            text("arguments"),
            // The same work twice is not asked for while it is unfinished: then, and only then, this is its kind and key.
            some_text("unfinished").unique_key().take(),
            text("state"),
            number("done"),
            number("total"),
            some_text("message"),
            some_number("account"),
            some_number("unit"),
            number("asked_at"),
            some_number("started_at"),
            some_number("ended_at"),
            some_number("lease_until"),
            number("taken"),
            number("killed"),
            ColumnDef::new("to_cancel").boolean().not_null().take(),
            some_text("result"),
        ] {
            job.col(column);
        }
        manager.create_table(job.take()).await?;
        // What the worker asks for, and whose jobs a page shows.
        for column in ["state", "account"] {
            let index = Index::create().name(format!("job_by_{column}")).table("job").col(column).take();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
