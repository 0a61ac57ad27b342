//! Opinions at the desk: taken down, given to a unit, answered, judged by their senders.

use axum::Form;
use axum::extract::{Path, Query, State};
use ledger::account::Role;
use ledger::opinion::{self, Model, State as Stage, Verdict, Via, Wanted};
use ledger::{AccountId, ActivityId, By, Instant, OpinionId, UnitId, activity};
use pages::{AnswerEntry, Field, OpinionPage, OpinionRow, OpinionsPage, Tick, in_query};
use words::Message;

use super::{account, deadline, field, own_units, tabs, text_sent, unit_choices, unit_names};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

const LIST: &str = "/desk/opinions";
/// Rows on a page of the list.
const ROWS: u64 = 50;
/// The longest opinion and the longest answer, characters.
pub(super) const LONGEST: usize = 2000;
/// As many opinions are taken down at once.
const AT_ONCE: usize = 100;

pub(super) fn state_words(state: Stage) -> Message {
    Message::of_key(format!("opinion-state-{}", state.name()))
}

/// The answers as they are read.
pub(super) fn answer_entries(visitor: &Visitor, answers: &[opinion::answer::Model]) -> Vec<AnswerEntry> {
    let entry = |answer: &opinion::answer::Model| AnswerEntry {
        when: visitor.day(answer.day.0),
        text: answer.text.clone(),
        verdict: visitor.say(&Message::of_key(format!("verdict-{}", answer.verdict.name()))),
        not_solved: answer.verdict == Verdict::NotSolved,
        remark: answer.remark.clone(),
    };
    answers.iter().map(entry).collect()
}

/// Which opinions somebody may read: the office all, the people of a unit theirs, others those that are public.
async fn wanted(visitor: &Visitor) -> Result<Wanted, PageError> {
    let mut wanted = Wanted::default();
    match visitor.role() {
        Some(Role::Office | Role::Auditor) => {}
        Some(Role::Liaison | Role::Head) => wanted.units = Some(own_units(visitor).await?),
        _ => wanted.public = true,
    }
    Ok(wanted)
}

/// `GET /desk/opinions`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let mut wanted = wanted(&visitor).await?;
    wanted.state = Stage::of_name(&query.text("state"));
    wanted.theme = Some(query.text("theme")).filter(|theme| !theme.is_empty());
    wanted.activity = query.text("activity").parse().ok().map(ActivityId);
    let own = wanted.units.clone();
    if let Ok(unit) = query.text("unit").parse().map(UnitId) {
        wanted.units =
            Some(own.as_ref().map_or(vec![unit], |own| own.iter().copied().filter(|id| *id == unit).collect()));
    }
    let page = query.text("page").parse::<u64>().unwrap_or(1).max(1);
    let (found, all) = opinion::list(db, &wanted, (page - 1).saturating_mul(ROWS), ROWS).await?;
    let names = unit_names(&visitor).await?;
    let today = desk.clock().today();
    let row = |opinion: &Model| OpinionRow {
        href: format!("{LIST}/{}", opinion.id),
        text: opinion.text.clone(),
        theme: opinion.theme.clone(),
        unit: opinion.unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default(),
        state: visitor.say(&if opinion.is_late(today) {
            Message::new("opinion-late")
        } else {
            state_words(opinion.state)
        }),
        late: opinion.is_late(today),
        when: match opinion.due_day.filter(|_| opinion.state == Stage::Open) {
            Some(due) => visitor.say(&Message::new("opinion-due").with("day", visitor.day(due.0))),
            None => visitor.day(opinion.received_day.0),
        },
        answer: String::new(),
    };
    let states = Stage::ALL.iter().map(|state| (state.name().to_owned(), visitor.say(&state_words(*state))));
    let units = unit_choices(&visitor, own.as_deref()).await?;
    let all_of = || Some(visitor.t("list-all"));
    let filters = vec![
        choice("state", visitor.t("opinion-state"), all_of(), states, &query.text("state")),
        choice("unit", visitor.t("unit-name"), all_of(), units, &query.text("unit")),
    ];
    let themes = if own.is_none() && !wanted.public { opinion::themes(db).await? } else { Vec::new() };
    let theme =
        |(theme, count): (String, i64)| (format!("{theme} {count}"), format!("{LIST}?theme={}", in_query(&theme)));
    let address = |page: u64| {
        let kept = query.0.iter().filter(|(name, value)| name != "page" && !value.is_empty());
        let kept: String = kept.map(|(name, value)| format!("&{name}={}", in_query(value))).collect();
        format!("{LIST}?page={page}{kept}")
    };
    visitor.page(&OpinionsPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        filters,
        count: visitor.say(&Message::new("opinions-count").with("count", all)),
        rows: found.iter().map(row).collect(),
        themes: themes.into_iter().take(20).map(theme).collect(),
        before: (page > 1).then(|| address(page - 1)),
        after: (all > page.saturating_mul(ROWS)).then(|| address(page + 1)),
    })
}

