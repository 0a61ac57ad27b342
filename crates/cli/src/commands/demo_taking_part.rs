//! Surveys of the made-up city and what its staff proposed, put into a ledger as people would on these days.

use city::{Chosen, ProposalEntry, QuestionEntry, Register, SurveyEntry};
use jiff::civil::Date;
use ledger::proposal;
use ledger::survey::{self, Answered, Asks, Given, Papers, code, question};
use ledger::{Change, Day, LedgerError, ProgrammeId, ProposalId, QuestionId, SurveyId, UnitId, promise, unit};
use words::{Language, Message};

use super::demo_register::at;
use super::demo_year::first_promise;

/// Writes all of it.
pub(super) async fn write(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    units: &[UnitId],
    register: &Register,
) -> Result<(), LedgerError> {
    let mut known: Vec<(String, SurveyId)> = Vec::new();
    for entry in &register.taking_part.surveys {
        let earlier = known.iter().find(|(title, _)| *title == entry.earlier).map(|(_, id)| *id);
        known.push((entry.title.clone(), survey(change, programme, units, entry, earlier).await?));
    }
    for entry in &register.taking_part.proposals {
        proposal(change, of_place(units, entry.unit)?, entry).await?;
    }
    Ok(())
}

fn of_place(units: &[UnitId], place: usize) -> Result<UnitId, LedgerError> {
    units.get(place).copied().ok_or(LedgerError::Gone {})
}

async fn survey(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    units: &[UnitId],
    entry: &SurveyEntry,
    earlier: Option<SurveyId>,
) -> Result<SurveyId, LedgerError> {
    let opened = Day(entry.opened);
    change.at = at(entry.opened);
    let row = survey::Model {
        id: SurveyId(0),
        programme,
        unit: None,
        kind: survey::Kind::Survey,
        asks: Asks::of_name(&entry.asks).ok_or(LedgerError::Gone {})?,
        title: entry.title.clone(),
        lead: entry.lead.clone(),
        until_day: Day(entry.until),
        opened_day: None,
        by_code: entry.by_code,
        shown: entry.shown,
        state: survey::State::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier,
    };
    let id = survey::add(change, row).await?;
    let mut asked: Vec<(QuestionId, Vec<usize>)> = Vec::new();
    for one in &entry.questions {
        let (row, counts) = question(change, units, one).await?;
        asked.push((question::add(change, question::Model { survey: id, ..row }).await?, counts));
    }
    survey::open(change, id, opened).await?;
    let mut hashes = Vec::new();
    for (unit, codes) in &entry.codes {
        // Nobody has these codes: they are no hash of anything.
        let own: Vec<String> = (0..*codes).map(|number| format!("made-up {id} {unit} {number}")).collect();
        code::give(change, id, Some(of_place(units, *unit)?), own.clone()).await?;
        hashes.extend(own);
    }
    // As often as each option is to be chosen: those on paper first, then one by one.
    let chosen = |of: &(QuestionId, Vec<usize>), who: usize| {
        let mut before = 0;
        of.1.iter().position(|count| {
            before += count;
            who < before
        })
    };
    let mut papers = Papers { papers: number(entry.on_paper), ..Papers::default() };
    for of in &asked {
        for option in 0..of.1.len() {
            let ticked = (0..entry.on_paper).filter(|who| chosen(of, *who) == Some(option)).count();
            papers.counts.push((of.0, number(option), number(ticked)));
        }
    }
    for (one, of) in entry.questions.iter().zip(&asked) {
        papers.words.push((of.0, one.words.clone()));
    }
    survey::enter_papers(change, id, &papers).await?;
    for who in entry.on_paper..entry.answers {
        let given: Vec<(QuestionId, Given)> =
            asked.iter().filter_map(|of| Some((of.0, Given::Option(number(chosen(of, who)?))))).collect();
        let answered = survey::answer(change, id, hashes.get(who).map(String::as_str), &given, opened).await?;
        if answered != Answered::Counted {
            return Err(LedgerError::Gone {});
        }
    }
    if let Some(closed) = entry.closed {
        change.at = at(closed);
        survey::close(change, id).await?;
    }
    Ok(id)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or_default()
}

/// A question, and how often each of its options is to be chosen.
async fn question(
    change: &mut Change<'_>,
    units: &[UnitId],
    entry: &QuestionEntry,
) -> Result<(question::Model, Vec<usize>), LedgerError> {
    let kind = question::Kind::of_name(&entry.kind).ok_or(LedgerError::Gone {})?;
    let row = question::Model {
        id: QuestionId(0),
        survey: SurveyId(0),
        place: 0,
        kind,
        text: entry.text.clone(),
        options: entry.options.join("\n"),
        right_option: None,
        promise: None,
        words: String::new(),
    };
    let (counts, place) = match (&entry.counts, entry.unit) {
        (Chosen::Each(counts), _) => return Ok((row, counts.clone())),
        (Chosen::Units { right, unknown, others }, Some(place)) => ((*right, *unknown, *others), place),
        (Chosen::Units { .. }, None) => return Err(LedgerError::Gone {}),
    };
    let asked = of_place(units, place)?;
    let promise = first_promise(change, asked).await?.ok_or(LedgerError::Gone {})?;
    let day = Day(Date::constant(2025, 12, 31));
    let brand = promise::find(change.reads(), promise).await?.ok_or(LedgerError::Gone {})?.brand;
    let texts = promise::in_force(change.reads(), brand, day).await?;
    let said = texts.into_iter().find(|text| text.id == promise).ok_or(LedgerError::Gone {})?.text.what;
    // The unit and the three that follow it in the register, in the order of their names.
    let all = unit::all(change.reads()).await?;
    let mut names: Vec<(bool, String)> = units
        .iter()
        .skip(place)
        .take(4)
        .filter_map(|id| all.iter().find(|unit| unit.id == *id).map(|unit| (unit.id == asked, unit.name.clone())))
        .collect();
    names.sort_by(|one, other| one.1.cmp(&other.1));
    let place = names.iter().position(|(is_right, _)| *is_right).ok_or(LedgerError::Gone {})?;
    let (each, rest) = (counts.2 / 3, counts.2 % 3);
    let mut chosen: Vec<usize> = names.iter().map(|(is_right, _)| if *is_right { counts.0 } else { each }).collect();
    if let Some(first) = chosen.iter_mut().zip(&names).find(|(_, (is_right, _))| !is_right).map(|(count, _)| count) {
        *first += rest;
    }
    chosen.push(counts.1);
    let mut options: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    options.push(Message::new("survey-recall-unknown").text(Language::Chinese));
    let text = Message::new("survey-recall-text").with("promise", said).text(Language::Chinese);
    let options = options.join("\n");
    Ok((question::Model { text, options, right_option: Some(number(place)), promise: Some(promise), ..row }, chosen))
}

async fn proposal(change: &mut Change<'_>, unit: UnitId, entry: &ProposalEntry) -> Result<(), LedgerError> {
    change.at = at(entry.day);
    let row = proposal::Model {
        id: ProposalId(0),
        unit,
        kind: proposal::Kind::of_name(&entry.kind).ok_or(LedgerError::Gone {})?,
        text: entry.text.clone(),
        why: entry.why.clone(),
        day: Day(entry.day),
        state: proposal::State::New,
        reply: String::new(),
        decided_day: None,
        vote: None,
    };
    let id = proposal::add(change, row).await?;
    if let (Some(day), Some(state)) = (entry.decided, proposal::State::of_name(&entry.state)) {
        change.at = at(day);
        proposal::decide(change, id, state, entry.reply.clone(), Day(day)).await?;
    }
    Ok(())
}
