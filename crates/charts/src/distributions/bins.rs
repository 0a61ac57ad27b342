//! How values are put together into bars.

use std::collections::BTreeMap;

use crate::pen::grouped;

/// Which numbers are round: the possible widths of a bar.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Steps {
    /// 1, 2, 5, 10, 20, 50 and so on; for days and anything counted in tens.
    #[default]
    Days,
    /// 1, 2, 5, 10, 15, 30, then 1, 2, 4, 8 hours, 1, 2, 5, 10 days of 24 hours and so on.
    Minutes,
}

impl Steps {
    fn widths(self) -> impl Iterator<Item = u32> {
        let (first, unit): (&[u32], u32) = match self {
            Self::Days => (&[], 1),
            Self::Minutes => (&[1, 2, 5, 10, 15, 30, 60, 120, 240, 480], 1440),
        };
        let tens = (0..10).flat_map(|power| [1, 2, 5].map(|by: u32| by.saturating_mul(10_u32.saturating_pow(power))));
        first.iter().copied().chain(tens.map(move |by| unit.saturating_mul(by)))
    }
}

/// The bars of [`Distributions`](crate::Distributions), by this rule:
///
/// 1. **Where the scale ends.** Of each distribution the greatest fiftieth of its values (at least one value) is laid aside. What
///    is then the greatest value of all, or the limit or a median if that is greater, is what must be seen. If no value lies
///    beyond one and a half times that, the scale has all values; otherwise it ends with the bar of what must be seen,
///    and the rest is counted as "more than".
/// 2. **How wide a bar is.** The narrowest round width ([`Steps`]) with which there are not more bars than fit, nor, from 31 values
///    on, more than twice the square root of the number of values in the greater distribution, though 16 are always allowed.
/// 3. **What is in a bar.** With a width of 1, each whole number. With a width of `w`, what is above one multiple of `w` up to and
///    including the next; 0 is in the first. So a limit that is a multiple of `w` stands between two bars.
///
/// The scale begins at 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bins {
    /// Width of a bar in values.
    pub width: u32,
    /// The last value on the scale.
    pub last: u32,
}

impl Bins {
    /// The bars for these counts. Each of `marks` must be seen.
    pub(crate) fn of(
        counts: &[&BTreeMap<u32, u64>],
        marks: impl IntoIterator<Item = f64>,
        steps: Steps,
        fit: u32,
    ) -> Self {
        let greatest = counts.iter().filter_map(|counts| counts.keys().next_back()).copied().max().unwrap_or(0);
        let marks = marks.into_iter().filter(|mark| mark.is_finite()).map(|mark| mark.clamp(0.0, 1e9).ceil() as u32);
        let seen = counts.iter().map(|counts| without_tail(counts)).chain(marks).max().unwrap_or(0).max(1);
        let end = if u64::from(greatest) * 2 <= u64::from(seen) * 3 { greatest.max(seen) } else { seen };
        let values = counts.iter().map(|counts| total(counts)).max().unwrap_or(0);
        let fair = ((values as f64).sqrt() * 2.0).clamp(16.0, f64::from(fit)) as u32;
        let most = if values <= super::FEW { fit } else { fair };
        let width = steps.widths().find(|width| end.div_ceil(*width) <= most).unwrap_or(u32::MAX);
        let last = if width == 1 { end } else { end.div_ceil(width).saturating_mul(width) };
        Self { width, last }
    }

    fn bars(self) -> usize {
        (if self.width == 1 { self.last + 1 } else { self.last.div_ceil(self.width) }) as usize
    }

    fn bin(self, value: u32) -> Option<usize> {
        let bin = if self.width == 1 { value } else { value.saturating_sub(1) / self.width };
        (value <= self.last).then_some(bin as usize)
    }

    /// How many are in each bar, and how many lie beyond the scale.
    pub fn count(self, counts: &BTreeMap<u32, u64>) -> (Vec<u64>, u64) {
        let (mut inside, mut beyond) = (vec![0_u64; self.bars()], 0_u64);
        for (value, count) in counts {
            let place = self.bin(*value).and_then(|bin| inside.get_mut(bin)).unwrap_or(&mut beyond);
            *place = place.saturating_add(*count);
        }
        (inside, beyond)
    }

    /// The first and the last value of a bar, counted from 0.
    pub fn values(self, bar: usize) -> (u32, u32) {
        let bar = u32::try_from(bar).unwrap_or(u32::MAX);
        if self.width == 1 {
            return (bar, bar);
        }
        let from = bar.saturating_mul(self.width);
        (if bar == 0 { 0 } else { from.saturating_add(1) }, from.saturating_add(self.width))
    }

