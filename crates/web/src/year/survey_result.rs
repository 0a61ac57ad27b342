//! The result of a survey: how often what was chosen, with its interval, and nothing of fewer than ten.

use bundle::FEWEST;
use charts::{Caption, IntervalBar};
use ledger::survey::{self, Kind, Model, State as Stage, count, question};
use measure::statistics::{newcombe, wilson};
use pages::{QuestionResult, ResultRow, SurveyResult};
use terms::Share;
use words::{Language, Message};

use super::surveys::options;
use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::words::{interval, percent};
use crate::visitor::Visitor;

/// The first options of a scale that agree.
const AGREES: i64 = 2;

/// The result of a survey that is closed.
pub(super) async fn of(desk: &Desk, visitor: &Visitor, survey: &Model) -> Result<SurveyResult, PageError> {
    let db = desk.ledger.reads();
    let questions = question::of(db, &[survey.id]).await?;
    let counts = question::counts(db, survey.id).await?;
    let few = whole(survey.answers) < FEWEST;
    let scale = IntervalBar::small_scale(&Caption::new(visitor.t("survey-scale")), 0);
    let said = |key: &'static str| Message::new(key).with("count", survey.answers);
    if survey.kind == Kind::Vote && few {
        let leads = questions.iter().filter_map(|known| leading(visitor, known, &counts));
        let notes = [visitor.say(&said("vote-few"))].into_iter().chain(leads).collect();
        return Ok(SurveyResult { notes, scale, questions: Vec::new() });
    }
    if few {
        let notes = vec![visitor.say(&said("survey-few"))];
        return Ok(SurveyResult { notes, scale, questions: Vec::new() });
    }
    let earlier = earlier(desk, survey).await?;
    let mut notes = vec![visitor.say(&said("survey-answered").with("paper", survey.on_paper))];
    notes.push(visitor.t(if survey.by_code { "survey-read-codes" } else { "survey-read-open" }));
    let result = |known: &question::Model| {
        let result = question_result(visitor, known, &counts);
        let before = earlier.as_ref().and_then(|(questions, counts)| {
            let same = questions.iter().find(|other| known.is_same(other))?;
            summary(same, counts)
        });
        let change = before.zip(summary(known, &counts)).map(|((before, n), (after, _))| {
            let difference = newcombe(&before, &after);
            let key = if difference.is_shown() { "survey-change" } else { "survey-change-none" };
            let points = |share: f64| format!("{:+.1}", share * 100.0);
            let message = Message::new(key)
                .with("before", percent(before.value))
                .with("n", n)
                .with("change", points(difference.value))
                .with("low", points(difference.low))
                .with("high", points(difference.high));
            visitor.say(&message)
        });
        QuestionResult { change: change.unwrap_or_default(), ..result }
    };
    Ok(SurveyResult { notes, scale, questions: questions.iter().map(result).collect() })
}

fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// Questions and counts of the survey of which this one is a repetition, where enough have answered it.
async fn earlier(desk: &Desk, survey: &Model) -> Result<Option<(Vec<question::Model>, Vec<count::Model>)>, PageError> {
    let db = desk.ledger.reads();
    let Some(id) = survey.earlier else { return Ok(None) };
    let known = survey::find(db, id).await?;
    let is_known = known.is_some_and(|known| known.state == Stage::Closed && whole(known.answers) >= FEWEST);
    if !is_known {
        return Ok(None);
    }
    Ok(Some((question::of(db, &[id]).await?, question::counts(db, id).await?)))
}

/// How many have answered a question with an option.
fn answered(known: &question::Model, counts: &[count::Model]) -> u64 {
    counts.iter().filter(|row| row.question == known.id).map(|row| whole(row.count)).sum()
}

/// What a question comes to, and of how many: who agrees, or knew the right one. Nothing of fewer than ten.
fn summary(known: &question::Model, counts: &[count::Model]) -> Option<(Share, u64)> {
    let n = answered(known, counts);
    let counts_for = |option: i64| match known.kind {
        question::Kind::Scale => option < AGREES,
        question::Kind::Recall => known.right_option == Some(option),
        question::Kind::Choice | question::Kind::Words => false,
    };
    if n < FEWEST || !matches!(known.kind, question::Kind::Scale | question::Kind::Recall) {
        return None;
    }
    let own = counts.iter().filter(|row| row.question == known.id && counts_for(row.option));
    Some((wilson(own.map(|row| whole(row.count)).sum(), n)?, n))
}

fn question_result(visitor: &Visitor, known: &question::Model, counts: &[count::Model]) -> QuestionResult {
    let n = answered(known, counts);
    let nothing = QuestionResult {
        text: known.text.clone(),
        note: String::new(),
        rows: Vec::new(),
        headline: String::new(),
        change: String::new(),
        words: Vec::new(),
    };
    if known.kind == question::Kind::Words {
        let words: Vec<String> = known.words.lines().map(str::to_owned).collect();
        let note = visitor.say(&Message::new("survey-words").with("count", words.len()));
        return QuestionResult { note, words, ..nothing };
    }
    if n < FEWEST {
        return QuestionResult { note: visitor.say(&Message::new("survey-question-few").with("count", n)), ..nothing };
    }
    let own = |option: usize| {
        let is_own = |row: &&count::Model| row.question == known.id && usize::try_from(row.option) == Ok(option);
        counts.iter().find(is_own).map_or(0, |row| whole(row.count))
    };
    let row = |(place, option): (usize, String)| {
        let count = own(place);
        let share = wilson(count, n).unwrap_or(Share { value: 0.0, low: 0.0, high: 1.0 });
        let caption = format!("{} · {}", percent(share.value), interval(&share));
        let bar = IntervalBar {
            caption: Caption::new(caption),
            share: charts::Share { at: share.value, low: share.low, high: share.high },
            from: Some(0),
            ..IntervalBar::default()
        };
        ResultRow {
            option,
            right: known.right_option.is_some_and(|right| usize::try_from(right) == Ok(place)),
            count: count.to_string(),
            share: percent(share.value),
            interval: interval(&share),
            drawing: bar.draw_small(),
        }
    };
    let headline = summary(known, counts).map(|(share, n)| {
        let key = if known.kind == question::Kind::Scale { "survey-agree" } else { "survey-knew" };
        let message = Message::new(key)
            .with("share", percent(share.value))
            .with("interval", interval(&share))
            .with("n", n)
            // Whoever guesses among those that are named.
            .with("options", known.options_count().saturating_sub(1));
        visitor.say(&message)
    });
    QuestionResult {
        note: visitor.say(&Message::new("survey-n").with("count", n)),
        rows: options(known, visitor.language).into_iter().enumerate().map(row).collect(),
        headline: headline.unwrap_or_default(),
        ..nothing
    }
}

/// What most have chosen, without numbers: of a vote in which few took part.
fn leading(visitor: &Visitor, known: &question::Model, counts: &[count::Model]) -> Option<String> {
    let own: Vec<&count::Model> = counts.iter().filter(|row| row.question == known.id).collect();
    let most = own.iter().map(|row| row.count).max().filter(|most| *most > 0)?;
    let names = options(known, Language::Chinese);
    let first: Vec<String> = own
        .iter()
        .filter(|row| row.count == most)
        .filter_map(|row| names.get(usize::try_from(row.option).ok()?).cloned())
        .collect();
    let key = if first.len() == 1 { "vote-leads" } else { "vote-tied" };
    Some(visitor.say(&Message::new(key).with("option", first.join(&visitor.t("list-comma")))))
}
