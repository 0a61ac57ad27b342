//! The second factor of an account, its recovery codes, and who it is at an identity provider.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_sign_in"
    }
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// The account that a row belongs to.
fn of_account(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "account").to("account", "id").take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let second_factor = Table::create()
            .table("second_factor")
            .col(number("account").primary_key())
            .col(text("secret"))
            .col(number("last_step"))
            .col(number("since"))
            .foreign_key(&mut of_account("second_factor"))
            .take();
        let recovery_code = Table::create()
            .table("recovery_code")
            .col(text("hash").primary_key())
            .col(number("account"))
            .foreign_key(&mut of_account("recovery_code"))
            .take();
        let identity = Table::create()
            .table("identity")
            .col(number("account"))
            .col(text("issuer"))
            .col(text("subject"))
            .primary_key(Index::create().col("account").col("issuer"))
            .foreign_key(&mut of_account("identity"))
            .take();
        for table in [second_factor, recovery_code, identity] {
            manager.create_table(table).await?;
        }
        let of_account = Index::create().name("recovery_code_by_account").table("recovery_code").col("account").take();
        manager.create_index(of_account).await?;
        let one_account = Index::create()
            .name("identity_by_issuer_subject")
            .table("identity")
            .col("issuer")
            .col("subject")
            .unique()
            .take();
        manager.create_index(one_account).await
    }
}
