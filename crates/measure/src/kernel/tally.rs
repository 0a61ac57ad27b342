//! Counts and exact histograms that add up.

use std::collections::BTreeMap;

/// The values of some cases, each as often as it was seen: enough for exact quantiles and the mean. Two of them add up.
///
/// Values wait in a list until there are enough of them to be worth sorting; then equal ones become one entry. So a
/// histogram never holds more than twice the number of distinct values, or a few thousand.
///
/// ```
/// use measure::kernel::tally::Histogram;
///
/// let mut days = Histogram::default();
/// for day in [3, 5, 5, 8] {
///     days.add(day);
/// }
/// assert_eq!(days.quantiles(&[0.5, 0.9]), [5, 8]);
/// assert_eq!((days.count(), days.mean()), (4, Some(5.25)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Histogram {
    /// Values that were seen, not sorted yet.
    waiting: Vec<i64>,
    /// Those that were sorted; most histograms never need to, and stay small.
    sorted: Option<Box<Sorted>>,
}

/// Distinct values in order, and how often each was seen.
#[derive(Debug, Clone, Default)]
struct Sorted(Vec<(i64, u64)>);

/// So many values wait before they are sorted for the first time.
const FEW: usize = 1 << 14;

impl Histogram {
    /// The histogram of distinct values and how often each was seen.
    pub fn of(values: BTreeMap<i64, u64>) -> Self {
        let sorted = Sorted(values.into_iter().collect());
        Self { waiting: Vec::new(), sorted: Some(Box::new(sorted)).filter(|sorted| !sorted.0.is_empty()) }
    }

    /// Adds a value.
    #[inline]
    pub fn add(&mut self, value: i64) {
        if self.waiting.capacity() == 0 {
            self.waiting.reserve(32);
        }
        self.waiting.push(value);
        if self.waiting.len() >= FEW && self.waiting.len() >= self.sorted().len() {
            self.sort();
        }
    }

    fn sorted(&self) -> &[(i64, u64)] {
        self.sorted.as_ref().map(|sorted| sorted.0.as_slice()).unwrap_or_default()
    }

    fn take_sorted(&mut self) -> Vec<(i64, u64)> {
        self.sorted.take().map(|sorted| sorted.0).unwrap_or_default()
    }

    /// Adds the values of other cases.
    pub fn merge(&mut self, mut other: Self) {
        self.waiting.append(&mut other.waiting);
        if !other.sorted().is_empty() {
            let mine = self.take_sorted();
            self.sorted = Some(Box::new(Sorted(merged(mine, other.take_sorted()))));
        }
        if self.waiting.len() >= FEW && self.waiting.len() >= self.sorted().len() {
            self.sort();
        }
    }

    fn sort(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        self.waiting.sort_unstable();
        let mut new: Vec<(i64, u64)> = Vec::new();
        for value in self.waiting.drain(..) {
            match new.last_mut() {
                Some((last, count)) if *last == value => *count += 1,
                _ => new.push((value, 1)),
            }
        }
        let mine = self.take_sorted();
        self.sorted = Some(Box::new(Sorted(merged(mine, new))));
    }

    /// The number of values.
    pub fn count(&self) -> u64 {
        self.waiting.len() as u64 + self.sorted().iter().map(|(_, count)| count).sum::<u64>()
    }

    /// The mean; `None` of no values.
    pub fn mean(&self) -> Option<f64> {
        let waiting: i128 = self.waiting.iter().map(|value| i128::from(*value)).sum();
        let sorted: i128 = self.sorted().iter().map(|(value, count)| i128::from(*value) * i128::from(*count)).sum();
        let count = self.count();
        (count > 0).then(|| (waiting + sorted) as f64 / count as f64)
    }

