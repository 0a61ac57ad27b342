//! How alike two texts are: the formula of the crate's documentation, in whole numbers.

use crate::text::LENGTH_AT_MOST;
use crate::written::{Agreement, Written};

/// Names less alike than this are not worth a warning.
pub(crate) const NAMES_FROM: f64 = 0.35;
/// One character in common is no likeness, unless it is all there is.
pub(crate) const PAIRS_FROM: u32 = 2;
/// Slogans are longer, and share more words by chance.
pub(crate) const SLOGANS_FROM: f64 = 0.65;
/// What an alike slogan counts against an alike name.
pub(crate) const SLOGAN_SHARE: f64 = 0.75;
/// Two characters make a beginning or an ending.
pub(crate) const EDGE_FROM: usize = 2;

/// Agreement is counted in twentieths of a character (tenths of the lighter one's halves) and kept in one number with the count
/// of pairs below it: of two ways with the same agreement, the one with more pairs is the better one. More pairs than there are.
const PAIRS: u32 = 256;

/// A pair of characters that stand over each other.
pub(crate) struct Pair {
    pub(crate) ours: usize,
    pub(crate) theirs: usize,
    pub(crate) agreement: Agreement,
}

/// From what agrees (in twentieths of a character) and what both weigh (in halves): between 0 and 1. One division of whole
/// numbers, so that equal fractions are equal figures.
pub(crate) fn figure(agreed: u32, weights: u32, edge: bool) -> f64 {
    let whole = 10 * weights;
    if whole == 0 {
        return 0.0;
    }
    let agreed = 2 * agreed;
    // A shared beginning or ending closes 15 in 100 of what is missing.
    let closed = if edge { 3 * (whole - agreed.min(whole)) } else { 0 };
    f64::from(20 * agreed + closed) / f64::from(20 * whole)
}

pub(crate) fn share_an_edge(ours: &Written, theirs: &Written) -> bool {
    ours.beginning(theirs) >= EDGE_FROM || ours.ending(theirs) >= EDGE_FROM
}

/// How alike two texts are, between 0 and 1, and how many characters agree.
pub(crate) fn likeness(ours: &Written, theirs: &Written) -> (f64, u32) {
    let mut row = [0; LENGTH_AT_MOST + 1];
    let best = ours.places.iter().fold(0, |_, place| {
        let (mut corner, mut left) = (0, 0);
        for (other, above) in theirs.places.iter().zip(row.iter_mut().skip(1)) {
            let best = left.max(*above).max(corner + worth(place.agrees(other), place.weight, other.weight));
            corner = std::mem::replace(above, best);
            left = best;
        }
        left
    });
    (figure(best / PAIRS, ours.weight + theirs.weight, share_an_edge(ours, theirs)), best % PAIRS)
}

/// The pairs by which [`likeness`] is reached, from the first character to the last; of several ways the one that pairs early.
pub(crate) fn pairs(ours: &Written, theirs: &Written) -> Vec<Pair> {
    // best[i][j]: what agrees from place i of ours and place j of theirs on.
    let (height, width) = (ours.places.len(), theirs.places.len());
    let mut best = vec![0; (height + 1) * (width + 1)];
    let index = |i: usize, j: usize| i * (width + 1) + j;
    let at = |best: &[u32], i: usize, j: usize| best.get(index(i, j)).copied().unwrap_or_default();
    for (i, place) in ours.places.iter().enumerate().rev() {
        for (j, other) in theirs.places.iter().enumerate().rev() {
            let paired = at(&best, i + 1, j + 1) + worth(place.agrees(other), place.weight, other.weight);
            let value = paired.max(at(&best, i + 1, j)).max(at(&best, i, j + 1));
            if let Some(cell) = best.get_mut(index(i, j)) {
                *cell = value;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(place), Some(other)) = (ours.places.get(i), theirs.places.get(j)) {
        let here = at(&best, i, j);
        match place.agrees(other) {
            Some(agreement) if here == at(&best, i + 1, j + 1) + worth(Some(agreement), place.weight, other.weight) => {
                pairs.push(Pair { ours: i, theirs: j, agreement });
                (i, j) = (i + 1, j + 1);
            }
            _ if here == at(&best, i, j + 1) => j += 1,
            _ => i += 1,
        }
    }
    pairs
}

/// What a pair counts: itself, and [`PAIRS`] times its agreement.
fn worth(agreement: Option<Agreement>, ours: u8, theirs: u8) -> u32 {
    agreement.map_or(0, |agreement| 1 + PAIRS * agreement as u32 * u32::from(ours.min(theirs)))
}
