//! Ids are types: a unit's cannot be passed as a brand's.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident ),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }
    )*};
}

ids! {
    /// A programme.
    ProgrammeId,
    /// A stage of a programme.
    StageId,
    /// A unit.
    UnitId,
    /// A service of a unit.
    ServiceId,
    /// An account.
    AccountId,
    /// A brand.
    BrandId,
    /// One version of a brand's file.
    VersionId,
    /// A promise, through all its versions.
    PromiseId,
    /// A source of case records.
    SourceId,
    /// One import of case records.
    ImportId,
    /// One run of the engine over a source.
    MeasuringId,
    /// A job.
    JobId,
    /// A process card of a service.
    CardId,
    /// A key of a program.
    ApiKeyId,
    /// Something that units have to do in a stage.
    TaskId,
    /// That a unit has done it.
    DoneId,
    /// An activity.
    ActivityId,
    /// An invitation of a unit to an activity.
    InvitationId,
    /// Something that was agreed or adopted.
    AgreementId,
    /// An opinion.
    OpinionId,
    /// An answer to an opinion.
    AnswerId,
    /// A guidance paper.
    PaperId,
    /// A version of a paper.
    PaperVersionId,
    /// A comment on a line of a paper.
    CommentId,
    /// That a unit has read a version.
    ReadingId,
    /// A criterion of a paper.
    CriterionId,
    /// Something that the office asks of units.
    RequestId,
    /// What one unit is asked.
    AskedId,
    /// Something that somebody does later.
    PutOffId,
    /// A survey, or a vote.
    SurveyId,
    /// A question of a survey.
    QuestionId,
    /// How often an option of a question was chosen.
    CountId,
    /// A code with which somebody answers once.
    CodeId,
    /// Something that staff propose.
    ProposalId,
    /// A paper of an activity.
    HandoutId,
    /// A break-through project.
    ProjectId,
    /// That a unit takes part in it.
    TakingPartId,
    /// A milestone of a project.
    MilestoneId,
    /// A page that tells how a unit did something.
    ExampleId,
    /// That another unit follows it.
    FollowId,
    /// Guidance for a kind of unit.
    GuidanceId,
    /// A template of a yearly paper.
    BlankId,
    /// Something that was printed.
    PrintedId,
    /// That a brand appeared somewhere.
    AppearanceId,
}
