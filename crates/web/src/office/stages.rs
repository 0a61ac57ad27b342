//! The stages of the programme: added, edited, ordered, removed.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use ledger::stage::{self, Doubt, NewStage, State as Stage};
use ledger::{Day, StageId, programme};
use pages::{Field, StagePage, StageRow};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;
use crate::wording;

const PROGRAMME: &str = "/desk/programme";
const STAGES: &str = "/desk/programme/stages";
/// Where the list of stages stands.
const LIST: &str = "/desk/programme#stages";

/// The stages as rows of a list; `may_edit` is whether the reader may change and order them.
pub(super) fn rows(desk: &Desk, visitor: &Visitor, stages: &[stage::Model], may_edit: bool) -> Vec<StageRow> {
    let today = desk.clock().today();
    let before = |id: StageId| format!("{STAGES}/{id}/before");
    let row = |(place, stage): (usize, &stage::Model)| {
        let (name, in_chinese) = wording::both(&stage.name, &stage.name_en, visitor.language);
        let state = stage.state_on(today);
        StageRow {
            name: name.to_owned(),
            in_chinese,
            days: format!("{} – {}", stage.from_day, stage.until_day),
            aim: stage.aim.clone(),
            methods: stage.methods.clone(),
            state: visitor.say(&wording::stage_state(state)),
            runs: state == Stage::Running,
            edit: if may_edit { format!("{STAGES}/{}", stage.id) } else { String::new() },
            up: (may_edit && place > 0).then(|| before(stage.id)),
            // What goes down lets the next one go before it.
            down: stages.get(place + 1).filter(|_| may_edit).map(|next| before(next.id)),
        }
    };
    stages.iter().enumerate().map(row).collect()
}

/// What is doubtful about the days of a stage, in a sentence.
pub(super) fn doubt(visitor: &Visitor, doubt: Doubt<'_>) -> String {
    let name = |stage: &stage::Model| wording::either(&stage.name, &stage.name_en, visitor.language).to_owned();
    let days = |stage: &stage::Model| format!("{} – {}", stage.from_day, stage.until_day);
    visitor.say(&match doubt {
        Doubt::OutsideYears(stage) => {
            Message::new("stage-outside-years").with("stage", name(stage)).with("days", days(stage))
        }
        Doubt::BeforePrevious(stage, previous) => {
            Message::new("stage-before-previous").with("stage", name(stage)).with("previous", name(previous))
        }
        Doubt::WithinPrevious(stage, previous) => Message::new("stage-within-previous")
            .with("stage", name(stage))
            .with("from", stage.from_day.to_string())
            .with("previous", name(previous))
            .with("until", previous.until_day.to_string()),
    })
}

/// A stage as a form has it: texts as they were typed.
#[derive(Debug, Default)]
struct Entered {
    name: String,
    name_en: String,
    aim: String,
    methods: String,
    from: String,
    until: String,
    state: String,
}

impl From<&stage::Model> for Entered {
    fn from(stage: &stage::Model) -> Self {
        Self {
            name: stage.name.clone(),
            name_en: stage.name_en.clone(),
            aim: stage.aim.clone(),
            methods: stage.methods.clone(),
            from: stage.from_day.to_string(),
            until: stage.until_day.to_string(),
            state: stage.state.map(|state| state.name().to_owned()).unwrap_or_default(),
        }
    }
}

impl Entered {
    fn read(sent: &Sent) -> Self {
        let text = |name: &str| sent.text(name);
        Self {
            name: text("name"),
            name_en: text("name_en"),
            aim: text("aim"),
            methods: text("methods"),
            from: text("from"),
            until: text("until"),
            state: text("state"),
        }
    }

