//! The national tables of case records, GB/T 39046-2020 (服务平台基础数据规范): told by their headings.
//!
//! Every table that names a case (办件编号) gives facts by the columns it has, so that it does not matter into how many
//! files or sheets an office cuts its export, or whether it writes all of it into one wide table:
//!
//! | column | fact |
//! |---|---|
//! | 申请时间, 受理时间, 办结时间 | the case's own times, fields of those names |
//! | 环节名称 with 环节开始时间 | a step at that time, by 环节处理人; marked `returned` where 业务动作 is 退回 |
//! | 特别程序开始时间, 结束时间 | marks `paused` and `resumed`; where 特别程序种类代码 is 1, a mark `extended` at its beginning: an extension is counted and moves no limit |
//! | 材料名称 with 收取时间 | a mark `document`, unless 是否收取 says no |
//! | 实施编码, 受理单位名称 | the case's service and unit |
//!
//! Names, identity numbers and telephones are never read: only the columns above are, and those that the plan asks for.

use crate::batch::{EXTENDED, Role, Wanted};
use crate::builder::{FactBuilder, Row};
use crate::problem::RowProblem;
use crate::table::{Heading, TextRow};
use crate::time::Times;

/// What stands in which column of one table.
#[derive(Debug, Clone)]
pub(crate) struct National {
    count: usize,
    case: usize,
    service: Option<usize>,
    unit: Option<usize>,
    step: Option<Step>,
    special: Option<Special>,
    paper: Option<Paper>,
    /// Index among the wanted fields, and column.
    fields: Vec<(usize, usize)>,
    /// Fields of the table that say how long a case may take: 承诺办结时间 holds days or a date, and what it is not says nothing.
    lenient: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Step {
    name: usize,
    begin: usize,
    actor: Option<usize>,
    action: Option<usize>,
}

#[derive(Debug, Clone)]
struct Special {
    begin: usize,
    end: Option<usize>,
    kind: Option<usize>,
}

#[derive(Debug, Clone)]
struct Paper {
    name: usize,
    taken_at: usize,
    taken: Option<usize>,
}

/// The times that a case itself carries.
const OWN_TIMES: [&str; 3] = ["申请时间", "受理时间", "办结时间"];
/// The column of days or a date.
pub(crate) const PROMISED: &str = "承诺办结时间";

impl National {
    /// The table's mapping; `None` where it names no case, or has nothing that we read: questions, supervision, and ratings that no
    /// plan asks for.
    pub(crate) fn of(heading: &Heading, wanted: &Wanted) -> Option<Self> {
        let at = |name: &str| heading.position(name);
        let case = at("办件编号")?;
        let step = at("环节名称").zip(at("环节开始时间")).map(|(name, begin)| Step {
            name,
            begin,
            actor: at("环节处理人").filter(|_| wanted.actor),
            action: at("业务动作"),
        });
        let special = at("特别程序开始时间").map(|begin| Special {
            begin,
            end: at("特别程序结束时间").or_else(|| at("结束时间")),
            kind: at("特别程序种类代码"),
        });
        let paper =
            at("材料名称")
                .zip(at("收取时间"))
                .map(|(name, taken_at)| Paper { name, taken_at, taken: at("是否收取") });
        let has_own_time = OWN_TIMES.into_iter().any(|name| at(name).is_some());
        // A table of ratings has no time of the case's own; it is read where a plan asks for what stands in it.
        let is_asked_for = wanted.fields.iter().any(|field| field.role == Role::Text && at(&field.name).is_some());
        if !has_own_time && step.is_none() && special.is_none() && paper.is_none() && !is_asked_for {
            return None;
        }
        let fields = wanted.fields.iter().enumerate();
        let fields: Vec<(usize, usize)> = fields.filter_map(|(index, field)| Some((index, at(&field.name)?))).collect();
        let lenient =
            wanted.fields.iter().enumerate().filter(|(_, field)| field.name == PROMISED && field.role != Role::Text);
        Some(Self {
            count: heading.names.len(),
            case,
            service: at("实施编码").filter(|_| wanted.service),
            unit: at("受理单位名称").filter(|_| wanted.unit),
            step,
            special,
            paper,
            lenient: lenient.map(|(index, _)| index).collect(),
            fields,
        })
    }

    pub(crate) fn map(&self, row: TextRow<'_>, times: &Times, facts: &mut FactBuilder) -> Result<(), RowProblem> {
        if row.ends.len() != self.count {
            return Err(RowProblem::Columns { found: row.ends.len(), wanted: self.count });
        }
        let case = row.field(self.case).trim();
        if case.is_empty() {
            return Err(RowProblem::NoCase {});
        }
        let text =
            |column: Option<usize>| column.map(|column| row.field(column).trim()).filter(|text| !text.is_empty());
        let time = |column: usize, name: &str| match row.field(column).trim() {
            "" => Ok(None),
            text => {
                times.read(text).map(|moment| Some(moment.at)).map_err(|problem| RowProblem::time(problem, name, text))
            }
        };
        // All of the row is read before any of it is given, so that a bad row leaves no half of itself behind.
        let step = match &self.step {
            Some(step) => text(Some(step.name)).map(|name| (name, step)),
            None => None,
        };
        let step_at = match step {
            Some((_, step)) => Some(
                time(step.begin, "环节开始时间")?.ok_or(RowProblem::NoTime { column: "环节开始时间".into() })?,
            ),
            None => None,
        };
        let (mut paused, mut resumed, mut extended) = (None, None, None);
        if let Some(special) = &self.special {
            paused = time(special.begin, "特别程序开始时间")?;
            resumed = special.end.map_or(Ok(None), |end| time(end, "结束时间"))?;
            let extension = text(special.kind).is_some_and(|code| code.trim_start_matches('0') == "1");
            if extension {
                extended = paused;
            }
            if extension || paused.is_none() {
                (paused, resumed) = (None, None);
            }
        }
        let document = match &self.paper {
            Some(paper) if text(Some(paper.name)).is_some() && text(paper.taken).is_none_or(is_yes) => {
                time(paper.taken_at, "收取时间")?
            }
            _ => None,
        };
        for (index, column) in &self.fields {
            match facts.set_field(*index, row.field(*column).trim(), times) {
                Err(RowProblem::Time { .. } | RowProblem::Days { .. }) if self.lenient.contains(index) => {}
                result => result?,
            }
        }

        let base = Row { case, service: text(self.service), unit: text(self.unit), line: row.line, ..Row::default() };
        let step = step.zip(step_at).map(|((name, step), at)| Row {
            activity: Some(name),
            at: Some(at),
            actor: text(step.actor),
            mark: text(step.action).filter(|action| *action == "退回").map(|_| "returned"),
            ..base
        });
        // The fields go with the first fact of the row.
        facts.push(step.unwrap_or(base));
        for (mark, at) in [("paused", paused), ("resumed", resumed), (EXTENDED, extended), ("document", document)] {
            if at.is_some() {
                facts.push(Row { mark: Some(mark), at, ..base });
            }
        }
        Ok(())
    }
}

fn is_yes(text: &str) -> bool {
    !matches!(text, "0" | "否" | "N" | "n" | "未收取" | "false")
}
