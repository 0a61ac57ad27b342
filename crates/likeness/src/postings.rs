//! For each reading the brands in which it is heard, and from these the most that a brand can come to.
//!
//! Two characters agree only if a blurred reading is common to them. So whoever is in none of the lists of a name's readings has
//! nothing in common with it, and who is in some has at most the weights of those characters.

use std::collections::HashMap;

use crate::agree::figure;
use crate::written::{Agreement, Place, Written};

/// A brand that may be near.
pub(crate) struct Promise {
    pub(crate) slot: usize,
    /// It is not more alike than this.
    pub(crate) at_most: f64,
}

/// Lists of slots, by reading.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    lists: HashMap<u32, Vec<u32>>,
    /// What the text of each slot weighs.
    weights: Vec<u32>,
}

impl Postings {
    pub(crate) fn add(&mut self, slot: usize, text: &Written) {
        if self.weights.len() <= slot {
            self.weights.resize(slot + 1, 0);
        }
        if let (Some(weight), Ok(number)) = (self.weights.get_mut(slot), u32::try_from(slot)) {
            *weight = text.weight;
            for key in keys(text) {
                self.lists.entry(key).or_default().push(number);
            }
        }
    }

    pub(crate) fn remove(&mut self, slot: usize, text: &Written) {
        for key in keys(text) {
            if let Some(list) = self.lists.get_mut(&key) {
                list.retain(|other| usize::try_from(*other) != Ok(slot));
            }
        }
    }

    /// Who may come to `from` or more, with the most that each can come to, times `share`.
    pub(crate) fn at_most(&self, text: &Written, slots: usize, from: f64, share: f64) -> Vec<Promise> {
        let mut agreed: Vec<u16> = vec![0; if text.places.is_empty() { 0 } else { slots }];
        for place in &text.places {
            for list in place.keys().iter().filter_map(|key| self.lists.get(key)) {
                for slot in list {
                    if let Some(sum) = usize::try_from(*slot).ok().and_then(|slot| agreed.get_mut(slot)) {
                        *sum += u16::from(place.weight);
                    }
                }
            }
        }
        let promise = |(slot, (sum, weight)): (usize, (u16, &u32))| {
            let most = u32::from(sum).min(*weight).min(text.weight) * Agreement::Sign as u32;
            let at_most = figure(most, text.weight + weight, true);
            (at_most >= from).then_some(Promise { slot, at_most: at_most * share })
        };
        let touched = agreed.into_iter().zip(&self.weights).enumerate().filter(|(_, (sum, _))| *sum > 0);
        touched.filter_map(promise).collect()
    }
}

/// Each key of a text once.
fn keys(text: &Written) -> std::collections::BTreeSet<u32> {
    text.places.iter().flat_map(Place::keys).collect()
}
