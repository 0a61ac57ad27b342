//! The units of the city, what is on their plates, and how well they keep it.

/// How a unit's cases go, as the generator needs to know it. Chances are per mille.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// The chance that a case is in time.
    pub(crate) in_time: u64,
    /// The same from [`crate::days::IMPROVED`] on, where the unit became better.
    pub(crate) in_time_later: Option<u64>,
    /// Cases are closed in batches at the end of the last day of their limit.
    pub(crate) closes_on_the_last_day: bool,
    /// The chance of a special procedure, and that its end was never entered.
    pub(crate) paused: u64,
    pub(crate) pause_never_ended: u64,
    /// The chance that a step names nobody.
    pub(crate) nobody: u64,
    /// The chance that a step's end was not recorded, so that its start stands there.
    pub(crate) no_end: u64,
    /// The chance that papers come back and the case is accepted a second time.
    pub(crate) resubmitted: u64,
}

const USUAL: Habits = Habits {
    in_time: 970,
    in_time_later: None,
    closes_on_the_last_day: false,
    paused: 40,
    pause_never_ended: 60,
    nobody: 15,
    no_end: 40,
    resubmitted: 30,
};

/// How long the handling of a unit's cases takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pace {
    /// Working days.
    Days(u64),
    /// Working days, fewer from [`crate::days::SHORTENED`] on.
    ShortenedDays(u64, u64),
    /// The days that each service has for itself.
    OfEachService,
    /// Minutes of office time.
    OfficeMinutes(u64),
    /// Minutes at the window, on one half of a day.
    WindowMinutes(u64),
}

/// A unit of the city with its brand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    pub(crate) name: &'static str,
    /// The brand on the plate, in Chinese and in English.
    pub(crate) brand: [&'static str; 2],
    pub(crate) words: [&'static str; 2],
    /// The limit as a plan has it. Where it is a due, 承诺办结时间 holds a date, else a number of days.
    pub(crate) limit: &'static str,
    pub(crate) target: &'static str,
    /// Its part of all cases, per mille.
    pub(crate) part: u64,
    pub(crate) pace: Pace,
    pub(crate) habits: Habits,
    /// Each with the working days that it has for itself.
    pub(crate) services: &'static [(&'static str, u64)],
}

impl Unit {
    const fn new(name: &'static str, brand: [&'static str; 2], part: u64, pace: Pace, in_time: u64) -> Self {
        let habits = Habits { in_time, ..USUAL };
        let (words, limit, target, services) = (["", ""], "", "0.95", [].as_slice());
        Self { name, brand, words, limit, target, part, pace, habits, services }
    }

    const fn says(mut self, limit: &'static str, words: [&'static str; 2]) -> Self {
        (self.limit, self.words) = (limit, words);
        self
    }

    const fn undertakes(mut self, target: &'static str) -> Self {
        self.target = target;
        self
    }

    const fn offers(mut self, services: &'static [(&'static str, u64)]) -> Self {
        self.services = services;
        self
    }

    const fn with(mut self, habits: Habits) -> Self {
        let in_time = self.habits.in_time;
        self.habits = Habits { in_time, ..habits };
        self
    }

    /// The code of one of its services, as the unit offers it (实施编码).
    pub(crate) fn service_code(place: usize, service: usize) -> String {
        format!("WL{:02}{:03}", place + 1, service + 1)
    }

    /// A unified social credit code that no unit of any real city has: its region is 000000.
    pub(crate) fn credit_code(place: usize) -> String {
        format!("11000000WL0000{:02}0X", place + 1)
    }
}

/// The unit whose records come as a workbook, and the one whose records come as Parquet.
pub(crate) const WORKBOOK: usize = 19;
pub(crate) const PARQUET: usize = 8;
/// The unit that promises how many papers it takes, and the one that promises to ask once.
pub(crate) const FEW_PAPERS: usize = 22;
pub(crate) const ASKS_ONCE: usize = 21;
/// The unit that now and then enters an end on the wrong line.
pub(crate) const MISTYPES: usize = 6;
/// The unit whose limit was shortened.
pub(crate) const SHORTENED_UNIT: usize = 1;
/// What it promised before [`crate::days::SHORTENED`]: the words, and the limit as a plan has it.
pub(crate) const BEFORE_SHORTENED: ([&str; 2], &str) =
    (["受理后3个工作日内发照", "Licence issued within 3 working days"], "working_days = 3");

