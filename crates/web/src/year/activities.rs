//! Activities: the calendar of a year, one of them, who is invited and who comes.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use ledger::activity::{self, Kind, Model, Reply, State as Stage};
use ledger::{ActivityId, Day, UnitId, opinion};
use pages::{ActivitiesPage, ActivityMonth, ActivityPage, ActivityRow, Field, InvitedRow};
use words::{Language, Message};

use super::{
    activity_form, agreements, calendar_file, field, handouts, own_units, programme_choice, programme_sent, tabs,
    unit_names, units_sent, year_of,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::jobs::SendInvitations;
use crate::policy::Act;
use crate::visitor::Visitor;

const LIST: &str = "/desk/activities";
/// As many activities are shown on one page.
const AT_ONCE: u64 = 200;

pub(crate) fn kind(kind: Kind) -> Message {
    Message::of_key(format!("activity-kind-{}", kind.name()))
}

pub(super) fn state(state: Stage) -> Message {
    Message::of_key(format!("activity-state-{}", state.name()))
}

pub(super) fn reply_words(reply: Reply) -> Message {
    Message::of_key(format!("reply-{}", reply.name()))
}

/// Days and times in one line.
pub(crate) fn when(activity: &Model, language: Language) -> String {
    let first = format!("{} {}", pages::day(activity.from_day.0, language), activity.from_time);
    let last = if activity.until_day == activity.from_day {
        activity.until_time.clone()
    } else {
        format!("{} {}", pages::day(activity.until_day.0, language), activity.until_time)
    };
    let parts = [first.trim(), last.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

fn day(year: i16, month: i8, day: i8) -> Day {
    Day(jiff::civil::Date::new(year, month, day).unwrap_or(jiff::civil::Date::ZERO))
}

/// `GET /desk/activities`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let year = year_of(&desk, &query);
    let (first, last) = (day(year, 1, 1), day(year, 12, 31));
    // A year of thousands is shown month by month.
    let is_long = activity::count_between(db, first, last).await? > AT_ONCE;
    let today = desk.clock().today();
    let month = query.text("month").parse::<i8>().ok().filter(|month| (1..=12).contains(month));
    let month = month.unwrap_or(if today.0.year() == year { today.0.month() } else { 1 });
    let (first, last) =
        if is_long { (day(year, month, 1), Day(day(year, month, 1).0.last_of_month())) } else { (first, last) };
    let found = activity::between(db, first, last).await?;
    let ids: Vec<ActivityId> = found.iter().map(|activity| activity.id).collect();
    let counts = activity::counts(db, &ids).await?;
    let mut by_activity: std::collections::HashMap<ActivityId, (i64, i64)> = std::collections::HashMap::new();
    for (id, reply, count) in counts {
        let (come, all) = by_activity.entry(id).or_default();
        *all += count;
        *come += if reply == Reply::Comes { count } else { 0 };
    }
    let mut months: Vec<(i8, ActivityMonth)> = Vec::new();
    for one in &found {
        let (come, all) = by_activity.get(&one.id).copied().unwrap_or_default();
        let row = ActivityRow {
            href: format!("{LIST}/{}", one.id),
            when: when(one, visitor.language),
            kind: visitor.say(&kind(one.kind)),
            title: one.title.clone(),
            place: one.place.clone(),
            state: visitor.say(&state(one.state)),
            planned: one.state == Stage::Planned,
            replies: replies(&visitor, come, all),
        };
        // What began earlier stands with the first month that is shown.
        let month = one.from_day.max(first).0.month();
        match months.last_mut().filter(|(known, _)| *known == month) {
            Some((_, of_month)) => of_month.rows.push(row),
            None => {
                let name = Message::new("activity-month").with("month", i64::from(month));
                months.push((month, ActivityMonth { name: visitor.say(&name), rows: vec![row] }));
            }
        }
    }
    let years = activity::years(db).await?.into_iter().filter(|other| *other != year);
    visitor.page(&ActivitiesPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        year: year.to_string(),
        years: years.map(|year| (format!("{LIST}?year={year}"), year.to_string())).collect(),
        other_months: if is_long { other_months(&visitor, year, month) } else { Vec::new() },
        months: months.into_iter().map(|(_, month)| month).collect(),
        may_edit: visitor.may(Act::KeepProgramme),
    })
}

/// The ways to the other months of a year.
fn other_months(visitor: &Visitor, year: i16, shown: i8) -> Vec<(String, String)> {
    let other = (1..=12).filter(|month| *month != shown);
    let link = |month: i8| {
        let name = Message::new("activity-month").with("month", i64::from(month));
        (format!("{LIST}?year={year}&month={month}"), visitor.say(&name))
    };
    other.map(link).collect()
}

fn replies(visitor: &Visitor, come: i64, all: i64) -> String {
    if all == 0 {
        return visitor.t("activity-nobody-invited");
    }
    visitor.say(&Message::new("activity-come-of").with("come", come).with("all", all))
}

pub(super) async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    activity::find(desk.ledger.reads(), ActivityId(id)).await?.ok_or(PageError::NotFound)
}

