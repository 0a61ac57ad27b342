//! The pressing cases of a day as a mail: for the liaison overdue ones and those whose time is nearly over, for the head the overdue ones.
//! On Mondays what the year asks of the unit comes with it, the lines of its desk; for the office that is all.

use jiff::civil::Weekday;
use ledger::account::{self, Role};
use ledger::figure::{self, Clock};
use ledger::{Day, LedgerError, PromiseId, UnitId, brand, mail, unit};
use terms::Outcome;
use words::{Language, Message};

use super::post::Letter;
use crate::desk::Desk;
use crate::figures::pressing::{self, Pressing};
use crate::figures::words::{duration, past_due};
use crate::policy::is_or_is_below;
use crate::wording;
use crate::year::lines;

/// As many cases are listed of each promise.
const LISTED: usize = 20;

/// The roles that may have it.
pub(crate) fn is_for(role: Role) -> bool {
    matches!(role, Role::Liaison | Role::Head | Role::Office)
}

/// The mail for one account on a day; nothing where nothing presses, or it is for somebody who gets none.
///
/// # Errors
/// [`LedgerError`] when the ledger does not answer.
pub(crate) async fn letter(
    desk: &Desk,
    to: &mail::Model,
    units: &[unit::Model],
    today: Day,
) -> Result<Option<Letter>, LedgerError> {
    let db = desk.ledger.reads();
    let Some(account) = account::find(db, to.account).await? else { return Ok(None) };
    let language = super::language(to);
    if account.role == Role::Office && !account.closed {
        return of_office(desk, to, &account.name, today, language).await;
    }
    let Some(own) = account.unit.filter(|_| !account.closed && is_for(account.role)) else { return Ok(None) };
    let is_mine = |of: UnitId| is_or_is_below(units, of, own);
    let all = brand::list(db, None, today).await?;
    let mine: Vec<&brand::Listed> = all.iter().filter(|listed| is_mine(listed.brand.unit)).collect();
    let mut pressing = pressing::find(desk, &mine, today, language).await?;
    if account.role == Role::Head {
        pressing.retain(|of| of.outcome == Outcome::Overdue);
    }
    let own_and_below: Vec<unit::Model> = units.iter().filter(|unit| is_mine(unit.id)).cloned().collect();
    let of_year = match today.0.weekday() {
        Weekday::Monday => lines::of_units(desk, &own_and_below, language).await?,
        _ => Vec::new(),
    };
    if pressing.is_empty() && of_year.is_empty() {
        return Ok(None);
    }
    let unit = units.iter().find(|unit| unit.id == own).map(|unit| wording::unit_name(unit, language));
    let count = |outcome| pressing.iter().filter(|of| of.outcome == outcome).map(|of| of.cases).sum::<i64>();
    let subject = if pressing.is_empty() {
        Message::new("digest-week-subject").with("unit", unit.unwrap_or_default()).with("count", of_year.len())
    } else {
        Message::new("digest-subject")
            .with("unit", unit.unwrap_or_default())
            .with("overdue", count(Outcome::Overdue))
            .with("soon", count(Outcome::Running))
    };
    let mut lines = vec![Message::new("digest-hello").with("name", &account.name).text(language), String::new()];
    let ids: Vec<PromiseId> = pressing.iter().map(|of| of.promise).collect();
    if let Some(as_of) = oldest_records(desk, &ids).await? {
        lines.push(Message::new("digest-records").with("day", as_of).text(language));
        lines.push(String::new());
    }
    for of in &pressing {
        lines.extend(section(desk, of, language).await?);
        lines.push(String::new());
    }
    if !of_year.is_empty() {
        lines.push(Message::new("digest-week").text(language));
        lines.extend(of_year.iter().map(|line| line.in_mail(language)));
        lines.push(String::new());
    }
    lines.push(end(desk).text(language));
    let text = lines.join("\n") + "\n";
    Ok(Some(Letter { to: to.address.clone(), subject: subject.text(language), text, calendar: None }))
}

/// Where the rest is seen, and how one gets no more of it.
pub(super) fn end(desk: &Desk) -> Message {
    let site = desk.post.as_ref().map(|post| post.settings.links_to.clone()).filter(|site| !site.is_empty());
    match site {
        Some(site) => {
            Message::new("digest-end").with("desk", format!("{site}/desk")).with("mail", format!("{site}/desk/mail"))
        }
        None => Message::new("digest-end-without-links"),
    }
}

/// What waits for the office, on Mondays.
async fn of_office(
    desk: &Desk,
    to: &mail::Model,
    name: &str,
    today: Day,
    language: Language,
) -> Result<Option<Letter>, LedgerError> {
    if today.0.weekday() != Weekday::Monday {
        return Ok(None);
    }
    let waiting = lines::of_office(desk, language).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let subject = Message::new("digest-office-subject").with("count", waiting.len()).text(language);
    let hello = Message::new("digest-hello").with("name", name).text(language);
    let mut text = vec![hello, String::new(), Message::new("digest-week").text(language)];
    text.extend(waiting.iter().map(|line| line.in_mail(language)));
    text.extend([String::new(), end(desk).text(language)]);
    Ok(Some(Letter { to: to.address.clone(), subject, text: text.join("\n") + "\n", calendar: None }))
}

/// Until which day the records go of which the figures were made: the oldest counts.
async fn oldest_records(desk: &Desk, promises: &[PromiseId]) -> Result<Option<String>, LedgerError> {
    let mut oldest: Option<String> = None;
    for promise in promises {
        let found = figure::find(desk.ledger.reads(), *promise, Clock::Promised).await?;
        let day = found.and_then(|(_, measuring)| measuring.as_of.get(..10).map(str::to_owned));
        oldest = match (oldest, day) {
            (Some(known), Some(day)) => Some(known.min(day)),
            (known, day) => known.or(day),
        };
    }
    Ok(oldest)
}

/// The cases of one promise.
async fn section(desk: &Desk, of: &Pressing, language: Language) -> Result<Vec<String>, LedgerError> {
    let title =
        if of.outcome == Outcome::Overdue { Message::new("digest-overdue") } else { Message::new("digest-soon") };
    let mut lines = vec![title.with("what", &of.what).with("cases", of.cases).text(language)];
    let most = u64::try_from(LISTED).unwrap_or_default();
    let cases = figure::noted_cases(desk.ledger.reads(), &[of.promise], of.outcome, most).await?;
    let named = cases.iter().filter(|case| of.outcome == Outcome::Overdue || of.is_soon(case));
    let mut listed = 0;
    for case in named {
        let time = match (case.past_due, case.left) {
            (Some(past), _) => Message::new("case-past-due").with("time", past_due(past, of.unit)).text(language),
            (None, Some(left)) => Message::new("case-left").with("time", duration(left, of.unit)).text(language),
            (None, None) => String::new(),
        };
        let line = Message::new("digest-case")
            .with("case", &case.case)
            .with("due", case.due.clone().unwrap_or_default())
            .with("time", time);
        lines.push(line.text(language));
        listed += 1;
    }
    if of.cases > listed {
        lines.push(Message::new("digest-more").with("cases", of.cases - listed).text(language));
    }
    Ok(lines)
}
