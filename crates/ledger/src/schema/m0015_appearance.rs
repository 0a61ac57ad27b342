//! Where and when brands appeared.

use sea_orm_migration::prelude::*;

use super::columns::{create, index, maybe_number, number, table, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0015_appearance"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let appearance = table(
            "appearance",
            [
                number("unit"),
                number("brand"),
                text("day"),
                text("medium"),
                text("outlet"),
                text("what"),
                text("evidence"),
                maybe_number("reach"),
                text("source"),
            ],
            &[("unit", "unit"), ("brand", "brand")],
        );
        create(manager, [appearance], [index("appearance_of_unit", "appearance", &["unit", "day"])]).await
    }
}