/// `GET /desk/activities/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    page(&desk, &visitor, &known(&desk, id).await?, &Problems::default()).await
}

pub(super) async fn page(desk: &Desk, visitor: &Visitor, activity: &Model, problems: &Problems) -> PageResult {
    let db = desk.ledger.reads();
    let names = unit_names(visitor).await?;
    let invitations = activity::invitations(db, activity.id).await?;
    let mine = own_units(visitor).await?;
    let may_edit = visitor.may(Act::KeepProgramme);
    let name = |id: UnitId| names.get(&id).cloned().unwrap_or_default();
    let come = invitations.iter().filter(|row| row.reply == Reply::Comes).count();
    let people: usize = invitations.iter().map(activity::invitation::Model::count).sum();
    let own = invitations.iter().filter(|row| mine.contains(&row.unit) && activity.state == Stage::Planned);
    let own_replies = own.map(|row| {
        let title = Message::new("invitation-of").with("unit", name(row.unit));
        (visitor.say(&title), reply_form(visitor, activity, row))
    });
    let facts = [
        ("activity-when", when(activity, visitor.language)),
        ("activity-place", activity.place.clone()),
        ("activity-people", activity.people.clone()),
        ("activity-places", activity.places.map(|places| places.to_string()).unwrap_or_default()),
        ("activity-coming", if people > 0 { people.to_string() } else { String::new() }),
    ];
    let wanted = opinion::Wanted { activity: Some(activity.id), ..opinion::Wanted::default() };
    let (_, said) = opinion::list(db, &wanted, 0, 1).await?;
    let opinions = (said > 0).then(|| {
        let words = Message::new("opinions-said").with("count", said);
        (visitor.say(&words), format!("/desk/opinions?activity={}", activity.id))
    });
    let rows = invitations.iter().map(|row| InvitedRow {
        unit: name(row.unit),
        reply: visitor.say(&reply_words(row.reply)),
        comes: row.reply == Reply::Comes,
        people: row.people.clone(),
    });
    visitor.page(&ActivityPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        kind: visitor.say(&kind(activity.kind)),
        title: activity.title.clone(),
        state: visitor.say(&state(activity.state)),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        agenda: activity.agenda.clone(),
        heard: activity.heard.clone(),
        invited: rows.collect(),
        replies: replies(visitor, come as i64, invitations.len() as i64),
        own_replies: own_replies.collect(),
        agreements: agreements::rows(desk, visitor, activity.id, &names, &mine).await?,
        add: if may_edit { agreements::forms(desk, visitor, activity, &invitations).await? } else { Vec::new() },
        collect: may_edit.then(|| super::opinions::collect_form(visitor, activity)),
        opinions,
        handouts: handouts::rows(desk, activity.id, may_edit).await?,
        handouts_at: format!("{LIST}/{}/handouts", activity.id),
        edit: may_edit.then(|| format!("{LIST}/{}/edit", activity.id)),
        calendar: format!("{LIST}/{}/calendar.ics", activity.id),
    })
}

fn reply_form(visitor: &Visitor, activity: &Model, row: &activity::invitation::Model) -> pages::Form {
    let replies = [Reply::Comes, Reply::Declines];
    let options = replies.map(|reply| (reply.name().to_owned(), visitor.say(&reply_words(reply))));
    let mut reply = choice("reply", visitor.t("invitation-reply"), None, options, row.reply.name());
    reply.id = format!("reply-{}", row.unit);
    let people = Field {
        hint: visitor.t("invitation-people-hint"),
        id: format!("people-{}", row.unit),
        ..field(visitor, "people", "invitation-people", &row.people, 3, 500)
    };
    pages::Form::new(format!("{LIST}/{}/reply", activity.id), visitor.t("invitation-send"))
        .with(pages::Input::Hidden("unit".to_owned(), row.unit.to_string()))
        .with(reply)
        .with(people)
}

/// `GET /desk/activities/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let choice = programme_choice(&desk, &visitor, "").await?;
    let entered = activity_form::Entered::new(desk.clock().today());
    activity_form::page(&visitor, None, choice, &entered, &Problems::default()).await
}

/// `POST /desk/activities/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme_sent(&desk, &sent).await?;
    let units = units_sent(&visitor, &sent).await?;
    let entered = activity_form::Entered::read(&sent, units.clone());
    let new = match entered.check(ActivityId(0), programme) {
        Ok(new) => new,
        Err(problems) => {
            let choice = programme_choice(&desk, &visitor, &sent.text("programme")).await?;
            return activity_form::page(&visitor, None, choice, &entered, &problems).await;
        }
    };
    let done = Message::new("activity-added").with("title", &new.title).with("count", units.len());
    let (is_planned, invited) = (new.state == Stage::Planned, units.clone());
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { activity::add(change, new, &units).await })
    });
    let id = add.await?;
    if is_planned {
        mail_to(&desk, &visitor, id, invited).await?;
    }
    visitor.done(done, &format!("{LIST}/{id}")).await
}

