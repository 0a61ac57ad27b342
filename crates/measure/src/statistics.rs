//! The statistics of a scorecard: shares with their intervals, and differences with theirs.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use terms::{Counts, Outcome, Share};

use crate::kernel::tally::Histogram;

/// The two-sided 95 % point of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// The resamples of a bootstrap interval.
pub const RESAMPLES: usize = 2000;

/// A share of `n` with Wilson's 95 % interval; `None` of none.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212.
///
/// ```
/// let share = measure::statistics::wilson(95, 100).unwrap();
/// assert_eq!(format!("{:.3} {:.3}–{:.3}", share.value, share.low, share.high), "0.950 0.888–0.978");
/// assert_eq!(measure::statistics::wilson(0, 0), None);
/// ```
pub fn wilson(kept: u64, n: u64) -> Option<Share> {
    if n == 0 {
        return None;
    }
    let (count, value) = (n as f64, kept as f64 / n as f64);
    let square = Z * Z;
    let centre = value + square / (2.0 * count);
    let spread = Z * (value * (1.0 - value) / count + square / (4.0 * count * count)).sqrt();
    let scale = 1.0 + square / count;
    // At the ends the exact bound is 0 or 1; rounding would leave a trace of something else.
    let low = if kept == 0 { 0.0 } else { (centre - spread) / scale };
    let high = if kept == n { 1.0 } else { (centre + spread) / scale };
    Some(Share { value, low, high })
}

/// The kept share of settled cases.
pub fn kept_share(counts: &Counts) -> Option<Share> {
    wilson(counts.of(Outcome::Kept), counts.settled())
}

/// A difference with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// After minus before.
    pub value: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

impl Difference {
    /// Whether the interval leaves zero out: only then a change is shown.
    pub fn is_shown(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The difference of two independent shares with Newcombe's 95 % interval, from the Wilson intervals of both.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
/// Medicine 17 (1998), 873–890, method 10.
///
/// ```
/// use measure::statistics::{newcombe, wilson};
///
/// // The paper's first example: 56 of 70 against 48 of 80.
/// let difference = newcombe(&wilson(48, 80).unwrap(), &wilson(56, 70).unwrap());
/// assert_eq!(format!("{:.4} {:.4} {:.4}", difference.value, difference.low, difference.high), "0.2000 0.0524 0.3339");
/// ```
pub fn newcombe(before: &Share, after: &Share) -> Difference {
    let value = after.value - before.value;
    let below = ((after.value - after.low).powi(2) + (before.high - before.value).powi(2)).sqrt();
    let above = ((after.high - after.value).powi(2) + (before.value - before.low).powi(2)).sqrt();
    Difference { value, low: value - below, high: value + above }
}

/// The difference of two medians with a seeded bootstrap interval: the 2.5th and 97.5th percentile of the difference over
/// [`RESAMPLES`] resamples. `None` when one side has no values.
///
/// The median of a resample of `n` values is the value at a rank that itself is random: the rank of the `k`-th smallest of
/// `n` draws with replacement. That rank is drawn directly (see `RankOfMedian`), so that a million cases cost no more
/// than ten; what comes out has the same distribution as resampling them all.
///
/// Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13 (percentile interval).
pub fn median_difference(before: &mut Histogram, after: &mut Histogram, seed: u64) -> Option<Difference> {
    let median = |histogram: &mut Histogram| histogram.quantiles(&[0.5]).first().copied();
    let value = (median(after)? - median(before)?) as f64;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (of_before, of_after) = (RankOfMedian::of(before.count()), RankOfMedian::of(after.count()));
    let (before, after) = (Ranked::of(before), Ranked::of(after));
    let mut differences: Vec<i64> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let resampled = (before.at(of_before.draw(&mut random)), after.at(of_after.draw(&mut random)));
        differences.push(resampled.1 - resampled.0);
    }
    differences.sort_unstable();
    let at = |share: f64| {
        let place = (share * RESAMPLES as f64).ceil() as usize;
        differences.get(place.saturating_sub(1)).map_or(0.0, |difference| *difference as f64)
    };
    Some(Difference { value, low: at(0.025), high: at(0.975) })
}

/// Values by rank.
struct Ranked<'a> {
    values: &'a [(i64, u64)],
    /// How many values are not above each.
    up_to: Vec<u64>,
}

impl<'a> Ranked<'a> {
    fn of(histogram: &'a mut Histogram) -> Self {
        let values = histogram.values();
        let mut total = 0;
        let up_to = values.iter().map(|(_, count)| {
            total += count;
            total
        });
        Self { up_to: up_to.collect(), values }
    }

    fn at(&self, rank: u64) -> i64 {
        let place = self.up_to.partition_point(|count| *count < rank);
        self.values.get(place).or(self.values.last()).map_or(0, |(value, _)| *value)
    }
}

