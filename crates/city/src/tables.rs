//! The national tables, GB/T 39046-2020, as the city fills them.

use jiff::civil::Date;

use crate::cases::Case;
use crate::days::Local;
use crate::error::CityError;
use crate::units::{UNITS, Unit};

/// A table of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Items,
    Applications,
    Papers,
    Acceptances,
    Handling,
    Special,
    Ends,
    Ratings,
}

impl Table {
    /// As a file or a sheet is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Items => "表4_事项管理",
            Self::Applications => "表5_办事申请",
            Self::Papers => "表5_申请材料",
            Self::Acceptances => "表6_事项受理",
            Self::Handling => "表7_事项办理",
            Self::Special => "表7_特别程序",
            Self::Ends => "表8_事项办结",
            Self::Ratings => "表9_绩效评价",
        }
    }

    pub(crate) fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Items => &[
                "事项名称",
                "基本编码",
                "实施编码",
                "实施主体",
                "实施主体统一社会信用代码",
                "法定办结时限",
                "法定办结时限单位",
                "承诺办结时限",
                "承诺办结时限单位",
                "是否收费",
            ],
            Self::Applications => &[
                "办件编号",
                "实施编码",
                "事项名称",
                "办件类型代码",
                "申报来源代码",
                "申请人姓名",
                "申请人证件类型",
                "申请人证件号码",
                "申请人手机号码",
                "申请时间",
                "行政区划代码",
            ],
            Self::Papers => &["办件编号", "材料名称", "是否收取", "收取数量", "收取时间"],
            Self::Acceptances => &[
                "办件编号",
                "实施编码",
                "受理单位名称",
                "受理单位统一社会信用代码",
                "受理人员",
                "受理时间",
                "承诺办结时间",
                "办件类型代码",
            ],
            Self::Handling => &[
                "办件编号",
                "业务动作",
                "环节名称",
                "环节处理人",
                "环节开始时间",
                "环节结束时间",
                "处理单位名称",
                "环节办理状态代码",
            ],
            Self::Special => {
                &["办件编号", "特别程序种类代码", "特别程序开始时间", "启动理由或依据", "结束时间", "结果"]
            }
            Self::Ends => {
                &["办件编号", "办理人姓名", "办结时间", "办件结果描述", "结果证照编号", "是否快递寄送结果", "是否收费"]
            }
            Self::Ratings => &["办件编号", "评价渠道", "评价时间", "评价次数", "满意度", "满意度代码", "文字评价"],
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    Text(&'a str),
    Time(Local),
    Date(Date),
    Number(u64),
    Nothing,
}

