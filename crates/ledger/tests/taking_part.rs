//! Surveys and proposals on both databases: what is counted, what a code allows, what is kept of an answer, and a copy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::burden::{self, Kind as Asked};
use ledger::proposal;
use ledger::survey::{self, Answered, Asks, Given, Kind, Model, Papers, State, code, question};
use ledger::unit::{self, NewUnit};
use ledger::{
    By, Change, Day, Instant, Ledger, LedgerError, ProgrammeId, ProposalId, QuestionId, SurveyId, UnitId, audit,
    backup, programme,
};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn staff(programme: ProgrammeId) -> Model {
    Model {
        id: SurveyId(0),
        programme,
        unit: None,
        kind: Kind::Survey,
        asks: Asks::Staff,
        title: "职工问卷".into(),
        lead: String::new(),
        until_day: day("2025-05-30"),
        opened_day: None,
        by_code: true,
        shown: false,
        state: State::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier: None,
    }
}

fn asks(survey: SurveyId, kind: question::Kind, options: &str) -> question::Model {
    question::Model {
        id: QuestionId(0),
        survey,
        place: 0,
        kind,
        text: "问".into(),
        options: options.into(),
        right_option: None,
        promise: None,
        words: String::new(),
    }
}

async fn drafted(change: &mut Change<'_>) -> Result<(SurveyId, UnitId), LedgerError> {
    let years =
        programme::NewProgramme { name: "争创".into(), from_year: 2025, until_year: 2025, ..Default::default() };
    let programme = programme::add(change, years).await?;
    let unit = unit::add(change, NewUnit { name: "甲局".into(), ..NewUnit::default() }).await?;
    let id = survey::add(change, staff(programme)).await?;
    assert_eq!(survey::open(change, id, day("2025-05-12")).await, Err(LedgerError::Gone {}), "it has no question");
    for (kind, options) in [
        (question::Kind::Scale, ""),
        (question::Kind::Choice, "甲\n乙"),
        (question::Kind::Words, ""),
        (question::Kind::Choice, "去\n掉"),
    ] {
        question::add(change, asks(id, kind, options)).await?;
    }
    question::remove(change, QuestionId(4)).await?;
    survey::open(change, id, day("2025-05-12")).await?;
    let late = question::add(change, asks(id, question::Kind::Scale, "")).await;
    assert_eq!(late, Err(LedgerError::Gone {}), "what is asked stays as it is");
    let hashes = ["c", "a", "b"].map(str::to_owned).to_vec();
    code::give(change, id, Some(unit), vec!["void".into(), "used".into()]).await?;
    let used =
        survey::answer(change, id, Some("used"), &[(QuestionId(1), Given::Option(0))], day("2025-05-12")).await?;
    assert_eq!(used, Answered::Counted);
    code::give(change, id, Some(unit), hashes).await?;
    Ok((id, unit))
}

