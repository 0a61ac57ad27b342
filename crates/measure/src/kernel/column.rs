//! A column of values in the making, of which some may be missing.

use arrow_array::PrimitiveArray;
use arrow_array::types::ArrowPrimitiveType;
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};

/// A column of values in the making: the bits that say which are there are set as they come.
pub(crate) struct Column<T> {
    values: Vec<T>,
    /// Of the last values, which are there: those that do not fill a word of the mask yet.
    word: u64,
    mask: Vec<u64>,
    missing: usize,
}

impl<T: Copy + Default> Column<T> {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { values: Vec::with_capacity(capacity), word: 0, mask: Vec::with_capacity(capacity / 64 + 1), missing: 0 }
    }

    #[inline]
    pub(crate) fn push(&mut self, value: Option<T>) {
        let bit = self.values.len() % 64;
        self.word |= u64::from(value.is_some()) << bit;
        self.missing += usize::from(value.is_none());
        self.values.push(value.unwrap_or_default());
        if bit == 63 {
            self.mask.push(self.word);
            self.word = 0;
        }
    }

    pub(crate) fn finish<P>(mut self) -> PrimitiveArray<P>
    where
        P: ArrowPrimitiveType<Native = T>,
        T: arrow_buffer::ArrowNativeType,
    {
        self.mask.push(self.word);
        let length = self.values.len();
        let nulls = (self.missing > 0).then(|| {
            let mask = BooleanBuffer::new(Buffer::from_vec(self.mask), 0, length);
            NullBuffer::new(mask)
        });
        PrimitiveArray::new(ScalarBuffer::from(self.values), nulls)
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::types::Int64Type;
    use arrow_array::{Array, Int64Array};

    use super::*;

    #[test]
    fn what_is_missing_is_null_wherever_it_stands() {
        for length in [0, 1, 63, 64, 65, 128, 200] {
            for step in [1, 2, 3, 1000] {
                let values: Vec<Option<i64>> = (0..length).map(|value| (value % step == 0).then_some(value)).collect();
                let mut column = Column::with_capacity(0);
                values.iter().for_each(|value| column.push(*value));
                let array: Int64Array = column.finish::<Int64Type>();
                assert_eq!(array, values.iter().copied().collect::<Int64Array>(), "{length} {step}");
                assert_eq!(array.nulls().is_some(), values.contains(&None));
            }
        }
    }
}
