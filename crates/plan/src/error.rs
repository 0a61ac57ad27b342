//! What can be wrong with a plan.

words::problems! {
    /// What can be wrong with a plan. Each variant says where, and what to write instead.
    pub enum PlanError {
        /// The file is not TOML.
        Syntax { line: usize, detail: String } = "plan-syntax",
        /// A key that no plan has.
        UnknownKey { line: usize, section: Option<String>, key: String, nearest: Option<String> } = "plan-unknown-key",
        /// A section that every plan has is missing.
        MissingSection { section: String } = "plan-missing-section",
        /// A key that the section needs is missing.
        Missing { line: usize, section: String, key: String } = "plan-missing-key",
        /// A value of the wrong kind: text where a number is wanted.
        WrongKind { line: usize, section: String, key: String, wanted: String } = "plan-wrong-kind",
        /// A value that is none of the few that are possible.
        NotOneOf { line: usize, key: String, value: String, known: String, nearest: Option<String> } = "plan-not-one-of",
        /// A value that a key cannot have.
        Refused { line: usize, key: String, value: String, wanted: String } = "plan-refused-value",
        /// A milestone with both `activities` and `attribute`, or with neither.
        MilestoneKind { line: usize, name: String } = "plan-milestone-kind",
        /// A promise names a milestone that the plan does not define.
        UnknownMilestone { line: usize, promise: String, key: String, name: String, nearest: Option<String> } = "plan-unknown-milestone",
        /// A limit with no clock, or with two.
        LimitKind { line: usize, promise: String } = "plan-limit-kind",
        /// A limit in office time needs office hours.
        NoOfficeHours { line: usize, promise: String } = "plan-no-office-hours",
        /// Two texts of one promise are in force on the same day.
        Overlap { line: usize, promise: String } = "plan-overlap",
        /// Two texts of one promise are counted in different units, so that they have no common scorecard.
        MixedUnits { line: usize, promise: String } = "plan-mixed-units",
        /// A period that ends before it begins.
        PeriodReversed { line: usize, promise: String } = "plan-period-reversed",
    }
}
