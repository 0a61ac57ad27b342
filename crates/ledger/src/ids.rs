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
}