/// Asks for the mails to units that are invited, where mail is sent at all.
async fn mail_to(desk: &Desk, visitor: &Visitor, activity: ActivityId, units: Vec<UnitId>) -> Result<(), PageError> {
    if desk.post.is_some() && !units.is_empty() {
        desk.ask_for(visitor.by(), &SendInvitations { activity, units }, None).await?;
    }
    Ok(())
}

/// What an invitation says of its activity, in lines.
pub(crate) fn invited_to(activity: &Model, language: Language) -> Vec<String> {
    let facts = [
        ("activity-when", when(activity, language)),
        ("activity-place", activity.place.clone()),
        ("activity-people", activity.people.clone()),
        ("activity-agenda", activity.agenda.clone()),
    ];
    let line = |(label, text): (&'static str, String)| {
        let message =
            Message::new("invitation-line").with("label", Message::new(label).text(language)).with("text", text);
        message.text(language)
    };
    facts.into_iter().filter(|(_, text)| !text.is_empty()).map(line).collect()
}

/// `GET /desk/activities/{id}/edit`
pub(crate) async fn show_edit(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = known(&desk, id).await?;
    let invited = activity::invitations(desk.ledger.reads(), known.id).await?;
    let units = invited.iter().map(|row| row.unit).collect();
    let entered = activity_form::Entered::of(&known, units);
    activity_form::page(&visitor, Some(&known), None, &entered, &Problems::default()).await
}

/// `POST /desk/activities/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, id).await?;
    let units = units_sent(&visitor, &sent).await?;
    let entered = activity_form::Entered::read(&sent, units.clone());
    let new = match entered.check(known.id, known.programme) {
        Ok(new) => new,
        Err(problems) => return activity_form::page(&visitor, Some(&known), None, &entered, &problems).await,
    };
    let done = Message::new("activity-saved").with("title", &new.title);
    // Those who were invited before know of it, unless it is on another day.
    let before = activity::invitations(desk.ledger.reads(), known.id).await?;
    let moved = (new.from_day, &new.from_time) != (known.from_day, &known.from_time);
    let is_told = |unit: &UnitId| moved || before.iter().all(|row| row.unit != *unit);
    let told: Vec<UnitId> = units.iter().copied().filter(is_told).filter(|_| new.state == Stage::Planned).collect();
    let save = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let id = new.id;
            activity::edit(change, new).await?;
            activity::invite(change, id, &units).await
        })
    });
    save.await?;
    mail_to(&desk, &visitor, known.id, told).await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}

/// `POST /desk/activities/{id}/reply`: what a unit says to its invitation.
pub(crate) async fn reply(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, id).await?;
    let unit = UnitId(sent.text("unit").parse().map_err(|_| PageError::NotFound)?);
    visitor.check(Act::AnswerForUnit, unit).await?;
    let reply = Reply::of_name(&sent.text("reply")).ok_or(PageError::NotFound)?;
    let people = sent.text("people");
    let mut problems = Problems::default();
    problems.at_most("people", &people, 500, &Message::new("invitation-people"));
    let room = room(&desk, &known, unit).await?;
    let coming = people.lines().filter(|line| !line.trim().is_empty()).count().max(1);
    if reply == Reply::Comes && room.is_some_and(|room| coming > room) {
        let message = Message::new("activity-full").with("room", room.unwrap_or_default()).with("people", coming);
        problems.add(format!("people-{unit}"), message);
    }
    if !problems.is_empty() {
        return page(&desk, &visitor, &known, &problems).await;
    }
    let today = desk.clock().today();
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(activity::reply(change, known.id, unit, reply, people, today))
    });
    write.await?;
    visitor.done(Message::new("invitation-sent"), &format!("{LIST}/{id}")).await
}

/// How many people can still come besides those of a unit; nothing where as many can come as want.
async fn room(desk: &Desk, activity: &Model, unit: UnitId) -> Result<Option<usize>, PageError> {
    let Some(places) = activity.places else { return Ok(None) };
    let invitations = activity::invitations(desk.ledger.reads(), activity.id).await?;
    let taken: usize = invitations.iter().filter(|row| row.unit != unit).map(activity::invitation::Model::count).sum();
    Ok(Some(usize::try_from(places).unwrap_or(0).saturating_sub(taken)))
}

/// `GET /desk/activities/{id}/calendar.ics`: the activity as any calendar takes it.
pub(crate) async fn calendar(State(desk): State<Desk>, Path(id): Path<i64>) -> PageResult {
    let known = known(&desk, id).await?;
    let file = calendar_file::of(&known, desk.clock());
    let name = format!("attachment; filename=\"activity-{}.ics\"", known.id);
    let headers = [
        (axum::http::header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (axum::http::header::CONTENT_DISPOSITION, name),
    ];
    Ok::<Response, PageError>((headers, file).into_response())
}
