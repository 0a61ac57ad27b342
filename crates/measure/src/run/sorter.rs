//! The order of a case's events.

/// Brings the events of one case into the order of time; those of one instant stay as they came.
#[derive(Default)]
pub(crate) struct Sorter {
    places: Vec<u32>,
    at: Vec<i64>,
    codes: Vec<u32>,
}

impl Sorter {
    pub(crate) fn by_time(&mut self, at: &mut [i64], label: &mut [u32], mut order: Option<&mut [u32]>) {
        if at.len() <= 16 {
            for end in 1..at.len() {
                let mut place = end;
                while place > 0 && at[place - 1] > at[place] {
                    at.swap(place - 1, place);
                    label.swap(place - 1, place);
                    if let Some(order) = &mut order {
                        order.swap(place - 1, place);
                    }
                    place -= 1;
                }
            }
            return;
        }
        self.places.clear();
        self.places.extend(0..at.len() as u32);
        self.places.sort_by_key(|place| at[*place as usize]);
        self.at.clear();
        self.at.extend_from_slice(at);
        for (to, place) in at.iter_mut().zip(&self.places) {
            *to = self.at[*place as usize];
        }
        for codes in std::iter::once(label).chain(order) {
            self.codes.clear();
            self.codes.extend_from_slice(codes);
            for (to, place) in codes.iter_mut().zip(&self.places) {
                *to = self.codes[*place as usize];
            }
        }
    }
}
