//! What can be wrong with a blank.

use words::Message;

words::problems! {
    /// What can be wrong with a blank.
    pub enum BlankError {
        /// No archive, or a damaged one.
        NotAFile { detail: String } = "blank-not-a-file",
        /// A file of before 2007, or one with a password.
        Old {} = "blank-old",
        /// An archive that is neither a document nor a workbook.
        NoOffice {} = "blank-no-office",
        /// A file of the other kind.
        OtherKind { ending: String } = "blank-other-kind",
        /// A file that brings programs along.
        Macros {} = "blank-macros",
        /// A part with a name that leads elsewhere.
        BadName { part: String } = "blank-bad-name",
        /// It would unpack to more than is allowed, has too many parts, or would become too large when filled.
        TooLarge {} = "blank-too-large",
        /// A part that is no XML.
        BadXml { part: String, detail: String } = "blank-bad-xml",
        /// A part with a document type, by which it could refer to other files or grow without end.
        DocumentType { part: String } = "blank-document-type",
        /// A place that begins and does not end.
        NotClosed { text: String, at: Message } = "blank-not-closed",
        /// A place that nothing is known of.
        Unknown { name: String, at: Message } = "blank-unknown",
        /// A row that would have to be repeated for two lists.
        TwoLists { one: String, other: String, at: Message } = "blank-two-lists",
        /// A place of a list where nothing can be repeated.
        NoRow { name: String, at: Message } = "blank-no-row",
        /// Something in a sheet that does not move along when rows are repeated.
        CannotMove { what: Message, sheet: String } = "blank-cannot-move",
        /// The filled file cannot be written.
        CannotWrite { detail: String } = "blank-cannot-write",
    }
}

impl BlankError {
    pub(crate) fn damaged(error: &dyn std::fmt::Display) -> Self {
        Self::NotAFile { detail: error.to_string() }
    }
}