/// The units, in the order of their plates in the hall.
pub(crate) const UNITS: [Unit; 24] = [
    Unit::new("望澜市行政审批局", ["一章通办", "One Seal"], 45, Pace::Days(5), 982)
        .says("working_days = 5", ["受理后5个工作日内办结", "Decided within 5 working days of acceptance"])
        .offers(&[("社会团体成立登记", 5), ("公共场所卫生许可", 5), ("户外广告设置许可", 5), ("食品经营许可变更", 5)]),
    Unit::new("望澜市市场监督管理局", ["e照快办", "Licence in a Day"], 90, Pace::ShortenedDays(3, 1), 968)
        .says("working_days = 1", ["受理后1个工作日内发照", "Licence issued within 1 working day"])
        .undertakes("0.97")
        .offers(&[("企业设立登记", 1), ("企业变更登记", 1), ("企业注销登记", 1), ("个体工商户登记", 1)]),
    Unit::new("望澜市公安局出入境管理支队", ["畅行e站", "Smooth Travel"], 60, Pace::Days(7), 993)
        .says("working_days = 7", ["受理后7个工作日内制证", "Document ready within 7 working days"])
        .undertakes("0.98")
        .offers(&[("普通护照签发", 7), ("往来港澳通行证签发", 7), ("往来台湾通行证签发", 7)]),
    Unit::new("望澜市公安局交通警察支队车辆管理所", ["e路通办", "Easy Road"], 110, Pace::WindowMinutes(30), 957)
        .says("minutes = 30", ["窗口30分钟内办结", "Done at the window within 30 minutes"])
        .offers(&[("机动车注册登记", 1), ("驾驶证期满换证", 1), ("机动车转让登记", 1), ("核发检验合格标志", 1)]),
    Unit::new("望澜市公安局人口管理支队", ["户事速办", "Household Express"], 80, Pace::Days(3), 975)
        .says("working_days = 3", ["受理后3个工作日内办结", "Decided within 3 working days"])
        .offers(&[("出生登记", 3), ("户口迁移", 3), ("居民身份证换领", 3)]),
    Unit::new("望澜市人力资源和社会保障局", ["人社暖心办", "Work and Welfare"], 110, Pace::Days(10), 842)
        .says("working_days = 10", ["受理后10个工作日内办结", "Decided within 10 working days"])
        .with(Habits { in_time_later: Some(968), ..USUAL })
        .offers(&[("失业保险金申领", 10), ("企业职工退休核准", 10), ("工伤认定", 10), ("社会保障卡补领", 10)]),
    Unit::new("望澜市医疗保障局", ["医保安心付", "Care Covered"], 100, Pace::Days(8), 961)
        .says("working_days = 8", ["受理后8个工作日内办结", "Settled within 8 working days"])
        .with(Habits { nobody: 320, ..USUAL })
        .offers(&[("异地就医费用报销", 8), ("生育津贴支付", 8), ("门诊慢特病认定", 8)]),
    Unit::new("望澜市住房公积金管理中心", ["公积金速达", "Fund Fast"], 80, Pace::Days(3), 988)
        .says("working_days = 3", ["受理后3个工作日内到账", "Paid out within 3 working days"])
        .undertakes("0.98")
        .offers(&[("租房提取", 3), ("离职提取", 3), ("偿还贷款提取", 3), ("个人住房贷款", 3)]),
    Unit::new("望澜市不动产登记中心", ["安居一证通", "Home Title"], 60, Pace::Days(3), 871)
        .says("working_days = 3", ["受理后3个工作日内登簿发证", "Registered within 3 working days"])
        .with(Habits { in_time_later: Some(979), ..USUAL })
        .offers(&[("不动产转移登记", 3), ("抵押权首次登记", 3), ("预告登记", 3)]),
    Unit::new("望澜市住房和城乡建设局", ["建证e窗", "Build Desk"], 25, Pace::OfEachService, 949)
        .says(
            "working_days_from = \"承诺办结时间\"",
            ["按各事项承诺的工作日办结", "Decided within the days stated for each service"],
        )
        .with(Habits { paused: 120, ..USUAL })
        .offers(&[("建筑工程施工许可", 3), ("商品房预售许可", 6), ("消防设计审查", 12), ("竣工验收备案", 4)]),
    Unit::new("望澜市自然资源和规划局", ["规划直通车", "Plan Direct"], 15, Pace::Days(15), 936)
        .says("working_days = 15", ["受理后15个工作日内办结", "Decided within 15 working days"])
        .undertakes("0.9")
        .with(Habits { paused: 380, pause_never_ended: 450, ..USUAL })
        .offers(&[("建设用地规划许可", 15), ("建设工程规划许可", 15), ("临时用地审批", 15)]),
    Unit::new("望澜市生态环境局", ["绿评快线", "Green Line"], 8, Pace::Days(20), 958)
        .says("due = \"承诺办结时间\"", ["在受理单写明的日期前办结", "Decided by the date on the receipt"])
        .with(Habits { paused: 0, ..USUAL })
        .offers(&[("建设项目环境影响报告书审批", 20), ("排污许可证核发", 20), ("辐射安全许可", 20)]),
    Unit::new("望澜市交通运输局", ["运证通", "Carrier Pass"], 35, Pace::Days(5), 973)
        .says("working_days = 5", ["受理后5个工作日内办结", "Decided within 5 working days"])
        .offers(&[
            ("道路货物运输经营许可", 5),
            ("网约车驾驶员从业资格证", 5),
            ("超限运输车辆通行许可", 5),
            ("船舶所有权登记", 5),
        ]),
    Unit::new("望澜市水务局", ["清水e办", "Clear Water"], 12, Pace::Days(7), 967)
        .says("working_days = 7", ["受理后7个工作日内办结", "Decided within 7 working days"])
        .with(Habits { closes_on_the_last_day: true, paused: 0, ..USUAL })
        .offers(&[("取水许可", 7), ("排水许可证核发", 7), ("涉河建设项目审批", 7)]),
    Unit::new("望澜市农业农村局", ["惠农零跑", "Farm Help"], 12, Pace::Days(10), 978)
        .says("working_days = 10", ["受理后10个工作日内办结", "Decided within 10 working days"])
        .offers(&[("动物防疫条件合格证", 10), ("农药经营许可", 10), ("拖拉机驾驶证", 10)]),
    Unit::new("望澜市教育局", ["入学一件事", "School Start"], 25, Pace::Days(12), 985)
        .says(
            "calendar_days = 20, roll = \"next_working_day\"",
            ["受理后20日内办结，逢休息日顺延", "Decided within 20 days, rolled to a working day"],
        )
        .offers(&[("随迁子女入学", 20), ("教师资格认定", 20), ("民办学校变更", 20)]),
    Unit::new("望澜市民政局", ["民政暖民", "Civil Care"], 20, Pace::Days(10), 962)
        .says("working_days = 10", ["受理后10个工作日内办结", "Decided within 10 working days"])
        .offers(&[("最低生活保障金给付", 10), ("高龄津贴发放", 10), ("残疾人两项补贴", 10)]),
    Unit::new("望澜市卫生健康委员会", ["健康准办", "Health Permit"], 22, Pace::Days(10), 979)
        .says("working_days = 10", ["受理后10个工作日内办结", "Decided within 10 working days"])
        .offers(&[("医师执业注册", 10), ("护士执业注册", 10), ("医疗机构执业登记", 10), ("放射诊疗许可", 10)]),
    Unit::new("望澜市应急管理局", ["安证快批", "Safe Work"], 8, Pace::Days(10), 944)
        .says("working_days = 10", ["受理后10个工作日内办结", "Decided within 10 working days"])
        .with(Habits { paused: 160, ..USUAL })
        .offers(&[("危险化学品经营许可", 10), ("烟花爆竹零售许可", 10), ("特种作业操作证", 10)]),
    Unit::new("望澜市文化广电和旅游局", ["文旅乐办", "Culture Pass"], 12, Pace::Days(7), 971)
        .says("working_days = 7", ["受理后7个工作日内办结", "Decided within 7 working days"])
        .offers(&[("营业性演出审批", 7), ("旅行社设立许可", 7), ("导游证核发", 7)]),
    Unit::new("望澜市城市管理局", ["城事四小时", "Four-Hour City"], 21, Pace::OfficeMinutes(240), 953)
        .says("working_hours = 4", ["4个工作小时内办结", "Done within 4 office hours"])
        .with(Habits { paused: 0, ..USUAL })
        .offers(&[("临时占道许可", 1), ("建筑垃圾运输核准", 1), ("公厕故障报修", 1)]),
    Unit::new("望澜市司法局", ["法援一次清", "Asked Once"], 10, Pace::Days(6), 960)
        .says("count = \"returned\", at_most = 1", ["退回补正不超过一次", "Papers sent back once at most"])
        .with(Habits { resubmitted: 180, ..USUAL })
        .offers(&[("法律援助申请", 6), ("公证员执业审核", 6), ("律师执业变更", 6)]),
    Unit::new("望澜市䶮溪街道党群服务中心（便民服务大厅）", ["两件材料办", "Two Papers"], 20, Pace::Days(4), 960)
        .says("count = \"document\", at_most = 2", ["收取材料不超过两件", "Two papers at most"])
        .undertakes("0.9")
        .offers(&[("生育登记", 4), ("老年优待证", 4), ("就业困难人员认定", 4), ("居住证申领", 4)]),
    Unit::new("望澜市供水集团有限公司㙍头营业所", ["水到家", "Water Home"], 20, Pace::Days(2), 965)
        .says("working_days = 2", ["受理后2个工作日内接通", "Connected within 2 working days"])
        .offers(&[("用水报装", 2), ("用水过户", 2), ("故障报修", 2)]),
];