    /// The ends of a bar on the scale.
    pub(crate) fn edges(self, bar: usize) -> (f64, f64) {
        if self.width == 1 {
            return (bar as f64 - 0.5, bar as f64 + 0.5);
        }
        (bar as f64 * f64::from(self.width), (bar as f64 + 1.0) * f64::from(self.width))
    }

    /// Where a value lies on the scale, from 0 to 1.
    pub(crate) fn place(self, value: f64) -> f64 {
        let (from, to) = (self.edges(0).0, self.edges(self.bars().saturating_sub(1)).1);
        let value = if value.is_nan() { from } else { value };
        ((value - from) / (to - from)).clamp(0.0, 1.0)
    }

    /// Where the line of a limit stands: behind what keeps it.
    pub(crate) fn behind(self, limit: f64) -> f64 {
        if self.width == 1 { limit.floor() + 0.5 } else { limit }
    }

    /// The numbers that may be written under the scale.
    pub(crate) fn numbers(self) -> impl Iterator<Item = u32> {
        (0..=self.last).step_by(self.width as usize)
    }

    /// The words for what lies beyond.
    pub(crate) fn say(self, text: &str, count: u64) -> String {
        text.replace("{value}", &grouped(u64::from(self.last))).replace("{count}", &grouped(count))
    }
}

fn total(counts: &BTreeMap<u32, u64>) -> u64 {
    counts.values().fold(0, |sum, count| sum.saturating_add(*count))
}

/// The greatest value when the greatest fiftieth is laid aside, at least one value.
fn without_tail(counts: &BTreeMap<u32, u64>) -> u32 {
    let aside = (total(counts) / 50).max(1);
    let mut seen = 0_u64;
    for (value, count) in counts.iter().rev() {
        seen = seen.saturating_add(*count);
        if seen > aside {
            return *value;
        }
    }
    counts.keys().next().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Bins, Steps};

    fn tally(values: impl IntoIterator<Item = u32>) -> BTreeMap<u32, u64> {
        let mut counts = BTreeMap::new();
        values.into_iter().for_each(|value| *counts.entry(value).or_insert(0) += 1);
        counts
    }

    #[test]
    fn bars_are_round_and_the_tail_is_counted() {
        // Name, values, limit and steps; width, end of the scale, and how many lie beyond.
        type Row = (&'static str, Vec<u32>, f64, Steps, u32, u32, u64);
        let rows: [Row; 10] = [
            ("nothing", vec![], 0.0, Steps::Days, 1, 1, 0),
            ("one case of no days", vec![0], 8.0, Steps::Days, 1, 8, 0),
            ("ten cases", (1..=10).collect(), 8.0, Steps::Days, 1, 10, 0),
            ("one of ten is far out", (1..=9).chain([300]).collect(), 8.0, Steps::Days, 1, 9, 1),
            ("a limit far beyond", (1..=9).collect(), 30.0, Steps::Days, 1, 30, 0),
            ("with more cases", (0..90).map(|case| case % 9).collect(), 30.0, Steps::Days, 2, 30, 0),
            ("two hundred", (0..200).map(|case| case % 20).collect(), 0.0, Steps::Days, 1, 19, 0),
            (
                "a long tail",
                (0..1000).map(|case| if case < 10 { 1000 + case } else { case % 12 }).collect(),
                0.0,
                Steps::Days,
                1,
                11,
                10,
            ),
            ("minutes", (0..5000).map(|case| case % 400).collect(), 60.0, Steps::Minutes, 15, 405, 0),
            ("weeks in minutes", (0..5000).map(|case| case * 7).collect(), 0.0, Steps::Minutes, 1440, 36000, 0),
        ];
        for (name, values, limit, steps, width, last, beyond) in rows {
            let counts = tally(values.iter().copied());
            let bins = Bins::of(&[&counts], [limit], steps, 36);
            let (inside, more) = bins.count(&counts);
            assert_eq!((bins.width, bins.last, more), (width, last, beyond), "{name}");
            assert_eq!(inside.iter().sum::<u64>() + more, values.len() as u64, "{name}");
        }
    }

    #[test]
    fn a_bar_has_what_is_above_one_multiple_up_to_the_next() {
        let bins = Bins { width: 5, last: 20 };
        for (value, bar) in [(0, Some(0)), (1, Some(0)), (5, Some(0)), (6, Some(1)), (20, Some(3)), (21, None)] {
            assert_eq!(bins.bin(value), bar, "{value}");
        }
        assert_eq!([0, 1].map(|bar| bins.values(bar)), [(0, 5), (6, 10)]);
        let bins = Bins { width: 1, last: 3 };
        assert_eq!((bins.bin(0), bins.bin(3), bins.bin(4)), (Some(0), Some(3), None));
        let huge = tally([u32::MAX, 0, 5]);
        assert!(Bins::of(&[&huge, &huge], [f64::NAN, f64::INFINITY, -3.0], Steps::Days, 36).bars() <= 40);
    }
}
