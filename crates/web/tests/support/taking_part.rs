//! What the small city has of taking part: a survey that is drafted, with a question, and a proposal.

use jiff::civil::date;
use ledger::survey::{self, question};
use ledger::{Change, Day, LedgerError, ProgrammeId, ProposalId, QuestionId, SurveyId, UnitId, proposal};

/// One of each.
pub async fn one_of_each(change: &mut Change<'_>, programme: ProgrammeId, own: UnitId) -> Result<(), LedgerError> {
    let day = Day(date(2025, 12, 31));
    let survey = survey::Model {
        id: SurveyId(0),
        programme,
        unit: None,
        kind: survey::Kind::Survey,
        asks: survey::Asks::Staff,
        title: "铭牌好不好用".into(),
        lead: String::new(),
        until_day: day,
        opened_day: None,
        by_code: true,
        shown: false,
        state: survey::State::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier: None,
    };
    let survey = survey::add(change, survey).await?;
    let question = question::Model {
        id: QuestionId(0),
        survey,
        place: 0,
        kind: question::Kind::Scale,
        text: "铭牌看得清".into(),
        options: String::new(),
        right_option: None,
        promise: None,
        words: String::new(),
    };
    question::add(change, question).await?;
    let proposal = proposal::Model {
        id: ProposalId(0),
        unit: own,
        kind: proposal::Kind::Slogan,
        text: "一次说清".into(),
        why: String::new(),
        day,
        state: proposal::State::New,
        reply: String::new(),
        decided_day: None,
        vote: None,
    };
    proposal::add(change, proposal).await.map(drop)
}
