//! Scales: which part of 0 to 100 % is shown, and where the round numbers stand.

use crate::Share;

/// The scale of shares that one drawing shows: from a round lower end to 100 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The lower end, in per cent.
    pub(crate) from: u8,
}

impl Scale {
    /// 80 to 100 %, and wider by steps of 20 until all that is drawn lies on it.
    pub(crate) fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let lowest = values.into_iter().map(part).fold(1.0, f64::min);
        let from = [80_u8, 60, 40, 20].into_iter().find(|from| lowest >= f64::from(*from) / 100.0);
        Self { from: from.unwrap_or(0) }
    }

    /// A scale that was asked for, to the next step below.
    pub(crate) fn from(asked: u8) -> Self {
        Self { from: asked.min(80) / 20 * 20 }
    }

    /// Where a share lies: 0 at the lower end, 1 at 100 %. What is below the end lies at the end.
    pub(crate) fn place(self, share: f64) -> f64 {
        let from = f64::from(self.from) / 100.0;
        ((part(share) - from) / (1.0 - from)).clamp(0.0, 1.0)
    }

    /// The round numbers, in per cent.
    pub(crate) fn ticks(self) -> impl Iterator<Item = u8> {
        let step = match self.from {
            80 => 5,
            60 => 10,
            _ => 20,
        };
        (self.from..=100).step_by(step)
    }
}

/// A share between 0 and 1, whatever was given; 0 for what is no number.
pub(crate) fn part(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

impl Share {
    /// Ends in order, all between 0 and 1.
    pub(crate) fn tidy(self) -> Self {
        let (low, high) = (part(self.low), part(self.high));
        Self { at: part(self.at), low: low.min(high), high: low.max(high) }
    }
}

/// The step of a scale from 0 to `most` with at most `steps` steps: 1, 2 or 5 with noughts.
pub(crate) fn round_step(most: u64, steps: u64) -> u64 {
    let mut step = 1_u64;
    for factor in [2, 5, 2].into_iter().cycle() {
        if most.div_ceil(step) <= steps.max(1) {
            break;
        }
        // 1, 2, 5, 10: each is the one before by 2, 2.5 or 2.
        step = if factor == 5 { step / 2 * 5 } else { step.saturating_mul(2) };
    }
    step
}

#[cfg(test)]
mod tests {
    use super::{Scale, round_step};

    #[test]
    fn the_scale_widens_by_steps() {
        for (values, from, ticks) in [
            (vec![0.956, 0.946, 0.95], 80, vec![80, 85, 90, 95, 100]),
            (vec![], 80, vec![80, 85, 90, 95, 100]),
            (vec![0.8], 80, vec![80, 85, 90, 95, 100]),
            (vec![0.7999], 60, vec![60, 70, 80, 90, 100]),
            (vec![0.55, 0.9], 40, vec![40, 60, 80, 100]),
            (vec![0.2], 20, vec![20, 40, 60, 80, 100]),
            (vec![0.01], 0, vec![0, 20, 40, 60, 80, 100]),
            (vec![f64::NAN], 0, vec![0, 20, 40, 60, 80, 100]),
        ] {
            let scale = Scale::around(values.clone());
            assert_eq!((scale.from, scale.ticks().collect::<Vec<_>>()), (from, ticks), "{values:?}");
        }
        assert_eq!(Scale::from(70), Scale { from: 60 });
        assert!((Scale { from: 80 }.place(0.9) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn steps_are_round() {
        for (most, steps, step) in [
            (0, 4, 1),
            (4, 4, 1),
            (5, 4, 2),
            (9, 4, 5),
            (21, 4, 10),
            (2000, 4, 500),
            (u64::MAX, 4, 5_000_000_000_000_000_000),
        ] {
            assert_eq!(round_step(most, steps), step, "{most}");
        }
    }
}
