//! Sources of case records, imports, and the figures that were measured.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_figures"
    }
}

/// The tables: their names, the columns that must have a value, and those that need not.
fn tables() -> Vec<TableCreateStatement> {
    let id = || ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take();
    let big = |name: &'static str| ColumnDef::new(name).big_integer().not_null().take();
    let some_big = |name: &'static str| ColumnDef::new(name).big_integer().null().take();
    let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
    let some_text = |name: &'static str| ColumnDef::new(name).text().null().take();
    let some_real = |name: &'static str| ColumnDef::new(name).double().null().take();
    let blob = |name: &'static str| ColumnDef::new(name).blob().not_null().take();
    let table = |name: &'static str, columns: Vec<ColumnDef>, refers: &[(&'static str, &'static str)]| {
        let mut table = Table::create();
        table.table(name).col(id());
        for column in columns {
            table.col(column);
        }
        for (column, to) in refers {
            table.foreign_key(ForeignKey::create().from(name, *column).to(*to, "id"));
        }
        table.take()
    };
    let mut cards = vec![big("promise"), text("clock"), some_text("service"), text("period")];
    cards.extend(["kept", "broken", "overdue", "running", "withdrawn", "not_started", "no_due"].map(big));
    cards.extend(["p50", "p90", "p95"].map(some_big));
    cards.extend([some_real("mean"), text("elapsed_unit"), some_real("target")]);
    vec![
        table("record_source", vec![some_big("unit"), text("name"), text("reading")], &[("unit", "unit")]),
        table(
            "record_import",
            vec![
                big("source"),
                big("number"),
                text("files"),
                big("rows"),
                big("bad_rows"),
                text("quality"),
                big("at"),
                some_big("by"),
                some_big("taken_back_at"),
            ],
            &[("source", "record_source")],
        ),
        table(
            "measuring",
            vec![
                big("source"),
                big("at"),
                text("as_of"),
                text("facts"),
                text("plan"),
                text("plan_hash"),
                text("engine"),
            ],
            &[("source", "record_source")],
        ),
        table(
            "figure",
            vec![
                big("promise"),
                text("clock"),
                big("measuring"),
                text("elapsed_unit"),
                some_real("target"),
                blob("counts"),
            ],
            &[("promise", "promise"), ("measuring", "measuring")],
        ),
        table("scorecard", cards, &[("promise", "promise")]),
        table(
            "noted_case",
            vec![
                big("promise"),
                text("case"),
                text("service"),
                text("outcome"),
                some_big("from_at"),
                some_big("until_at"),
                some_text("due"),
                some_big("left"),
                some_big("past_due"),
            ],
            &[("promise", "promise")],
        ),
    ]
}

/// What pages ask by.
const INDEXES: [(&str, &[&str], bool); 6] = [
    ("record_import", &["source", "number"], true),
    ("measuring", &["source"], false),
    ("figure", &["promise", "clock"], true),
    ("scorecard", &["promise", "clock"], false),
    ("scorecard", &["period"], false),
    ("noted_case", &["promise", "outcome"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }
}