/// The rank, among `n` values, of the median of `n` draws with replacement from them.
///
/// The `k`-th smallest of `n` uniform numbers has a Beta(k, n − k + 1) distribution; the rank drawn with it is that number
/// times `n`, rounded up. A Beta is made of two Gammas, and those are drawn by the method of Marsaglia and Tsang ("A simple
/// method for generating gamma variables", ACM TOMS 26 (2000), 363–372), with the logarithms of `libm`, so that every
/// machine draws the same.
struct RankOfMedian {
    n: u64,
    below: f64,
    above: f64,
}

impl RankOfMedian {
    fn of(n: u64) -> Self {
        let k = n.div_ceil(2).max(1);
        Self { n, below: k as f64, above: (n.max(1) - k + 1) as f64 }
    }

    fn draw(&self, random: &mut ChaCha8Rng) -> u64 {
        let (below, above) = (gamma(self.below, random), gamma(self.above, random));
        let share = below / (below + above);
        ((share * self.n as f64).ceil() as u64).clamp(1, self.n.max(1))
    }
}

/// A uniform number between 0 and 1, neither of them.
fn uniform(random: &mut ChaCha8Rng) -> f64 {
    ((random.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

/// A normal number, by the polar method of Marsaglia.
fn normal(random: &mut ChaCha8Rng) -> f64 {
    loop {
        let (u, v) = (2.0 * uniform(random) - 1.0, 2.0 * uniform(random) - 1.0);
        let square = u * u + v * v;
        if square > 0.0 && square < 1.0 {
            return u * (-2.0 * libm::log(square) / square).sqrt();
        }
    }
}

/// A Gamma number of a shape of 1 and more.
fn gamma(shape: f64, random: &mut ChaCha8Rng) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(random);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && libm::log(uniform(random)) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(values: impl IntoIterator<Item = i64>) -> Histogram {
        let mut histogram = Histogram::default();
        values.into_iter().for_each(|value| histogram.add(value));
        histogram
    }

    #[test]
    fn wilson_is_what_the_tables_say() {
        // 10/10, 20/20, 30/30, 50/50, 100/100, 95/100, 380/400 in whole percent.
        for (kept, n, low, high) in [
            (10, 10, 72, 100),
            (20, 20, 84, 100),
            (30, 30, 89, 100),
            (50, 50, 93, 100),
            (100, 100, 96, 100),
            (95, 100, 89, 98),
            (380, 400, 92, 97),
        ] {
            let share = wilson(kept, n).unwrap();
            assert_eq!(
                ((share.low * 100.0).round(), (share.high * 100.0).round()),
                (f64::from(low), f64::from(high)),
                "{kept}/{n}"
            );
        }
        assert_eq!(wilson(0, 10).unwrap().low, 0.0);
        assert_eq!(wilson(10, 10).unwrap().high, 1.0);
    }

    /// The rank drawn directly against the rank found by resampling: the same distribution, by the largest distance
    /// between the two (Kolmogorov and Smirnov; at 20,000 draws each, 0.0195 is passed once in a thousand).
    #[test]
    fn the_rank_of_a_resampled_median_is_drawn_as_if_resampled() {
        const DRAWS: usize = 20_000;
        for n in [1_u64, 2, 5, 20, 101] {
            let mut random = ChaCha8Rng::seed_from_u64(42);
            let direct = RankOfMedian::of(n);
            let mut counts = vec![(0_i64, 0_i64); n as usize + 1];
            for _ in 0..DRAWS {
                counts[direct.draw(&mut random) as usize].0 += 1;
                let mut sample: Vec<u64> = (0..n).map(|_| random.next_u64() % n + 1).collect();
                sample.sort_unstable();
                counts[sample[n.div_ceil(2) as usize - 1] as usize].1 += 1;
            }
            let (mut one, mut two, mut distance) = (0, 0, 0);
            for (direct, resampled) in counts {
                one += direct;
                two += resampled;
                distance = distance.max((one - two).abs());
            }
            assert!((distance as f64) < 0.0195 * DRAWS as f64, "n = {n}: {distance}");
        }
    }

    #[test]
    fn a_shift_is_shown_and_noise_is_not() {
        let before = || histogram((0..400).map(|value| value % 20));
        let shifted =
            median_difference(&mut before(), &mut histogram((0..400).map(|value| value % 20 + 5)), 42).unwrap();
        assert!(shifted.value == 5.0 && shifted.is_shown(), "{shifted:?}");
        let same = median_difference(&mut before(), &mut before(), 42).unwrap();
        assert!(same.value == 0.0 && !same.is_shown(), "{same:?}");
        // The same seed gives the same interval.
        assert_eq!(same, median_difference(&mut before(), &mut before(), 42).unwrap());
        assert_eq!(median_difference(&mut Histogram::default(), &mut before(), 42), None);
    }
}
