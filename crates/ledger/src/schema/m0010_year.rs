//! A year of the programme: what units have to do in a stage, activities and what came of them, opinions, papers, requests.

use sea_orm_migration::prelude::*;

use super::columns::{create, index, maybe_number, maybe_text, number, table, text, yes_no};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0010_year"
    }
}

fn tables() -> [TableCreateStatement; 15] {
    let programme = ("programme", "programme");
    let (unit, activity, version) = (("unit", "unit"), ("activity", "activity"), ("version", "paper_version"));
    [
        table(
            "stage_task",
            [number("stage"), text("unit_kind"), text("what"), maybe_text("due_day"), text("done_by")],
            &[("stage", "stage")],
        ),
        table("stage_task_done", [number("task"), number("unit"), text("day")], &[("task", "stage_task"), unit]),
        table(
            "activity",
            [
                number("programme"),
                text("kind"),
                text("title"),
                text("place"),
                text("people"),
                text("agenda"),
                text("from_day"),
                text("from_time"),
                text("until_day"),
                text("until_time"),
                maybe_number("places"),
                number("minutes"),
                text("heard"),
                text("state"),
            ],
            &[programme],
        ),
        table(
            "activity_unit",
            [
                number("activity"),
                number("unit"),
                text("reply"),
                text("people"),
                maybe_text("replied_day"),
                // Of the activity, for sums over a year.
                text("day"),
                number("minutes"),
                number("lasts"),
                yes_no("called_off"),
            ],
            &[activity, unit],
        ),
        table(
            "agreement",
            [
                number("activity"),
                number("unit"),
                text("kind"),
                text("what"),
                text("learnt"),
                maybe_text("due_day"),
                maybe_text("done_day"),
                text("came_of"),
                maybe_number("promise"),
            ],
            &[activity, unit, ("promise", "promise")],
        ),
        table(
            "opinion",
            [
                number("programme"),
                maybe_number("activity"),
                maybe_number("unit"),
                maybe_number("owner"),
                text("via"),
                text("theme"),
                text("text"),
                text("contact"),
                text("received_day"),
                maybe_text("due_day"),
                text("state"),
                maybe_text("receipt"),
                yes_no("sender_agrees"),
                yes_no("unit_agrees"),
            ],
            &[programme, activity, unit, ("owner", "account")],
        ),
        table(
            "opinion_answer",
            [
                number("opinion"),
                maybe_number("unit"),
                text("text"),
                text("day"),
                maybe_number("account"),
                text("verdict"),
                maybe_text("verdict_day"),
                text("remark"),
            ],
            &[("opinion", "opinion"), ("account", "account")],
        ),
        table("paper", [number("programme"), text("kind"), text("title")], &[programme]),
        table(
            "paper_version",
            [
                number("paper"),
                number("number"),
                text("text"),
                text("changed"),
                text("state"),
                maybe_text("comments_until"),
                maybe_text("issued_day"),
            ],
            &[("paper", "paper")],
        ),
        table(
            "paper_comment",
            [
                number("version"),
                number("line"),
                number("unit"),
                maybe_number("account"),
                text("text"),
                text("day"),
                text("reply"),
            ],
            &[version, unit],
        ),
        table(
            "paper_reading",
            [number("version"), number("unit"), maybe_number("account"), text("day")],
            &[version, unit],
        ),
        table("paper_criterion", [number("version"), number("line"), text("quote"), text("what")], &[version]),
        table(
            "request",
            [
                number("programme"),
                text("what"),
                text("why"),
                text("differs"),
                number("minutes"),
                text("asked_day"),
                text("due_day"),
            ],
            &[programme],
        ),
        table(
            "request_unit",
            [number("request"), number("unit"), text("answer"), maybe_text("answered_day"), maybe_number("account")],
            &[("request", "request"), unit],
        ),
        table("put_off", [number("account"), text("line"), text("until_day")], &[("account", "account")]),
    ]
}

fn indices() -> [IndexCreateStatement; 18] {
    [
        index("stage_task_of_stage", "stage_task", &["stage"]),
        index("stage_task_done_once", "stage_task_done", &["task", "unit"]).unique().take(),
        index("activity_by_day", "activity", &["from_day"]),
        index("activity_unit_once", "activity_unit", &["activity", "unit"]).unique().take(),
        index("activity_unit_of_unit", "activity_unit", &["unit", "day", "called_off", "reply", "minutes", "lasts"]),
        index("agreement_of_activity", "agreement", &["activity"]),
        index("agreement_of_unit", "agreement", &["unit", "done_day"]),
        index("opinion_of_unit", "opinion", &["unit", "state"]),
        index("opinion_by_state", "opinion", &["state", "due_day"]),
        index("opinion_by_receipt", "opinion", &["receipt"]).unique().take(),
        index("opinion_answer_of_opinion", "opinion_answer", &["opinion"]),
        index("opinion_answer_of_unit", "opinion_answer", &["unit", "day"]),
        index("paper_version_once", "paper_version", &["paper", "number"]).unique().take(),
        index("paper_comment_of_version", "paper_comment", &["version", "line"]),
        index("paper_reading_once", "paper_reading", &["version", "unit"]).unique().take(),
        index("request_unit_once", "request_unit", &["request", "unit"]).unique().take(),
        index("request_unit_of_unit", "request_unit", &["unit", "answered_day"]),
        index("put_off_once", "put_off", &["account", "line"]).unique().take(),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), indices()).await
    }
}
