//! What the small city has of a year.

use jiff::civil::date;
use ledger::example::Side;
use ledger::{
    ActivityId, AgreementId, Change, CommentId, Day, ExampleId, LedgerError, MilestoneId, OpinionId, PaperId,
    PaperVersionId, ProgrammeId, ProjectId, RequestId, StageId, TaskId, UnitId, activity, agreement, example, opinion,
    paper, project, request, task,
};

/// One of each thing of a year, for the first unit: an activity that was agreed something at, an opinion that waits for an answer, a
/// paper that holds (version 1) with a criterion and one that is drafted (version 2), a request, a task.
pub async fn one_of_each(change: &mut Change<'_>, programme: ProgrammeId, own: UnitId) -> Result<(), LedgerError> {
    let day = Day(date(2025, 12, 31));
    let activity = activity::Model {
        id: ActivityId(0),
        programme,
        kind: activity::Kind::Symposium,
        title: "企业座谈会".into(),
        place: "市民中心".into(),
        people: "分管副市长".into(),
        agenda: "一、听取意见".into(),
        from_day: Day(date(2026, 1, 9)),
        from_time: "09:00".into(),
        until_day: Day(date(2026, 1, 9)),
        until_time: "11:00".into(),
        places: Some(3),
        minutes: 2,
        heard: String::new(),
        state: activity::State::Planned,
    };
    let activity = activity::add(change, activity, &[own]).await?;
    let agreed = agreement::Model {
        id: AgreementId(0),
        activity,
        unit: own,
        kind: agreement::Kind::Agreed,
        what: "材料清单减到一页".into(),
        learnt: String::new(),
        due_day: Some(Day(date(2025, 12, 1))),
        done_day: None,
        came_of: String::new(),
        promise: None,
    };
    agreement::add(change, agreed).await?;
    let opinion = opinion::Model {
        id: OpinionId(0),
        programme,
        activity: Some(activity),
        unit: Some(own),
        owner: None,
        via: opinion::Via::Symposium,
        theme: "材料".into(),
        text: "同一份材料交了三次".into(),
        contact: String::new(),
        received_day: day,
        due_day: Some(day),
        state: opinion::State::Open,
        receipt: None,
        sender_agrees: true,
        unit_agrees: false,
    };
    opinion::add(change, opinion).await?;
    for title in ["深化实施意见", "品牌管理办法"] {
        let paper = paper::Model { id: PaperId(0), programme, kind: paper::Kind::Opinion, title: title.into() };
        paper::add(change, paper, "一、总体要求\n二、主要任务".into()).await?;
    }
    paper::ask_for_comments(change, PaperVersionId(1), day).await?;
    let comment = paper::comment::Model {
        id: CommentId(0),
        version: PaperVersionId(1),
        line: 2,
        unit: own,
        account: None,
        text: "请写明时间".into(),
        day,
        reply: String::new(),
    };
    paper::comment(change, comment).await?;
    paper::issue(change, PaperVersionId(1), day).await?;
    paper::take_criterion(change, PaperVersionId(1), 2, "主要任务完成".into()).await?;
    let request = request::Model {
        id: RequestId(0),
        programme,
        what: "窗口换址后的门牌号".into(),
        why: "更新指引".into(),
        differs: String::new(),
        minutes: 3,
        asked_day: day,
        due_day: day,
    };
    request::add(change, request, &[own]).await?;
    let task = task::Model {
        id: TaskId(0),
        stage: StageId(1),
        unit_kind: String::new(),
        what: "向群众公示承诺".into(),
        due_day: Some(day),
        done_by: task::DoneBy::Hand,
    };
    task::add(change, task).await?;
    projects(change, programme, own).await
}

/// A project with a milestone that is late, and an example that everybody reads.
async fn projects(change: &mut Change<'_>, programme: ProgrammeId, own: UnitId) -> Result<(), LedgerError> {
    let project = project::Model {
        id: ProjectId(0),
        programme,
        unit: own,
        title: "排污许可一次办".into(),
        aim: "一份材料".into(),
        from_day: Day(date(2025, 1, 6)),
        until_day: Day(date(2025, 12, 31)),
        promise: None,
    };
    let project = project::add(change, project, &[]).await?;
    let milestone = project::milestone::Model {
        id: MilestoneId(0),
        project,
        what: "三张表合成一张".into(),
        due_day: Day(date(2025, 11, 28)),
        done_day: None,
        came_of: String::new(),
    };
    project::add_milestone(change, milestone).await?;
    let example = example::Model {
        id: ExampleId(0),
        programme,
        unit: own,
        title: "材料只交一次".into(),
        trouble: "交了三次".into(),
        done: "合成一份".into(),
        took: "三周".into(),
        watch: "先定清单".into(),
        promise: None,
        since_day: Day(date(2025, 3, 3)),
        published: false,
        unit_agrees: false,
    };
    let example = example::add(change, example).await?;
    example::say(change, example, Side::Unit, true).await?;
    example::say(change, example, Side::Office, true).await
}
