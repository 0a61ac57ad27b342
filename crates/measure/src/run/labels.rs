//! What events are: pairs of an activity and a mark, as codes.

use std::sync::{Mutex, PoisonError};

use arrow_array::Array;
use facts::{Coded, EXTENDED, FactBatch, texts};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use plan::{Meaning, Milestone};

use crate::kernel::events::Label;
use crate::run::columns::Meanings;

/// What events are, for all workers: each pair of an activity and a mark has a code, from 1; 0 is none.
pub(crate) struct Labels {
    /// Milestones by activity and by mark, as bits.
    by_activity: HashMap<String, u64, FixedState>,
    by_mark: HashMap<String, u64, FixedState>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    codes: HashMap<(String, String), u32, FixedState>,
    activities: HashMap<String, u32, FixedState>,
    names: Vec<String>,
    labels: Vec<Label>,
}

impl Labels {
    /// Labels for some milestones: the `i`-th has bit `i`.
    pub(crate) fn new(milestones: &[&Milestone]) -> Self {
        let mut labels = Self { by_activity: HashMap::default(), by_mark: HashMap::default(), known: Mutex::default() };
        for (bit, milestone) in milestones.iter().enumerate() {
            let bit = 1_u64 << bit;
            match &milestone.meaning {
                Meaning::Activities { names, .. } => {
                    for name in names {
                        *labels.by_activity.entry(name.clone()).or_default() |= bit;
                    }
                }
                Meaning::Mark { mark, .. } | Meaning::LastStep { mark } => {
                    *labels.by_mark.entry(mark.clone()).or_default() |= bit;
                }
                Meaning::Attribute(_) => {}
            }
        }
        labels
    }

    /// The code of a pair, and whether it is a milestone. Both empty is none.
    fn code(&self, activity: &str, mark: &str) -> (u32, bool) {
        let milestones =
            self.by_activity.get(activity).copied().unwrap_or(0) | self.by_mark.get(mark).copied().unwrap_or(0);
        if activity.is_empty() && mark.is_empty() {
            return (0, false);
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known.codes.get(&(activity.to_owned(), mark.to_owned())) {
            return (*code, milestones != 0);
        }
        let activity_code = (!activity.is_empty()).then(|| {
            let next = known.names.len() as u32;
            let code = *known.activities.entry(activity.to_owned()).or_insert(next);
            if code == next {
                known.names.push(activity.to_owned());
            }
            code
        });
        known.labels.push(Label { milestones, activity: activity_code, is_extension: mark == EXTENDED });
        let code = known.labels.len() as u32;
        known.codes.insert((activity.to_owned(), mark.to_owned()), code);
        (code, milestones != 0)
    }

    /// The labels by code, and the activities' names by their codes.
    pub(crate) fn finish(self) -> (Vec<Label>, Vec<String>) {
        let Known { names, labels, .. } = self.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        (std::iter::once(Label::default()).chain(labels).collect(), names)
    }
}

impl Labels {
    /// The label of each row of a batch: its code, and whether it is kept.
    pub(crate) fn of_rows<'f>(
        &self,
        facts: &'f FactBatch,
        meanings: &'f mut Meanings,
        every_event: bool,
    ) -> RowLabels<'f> {
        let kept = |(code, is_milestone): (u32, bool)| if is_milestone || every_event { code | KEPT } else { code };
        match (&facts.activity, &facts.mark) {
            (None, None) => RowLabels::None,
            (Some(coded), None) => {
                let labels = meanings.of(coded, |coded| {
                    texts(coded).iter().map(|text| kept(self.code(text.unwrap_or_default(), ""))).collect()
                });
                RowLabels::ByKey { coded, keys: coded.keys().values(), labels }
            }
            (activity, mark) => {
                let text = |column: &Option<Coded>, row: usize| {
                    let column = column.as_ref().filter(|column| column.is_valid(row))?;
                    let key = usize::try_from(column.keys().value(row)).ok()?;
                    let texts = texts(column);
                    (key < texts.len()).then(|| texts.value(key).to_owned())
                };
                let mut pairs: HashMap<(Option<String>, Option<String>), u32, FixedState> = HashMap::default();
                let rows = (0..facts.len()).map(|row| {
                    let pair = (text(activity, row), text(mark, row));
                    *pairs.entry(pair).or_insert_with_key(|(activity, mark)| {
                        kept(self.code(activity.as_deref().unwrap_or_default(), mark.as_deref().unwrap_or_default()))
                    })
                });
                RowLabels::ByRow(rows.collect())
            }
        }
    }
}

/// The label of each row of a batch: its code, with [`KEPT`] where its event is kept.
pub(crate) enum RowLabels<'a> {
    None,
    ByKey { coded: &'a Coded, keys: &'a [i32], labels: &'a [u32] },
    ByRow(Vec<u32>),
}

/// In a row's label, that its event is kept.
pub(crate) const KEPT: u32 = 1 << 31;

impl RowLabels<'_> {
    /// The labels of some rows, from one on; with [`KEPT`] where the event is kept.
    #[inline]
    pub(crate) fn of_rows_from<const N: usize>(&self, row: usize, every_event: bool, own: &mut [u32; N], len: usize) {
        let nothing = if every_event { KEPT } else { 0 };
        let own = own.get_mut(..len).unwrap_or_default();
        match self {
            Self::None => own.fill(nothing),
            Self::ByKey { coded, keys, labels } => {
                for (own, key) in own.iter_mut().zip(keys.get(row..).unwrap_or_default()) {
                    *own = labels.get(*key as usize).copied().unwrap_or(nothing);
                }
                if coded.null_count() > 0 {
                    for (_, own) in own.iter_mut().enumerate().filter(|(ahead, _)| coded.is_null(row + ahead)) {
                        *own = nothing;
                    }
                }
            }
            Self::ByRow(labels) => {
                for (own, label) in own.iter_mut().zip(labels.get(row..).unwrap_or_default()) {
                    *own = *label;
                }
            }
        }
    }

    /// Gives each label that stands in the first rows, and how often.
    pub(crate) fn count(&self, rows: usize, mut each: impl FnMut(u32, u64)) {
        match self {
            Self::None => each(0, rows as u64),
            Self::ByKey { coded, keys, labels } if coded.null_count() == 0 => {
                let mut counts = vec![0_u64; labels.len()];
                for key in *keys {
                    if let Some(count) = counts.get_mut(*key as usize) {
                        *count += 1;
                    }
                }
                labels.iter().zip(counts).for_each(|(label, count)| each(label & !KEPT, count));
            }
            Self::ByKey { coded, keys, labels } => {
                for (row, key) in keys.iter().enumerate() {
                    let label = labels.get(*key as usize).filter(|_| coded.is_valid(row));
                    each(label.map_or(0, |label| label & !KEPT), 1);
                }
            }
            Self::ByRow(labels) => labels.iter().for_each(|label| each(label & !KEPT, 1)),
        }
    }
}
