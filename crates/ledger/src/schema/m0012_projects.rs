//! Break-through projects with their milestones, pages that tell how a unit did something, guidance by kind of unit.

use sea_orm_migration::prelude::*;

use super::columns::{create, index, maybe_number, maybe_text, number, table, text, yes_no};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0012_projects"
    }
}

fn tables() -> [TableCreateStatement; 6] {
    let (programme, unit, promise) = (("programme", "programme"), ("unit", "unit"), ("promise", "promise"));
    [
        table(
            "project",
            [
                number("programme"),
                number("unit"),
                text("title"),
                text("aim"),
                text("from_day"),
                text("until_day"),
                maybe_number("promise"),
            ],
            &[programme, unit, promise],
        ),
        table("project_unit", [number("project"), number("unit")], &[("project", "project"), unit]),
        table(
            "milestone",
            [number("project"), text("what"), text("due_day"), maybe_text("done_day"), text("came_of")],
            &[("project", "project")],
        ),
        table(
            "example",
            [
                number("programme"),
                number("unit"),
                text("title"),
                text("trouble"),
                text("done"),
                text("took"),
                text("watch"),
                maybe_number("promise"),
                text("since_day"),
                yes_no("published"),
                yes_no("unit_agrees"),
            ],
            &[programme, unit, promise],
        ),
        table(
            "example_follow",
            [number("example"), number("unit"), text("day"), maybe_number("promise")],
            &[("example", "example"), unit, promise],
        ),
        table("guidance", [number("programme"), text("unit_kind"), text("text"), text("day")], &[programme]),
    ]
}

fn indices() -> [IndexCreateStatement; 6] {
    [
        index("project_unit_once", "project_unit", &["project", "unit"]).unique().take(),
        index("milestone_of_project", "milestone", &["project", "due_day"]),
        index("milestone_by_day", "milestone", &["done_day", "due_day"]),
        index("example_of_unit", "example", &["unit"]),
        index("example_follow_once", "example_follow", &["example", "unit"]).unique().take(),
        index("guidance_once", "guidance", &["programme", "unit_kind"]).unique().take(),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), indices()).await
    }
}
