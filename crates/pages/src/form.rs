//! Parts of forms.

/// What is wrong with a form, and the id of the field where it can be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's id.
    pub at: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// A field to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Its name and id.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// `text`, `password`, `date`, `number`, `search`.
    pub kind: &'static str,
    /// Lines; one is an input.
    pub rows: usize,
    /// How many characters it may have; 0 for no limit.
    pub at_most: usize,
    /// For short values.
    pub short: bool,
    /// What the browser may fill in; may be empty.
    pub autocomplete: &'static str,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Field {
    /// A field of one line.
    pub fn text(name: impl Into<String>, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), value: value.into(), kind: "text", rows: 1, ..Self::default() }
    }

    /// The ids of what describes it.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let error = self.error.is_some().then(|| format!("{}-error", self.name));
        [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// One of the things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choose {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Its name and id.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<Choose>,
    /// What is wrong with the choice.
    pub error: Option<String>,
}
