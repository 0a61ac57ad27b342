//! What can go wrong with the ledger.

use sea_orm::DbErr;

words::problems! {
    /// What can go wrong with the ledger.
    pub enum LedgerError {
        /// The database cannot be reached, or refuses.
        CannotOpen { url: String, detail: String } = "ledger-cannot-open",
        /// The address of a database that is of no kind we know.
        UnknownUrl { url: String } = "ledger-unknown-url",
        /// The folder of the database cannot be written to.
        ReadOnly { detail: String } = "ledger-read-only",
        /// There is no room left on the disk.
        DiskFull { detail: String } = "ledger-disk-full",
        /// A file of ours cannot be written.
        CannotWrite { file: String, detail: String } = "cannot-write",
        /// A copy of a register cannot be read.
        CannotRead { file: String, detail: String } = "backup-unreadable",
        /// The database was made by a later version.
        TooNew { url: String } = "ledger-too-new",
        /// A question or a change failed in the database.
        Failed { detail: String } = "ledger-failed",
        /// The writing task has ended: the program is being stopped.
        Stopped {} = "ledger-stopped",
        /// Somebody else has saved in the meantime.
        SavedMeanwhile { by: String } = "ledger-saved-meanwhile",
        /// A sign-in name that is taken.
        LoginTaken { login: String } = "ledger-login-taken",
        /// A version that is not in the state for what is asked of it.
        NotInState { state: String } = "ledger-not-in-state",
        /// A brand that would lie below itself.
        BelowItself {} = "ledger-below-itself",
        /// A brand that is not to go while others below it stay.
        HasSubBrands { count: u32 } = "ledger-has-sub-brands",
        /// A brand that is retired.
        Retired { until: String } = "ledger-retired",
        /// A text that is signed is not the text that was seen.
        NotWhatWasSeen {} = "ledger-not-what-was-seen",
        /// A register that is not empty, where a copy is to go.
        NotEmpty {} = "ledger-not-empty",
        /// A file that is no copy of a register, or not a whole one.
        NoBackup { detail: String } = "ledger-no-backup",
        /// Something that was asked for is not there.
        Gone {} = "ledger-gone",
        /// A day from which on a version is to be in force that lies before the one in force began.
        BeforeTheOneInForce { day: String, from: String } = "ledger-before-the-one-in-force",
    }
}

impl From<DbErr> for LedgerError {
    fn from(error: DbErr) -> Self {
        let detail = error.to_string();
        // SQLite's own words for its result codes 8 and 13; PostgreSQL's 25006 and 53100.
        if detail.contains("readonly database") || detail.contains("read-only transaction") {
            Self::ReadOnly { detail }
        } else if detail.contains("disk is full") || detail.contains("No space left on device") {
            Self::DiskFull { detail }
        } else {
            Self::Failed { detail }
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed { detail: error.to_string() }
    }
}
