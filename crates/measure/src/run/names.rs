//! Texts that stand many times, as numbers.

use std::sync::{Mutex, PoisonError};

use facts::{Coded, texts};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// What stands for a service or a unit that no record names.
pub(crate) const NONE: &str = "(none)";

/// One list of texts for all workers: a text's code is its place in the list, from 1; 0 is none.
#[derive(Debug, Default)]
pub(crate) struct Names {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    codes: HashMap<String, u32, FixedState>,
    texts: Vec<String>,
}

impl Names {
    /// The code of each key of a coded column, in the order of its texts. An empty text is none.
    pub(crate) fn codes(&self, coded: &Coded) -> Vec<u32> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        texts(coded).iter().map(|text| text.map_or(0, |text| state.code(text))).collect()
    }

    /// The texts, by code; the first is what is shown for none.
    pub(crate) fn into_texts(self) -> Vec<String> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        std::iter::once(NONE.to_owned()).chain(state.texts).collect()
    }
}

impl State {
    fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        self.texts.push(text.to_owned());
        let code = self.texts.len() as u32;
        self.codes.insert(text.to_owned(), code);
        code
    }
}