async fn answer(ledger: &Ledger, id: SurveyId, code: &str, given: &[(i64, Given)], on: &str) -> Answered {
    let (code, on) = (code.to_owned(), day(on));
    let given: Vec<_> = given.iter().map(|(question, given)| (QuestionId(*question), given.clone())).collect();
    let write = ledger.write(By::Program, Instant(2), move |change| {
        Box::pin(async move { survey::answer(change, id, Some(&code), &given, on).await })
    });
    write.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_counted_and_gone() {
    for fresh in on_each_database("taking_part").await {
        let (ledger, db, name) = (&fresh.ledger, fresh.ledger.reads(), fresh.name);
        let (id, unit) = ledger.write(By::Program, Instant(1), |change| Box::pin(drafted(change))).await.unwrap();
        let (agree, words) = (Given::Option(1), Given::Words("㙍 第二句\n话".into()));
        let lines_before = audit::page(db, None, 1000).await.unwrap().len();
        let table = [
            ("a", vec![(1, agree.clone()), (2, Given::Option(1)), (3, words)], "2025-05-20", Answered::Counted),
            ("a", vec![(1, agree.clone())], "2025-05-20", Answered::Used),
            ("void", vec![(1, agree.clone())], "2025-05-20", Answered::NoSuchCode),
            ("b", vec![(1, Given::Option(5))], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(1, Given::Option(-1))], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(1, Given::Words("好".into()))], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(3, Given::Option(0))], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(4, agree.clone())], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(1, agree.clone()), (1, agree.clone())], "2025-05-20", Answered::NoAnswer),
            ("b", vec![], "2025-05-20", Answered::NoAnswer),
            ("b", vec![(1, agree.clone())], "2025-05-31", Answered::Closed),
            ("b", vec![(3, Given::Words("一句".into()))], "2025-05-30", Answered::Counted),
        ];
        for (place, (code, given, on, expected)) in table.iter().enumerate() {
            assert_eq!(answer(ledger, id, code, given, on).await, *expected, "{name}, row {place}");
        }
        // An answer leaves no line in the log; what was counted on paper does.
        assert_eq!(audit::page(db, None, 1000).await.unwrap().len(), lines_before, "{name}");
        let papers = Papers {
            papers: 9,
            counts: vec![(QuestionId(1), 0, 4), (QuestionId(1), 4, 5)],
            words: vec![(QuestionId(3), vec!["丁".into(), " ".into()])],
        };
        let wrong = Papers { counts: vec![(QuestionId(1), 5, 1)], ..papers.clone() };
        for (papers, expected) in [(papers, Ok(())), (wrong, Err(LedgerError::Gone {}))] {
            let enter = ledger.write(By::Program, Instant(3), move |change| {
                Box::pin(async move { survey::enter_papers(change, id, &papers).await })
            });
            assert_eq!(enter.await, expected, "{name}");
        }
        let counts: Vec<(i64, i64, i64)> =
            question::counts(db, id).await.unwrap().iter().map(|row| (row.question.0, row.option, row.count)).collect();
        let expected = [(1, 0, 5), (1, 1, 1), (1, 2, 0), (1, 3, 0), (1, 4, 5), (2, 0, 0), (2, 1, 1)];
        assert_eq!(counts, expected, "{name}");
        let asked = question::of(db, &[id]).await.unwrap();
        assert_eq!(asked.last().unwrap().words, "㙍 第二句 话\n一句\n丁", "in the order of the characters: {name}");
        let known = survey::find(db, id).await.unwrap().unwrap();
        // 15 seconds for each of two questions and a minute for own words.
        assert_eq!((known.answers, known.on_paper, known.minutes), (12, 9, 2), "{name}");
        let handed = code::handed(db, &[id]).await.unwrap();
        assert_eq!((handed.len(), handed[0].unit, handed[0].codes, handed[0].used), (1, Some(unit), 4, 3), "{name}");
        // Four codes of two minutes each.
        let year = burden::of_year(db, 2025, &[unit]).await.unwrap();
        assert_eq!(year.lines.iter().map(|line| (line.kind, line.minutes)).collect::<Vec<_>>(), [(Asked::Survey, 8)]);

        ledger.write(By::Program, Instant(4), move |change| Box::pin(survey::close(change, id))).await.unwrap();
        assert_eq!(answer(ledger, id, "c", &[(1, agree)], "2025-05-20").await, Answered::Closed, "{name}");
        let line = audit::page(db, None, 1).await.unwrap().remove(0);
        assert_eq!(line.act, "survey-closed");
        assert!(line.after.contains("[1,4,5]") && line.after.contains("\"answers\":12"), "{}", line.after);
        let known = survey::find(db, id).await.unwrap().unwrap();
        let again = ledger.write(By::Program, Instant(5), move |change| {
            Box::pin(async move { survey::repeat(change, &known, day("2026-05-30")).await })
        });
        let again = again.await.unwrap();
        let asked_again = question::of(db, &[again]).await.unwrap();
        assert!(asked.iter().zip(&asked_again).all(|(one, other)| one.is_same(other) && other.words.is_empty()));
        assert_eq!(survey::find(db, again).await.unwrap().unwrap().earlier, Some(id), "{name}");

        proposals(ledger, unit, id).await;
        // Whatever was said in own words stands in no log.
        let log = audit::page(db, None, 1000).await.unwrap();
        assert!(log.iter().all(|line| !line.after.contains("第二句")), "{name}");
        copied(ledger, id, name).await;
    }
}

async fn proposals(ledger: &Ledger, unit: UnitId, vote: SurveyId) {
    let row = proposal::Model {
        id: ProposalId(0),
        unit,
        kind: proposal::Kind::Slogan,
        text: "一次办成".into(),
        why: String::new(),
        day: day("2025-05-01"),
        state: proposal::State::New,
        reply: String::new(),
        decided_day: None,
        vote: None,
    };
    let write = ledger.write(By::Program, Instant(6), move |change| {
        Box::pin(async move {
            let (first, second) = (proposal::add(change, row.clone()).await?, proposal::add(change, row).await?);
            proposal::put_to_vote(change, &[first], vote).await?;
            proposal::decide(change, second, proposal::State::Taken, "好".into(), day("2025-06-01")).await
        })
    });
    write.await.unwrap();
    let new = proposal::list(ledger.reads(), Some(&[unit]), Some(proposal::State::New), 10).await.unwrap();
    assert_eq!(new, []);
    let all = proposal::list(ledger.reads(), None, None, 10).await.unwrap();
    let states: Vec<_> = all.iter().map(|one| (one.state, one.vote)).collect();
    assert_eq!(states, [(proposal::State::Taken, None), (proposal::State::Vote, Some(vote))]);
}

async fn copied(ledger: &Ledger, id: SurveyId, name: &str) {
    let mut copy = Vec::new();
    backup::write(ledger, &mut copy).await.unwrap();
    for other in on_each_database(&format!("taking_part_from_{}", name.to_lowercase())).await {
        backup::restore(&other.ledger, &mut copy.as_slice()).await.unwrap();
        let (here, there) = (ledger.reads(), other.ledger.reads());
        assert_eq!(question::of(there, &[id]).await.unwrap(), question::of(here, &[id]).await.unwrap());
        assert_eq!(question::counts(there, id).await.unwrap(), question::counts(here, id).await.unwrap());
        assert_eq!(code::handed(there, &[id]).await.unwrap(), code::handed(here, &[id]).await.unwrap());
        assert_eq!(
            proposal::list(there, None, None, 9).await.unwrap(),
            proposal::list(here, None, None, 9).await.unwrap()
        );
    }
}
