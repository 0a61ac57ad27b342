//! Everyone takes part: surveys, votes, and what staff propose; and the papers of activities.

use sea_orm_migration::prelude::*;

use super::columns::{create, index, maybe_number, maybe_text, number, table, text, yes_no};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_taking_part"
    }
}

/// Nothing here says who answered what, or when: answers are counts by option, and free words stand sorted in one field.
fn tables() -> [TableCreateStatement; 6] {
    let (unit, survey) = (("unit", "unit"), ("survey", "survey"));
    [
        table(
            "survey",
            [
                number("programme"),
                maybe_number("unit"),
                text("kind"),
                text("asks"),
                text("title"),
                text("lead"),
                text("until_day"),
                maybe_text("opened_day"),
                yes_no("by_code"),
                yes_no("shown"),
                text("state"),
                number("minutes"),
                number("answers"),
                number("on_paper"),
                maybe_number("earlier"),
            ],
            &[("programme", "programme"), unit],
        ),
        table(
            "survey_question",
            [
                number("survey"),
                number("place"),
                text("kind"),
                text("text"),
                text("options"),
                maybe_number("right_option"),
                maybe_number("promise"),
                text("words"),
            ],
            &[survey, ("promise", "promise")],
        ),
        table(
            "survey_count",
            [number("question"), number("option"), number("count")],
            &[("question", "survey_question")],
        ),
        table("survey_code", [number("survey"), maybe_number("unit"), text("hash"), yes_no("used")], &[survey, unit]),
        table(
            "proposal",
            [
                number("unit"),
                text("kind"),
                text("text"),
                text("why"),
                text("day"),
                text("state"),
                text("reply"),
                maybe_text("decided_day"),
                maybe_number("vote"),
            ],
            &[unit, ("vote", "survey")],
        ),
        table(
            "handout",
            [number("activity"), text("name"), text("media_type"), text("hash"), text("day")],
            &[("activity", "activity")],
        ),
    ]
}

fn indices() -> [IndexCreateStatement; 7] {
    [
        index("survey_question_of_survey", "survey_question", &["survey", "place"]),
        index("survey_count_once", "survey_count", &["question", "option"]).unique().take(),
        index("survey_code_by_hash", "survey_code", &["hash"]).unique().take(),
        index("survey_code_of_survey", "survey_code", &["survey", "unit", "used"]),
        index("proposal_of_unit", "proposal", &["unit", "state"]),
        index("handout_of_activity", "handout", &["activity"]),
        index("opinion_late", "opinion", &["state", "due_day", "unit"]),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), indices()).await
    }
}
