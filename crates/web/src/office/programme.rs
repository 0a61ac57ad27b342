//! The programme: its aims and its legal basis; its stages are shown with it.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use ledger::programme::{self, NewProgramme};
use ledger::stage;
use pages::{Field, ProgrammePage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::office::{programmes, stages};
use crate::policy::Act;
use crate::visitor::Visitor;

/// `GET /desk/programme`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let known = programme::all(desk.ledger.reads()).await?.into_iter().next();
    let year = i32::from(desk.clock().today().0.year());
    let new = known.map_or_else(
        || NewProgramme { from_year: year, until_year: year, ..NewProgramme::default() },
        |known| NewProgramme {
            name: known.name,
            aims: known.aims,
            methods: known.methods,
            from_year: known.from_year,
            until_year: known.until_year,
            approval_number: known.approval_number,
            approval_authority: known.approval_authority,
        },
    );
    page(&desk, &visitor, &new, &Problems::default()).await
}

/// The fields of a programme.
pub(super) fn fields(visitor: &Visitor, new: &NewProgramme, problems: &Problems) -> Vec<Field> {
    let frame = visitor.frame();
    let field = |name: &'static str, label: &'static str, value: &str, rows: usize| {
        let field = Field::text(name, frame.t(label), value);
        problems.beside(Field { rows, at_most: if rows > 1 { 4000 } else { 100 }, ..field }, visitor)
    };
    let year = |name: &'static str, label: &'static str, year: i32| {
        let field = Field::text(name, frame.t(label), year.to_string());
        problems.beside(Field { kind: "number", short: true, ..field }, visitor)
    };
    let mut number = field("approval_number", "programme-approval-number", &new.approval_number, 1);
    number.hint = frame.t("programme-approval-hint");
    vec![
        field("name", "programme-name", &new.name, 1),
        field("aims", "programme-aims", &new.aims, 5),
        field("methods", "programme-methods", &new.methods, 5),
        year("from_year", "programme-from-year", new.from_year),
        year("until_year", "programme-until-year", new.until_year),
        number,
        field("approval_authority", "programme-approval-authority", &new.approval_authority, 1),
    ]
}

/// What the legal basis of a programme allows, or that it runs in assessment mode.
pub(super) fn mode(known: Option<&programme::Model>) -> Message {
    match known {
        Some(programme) if programme.may_name() => Message::new("programme-may-name")
            .with("number", &programme.approval_number)
            .with("authority", &programme.approval_authority),
        _ => Message::new("programme-assesses"),
    }
}

async fn page(desk: &Desk, visitor: &Visitor, new: &NewProgramme, problems: &Problems) -> Result<Response, PageError> {
    let db = desk.ledger.reads();
    let frame = visitor.frame();
    let all = programme::all(db).await?;
    let programmes = programmes::rows(desk, visitor, &all).await?;
    let known = all.into_iter().next();
    let mut stages = Vec::new();
    let mut doubts = Vec::new();
    if let Some(programme) = &known {
        let found = stage::of_programme(db, programme.id).await?;
        doubts = stage::doubts(programme, &found).into_iter().map(|doubt| stages::doubt(visitor, doubt)).collect();
        stages = stages::rows(desk, visitor, &found, visitor.may(Act::KeepProgramme));
    }
    visitor.page(&ProgrammePage {
        problems: problems.list(visitor),
        fields: fields(visitor, new, problems),
        may_edit: visitor.may(Act::KeepProgramme),
        mode: visitor.say(&mode(known.as_ref())),
        is_there: known.is_some(),
        stages,
        doubts,
        programmes,
        frame,
    })
}

/// A programme as a form has it, and what is wrong with it.
pub(super) fn read(sent: &Sent) -> (NewProgramme, Problems) {
    let mut problems = Problems::default();
    let mut year = |name: &str, label: &'static str| {
        let year = sent.text(name).parse::<i32>().ok().filter(|year| (2000..=2100).contains(year));
        if year.is_none() {
            problems.add(name, Message::new("programme-year-wrong").with("field", Message::new(label)));
        }
        year.unwrap_or_default()
    };
    let (from_year, until_year) =
        (year("from_year", "programme-from-year"), year("until_year", "programme-until-year"));
    if problems.is_empty() && until_year < from_year {
        problems.add("until_year", Message::new("programme-years-reversed"));
    }
    let new = NewProgramme {
        name: sent.text("name"),
        aims: sent.text("aims"),
        methods: sent.text("methods"),
        from_year,
        until_year,
        approval_number: sent.text("approval_number"),
        approval_authority: sent.text("approval_authority"),
    };
    problems.need("name", &new.name, &Message::new("programme-name"));
    if new.approval_number.is_empty() != new.approval_authority.is_empty() {
        let at = if new.approval_number.is_empty() { "approval_number" } else { "approval_authority" };
        problems.add(at, Message::new("programme-approval-half"));
    }
    (new, problems)
}

/// `POST /desk/programme`
pub(crate) async fn save(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let (new, problems) = read(&sent);
    if !problems.is_empty() {
        return page(&desk, &visitor, &new, &problems).await;
    }
    let known = programme::all(desk.ledger.reads()).await?.into_iter().next().map(|programme| programme.id);
    let save = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            match known {
                Some(id) => programme::edit(change, id, new).await,
                None => programme::add(change, new).await.map(drop),
            }
        })
    });
    save.await?;
    visitor.done(Message::new("programme-saved"), "/desk/programme").await
}