    /// The stage, or what is wrong with it.
    fn check(&self, programme: &programme::Model) -> Result<NewStage, Problems> {
        let mut problems = Problems::default();
        problems.need("name", &self.name, &Message::new("stage-name"));
        let limits = [("name", &self.name, 100, "stage-name"), ("name_en", &self.name_en, 100, "stage-name-en")];
        let longer = [("aim", &self.aim, 1000, "stage-aim"), ("methods", &self.methods, 2000, "stage-methods")];
        for (name, value, most, label) in limits.into_iter().chain(longer) {
            problems.at_most(name, value, most, &Message::of_key(label.to_owned()));
        }
        let mut day = |name: &str, typed: &str, label: &'static str| {
            let day = typed.parse::<Day>().ok();
            if typed.is_empty() {
                problems.need(name, typed, &Message::new(label));
            } else if day.is_none() {
                problems.add(name, Message::new("form-day-wrong").with("day", typed));
            }
            day
        };
        let (from, until) = (day("from", &self.from, "stage-from"), day("until", &self.until, "stage-until"));
        let (Some(from_day), Some(until_day)) = (from, until) else { return Err(problems) };
        if until_day < from_day {
            problems.add("until", Message::new("stage-days-reversed"));
        }
        for (name, day) in [("from", from_day), ("until", until_day)] {
            if !stage::within_years(programme, day, day) {
                let message = Message::new("stage-day-outside").with("day", day.to_string());
                problems.add(
                    name,
                    message
                        .with("from", programme.from_year.to_string())
                        .with("until", programme.until_year.to_string()),
                );
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(NewStage {
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            aim: self.aim.clone(),
            methods: self.methods.clone(),
            from_day,
            until_day,
            state: Stage::ALL.into_iter().find(|state| state.name() == self.state),
        })
    }
}

fn page(
    visitor: &Visitor,
    programme: &programme::Model,
    stage: Option<&stage::Model>,
    entered: &Entered,
    problems: &Problems,
) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let field = |name: &'static str, label: &'static str, value: &str, rows: usize, at_most: usize| {
        problems.beside(Field { rows, at_most, ..Field::text(name, frame.t(label), value) }, visitor)
    };
    let day = |name: &'static str, label: &'static str, value: &str| {
        let field = Field { kind: "date", short: true, ..Field::text(name, frame.t(label), value) };
        problems.beside(field, visitor)
    };
    let mut english = field("name_en", "stage-name-en", &entered.name_en, 1, 100);
    english.hint = frame.t("file-english-hint");
    let states =
        Stage::ALL.into_iter().map(|state| (state.name().to_owned(), visitor.say(&wording::stage_state(state))));
    let (from, until) = (programme.from_year.to_string(), programme.until_year.to_string());
    visitor.page(&StagePage {
        title: stage.map_or_else(
            || frame.t("stage-add"),
            |stage| wording::either(&stage.name, &stage.name_en, visitor.language).to_owned(),
        ),
        action: stage.map_or_else(|| format!("{STAGES}/new"), |stage| format!("{STAGES}/{}", stage.id)),
        problems: problems.list(visitor),
        years: visitor.say(&Message::new("stage-years").with("from", from).with("until", until)),
        names: vec![field("name", "stage-name", &entered.name, 1, 100), english],
        days: vec![day("from", "stage-from", &entered.from), day("until", "stage-until", &entered.until)],
        state: choice("state", frame.t("stage-state"), Some(frame.t("stage-by-days")), states, &entered.state),
        texts: vec![
            field("aim", "stage-aim", &entered.aim, 3, 1000),
            field("methods", "stage-methods", &entered.methods, 5, 2000),
        ],
        remove: stage.map(|stage| format!("{STAGES}/{}/remove", stage.id)),
        frame,
    })
}

/// The programme to which a new stage belongs.
async fn current(desk: &Desk) -> Result<programme::Model, PageError> {
    let latest = programme::all(desk.ledger.reads()).await?.into_iter().next();
    latest.ok_or_else(|| PageError::To(PROGRAMME.to_owned()))
}

async fn known(desk: &Desk, id: i64) -> Result<(programme::Model, stage::Model), PageError> {
    let db = desk.ledger.reads();
    let stage = stage::find(db, StageId(id)).await?.ok_or(PageError::NotFound)?;
    let programme = programme::find(db, stage.programme).await?.ok_or(PageError::NotFound)?;
    Ok((programme, stage))
}

/// `GET /desk/programme/stages/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let programme = current(&desk).await?;
    let stages = stage::of_programme(desk.ledger.reads(), programme.id).await?;
    // The next one begins where the last one ends.
    let next = stages.last().and_then(|last| last.until_day.0.tomorrow().ok()).map(|day| day.to_string());
    let from = next.unwrap_or_else(|| format!("{}-01-01", programme.from_year));
    page(&visitor, &programme, None, &Entered { from, ..Entered::default() }, &Problems::default())
}

/// `POST /desk/programme/stages/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = current(&desk).await?;
    let entered = Entered::read(&sent);
    let new = match entered.check(&programme) {
        Ok(new) => new,
        Err(problems) => return page(&visitor, &programme, None, &entered, &problems),
    };
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { stage::add(change, programme.id, new).await })
    });
    add.await?;
    visitor.done(Message::new("stage-added").with("name", entered.name), LIST).await
}

/// `GET /desk/programme/stages/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let (programme, stage) = known(&desk, id).await?;
    page(&visitor, &programme, Some(&stage), &Entered::from(&stage), &Problems::default())
}

/// `POST /desk/programme/stages/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (programme, stage) = known(&desk, id).await?;
    let entered = Entered::read(&sent);
    let new = match entered.check(&programme) {
        Ok(new) => new,
        Err(problems) => return page(&visitor, &programme, Some(&stage), &entered, &problems),
    };
    let edit = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { stage::edit(change, stage.id, new).await })
    });
    edit.await?;
    visitor.done(Message::new("stage-saved").with("name", entered.name), LIST).await
}

/// `POST /desk/programme/stages/{id}/before`: puts it before the one that stands before it.
pub(crate) async fn put_before(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let put = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { stage::put_before(change, StageId(id)).await })
    });
    put.await?;
    visitor.done(Message::new("stages-ordered"), LIST).await
}

/// `POST /desk/programme/stages/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let (_, stage) = known(&desk, id).await?;
    let remove = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { stage::remove(change, StageId(id)).await })
    });
    remove.await?;
    visitor.done(Message::new("stage-removed").with("name", stage.name), LIST).await
}
