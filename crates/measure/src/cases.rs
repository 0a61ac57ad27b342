//! Cases, one row each: what the judgement needs of them, whether it was just gathered or kept from an earlier time.

use std::sync::Arc;

use arrow_array::builder::BinaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, TimestampMicrosecondType, UInt32Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Int32Array, RecordBatch, StringViewArray, TimestampMicrosecondArray, UInt32Array,
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};

use crate::kernel::column::Column;
use crate::kernel::course::{Courses, courses};
use crate::kernel::events::Label;
use crate::kernel::shape::{Effort, effort};
use crate::question::{Compiled, Measure};
use crate::run::Gathered;

/// Some cases, one row each.
#[derive(Debug, Clone)]
pub(crate) struct Cases {
    /// The ids; left out where nobody will ask for them.
    pub(crate) case: Option<StringViewArray>,
    /// Codes of services and units; 0 is none.
    pub(crate) service: ScalarBuffer<u32>,
    pub(crate) unit: ScalarBuffer<u32>,
    /// The courses, by route.
    pub(crate) courses: Vec<Courses>,
    /// The dues and days of the fields, by field; `None` for those that are times.
    pub(crate) terms: Vec<Option<Terms>>,
    /// Steps, hand-overs and rework, where they were asked for.
    pub(crate) effort: Option<Effort>,
}

/// What the record itself says of a case's limit.
#[derive(Debug, Clone)]
pub(crate) enum Terms {
    Due(TimestampMicrosecondArray),
    Days(Int32Array),
}

impl Cases {
    pub(crate) fn len(&self) -> usize {
        self.service.len()
    }

    /// Cases from what was gathered of them.
    pub(crate) fn of(
        gathered: &Gathered,
        labels: &[Label],
        compiled: &Compiled<'_>,
        with_ids: bool,
        with_effort: bool,
    ) -> Self {
        let times: Vec<TimestampMicrosecondArray> = (0..compiled.times).map(|field| gathered.times(field)).collect();
        let terms = (0..compiled.fields.len()).map(|field| match compiled.measure_of(field) {
            Some(Measure::Due(_)) => Some(Terms::Due(gathered.times(field))),
            Some(Measure::WorkingDays(_)) => Some(Terms::Days(gathered.numbers(field))),
            _ => None,
        });
        Self {
            case: with_ids.then(|| gathered.keys.to_array()),
            service: ScalarBuffer::from(gathered.service.clone()),
            unit: ScalarBuffer::from(gathered.unit.clone()),
            courses: compiled.routes.iter().map(|route| courses(&gathered.events, labels, &times, route)).collect(),
            terms: terms.collect(),
            effort: with_effort.then(|| effort(&gathered.events, labels)),
        }
    }

    /// The columns in which cases are kept. Pauses and counted events are few and stand as numbers in a row.
    pub(crate) fn schema(compiled: &Compiled<'_>) -> SchemaRef {
        let instants = DataType::Timestamp(TimeUnit::Microsecond, None);
        let mut fields =
            vec![Field::new("service", DataType::UInt32, false), Field::new("unit", DataType::UInt32, false)];
        for route in 0..compiled.routes.len() {
            for name in ["from", "until", "withdrawn"] {
                fields.push(Field::new(format!("{name}{route}"), instants.clone(), true));
            }
            for name in ["pauses", "counted"] {
                fields.push(Field::new(format!("{name}{route}"), DataType::Binary, true));
            }
        }
        for field in compiled.times..compiled.fields.len() {
            let kind = match compiled.measure_of(field) {
                Some(Measure::WorkingDays(_)) => DataType::Int32,
                _ => instants.clone(),
            };
            fields.push(Field::new(format!("field{field}"), kind, true));
        }
        Arc::new(Schema::new(fields))
    }