/// What takes the rows of tables.
pub(crate) trait Sheets {
    /// Takes a row of a table; `at` is its time, by which exports are cut into years.
    fn row(&mut self, table: Table, at: Local, cells: &[Cell<'_>]) -> Result<(), CityError>;
}

/// How many facts the records hold, as whoever reads them should find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cases.
    pub cases: u64,
    /// Events: steps, beginnings of special procedures, ends of those that are no extension, papers that were taken.
    pub events: u64,
}

const CHANNELS: [&str; 4] = ["PC端", "移动服务端", "二维码", "政务大厅平板电脑"];
const SATISFACTION: [&str; 5] = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
const REMARKS: [&str; 5] = ["", "", "", "等得有点久", "超过了说好的时间"];

/// Writes the rows of the table of items.
pub(crate) fn items(sheets: &mut dyn Sheets, at: Local) -> Result<(), CityError> {
    for (place, unit) in UNITS.iter().enumerate() {
        for (service, (name, days)) in unit.services.iter().enumerate() {
            let code = Unit::service_code(place, service);
            let credit = Unit::credit_code(place);
            let basic = format!("{:09}", (place + 1) * 1000 + service + 1);
            let text =
                [Cell::Text(name), Cell::Text(&basic), Cell::Text(&code), Cell::Text(unit.name), Cell::Text(&credit)];
            let day = Cell::Text(if unit.limit.starts_with("calendar_days") { "自然日" } else { "工作日" });
            let limits = [Cell::Number(days * 2), day, Cell::Number(*days), day];
            let row: Vec<Cell<'_>> = text.into_iter().chain(limits).chain([Cell::Text("0")]).collect();
            sheets.row(Table::Items, at, &row)?;
        }
    }
    Ok(())
}

/// Writes what the tables say of a case.
pub(crate) fn rows(case: &Case, sheets: &mut dyn Sheets, counts: &mut Counts) -> Result<(), CityError> {
    use Cell::{Date, Nothing, Number, Text, Time};
    let Some(unit) = UNITS.get(case.unit) else { return Ok(()) };
    let id = Text(&case.id);
    let code = Unit::service_code(case.unit, case.service);
    let credit = Unit::credit_code(case.unit);
    let service = unit.services.get(case.service).map_or("", |(name, _)| *name);
    let kind = Text(if case.promised_days <= 1 { "1" } else { "2" });
    counts.cases += 1;

    let identity = format!("000000{:08}{:04}", 19_000_101, case.applicant.number % 10_000);
    let telephone = format!("100{:08}", case.applicant.number);
    let source = Number(case.channel + 1);
    let who = [Text(&case.applicant.name), Text("居民身份证"), Text(&identity), Text(&telephone)];
    let [name, identity_kind, identity, telephone] = who;
    let row = [
        id,
        Text(&code),
        Text(service),
        kind,
        source,
        name,
        identity_kind,
        identity,
        telephone,
        Time(case.applied),
        Text("000000"),
    ];
    sheets.row(Table::Applications, case.applied, &row)?;
    for paper in &case.papers {
        let (taken, many, at) =
            paper.taken.map_or((Text("0"), Number(0), Nothing), |at| (Text("1"), Number(1), Time(at)));
        sheets.row(Table::Papers, case.applied, &[id, Text(paper.name), taken, many, at])?;
        counts.events += u64::from(paper.taken.is_some());
    }
    for at in &case.acceptances {
        let promised = case.promised_day.map_or(Number(case.promised_days), |day| Date(day.date()));
        let row = [id, Text(&code), Text(unit.name), Text(&credit), Text(&case.clerk), Time(*at), promised, kind];
        for _ in 0..=u64::from(case.is_doubled) {
            sheets.row(Table::Acceptances, *at, &row)?;
        }
    }
    for step in &case.steps {
        let action = Text(if step.is_return { "退回" } else { "通过" });
        let (start, end) = (Time(step.start), Time(step.end));
        let row = [id, action, Text(step.name), Text(&step.who), start, end, Text(unit.name), Text("2")];
        for _ in 0..=u64::from(step.is_doubled) {
            sheets.row(Table::Handling, step.start, &row)?;
            counts.events += 1;
        }
    }
    for special in &case.special {
        let kind = Text(if special.is_extension { "1" } else { "2" });
        let (end, result) = special.end.map_or((Nothing, Nothing), |at| (Time(at), Text("完成")));
        let row = [id, kind, Time(special.start), Text(special.reason), end, result];
        sheets.row(Table::Special, special.start, &row)?;
        counts.events += 1 + u64::from(special.end.is_some() && !special.is_extension);
    }
    if let Some(at) = case.ended {
        let result = Text(if case.is_refused { "不予批准" } else { "予以批准" });
        let last = case.steps.last().map_or("", |step| step.who.as_str());
        let post = Text(if case.channel == 1 { "1" } else { "0" });
        sheets.row(Table::Ends, at, &[id, Text(last), Time(at), result, Nothing, post, Text("0")])?;
    }
    if let Some(rating) = &case.rating {
        let place = rating.code as usize - 1;
        let text = |list: &[&'static str], place: usize| Text(list.get(place).copied().unwrap_or_default());
        let (channel, words) = (text(&CHANNELS, rating.channel as usize), text(&SATISFACTION, place));
        let row = [id, channel, Time(rating.at), Number(1), words, Number(rating.code), text(&REMARKS, place)];
        sheets.row(Table::Ratings, rating.at, &row)?;
    }
    Ok(())
}
