//! The story of figures on both databases: a source, an import, a measuring whose figures take the place of the ones before, and a
//! copy of the register that knows where records came from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

mod support;

use ledger::figure::{self, Clock, NewCard, NewFigure, NewMeasuring, NewNoted};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::job::NewJob;
use ledger::record::{self, NewImport};
use ledger::{
    ApiKeyId, By, CardId, Day, Instant, Ledger, LedgerError, PromiseId, SourceId, account, api_key, backup, brand,
    card, mail, process, promise, service, session, unit,
};
use serde_json::json;
use terms::{Counts, ElapsedUnit, Outcome, PromiseId as Name, Scorecard, Spread};

use support::on_each_database;

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_takes_the_place_of_the_one_before() {
    for fresh in on_each_database("figure").await {
        println!("on {}", fresh.name);
        story(&fresh.ledger).await.expect("the story holds");
    }
}

const AT: Instant = Instant(1_700_000_000_000_000);

async fn story(ledger: &Ledger) -> Result<(), LedgerError> {
    let db = ledger.reads();
    let promise = a_promise(ledger).await?;
    let reading = "[source]\npreset = \"gbt39046\"\n[calendar]\nbase = \"cn\"\n";
    let source = ledger
        .write(By::Program, AT, move |change| Box::pin(record::add(change, None, "平台".into(), reading.into())))
        .await?;
    let import = NewImport {
        source,
        number: 1,
        files: vec!["9月.csv".into(), "10月.csv".into()],
        rows: 3_000_000_000,
        bad_rows: 1,
        quality: "{}".into(),
    };
    let again = import.clone();
    let id = ledger.write(By::Program, AT, move |change| Box::pin(record::note(change, import))).await?;
    // An order that is carried out twice notes its import once.
    let same = ledger.write(By::Program, AT, move |change| Box::pin(record::note(change, again))).await?;
    assert_eq!((id, record::imports(db, source).await?.len()), (same, 1));

    measure(ledger, source, promise, 40).await?;
    measure(ledger, source, promise, 41).await?;
    withheld(ledger, promise).await?;
    mail_boxes(ledger).await?;
    let (known, measuring) = figure::find(db, promise, Clock::Promised).await?.expect("a figure");
    assert_eq!((known.counts.as_slice(), known.target), (&[1, 41][..], Some(0.95)));
    assert_eq!(measuring.facts, "facts 41");
    let cards = figure::cards_of(db, promise, Clock::Promised).await?;
    assert_eq!(cards.len(), 2, "those of the first measuring are gone");
    assert_eq!(cards[0].counts().of(Outcome::Kept), 41);
    assert_eq!(cards[0].spread(), Some(Spread { p50: 2, p90: 4, p95: 5, mean: 2.125 }));
    assert_eq!((cards[1].service.as_deref(), cards[1].unit()), (Some("0102"), ElapsedUnit::WorkingDay));
    assert_eq!(figure::cards(db, Clock::Promised, "all").await?.len(), 1, "that of a service is not in the list");
    // What presses most comes first.
    let running = figure::noted_cases(db, &[promise], Outcome::Running, 10).await?;
    assert_eq!(running.iter().map(|case| case.case.as_str()).collect::<Vec<_>>(), ["办件-2", "办件-1"]);
    assert_eq!(figure::count_noted(db, &[promise], Outcome::Running).await?, [(promise, 2)]);

    // A copy knows sources, imports and measurings; figures are measured again.
    let mut copy = Vec::new();
    backup::write(ledger, &mut copy).await?;
    let text = String::from_utf8(copy).expect("text");
    assert!(text.contains("[\"record_import\"") && text.contains("[\"measuring\""));
    assert!(!text.contains("办件-1"), "no case number is in a copy");

    assert_eq!(figure::promises_of(db, source).await?, [promise]);
    let of_service = figure::cards_of_service(db, &["0102".into(), "取水许可".into()], Clock::Promised, "all").await?;
    assert_eq!(of_service.len(), 1);
    ledger.write(By::Program, AT, move |change| Box::pin(figure::remove(change, promise, Clock::Promised))).await?;
    assert!(figure::promises_of(db, source).await?.is_empty());
    assert!(figure::find(db, promise, Clock::Promised).await?.is_none());
    assert!(figure::noted_cases(db, &[promise], Outcome::Running, 10).await?.is_empty());
    ledger.write(By::Program, AT, move |change| Box::pin(record::note_taken_back(change, id))).await?;
    assert_eq!(record::find_import(db, id).await?.and_then(|import| import.taken_back_at), Some(AT));
    assert_eq!(ledger::audit::verify(db, None).await?.len(), 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_sends_once_and_processes_and_cards_are_replaced() {
    for fresh in on_each_database("keys").await {
        println!("on {}", fresh.name);
        keys_processes_and_cards(&fresh.ledger).await.expect("the story holds");
    }
}

async fn ask(
    ledger: &Ledger,
    key: ApiKeyId,
    name: &'static str,
    hash: &'static str,
) -> Result<(api_key::Request, bool), LedgerError> {
    let job = NewJob { kind: "take-in-records", arguments: json!({}), key: hash.into(), unit: None };
    let write =
        ledger.write(By::Program, AT, move |change| Box::pin(api_key::ask(change, key, name.into(), hash.into(), job)));
    write.await
}

async fn keys_processes_and_cards(ledger: &Ledger) -> Result<(), LedgerError> {
    let db = ledger.reads();
    let source = ledger
        .write(By::Program, AT, move |change| Box::pin(record::add(change, None, "平台".into(), String::new())))
        .await?;

    // What pages for everybody show is counted, a session is not.
    let before = ledger.changes();
    let ends_at = Instant(AT.0 + 1);
    ledger
        .write_unseen(By::Program, AT, move |change| {
            Box::pin(async move { session::keep(change, "a key", "{}".into(), ends_at).await })
        })
        .await?;
    assert_eq!(ledger.changes(), before);

    // What is sent twice under one name is one job, and which hash came first is told.
    let key = ledger
        .write(By::Program, AT, move |change| Box::pin(api_key::add(change, source, "审批平台".into(), "hash".into())))
        .await?;
    let (first, is_new) = ask(ledger, key, "night-1", "a").await?;
    assert!(is_new && api_key::has_sent(db, key, first.job).await?);
    let (again, is_new) = ask(ledger, key, "night-1", "b").await?;
    assert_eq!((again.job, again.hash.as_str(), is_new), (first.job, "a", false));
    assert_ne!(ask(ledger, key, "night-2", "b").await?.0.job, first.job);
    assert_eq!(api_key::known(db, "hash").await?.map(|key| key.id), Some(key));
    let before = ledger.changes();
    ledger.write(By::Program, AT, move |change| Box::pin(api_key::revoke(change, key))).await?;
    assert!(ledger.changes() > before);
    assert_eq!(api_key::known(db, "hash").await?, None);

    let card = |service: &str, unit: &str, period: &str, cases| process::Model {
        id: 0,
        source,
        service: service.into(),
        unit: unit.into(),
        period: period.into(),
        as_of: "2025-12-31".into(),
        cases,
        events: 3 * cases,
        handovers: 1,
        rework: 0,
        visits: None,
        variants: 2,
        shape: "{}".into(),
    };
    let cards = vec![card("取水", "", "", 30), card("取水", "", "2025", 20), card("取水", "水务局", "", 10)];
    for cards in [cards.clone(), cards] {
        ledger.write(By::Program, AT, move |change| Box::pin(process::replace(change, source, cards))).await?;
    }
    assert_eq!(process::all(db).await?.len(), 3);
    assert_eq!(process::find(db, "取水", "", "2025").await?.map(|card| card.cases), Some(20));
    assert_eq!(process::find(db, "取水", "水务局", "2025").await?, None);

    let new = unit::NewUnit { name: "水务局".into(), ..unit::NewUnit::default() };
    let unit = ledger.write(By::Program, AT, move |change| Box::pin(unit::add(change, new))).await?;
    let new = service::NewService { name: "取水".into(), ..service::NewService::default() };
    let service = ledger.write(By::Program, AT, move |change| Box::pin(service::add(change, unit, new))).await?;
    let card = |day: &str, documents| card::Model {
        id: CardId(0),
        service,
        from_day: day.parse().expect("a day"),
        steps: None,
        documents: Some(documents),
        visits: None,
        fee: None,
        statutory: None,
        promised: None,
        minutes: None,
        outlays: None,
        tariff: None,
        sources: String::new(),
    };
    // Of a day there is one card.
    for card in [card("2025-09-01", 3), card("2024-01-01", 8), card("2025-09-01", 2)] {
        ledger.write(By::Program, AT, move |change| Box::pin(card::add(change, card))).await?;
    }
    let cards = card::of_service(db, service).await?;
    assert_eq!(cards.iter().map(|card| card.documents).collect::<Vec<_>>(), [Some(8), Some(2)]);
    assert_eq!(ledger::audit::verify(db, None).await?.len(), 0);
    Ok(())
}

/// What is withheld is changed with the scorecard that everybody sees.
async fn withheld(ledger: &Ledger, promise: PromiseId) -> Result<(), LedgerError> {
    let db = ledger.reads();
    let card = figure::cards_of(db, promise, Clock::Promised).await?.into_iter().next().expect("a scorecard");
    let (figure, measuring) = figure::find(db, promise, Clock::Promised).await?.expect("a figure");
    assert_eq!(figure::of_source(db, measuring.source).await?, [figure]);
    let public = Scorecard {
        promise: Name("p1".into()),
        key: Default::default(),
        counts: card.counts(),
        spread: card.spread(),
        share: None,
        target: None,
        elapsed_unit: ElapsedUnit::WorkingDay,
    };
    for (withheld, cards) in [("2025-03", Some(public)), ("all", None)] {
        let expected = usize::from(cards.is_some());
        let write = ledger.write(By::Program, AT, move |change| {
            Box::pin(figure::withhold(change, promise, Clock::Promised, withheld.to_owned(), cards))
        });
        write.await?;
        let (figure, _) = figure::find(db, promise, Clock::Promised).await?.expect("a figure");
        assert_eq!(figure.withheld, withheld);
        assert_eq!(figure::cards(db, Clock::Promised, figure::PUBLIC).await?.len(), expected);
    }
    Ok(())
}

/// An address is kept, sent to once a day, and gone when it is taken back; the log knows no address.
async fn mail_boxes(ledger: &Ledger) -> Result<(), LedgerError> {
    let db = ledger.reads();
    let new = account::NewAccount {
        login: "liaison".into(),
        name: "联络员".into(),
        role: account::Role::Liaison,
        unit: None,
        password: "…".into(),
        must_change: false,
    };
    let id = ledger.write(By::Program, AT, move |change| Box::pin(account::add(change, new))).await?;
    let set = |address: &'static str, digest: bool| {
        ledger.write(By::Program, AT, move |change| Box::pin(mail::set(change, id, address.into(), "zh", digest)))
    };
    let today = Day(jiff::civil::date(2025, 12, 31));
    set("li@city.example", false).await?;
    assert_eq!(mail::to_send(db, today).await?, []);
    set("li@city.example", true).await?;
    assert_eq!(mail::to_send(db, today).await?.len(), 1);
    ledger.write(By::Program, AT, move |change| Box::pin(mail::note_sent(change, id, today))).await?;
    // Another address gets no second mail on the same day.
    set("liaison@city.example", true).await?;
    assert_eq!(mail::to_send(db, today).await?, []);
    assert_eq!(mail::to_send(db, Day(jiff::civil::date(2026, 1, 1))).await?.len(), 1);
    set("", true).await?;
    assert_eq!(mail::find(db, id).await?, None);
    let log = ledger::audit::page(db, None, 100).await?;
    let written = log.iter().filter(|entry| format!("{entry:?}").contains("mail-changed")).count();
    assert_eq!((written, log.iter().any(|entry| format!("{entry:?}").contains("city.example"))), (4, false));
    Ok(())
}

async fn a_promise(ledger: &Ledger) -> Result<PromiseId, LedgerError> {
    let new = unit::NewUnit { name: "望澜市生态环境局".into(), ..unit::NewUnit::default() };
    let unit = ledger.write(By::Program, AT, move |change| Box::pin(unit::add(change, new))).await?;
    let text = |what: &str| PromiseText {
        what: what.into(),
        to_whom: "申请人".into(),
        remedy: "说明原因".into(),
        contact: "窗口".into(),
        complaint_route: "12345".into(),
        limit: Some(Limit::WorkingDays { number: 5 }),
        ..PromiseText::default()
    };
    let file = BrandFile {
        name: "碧水e家".into(),
        concept: "净".into(),
        slogan: "到家".into(),
        meaning: "水".into(),
        standards: "笑".into(),
        promises: vec![text("五日办结")],
        ..BrandFile::default()
    };
    let write = ledger.write(By::Program, AT, move |change| {
        Box::pin(async move {
            let (brand, draft) = brand::add(change, unit, None, file).await?;
            let version = brand::find_version(change.reads(), draft).await?.ok_or(LedgerError::Gone {})?;
            brand::sign(change, draft, &version.file()?.hash()).await?;
            brand::publish(change, draft, "2025-01-01".parse::<Day>().expect("a day")).await?;
            Ok(brand)
        })
    });
    let brand = write.await?;
    let histories = promise::histories(ledger.reads(), Some(brand)).await?;
    assert_eq!(histories[0].texts.len(), 1);
    Ok(histories[0].promise.id)
}

async fn measure(ledger: &Ledger, source: SourceId, promise: PromiseId, kept: u64) -> Result<(), LedgerError> {
    let mut counts = Counts::default();
    counts.add_many(Outcome::Kept, kept);
    let card = Scorecard {
        key: Vec::new(),
        promise: Name("p1".into()),
        counts,
        share: None,
        target: Some(0.95),
        spread: Some(Spread { p50: 2, p90: 4, p95: 5, mean: 2.125 }),
        elapsed_unit: ElapsedUnit::WorkingDay,
    };
    let noted = |case: &str, left| NewNoted {
        case: case.into(),
        service: "0102".into(),
        outcome: Outcome::Running,
        from_at: Some(AT.0),
        until_at: None,
        due: Some("2025-10-14".into()),
        left: Some(left),
        past_due: None,
    };
    let new = NewFigure {
        promise,
        clock: Clock::Promised,
        elapsed_unit: ElapsedUnit::WorkingDay,
        target: Some(0.95),
        counts: vec![1, kept as u8],
        withheld: String::new(),
        cards: vec![
            NewCard { service: None, period: "all".into(), card: card.clone() },
            NewCard { service: Some("0102".into()), period: "all".into(), card },
        ],
        noted: vec![noted("办件-1", 3), noted("办件-2", 1)],
    };
    let measuring = NewMeasuring {
        source,
        as_of: "2025-10-10T17:30:00.000000+08:00".into(),
        facts: format!("facts {kept}"),
        plan: "…".into(),
        plan_hash: "00".into(),
        engine: "0.1.0".into(),
    };
    let write = ledger.write(By::Program, AT, move |change| {
        Box::pin(async move {
            let id = figure::begin(change, measuring).await?;
            figure::replace(change, id, new).await
        })
    });
    write.await
}
