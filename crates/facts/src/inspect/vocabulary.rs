//! The words by which offices and vendors call things, in Chinese and English.
//!
//! Each list is in order of preference. A word is compared with a name from which all but letters and digits is taken away;
//! `=` before a word asks for the whole name. The Chinese ones are those of GB/T 39046-2020 and of common exports, the English ones
//! those of IEEE 1849 (XES) and of the case systems whose public logs were tried.

/// What tells cases apart.
pub(crate) const CASE: &[&str] = &[
    "=caseconceptname",
    "办件编号",
    "办件号",
    "案件编号",
    "案件号",
    "业务流水号",
    "流水号",
    "受理编号",
    "受理号",
    "申请编号",
    "申报号",
    "工单编号",
    "工单号",
    "事件编号",
    "=编号",
    "=caseid",
    "caseid",
    "traceid",
    "casenumber",
    "caseno",
    "applicationid",
    "applicationnumber",
    "requestid",
    "requestnumber",
    "ticketid",
    "incidentid",
    "=case",
    "=conceptname",
    "=trace",
    "=id",
    "编号",
];
/// What was done.
pub(crate) const ACTIVITY: &[&str] = &[
    "=conceptname",
    "环节名称",
    "办理环节",
    "=环节",
    "环节",
    "=activity",
    "活动",
    "步骤",
    "业务动作",
    "动作",
    "操作",
    "activityname",
    "activity",
    "eventtype",
    "eventname",
    "=task",
    "taskname",
    "=step",
    "stepname",
    "=action",
    "=event",
    "=status",
    "状态",
];
/// When it was done.
pub(crate) const AT: &[&str] = &[
    "=timetimestamp",
    "环节开始时间",
    "操作时间",
    "处理时间",
    "办理时间",
    "发生时间",
    "=timestamp",
    "=ts",
    "eventtime",
    "timestamp",
    "completetime",
    "=time",
    "=时间",
    "datetime",
    "=date",
    "=日期",
    "时间",
    "time",
    "日期",
    "date",
];
/// Who did it.
pub(crate) const ACTOR: &[&str] = &[
    "=orgresource",
    "环节处理人",
    "处理人",
    "经办人",
    "办理人",
    "受理人",
    "操作员",
    "操作人",
    "工号",
    "=resource",
    "=actor",
    "handler",
    "assignee",
    "employee",
    "=user",
    "username",
    "=agent",
    "operator",
    "staff",
    "resource",
];
/// Which service was applied for.
pub(crate) const SERVICE: &[&str] = &[
    "实施编码",
    "事项编码",
    "事项名称",
    "服务事项",
    "事项",
    "业务类型",
    "业务名称",
    "=service",
    "servicename",
    "casetype",
    "permittype",
    "=product",
    "service",
    "=channel",
];
/// Which unit handled it.
pub(crate) const UNIT: &[&str] = &[
    "受理单位名称",
    "承办单位",
    "办理单位",
    "受理单位",
    "单位名称",
    "单位",
    "部门",
    "科室",
    "机构",
    "=unit",
    "department",
    "=group",
    "=orggroup",
    "office",
    "=unit",
    "team",
    "unit",
];
/// By which channel it came.
pub(crate) const CHANNEL: &[&str] = &["申报来源", "申报渠道", "受理渠道", "渠道", "来源", "channel"];
/// A due that the record carries.
pub(crate) const DUE: &[&str] = &[
    "承诺办结时间",
    "承诺办结日期",
    "承诺时间",
    "应办结时间",
    "应办结日期",
    "办理期限",
    "截止时间",
    "截止日期",
    "到期",
    "deadline",
    "duedate",
    "=due",
    "dueat",
];
/// A number of days that the record carries.
pub(crate) const DAYS: &[&str] =
    &["承诺办结时间", "承诺办结时限", "承诺时限", "承诺工作日", "承诺天数", "promiseddays", "limitdays"];
/// A column of the time from which a promise runs.
pub(crate) const ACCEPTED_AT: &[&str] = &[
    "受理时间",
    "受理日期",
    "接件时间",
    "收件时间",
    "立案时间",
    "登记时间",
    "申请时间",
    "申请日期",
    "acceptedat",
    "accepted",
    "receivedat",
    "received",
    "=startdate",
    "startdate",
    "opened",
    "createdat",
    "created",
    "submitted",
    "=start",
];
/// A column of the time until which it runs.
pub(crate) const DECIDED_AT: &[&str] = &[
    "办结时间",
    "办结日期",
    "决定时间",
    "审批时间",
    "完成时间",
    "完成日期",
    "结案时间",
    "decidedat",
    "decided",
    "=enddate",
    "closedat",
    "closed",
    "completedat",
    "completed",
    "resolved",
    "finished",
    "=end",
];

