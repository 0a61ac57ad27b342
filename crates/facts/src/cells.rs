//! Single values of Arrow columns, as texts.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use calendar::{Day, Instant};

/// Whether a column of this type can be read as texts.
pub(crate) fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(key, value) => **key == DataType::Int32 && **value == DataType::Utf8,
        kind => {
            kind.is_integer()
                || kind.is_floating() && *kind != DataType::Float16
                || kind.is_string()
                || matches!(kind, DataType::Boolean | DataType::Null | DataType::Date32 | DataType::Date64)
                || matches!(kind, DataType::Timestamp(..) | DataType::Decimal128(..))
        }
    }
}

/// A value as text: numbers and dates as everybody writes them, times as ISO 8601, with `Z` where the column is in UTC.
/// `None` for a null, and for a type that has no text.
pub(crate) fn cell_text(column: &ArrayRef, row: usize) -> Option<String> {
    if row >= column.len() || column.is_null(row) {
        return None;
    }
    macro_rules! number {
        ($kind:ty) => {
            column.as_primitive::<$kind>().value(row).to_string()
        };
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => column.as_string_view().value(row).to_owned(),
        DataType::Dictionary(_, _) => {
            let codes = column.as_dictionary_opt::<Int32Type>()?;
            let key = usize::try_from(codes.keys().value(row)).ok()?;
            return cell_text(codes.values(), key);
        }
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Decimal128(_, _) => column.as_primitive::<Decimal128Type>().value_as_string(row),
        DataType::Date32 => Day(column.as_primitive::<Date32Type>().value(row)).to_string(),
        DataType::Date64 => {
            let day = column.as_primitive::<Date64Type>().value(row).div_euclid(86_400_000);
            Day(i32::try_from(day).ok()?).to_string()
        }
        DataType::Timestamp(unit, zone) => {
            let us = match unit {
                TimeUnit::Second => column.as_primitive::<TimestampSecondType>().value(row).saturating_mul(1_000_000),
                TimeUnit::Millisecond => {
                    column.as_primitive::<TimestampMillisecondType>().value(row).saturating_mul(1000)
                }
                TimeUnit::Microsecond => column.as_primitive::<TimestampMicrosecondType>().value(row),
                TimeUnit::Nanosecond => column.as_primitive::<TimestampNanosecondType>().value(row).div_euclid(1000),
            };
            let text = Instant(us).to_string();
            if zone.is_some() { text } else { text.trim_end_matches('Z').to_owned() }
        }
        _ => return None,
    })
}
