//! Facts: what rows of case records say, column by column.

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, StringArray, StringViewArray, TimestampMicrosecondArray, UInt64Array,
};

/// A column of names in which few stand many times: keys into a list of texts. Null where there is none.
pub type Coded = DictionaryArray<Int32Type>;

/// What a field of the record is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A time; a date alone is its first instant.
    Time,
    /// A due; a date alone is its last instant.
    Due,
    /// A whole number of days.
    Days,
    /// Text, as it stands.
    Text,
}

/// A field of the record beside the usual ones: an attribute of the case, or a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name, as the plan has it.
    pub name: String,
    /// What it is read as.
    pub role: Role,
}

/// The mark of an event that extends a case's limit (GB/T 39046-2020, 特别程序种类代码 1). No milestone has it: an extension is
/// counted, so that it is known, and moves no limit.
pub const EXTENDED: &str = "extended";

/// What of a source is asked for. Case, activity, time and mark always come; what is not asked for is not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Who did it.
    pub actor: bool,
    /// Which service was applied for.
    pub service: bool,
    /// Which unit handled it.
    pub unit: bool,
    /// By which channel it came.
    pub channel: bool,
    /// Further fields, in the order in which they will come.
    pub fields: Vec<Field>,
    /// Give the fields as the text that stands in the record, after it was found to be what its role says: for a store.
    pub as_text: bool,
    /// Where each fact stands: the line or row of its file.
    pub lines: bool,
}

/// Some facts, column by column; all columns have the same length.
///
/// A fact is one row: a case, and what the row says of it. With a time it is an event, and with an activity that event is
/// a step of the case; without a time it tells what the case itself carries. A case's facts may lie in several batches,
/// files and imports; what comes first in the source comes first here.
#[derive(Debug, Clone)]
pub struct FactBatch {
    /// Which case. Never null.
    pub case: StringViewArray,
    /// What was done. Null where the row is no step.
    pub activity: Option<Coded>,
    /// When, in UTC. Null where the row is no event.
    pub at: Option<TimestampMicrosecondArray>,
    /// Which milestone the source itself says it is; only presets do.
    pub mark: Option<Coded>,
    /// Who did it.
    pub actor: Option<Coded>,
    /// Which service was applied for.
    pub service: Option<Coded>,
    /// Which unit handled it.
    pub unit: Option<Coded>,
    /// By which channel it came.
    pub channel: Option<Coded>,
    /// The fields that were asked for, in that order: `timestamp[us]` for times and dues, `int32` for days, and
    /// dictionaries of text where text was asked for.
    pub fields: Vec<ArrayRef>,
    /// The line or row of the part, counted from 0.
    pub lines: Option<UInt64Array>,
}

impl FactBatch {
    /// The number of facts.
    pub fn len(&self) -> usize {
        self.case.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The case of a row.
    #[inline]
    pub fn case(&self, row: usize) -> &str {
        self.case.value(row)
    }
}

/// The texts of a coded column.
///
/// ```
/// use arrow_array::Array;
///
/// let coded: facts::Coded = ["受理", "办结", "受理"].into_iter().map(Some).collect();
/// assert_eq!(facts::texts(&coded).len(), 2);
/// assert_eq!(coded.keys().value(2), coded.keys().value(0));
/// ```
pub fn texts(coded: &Coded) -> &StringArray {
    static EMPTY: std::sync::OnceLock<StringArray> = std::sync::OnceLock::new();
    let texts = coded.values().as_any().downcast_ref::<StringArray>();
    texts.unwrap_or_else(|| EMPTY.get_or_init(|| StringArray::from(Vec::<&str>::new())))
}
