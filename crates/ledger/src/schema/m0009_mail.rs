//! Where people get mail; what of a figure is not published because others would give it away; what the list of services promises.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
        let mail_box = Table::create()
            .table("mail_box")
            .col(ColumnDef::new("account").big_integer().not_null().primary_key())
            .col(text("address"))
            .col(text("language"))
            .col(ColumnDef::new("digest").boolean().not_null())
            .col(ColumnDef::new("sent_for").text().null())
            .foreign_key(ForeignKey::create().from("mail_box", "account").to("account", "id"))
            .take();
        manager.create_table(mail_box).await?;
        let promised = Table::create()
            .table("service_promised")
            .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key())
            .col(ColumnDef::new("service").big_integer().not_null())
            .col(text("from_day"))
            .col(ColumnDef::new("days").big_integer().null())
            .foreign_key(ForeignKey::create().from("service_promised", "service").to("service", "id"))
            .take();
        manager.create_table(promised).await?;
        let by_day = Index::create()
            .name("service_promised_by_day")
            .table("service_promised")
            .col("service")
            .col("from_day")
            .unique()
            .take();
        manager.create_index(by_day).await?;
        let withheld = ColumnDef::new("withheld").text().not_null().default("").take();
        manager.alter_table(Table::alter().table("figure").add_column(withheld).take()).await
    }
}
