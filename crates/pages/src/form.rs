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
    /// Its name; its id as well, unless it has one of its own.
    pub name: String,
    /// Its id where several forms of a page have a field of this name; otherwise empty.
    pub id: String,
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

    /// Its id on the page.
    pub fn id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    /// The ids of what describes it.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id()));
        let error = self.error.is_some().then(|| format!("{}-error", self.id()));
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
    /// Its name; its id as well, unless it has one of its own.
    pub name: String,
    /// Its id where several forms of a page have a list of this name; otherwise empty.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<Choose>,
    /// What is wrong with the choice.
    pub error: Option<String>,
}

impl Choice {
    /// Its id on the page.
    pub fn id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }
}

/// Boxes that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TickGroup {
    /// What they have in common.
    pub name: String,
    /// The boxes.
    pub boxes: Vec<Choose>,
}

impl TickGroup {
    /// Whether any of them is ticked.
    pub fn is_ticked(&self) -> bool {
        self.boxes.iter().any(|one| one.chosen)
    }
}

/// Boxes to tick, in groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticks {
    /// The name of each.
    pub name: String,
    /// What they are for.
    pub label: String,
    /// What helps to choose; may be empty.
    pub hint: String,
    /// The groups.
    pub groups: Vec<TickGroup>,
    /// What is wrong with the choice.
    pub error: Option<String>,
}

/// Options of which one is chosen, all of them seen at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Radios {
    /// The name of each; also the id of the group.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// The language of what is asked, as an attribute; empty where it is the page's.
    pub label_lang: &'static str,
    /// What helps to choose; may be empty.
    pub hint: String,
    /// What can be chosen.
    pub options: Vec<Choose>,
    /// The language of what can be chosen, as an attribute; empty where it is the page's.
    pub options_lang: &'static str,
    /// What is wrong with the choice.
    pub error: Option<String>,
}

/// Fields that belong together, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldGroup {
    /// What they have in common.
    pub label: String,
    /// The language of that, as an attribute; empty where it is the page's.
    pub label_lang: &'static str,
    /// The fields.
    pub fields: Vec<Field>,
}

/// A box to tick: name, label, whether it is ticked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tick {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// What it says.
    pub label: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A field.
    Field(Field),
    /// A list to choose from.
    Choice(Choice),
    /// A box to tick.
    Tick(Tick),
    /// Boxes to tick.
    Ticks(Ticks),
    /// Options of which one is chosen.
    Radios(Radios),
    /// Fields side by side.
    Group(FieldGroup),
    /// What is sent and not shown: name and value.
    Hidden(String, String),
}

/// A form: where it goes, what is filled in, and what its button says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// What is filled in.
    pub inputs: Vec<Input>,
    /// What its button says.
    pub button: String,
    /// Whether the button stands back behind others.
    pub quiet: bool,
}

impl Form {
    /// A form that goes somewhere.
    pub fn new(action: impl Into<String>, button: impl Into<String>) -> Self {
        Self { action: action.into(), button: button.into(), ..Self::default() }
    }

    /// With one more thing to fill in.
    #[must_use]
    pub fn with(mut self, input: impl Into<Input>) -> Self {
        self.inputs.push(input.into());
        self
    }

    /// With a button that stands back.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }
}

impl From<Field> for Input {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl From<Choice> for Input {
    fn from(choice: Choice) -> Self {
        Self::Choice(choice)
    }
}

impl From<Tick> for Input {
    fn from(tick: Tick) -> Self {
        Self::Tick(tick)
    }
}

impl From<Ticks> for Input {
    fn from(ticks: Ticks) -> Self {
        Self::Ticks(ticks)
    }
}

impl From<Radios> for Input {
    fn from(radios: Radios) -> Self {
        Self::Radios(radios)
    }
}

impl From<FieldGroup> for Input {
    fn from(group: FieldGroup) -> Self {
        Self::Group(group)
    }
}