    /// The cases as columns to be kept.
    pub(crate) fn to_batch(&self, schema: &SchemaRef) -> Option<RecordBatch> {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::new(self.service.clone(), None)),
            Arc::new(UInt32Array::new(self.unit.clone(), None)),
        ];
        for courses in &self.courses {
            for times in [&courses.from, &courses.until, &courses.withdrawn] {
                columns.push(Arc::new(times.clone()));
            }
            let until = |pause: usize| {
                if courses.pause_until.is_valid(pause) { courses.pause_until.value(pause) } else { OPEN }
            };
            let pause = |pause: usize| [courses.pause_from.value(pause), until(pause)];
            columns.push(Arc::new(rows_of(&courses.pause_offsets, |index| pause(index).to_vec())));
            columns.push(Arc::new(rows_of(&courses.count_offsets, |index| vec![courses.count_at.value(index)])));
        }
        for terms in self.terms.iter().flatten() {
            columns.push(match terms {
                Terms::Due(due) => Arc::new(due.clone()),
                Terms::Days(days) => Arc::new(days.clone()),
            });
        }
        RecordBatch::try_new(Arc::clone(schema), columns).ok()
    }

    /// Cases from columns that were kept; `None` where they are not what they should be.
    pub(crate) fn of_batch(batch: &RecordBatch, compiled: &Compiled<'_>) -> Option<Self> {
        let codes = |name: &str| Some(batch.column_by_name(name)?.as_primitive_opt::<UInt32Type>()?.values().clone());
        let times = |name: String| batch.column_by_name(&name)?.as_primitive_opt::<TimestampMicrosecondType>().cloned();
        let numbers = |name: String| batch.column_by_name(&name)?.as_binary_opt::<i32>();
        let courses = (0..compiled.routes.len()).map(|route| {
            let (pause_offsets, pauses) = numbers_of(numbers(format!("pauses{route}"))?, 2)?;
            let (count_offsets, counted) = numbers_of(numbers(format!("counted{route}"))?, 1)?;
            let mut pause_until = Column::with_capacity(pauses.len() / 2);
            pauses
                .chunks_exact(2)
                .for_each(|pause| pause_until.push(pause.last().copied().filter(|until| *until != OPEN)));
            let pause_from: Vec<i64> = pauses.chunks_exact(2).filter_map(|pause| pause.first().copied()).collect();
            Some(Courses {
                from: times(format!("from{route}"))?,
                until: times(format!("until{route}"))?,
                withdrawn: times(format!("withdrawn{route}"))?,
                pause_offsets,
                pause_from: TimestampMicrosecondArray::new(ScalarBuffer::from(pause_from), None),
                pause_until: pause_until.finish(),
                count_offsets,
                count_at: TimestampMicrosecondArray::new(ScalarBuffer::from(counted), None),
            })
        });
        let terms = (0..compiled.fields.len()).map(|field| {
            let name = format!("field{field}");
            match compiled.measure_of(field) {
                Some(Measure::Due(_)) => times(name).map(|due| Some(Terms::Due(due))),
                Some(Measure::WorkingDays(_)) => {
                    Some(Some(Terms::Days(batch.column_by_name(&name)?.as_primitive_opt::<Int32Type>()?.clone())))
                }
                _ => Some(None),
            }
        });
        Some(Self {
            case: None,
            service: codes("service")?,
            unit: codes("unit")?,
            courses: courses.collect::<Option<_>>()?,
            terms: terms.collect::<Option<_>>()?,
            effort: None,
        })
    }
}

/// The end of a pause that was never closed.
const OPEN: i64 = i64::MIN;

/// Lists of numbers as one text of bytes a case; a case without any has null.
fn rows_of(offsets: &OffsetBuffer<i32>, numbers: impl Fn(usize) -> Vec<i64>) -> BinaryArray {
    let mut rows = BinaryBuilder::new();
    let mut bytes = Vec::new();
    for bounds in offsets.windows(2) {
        let (Some(start), Some(end)) = (bounds.first(), bounds.last()) else { continue };
        if start == end {
            rows.append_null();
            continue;
        }
        bytes.clear();
        for index in *start as usize..*end as usize {
            numbers(index).iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        }
        rows.append_value(&bytes);
    }
    rows.finish()
}

/// The lists again: where each begins, counted in groups of so many numbers, and all numbers.
fn numbers_of(rows: &BinaryArray, group: usize) -> Option<(OffsetBuffer<i32>, Vec<i64>)> {
    let bytes = 8 * group;
    let mut offsets = Vec::with_capacity(rows.len() + 1);
    offsets.push(0_i32);
    let mut numbers = Vec::new();
    if rows.null_count() == rows.len() {
        offsets.resize(rows.len() + 1, 0);
    } else {
        for row in 0..rows.len() {
            if rows.is_valid(row) {
                let value = rows.value(row);
                if !value.len().is_multiple_of(bytes) {
                    return None;
                }
                numbers.extend(
                    value.chunks_exact(8).filter_map(|number| Some(i64::from_le_bytes(number.try_into().ok()?))),
                );
            }
            offsets.push(i32::try_from(numbers.len() / group).ok()?);
        }
    }
    Some((OffsetBuffer::new(ScalarBuffer::from(offsets)), numbers))
}