/// An opinion that the visitor may read.
async fn known(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Model, PageError> {
    let opinion = opinion::find(desk.ledger.reads(), OpinionId(id)).await?.ok_or(PageError::NotFound)?;
    let wanted = wanted(visitor).await?;
    let is_mine = wanted.units.is_none_or(|units| opinion.unit.is_some_and(|unit| units.contains(&unit)));
    if is_mine && (!wanted.public || opinion.is_public()) { Ok(opinion) } else { Err(PageError::NotFound) }
}

/// `GET /desk/opinions/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let opinion = known(&desk, &visitor, id).await?;
    page(&desk, &visitor, &opinion, &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, opinion: &Model, problems: &Problems) -> PageResult {
    let db = desk.ledger.reads();
    let names = unit_names(visitor).await?;
    let answers = opinion::answers(db, opinion.id).await?;
    let said_at = match opinion.activity {
        Some(id) => activity::find(db, id).await?.map(|activity| activity.title),
        None => None,
    };
    let day = |day: Option<ledger::Day>| day.map(|day| visitor.day(day.0)).unwrap_or_default();
    let is_due = opinion.state == Stage::Open;
    let due = match (is_due, opinion.due_day) {
        (true, None) => visitor.t("opinion-no-calendar"),
        (true, due) => day(due),
        _ => String::new(),
    };
    let may_reach = visitor.may(Act::KeepProgramme);
    let owner = match opinion.owner {
        Some(owner) => ledger::account::find(db, owner).await?.map(|owner| owner.name).unwrap_or_default(),
        None => String::new(),
    };
    let facts = [
        ("opinion-via", visitor.say(&Message::of_key(format!("via-{}", opinion.via.name())))),
        ("opinion-said-at", said_at.unwrap_or_default()),
        ("opinion-theme", opinion.theme.clone()),
        ("unit-name", opinion.unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default()),
        ("opinion-owner", owner),
        ("opinion-received", visitor.day(opinion.received_day.0)),
        ("opinion-due-day", due),
        ("opinion-contact", if may_reach { opinion.contact.clone() } else { String::new() }),
        ("opinion-public", visitor.t(if opinion.is_public() { "opinion-is-public" } else { "opinion-is-not-public" })),
    ];
    visitor.page(&OpinionPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        text: opinion.text.clone(),
        state: visitor.say(&state_words(opinion.state)),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        answers: answer_entries(visitor, &answers),
        forms: forms(visitor, opinion, problems).await?,
    })
}

/// What the visitor may do with an opinion.
async fn forms(
    visitor: &Visitor,
    opinion: &Model,
    problems: &Problems,
) -> Result<Vec<(String, pages::Form)>, PageError> {
    let action = |what: &str| format!("{LIST}/{}/{what}", opinion.id);
    let may_edit = visitor.may(Act::KeepProgramme);
    let may_answer = match opinion.unit {
        Some(unit) => visitor.may_with(Act::AnswerForUnit, unit).await?,
        None => false,
    };
    let mut forms = Vec::new();
    if may_answer && opinion.state == Stage::Open {
        let text = field(visitor, "answer", "opinion-answer", "", 6, LONGEST);
        let agrees = tick("unit_agrees", visitor.t("opinion-unit-agrees"), true);
        let form = pages::Form::new(action("answer"), visitor.t("opinion-send-answer")).with(text).with(agrees);
        forms.push((visitor.t("opinion-answer"), super::with_problems(form, problems, visitor)));
    }
    if may_edit && matches!(opinion.state, Stage::New | Stage::Open) {
        let units = unit_choices(visitor, None).await?;
        let chosen = opinion.unit.map(|unit| unit.to_string()).unwrap_or_default();
        let form = pages::Form::new(action("assign"), visitor.t("opinion-assign"))
            .with(choice("unit", visitor.t("unit-name"), Some(visitor.t("choose")), units, &chosen))
            .with(field(visitor, "theme", "opinion-theme", &opinion.theme, 1, 30));
        forms.push((visitor.t("opinion-assign-to"), super::with_problems(form, problems, visitor)));
    }
    // Who sent it in by the form says so with the code; whom the office has heard tells the office.
    if may_edit && opinion.state == Stage::Answered && opinion.via != Via::Anonymous {
        forms.push((visitor.t("opinion-sender-says"), judge_form(visitor, &action("verdict"))));
    }
    if may_edit && opinion.via == Via::Symposium {
        let agrees = tick("sender_agrees", visitor.t("opinion-sender-agrees"), opinion.sender_agrees);
        forms.push((
            visitor.t("opinion-publish"),
            pages::Form::new(action("consent"), visitor.t("form-save")).with(agrees).quiet(),
        ));
    }
    Ok(forms)
}

