//! Programmes side by side: the list, another programme to be read, and how one is added.

use axum::Form;
use axum::extract::{Path, State};
use ledger::programme::{self, Model, NewProgramme};
use ledger::{ProgrammeId, activity, paper, project, stage};
use pages::{EntryFormPage, OtherProgrammePage, ProgrammeRow};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::office::programme::{fields, mode, read};
use crate::office::stages;
use crate::visitor::Visitor;
use crate::wording;
use crate::year::{activities, papers, tabs};

const NEW: &str = "/desk/programmes/new";
/// Where the list stands.
const LIST: &str = "/desk/programme#programmes";
/// As many activities of a programme are listed.
const LISTED: u64 = 100;

fn years(known: &Model) -> String {
    format!("{}–{}", known.from_year, known.until_year)
}

/// All programmes as rows; the first one has the page that the list stands on.
pub(super) async fn rows(desk: &Desk, visitor: &Visitor, all: &[Model]) -> Result<Vec<ProgrammeRow>, PageError> {
    let today = desk.clock().today();
    let mut rows = Vec::new();
    for (place, one) in all.iter().enumerate() {
        let stages = stage::of_programme(desk.ledger.reads(), one.id).await?;
        let said = |stage: &stage::Model| {
            let name = wording::either(&stage.name, &stage.name_en, visitor.language);
            let runs = stage.state_on(today) == stage::State::Running;
            (format!("{name} {} – {}", stage.from_day, stage.until_day), runs)
        };
        rows.push(ProgrammeRow {
            href: if place == 0 { String::new() } else { format!("/desk/programmes/{}", one.id) },
            name: one.name.clone(),
            years: years(one),
            stages: stages.iter().map(said).collect(),
            runs: one.runs_in(i32::from(today.0.year())),
        });
    }
    Ok(rows)
}

/// `GET /desk/programmes/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let known = programme::find(db, ProgrammeId(id)).await?.ok_or(PageError::NotFound)?;
    let facts = [
        ("programme-years", years(&known)),
        ("programme-aims", known.aims.clone()),
        ("programme-methods", known.methods.clone()),
    ];
    let activities = activity::of_programme(db, known.id, LISTED).await?.into_iter().map(|one| {
        let when = activities::when(&one, visitor.language);
        (format!("/desk/activities/{}", one.id), one.title, when)
    });
    // A paper that nobody else may read yet is not listed.
    let mut shown = Vec::new();
    for one in paper::all(db).await?.into_iter().filter(|paper| paper.programme == known.id) {
        let versions = paper::versions(db, one.id).await?;
        if versions.iter().any(|version| papers::may_read(&visitor, version)) {
            let kind = visitor.say(&papers::kind_words(one.kind));
            shown.push((format!("/desk/papers/{}", one.id), one.title, kind));
        }
    }
    let projects = project::all(db).await?.into_iter().filter(|one| one.programme == known.id).map(|one| {
        let days = format!("{} – {}", visitor.day(one.from_day.0), visitor.day(one.until_day.0));
        (format!("/desk/projects/{}", one.id), one.title, days)
    });
    let found = stage::of_programme(db, known.id).await?;
    visitor.page(&OtherProgrammePage {
        frame: visitor.frame(),
        name: known.name.clone(),
        mode: visitor.say(&mode(Some(&known))),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        stages: stages::rows(&desk, &visitor, &found, false),
        activities: activities.collect(),
        papers: shown,
        projects: projects.collect(),
    })
}

/// `GET /desk/programmes/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let year = i32::from(desk.clock().today().0.year());
    let new = NewProgramme { from_year: year, until_year: year, ..NewProgramme::default() };
    page(&visitor, &new, &Problems::default())
}

fn page(visitor: &Visitor, new: &NewProgramme, problems: &Problems) -> PageResult {
    let fields = fields(visitor, new, problems);
    let form = pages::Form::new(NEW, visitor.t("form-save"));
    visitor.page(&EntryFormPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        list: (visitor.t("programmes"), LIST.to_owned()),
        title: visitor.t("programme-add"),
        lead: visitor.t("programme-add-lead"),
        problems: problems.list(visitor),
        form: fields.into_iter().fold(form, pages::Form::with),
        back: LIST.to_owned(),
    })
}

/// `POST /desk/programmes/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let (new, problems) = read(&sent);
    if !problems.is_empty() {
        return page(&visitor, &new, &problems);
    }
    let done = Message::new("programme-added").with("name", &new.name);
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { programme::add(change, new).await })
    });
    add.await?;
    visitor.done(done, LIST).await
}