    /// For each share `q` the smallest value `x` with `F(x) >= q`: the inverse of the empirical distribution, without
    /// interpolation. Shares in ascending order. Of no values, none.
    pub fn quantiles(&mut self, shares: &[f64]) -> Vec<i64> {
        if self.sorted().is_empty() && self.waiting.len() < FEW {
            // A short list is searched faster than it is sorted.
            let values = &mut self.waiting;
            let rank = |share: f64| rank(share, values.len() as u64);
            let ranks: Vec<u64> = shares.iter().map(|share| rank(*share)).collect();
            return ranks
                .into_iter()
                .filter_map(|rank| {
                    let place = usize::try_from(rank).ok()?.checked_sub(1)?;
                    (place < values.len()).then(|| *values.select_nth_unstable(place).1)
                })
                .collect();
        }
        self.sort();
        let count = self.count();
        shares.iter().filter_map(|share| self.value_at(rank(*share, count))).collect()
    }

    /// The value at a rank, counted from 1.
    pub fn value_at(&mut self, rank: u64) -> Option<i64> {
        self.sort();
        let mut before = 0;
        self.sorted()
            .iter()
            .find(|(_, count)| {
                before += count;
                before >= rank
            })
            .map(|(value, _)| *value)
    }

    /// The distinct values in order, and how often each was seen.
    pub fn values(&mut self) -> &[(i64, u64)] {
        self.sort();
        self.sorted()
    }
}

/// The smallest whole number of values that is a share `q` of `n` or more, at least one.
fn rank(share: f64, n: u64) -> u64 {
    // The shares are hundredths: in whole numbers no rounding can move a rank.
    let hundredths = (share * 100.0).round() as u64;
    (n * hundredths).div_ceil(100).max(1)
}

fn merged(one: Vec<(i64, u64)>, two: Vec<(i64, u64)>) -> Vec<(i64, u64)> {
    if one.is_empty() {
        return two;
    }
    let mut all = Vec::with_capacity(one.len() + two.len());
    let (mut one, mut two) = (one.into_iter().peekable(), two.into_iter().peekable());
    loop {
        let next = match (one.peek(), two.peek()) {
            (Some(mine), Some(theirs)) if theirs.0 < mine.0 => two.next(),
            (Some(_), _) => one.next(),
            (None, _) => two.next(),
        };
        let Some((value, count)) = next else { return all };
        match all.last_mut() {
            Some((last, total)) if *last == value => *total += count,
            _ => all.push((value, count)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, word for word.
    fn by_definition(values: &[i64], share: f64) -> i64 {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let n = sorted.len() as f64;
        *sorted.iter().find(|x| sorted.iter().filter(|value| value <= x).count() as f64 / n >= share).unwrap()
    }

    #[test]
    fn quantiles_are_the_definition_however_the_values_came_together() {
        let mut state = 42_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for size in [1, 2, 3, 9, 10, 11, 19, 20, 21, 100, 333] {
            let values: Vec<i64> = (0..size).map(|_| next(50) as i64).collect();
            let mut all = Histogram::default();
            let mut parts = [Histogram::default(), Histogram::default()];
            for value in &values {
                all.add(*value);
                parts[next(2) as usize].add(*value);
            }
            let [mut merged, other] = parts;
            // One part sorted before they meet, the other not.
            merged.values();
            merged.merge(other);
            let expected: Vec<i64> = [0.5, 0.9, 0.95].iter().map(|share| by_definition(&values, *share)).collect();
            assert_eq!(all.quantiles(&[0.5, 0.9, 0.95]), expected, "{values:?}");
            assert_eq!(merged.quantiles(&[0.5, 0.9, 0.95]), expected, "{values:?}");
            assert_eq!(merged.mean(), all.mean());
        }
        assert!(Histogram::default().quantiles(&[0.5]).is_empty());
    }

    #[test]
    fn many_equal_values_take_no_room() {
        let mut histogram = Histogram::default();
        for value in 0..1_000_000_i64 {
            histogram.add(value % 7);
        }
        assert_eq!(
            histogram.values(),
            [(0, 142_858), (1, 142_857), (2, 142_857), (3, 142_857), (4, 142_857), (5, 142_857), (6, 142_857)]
        );
        assert!(histogram.waiting.capacity() < 4 * FEW);
    }
}