fn tick(name: &str, label: String, ticked: bool) -> Tick {
    Tick { name: name.to_owned(), id: name.to_owned(), label, ticked }
}

/// What the sender says of an answer.
pub(super) fn judge_form(visitor: &Visitor, action: &str) -> pages::Form {
    let verdicts = [Verdict::Solved, Verdict::NotSolved];
    let options =
        verdicts.map(|one| (one.name().to_owned(), visitor.say(&Message::of_key(format!("verdict-{}", one.name())))));
    pages::Form::new(action, visitor.t("opinion-judge"))
        .with(choice("verdict", visitor.t("opinion-is-it-solved"), None, options, ""))
        .with(field(visitor, "remark", "opinion-remark", "", 3, 500))
}

/// Gives an opinion to a unit.
///
/// `POST /desk/opinions/{id}/assign`
pub(crate) async fn assign(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let opinion = known(&desk, &visitor, id).await?;
    let mut problems = Problems::default();
    let theme = sent.text("theme");
    problems.at_most("theme", &theme, 30, &Message::new("opinion-theme"));
    let unit = sent.text("unit").parse().ok().map(UnitId);
    let units = visitor.units().await?;
    let Some(unit) = unit.and_then(|unit| units.iter().find(|known| known.id == unit)) else {
        problems.add("unit", Message::new("agreement-who"));
        return page(&desk, &visitor, &opinion, &problems).await;
    };
    if !problems.is_empty() {
        return page(&desk, &visitor, &opinion, &problems).await;
    }
    // A unit has its time from the day on which the opinion came, and at least that of today where it comes to another one.
    let from = if opinion.unit.is_some() { desk.clock().today() } else { opinion.received_day };
    let due = deadline::after(&desk, from, deadline::TO_ANSWER).await?;
    let (id, unit, owner): (OpinionId, UnitId, Option<AccountId>) = (opinion.id, unit.id, unit.liaison);
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(opinion::assign(change, id, unit, owner, theme, due))
    });
    write.await?;
    visitor.done(Message::new("opinion-assigned"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/opinions/{id}/answer`
pub(crate) async fn answer(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let opinion = known(&desk, &visitor, id).await?;
    visitor.check(Act::AnswerForUnit, opinion.unit.ok_or(PageError::NotFound)?).await?;
    let mut problems = Problems::default();
    let text = text_sent(&sent, "answer", "opinion-answer", LONGEST, &mut problems);
    if !problems.is_empty() {
        return page(&desk, &visitor, &opinion, &problems).await;
    }
    let (id, agrees, who) = (opinion.id, sent.has("unit_agrees"), account(&visitor));
    let today = desk.clock().today();
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(opinion::answer(change, id, text, agrees, today, who))
    });
    write.await?;
    visitor.done(Message::new("opinion-answered"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/opinions/{id}/verdict`: what the sender has told the office.
pub(crate) async fn verdict(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let opinion = known(&desk, &visitor, id).await?;
    if opinion.via == Via::Anonymous {
        return Err(PageError::NotFound);
    }
    judge(&desk, (visitor.by(), desk.clock().now()), &opinion, &sent).await?;
    visitor.done(Message::new("opinion-judged"), &format!("{LIST}/{id}")).await
}

/// Writes down what a sender says; `as_whom` is who the log names, and when.
pub(super) async fn judge(desk: &Desk, as_whom: (By, Instant), opinion: &Model, sent: &Sent) -> Result<(), PageError> {
    let verdict = Verdict::of_name(&sent.text("verdict")).filter(|verdict| *verdict != Verdict::None);
    let verdict = verdict.ok_or(PageError::NotFound)?;
    let remark: String = sent.text("remark").chars().take(500).collect();
    let today = desk.clock().today();
    let due = deadline::after(desk, today, deadline::TO_ANSWER_AGAIN).await?;
    let (id, (by, at)) = (opinion.id, as_whom);
    let write =
        desk.ledger.write(by, at, move |change| Box::pin(opinion::judge(change, id, verdict, remark, today, due)));
    Ok(write.await?)
}

/// `POST /desk/opinions/{id}/consent`
pub(crate) async fn consent(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let opinion = known(&desk, &visitor, id).await?;
    if opinion.via != Via::Symposium {
        return Err(PageError::NotFound);
    }
    let (id, agrees) = (opinion.id, sent.has("sender_agrees"));
    let write =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(opinion::agree(change, id, agrees)));
    write.await?;
    visitor.done(Message::new("opinion-consent-saved"), &format!("{LIST}/{id}")).await
}

/// How the opinions of a symposium are taken down: one a line.
pub(super) fn collect_form(visitor: &Visitor, activity: &activity::Model) -> pages::Form {
    let lines = Field { rows: 10, ..Field::text("opinions", visitor.t("opinions-lines"), "") };
    pages::Form::new(format!("/desk/activities/{}/opinions", activity.id), visitor.t("opinions-take-down"))
        .with(lines)
        .with(Field { id: "collect-theme".to_owned(), ..field(visitor, "theme", "opinion-theme", "", 1, 30) })
}

/// `POST /desk/activities/{id}/opinions`: one opinion a line; one that begins with the name of a unit goes to it.
pub(crate) async fn collect(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let activity = super::activities::known(&desk, id).await?;
    let mut problems = Problems::default();
    let typed = sent.text("opinions");
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let theme = sent.text("theme");
    problems.at_most("theme", &theme, 30, &Message::new("opinion-theme"));
    problems.need("opinions", &typed, &Message::new("opinions-lines"));
    if lines.len() > AT_ONCE {
        problems.add("opinions", Message::new("opinions-too-many").with("most", AT_ONCE));
    }
    if lines.iter().any(|line| line.chars().count() > LONGEST) {
        problems.add("opinions", Message::new("opinions-too-long").with("most", LONGEST));
    }
    if !problems.is_empty() {
        return super::activities::page(&desk, &visitor, &activity, &problems).await;
    }
    let today = desk.clock().today();
    let due = deadline::after(&desk, today, deadline::TO_ANSWER).await?;
    let units = visitor.units().await?;
    let mut rows = Vec::new();
    for line in lines {
        let named = line.split_once(['：', ':']).and_then(|(name, text)| {
            let unit = units.iter().find(|unit| unit.name == name.trim() || unit.name_en == name.trim())?;
            (!text.trim().is_empty()).then(|| (unit, text.trim()))
        });
        let (unit, text) = named.map_or((None, line), |(unit, text)| (Some(unit), text));
        rows.push(Model {
            id: OpinionId(0),
            programme: activity.programme,
            activity: Some(activity.id),
            unit: unit.map(|unit| unit.id),
            owner: unit.and_then(|unit| unit.liaison),
            via: Via::Symposium,
            theme: theme.clone(),
            text: text.to_owned(),
            contact: String::new(),
            received_day: today,
            due_day: due.filter(|_| unit.is_some()),
            state: if unit.is_some() { Stage::Open } else { Stage::New },
            receipt: None,
            sender_agrees: false,
            unit_agrees: false,
        });
    }
    let (count, given) = (rows.len(), rows.iter().filter(|row| row.unit.is_some()).count());
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            for row in rows {
                opinion::add(change, row).await?;
            }
            Ok(())
        })
    });
    write.await?;
    let done = Message::new("opinions-collected").with("count", count).with("given", given);
    visitor.done(done, &format!("{LIST}?activity={id}")).await
}