/// Activities with which a promise begins.
pub(crate) const ACCEPTED: &[&str] = &[
    "=受理",
    "予以受理",
    "受理",
    "接件",
    "收件",
    "立案",
    "登记",
    "提交申请",
    "申请",
    "=accept",
    "accepted",
    "acceptance",
    "confirmationofreceipt",
    "accept",
    "receipt",
    "received",
    "registered",
    "register",
    "submittedby",
    "submitted",
    "submit",
    "createpurchaserequisition",
    "create",
    "opened",
];
/// Activities with which it is kept.
pub(crate) const DECIDED: &[&str] = &[
    "=办结",
    "办结",
    "作出决定",
    "审批决定",
    "准予",
    "=决定",
    "决定",
    "结案",
    "批准",
    "=decide",
    "decided",
    "decision",
    "decide",
    "determine",
    "paymenthandled",
    "approved",
    "granted",
    "resolved",
    "resolve",
    "closed",
    "close",
    "completed",
    "insertpayment",
    "payment",
];
/// Activities that stop the clock.
pub(crate) const PAUSED: &[&str] = &[
    "补正通知",
    "补正告知",
    "要求补正",
    "补件通知",
    "一次性告知",
    "通知补正",
    "暂停",
    "中止",
    "挂起",
    "特别程序开始",
    "supplementrequested",
    "requestforadvice",
    "informationrequested",
    "suspend",
    "pause",
    "onhold",
];
/// Activities that let it run on.
pub(crate) const RESUMED: &[&str] = &[
    "补正完成",
    "补正提交",
    "补正收件",
    "提交补正",
    "补件完成",
    "补齐",
    "恢复",
    "特别程序结束",
    "supplementreceived",
    "receiveexternaladvice",
    "informationreceived",
    "resume",
    "reopen",
];
/// Activities by which an applicant takes a case back.
pub(crate) const WITHDRAWN: &[&str] = &["撤回", "撤销申请", "撤件", "withdraw"];
/// Activities by which the result is handed over.
pub(crate) const DELIVERED: &[&str] = &["送达", "取件", "领证", "发证", "deliver"];

/// What is about the person who applied. The standard's own names for who handles a case are no such words: only whether
/// two are the same is ever used of them.
const PERSONAL: &[&str] = &[
    "申请人",
    "申请者",
    "申请单位",
    "姓名",
    "身份证",
    "证件号",
    "证照号",
    "手机",
    "电话",
    "联系方式",
    "联系人",
    "住址",
    "地址",
    "邮箱",
    "法定代表人",
    "法人",
    "银行卡",
    "账号",
    "phone",
    "mobile",
    "email",
    "address",
    "passport",
    "idcard",
    "idnumber",
    "applicantname",
    "iban",
];
const BIRTH: &[&str] = &["出生", "birth"];
/// Staff, whose names are kept only as keyed hashes.
const STAFF: &[&str] = &["办理人", "处理人", "经办人", "受理人", "操作人"];
const CLERKS: &[&str] = &["officer", "clerk", "responsible"];
const TIME: &[&str] = &["时间", "日期", "time", "date", "时刻", "deadline", "期限"];

/// A name without what differs from one vendor to the next: case, spaces, and all signs.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How well a name fits a list: the place of the first word that it has, best first.
pub(crate) fn rank(words: &[&str], name: &str) -> Option<usize> {
    let name = plain(name);
    words.iter().position(|word| match word.strip_prefix('=') {
        Some(whole) => name == whole,
        None => name.contains(word),
    })
}

/// Whether a column's name says that it is about the person who applied.
///
/// When the applicant did something is no such thing; when the applicant was born is.
pub(crate) fn is_personal(name: &str) -> bool {
    let about_a_person = rank(PERSONAL, name).is_some() && rank(STAFF, name).is_none() && !sounds_like_time(name);
    about_a_person || rank(BIRTH, name).is_some()
}

/// Whether a column's name says that persons stand in it, be they applicants or staff, or what belongs to them, such as a
/// telephone.
pub(crate) fn tells_of_a_person(name: &str) -> bool {
    let own = plain(name);
    let own = ["姓名", "名称", "名字", "员"].iter().find_map(|end| own.strip_suffix(end)).unwrap_or(&own);
    let is_staff = STAFF.iter().any(|word| own.ends_with(word));
    is_staff || is_personal(name) || rank(PERSONAL, name).is_some() && !sounds_like_time(name)
}

/// Whether a column's name says that whoever handled the case stands in it: its values are shown to nobody. The unit of such a
/// person is no person.
pub(crate) fn is_staff(name: &str) -> bool {
    let own = plain(name);
    let own = ["姓名", "名字", "员"].iter().find_map(|end| own.strip_suffix(end)).unwrap_or(&own);
    let is_one = tells_of_a_person(name) || own.ends_with(['人', '员']) || rank(ACTOR, name).is_some();
    // An officer is no office.
    let is_one = is_one && rank(UNIT, name).is_none() || rank(CLERKS, name).is_some();
    is_one && !sounds_like_time(name)
}

pub(crate) fn sounds_like_time(name: &str) -> bool {
    rank(TIME, name).is_some()
}

/// Whether there are Chinese characters in a text.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}
