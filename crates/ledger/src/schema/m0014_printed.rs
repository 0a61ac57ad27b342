//! What was printed and where it hangs.

use sea_orm_migration::prelude::*;

use super::columns::{create, index, maybe_text, number, table, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0014_printed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let printed = table(
            "printed",
            [
                number("unit"),
                number("promise"),
                text("layout"),
                text("language"),
                text("code"),
                text("day"),
                number("pieces"),
                text("place"),
                maybe_text("gone_day"),
            ],
            &[("unit", "unit"), ("promise", "promise")],
        );
        create(manager, [printed], [index("printed_of_unit", "printed", &["unit", "gone_day"])]).await
    }
}
