//! What can go wrong with a bundle.

words::problems! {
    /// What can go wrong with a bundle.
    pub enum BundleError {
        /// A file that is no bundle, or is damaged.
        NotABundle { detail: String } = "bundle-not-one",
        /// A part is missing.
        Lacks { file: String } = "bundle-lacks",
        /// A part is not what its hash says.
        Altered { file: String } = "bundle-altered",
        /// A part that no hash stands for.
        NotListed { file: String } = "bundle-not-listed",
        /// The signature does not belong to these hashes and this key.
        BadSignature {} = "bundle-bad-signature",
        /// A key that cannot be read.
        BadKey { detail: String } = "bundle-bad-key",
        /// A row that cannot be read, or contradicts itself.
        Row { line: u64, detail: String } = "bundle-row",
        /// A figure is not what the rows give.
        Differs { period: String, column: String, published: String, recomputed: String } = "bundle-differs",
        /// A row contradicts the promise's limit.
        AgainstLimit { line: u64, outcome: String } = "bundle-against-limit",
        /// The bundle cannot be written.
        CannotWrite { detail: String } = "bundle-cannot-write",
        /// The bundle was made by a later version.
        TooNew {} = "bundle-too-new",
    }
}
