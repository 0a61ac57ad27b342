//! Samples of every paper, awkward ones too: made up, for the tests and to be looked at.

use sheets::{Bar, Block, Document, Form, Order, Output, Paper};

/// An order of a paper.
pub(crate) fn order(document: Document, output: Output) -> Order {
    let title = document.title.clone();
    Order { document: Some(document), title, ..super::order(Vec::new(), output, Paper::Exact) }
}

/// The papers with which every form is tried, by name.
pub(crate) fn papers() -> Vec<(&'static str, Document)> {
    vec![
        ("usual", chinese()),
        ("english", english()),
        ("long", long()),
        ("markup", markup()),
        (
            "short",
            Document {
                title: "通知".to_owned(),
                blocks: vec![text("本办法自印发之日起施行。")],
                ..Document::default()
            },
        ),
        ("empty", Document::default()),
    ]
}

/// A paper in a form.
pub(crate) fn of(form: Form, paper: &Document) -> Document {
    Document { form, ..paper.clone() }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn text(text: &str) -> Block {
    Block::Text { text: text.to_owned() }
}

fn bar(label: &str, value: f64, shown: &str, interval: Option<[f64; 2]>) -> Bar {
    Bar { label: label.to_owned(), value, shown: shown.to_owned(), interval }
}

fn table(title: &str, heads: &[&str], rows: &[&[&str]]) -> Block {
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    Block::Table { title: title.to_owned(), heads: owned(heads), rows: rows.iter().map(|row| owned(row)).collect() }
}

fn chinese() -> Document {
    Document {
        form: Form::Official,
        english: false,
        issuer: "朝华市级机关工作委员会".to_owned(),
        number: "朝机工发〔2026〕5号".to_owned(),
        title: "关于深入开展机关服务品牌建设的实施意见".to_owned(),
        subtitle: "（征求意见稿）".to_owned(),
        to: "各镇（区）党（工）委，市级机关各部门".to_owned(),
        blocks: vec![
            text(
                "为进一步提升机关服务效能，让群众和企业看得见、说得清、评得到，现就深入开展机关服务品牌建设提出如下意见。",
            ),
            heading(1, "一、总体要求"),
            text(
                "坚持以办件记录为准，不以台账、照片和会议记录为准。每个品牌都要有写得清、量得出、群众看得懂的承诺，并每月公布兑现情况。",
            ),
            heading(2, "（一）承诺要能计算"),
            text("每项承诺写明起点、终点、时限和未兑现时的补救办法。时限按工作日计算的，以受理次日为第一日。"),
            heading(3, "1.特别程序"),
            text("听证、检验、检测等特别程序不计入时限，但起止时间和理由应当记录，并公布所占比例。"),
            heading(1, "二、兑现情况"),
            Block::Figure {
                name: "企业设立登记5个工作日内办结".to_owned(),
                share: "98.2%".to_owned(),
                interval: "97.6%–98.7%".to_owned(),
                cases: "2,314".to_owned(),
                period: "2026-01–2026-10".to_owned(),
                how: "从受理到办结，按工作日计算；尚未办结而已超过时限的算未兑现。".to_owned(),
            },
            Block::Bars {
                title: "各项承诺的兑现率".to_owned(),
                note: "细线为95%区间。由办件记录计算，件数少于10的不公布。".to_owned(),
                most: 100.0,
                bars: vec![
                    bar("企业设立登记", 98.2, "98.2%", Some([97.6, 98.7])),
                    bar("不动产转移登记", 91.0, "91.0%", Some([86.4, 94.2])),
                    bar("来电24小时回复", 62.5, "62.5%", Some([38.6, 81.5])),
                ],
            },
            table(
                "各单位办件和兑现",
                &["单位", "时限", "件数", "兑现率", "95%区间"],
                &[
                    &["政务服务和数据管理局", "5个工作日", "2,314", "98.2%", "97.6%–98.7%"],
                    &["自然资源和规划局", "60分钟", "211", "91.0%", "86.4%–94.2%"],
                    &["信访局", "24小时", "16", "62.5%", "38.6%–81.5%"],
                    &["城市管理局", "3个工作日", "7", "—", "—"],
                ],
            ),
            Block::Quote {
                text: "以前要跑七个部门，现在一个窗口就办完了，还能自己查到上个月有多少件按时办结。".to_owned(),
                source: "企业办事人员，2026年9月，政务大厅".to_owned(),
            },
            heading(1, "三、工作保障"),
            text("不要求安装应用，不打卡，不排名，不重复报送材料。同一材料只报一次，各项考核共用。"),
        ],
        attachments: vec!["机关服务品牌承诺登记表".to_owned(), "兑现率计算办法".to_owned()],
        dated: "2026年11月26日".to_owned(),
        contact: "市级机关工委组织科，0512-00000000".to_owned(),
        note: "样稿，文中单位和数据均为虚构".to_owned(),
        link: "https://pinpai.zhaohua.example/figures/2026-10".to_owned(),
    }
}

fn english() -> Document {
    Document {
        english: true,
        issuer: "Working Committee of the Organs of Zhaohua".to_owned(),
        number: "No. 5 of 2026".to_owned(),
        title: "What the service brands of Zhaohua promised in 2026, and what was kept".to_owned(),
        subtitle: "Counted from the records of 2,541 cases".to_owned(),
        to: "All organs of the city".to_owned(),
        blocks: vec![
            heading(1, "Why promises are counted"),
            text("A promise that hangs on a wall is worth what the records say of it. Since January each unit writes down where the clock starts, where it ends and what happens when it was not kept; the share that was kept is published every month."),
            Block::Figure {
                name: "Company registrations within 5 working days".to_owned(),
                share: "98.2%".to_owned(),
                interval: "97.6%–98.7%".to_owned(),
                cases: "2,314".to_owned(),
                period: "2026-01–2026-10".to_owned(),
                how: "From acceptance to decision, in working days; a case still open after its limit counts as not kept.".to_owned(),
            },
            heading(1, "What was kept"),
            Block::Bars {
                title: "Share kept, by promise".to_owned(),
                note: "The thin line is the 95% interval (Wilson). Of fewer than ten cases no share is published.".to_owned(),
                most: 100.0,
                bars: vec![
                    bar("Company registrations", 98.2, "98.2%", Some([97.6, 98.7])),
                    bar("Property transfers", 91.0, "91.0%", Some([86.4, 94.2])),
                    bar("Calls answered", 62.5, "62.5%", Some([38.6, 81.5])),
                ],
            },
            heading(2, "By unit"),
            table(
                "Cases and shares",
                &["Unit", "Limit", "Cases", "Kept", "95% interval"],
                &[
                    &["Government Services and Data Administration", "5 working days", "2,314", "98.2%", "97.6%–98.7%"],
                    &["Natural Resources and Planning Bureau", "60 minutes", "211", "91.0%", "86.4%–94.2%"],
                    &["Complaints Bureau", "24 hours", "16", "62.5%", "38.6%–81.5%"],
                ],
            ),
            Block::Quote {
                text: "I used to go to seven offices. Now one window takes everything, and I can look up how many were done in time.".to_owned(),
                source: "A visitor, September 2026".to_owned(),
            },
        ],
        attachments: vec!["How shares are counted".to_owned()],
        dated: "26 November 2026".to_owned(),
        contact: "Office of the Committee, 0512-00000000".to_owned(),
        note: "A sample: the units and figures in it are made up.".to_owned(),
        link: "https://pinpai.zhaohua.example/en/figures/2026-10".to_owned(),
        ..Document::default()
    }
}

/// Longer and wilder than any paper should be: a table over pages, words that cannot be parted, values beyond their chart.
fn long() -> Document {
    let unit = "朝华经济技术开发区管理委员会政务服务和公共资源交易管理中心";
    let word = "Verwaltungsdienstleistungsdatenverwaltungsangelegenheiten".repeat(4);
    let rows: Vec<Vec<String>> = (1..=60)
        .map(|row| {
            let name = if row % 20 == 7 { unit.repeat(3) } else { format!("第{row}项承诺") };
            vec![
                name,
                format!("{}", row * 37),
                format!("{}.{}%", row % 100, row % 10),
                if row % 9 == 0 { word.clone() } else { "按时".to_owned() },
            ]
        })
        .collect();
    let wide: Vec<String> = (0..14).map(|column| format!("第{column}列名称")).collect();
    let bars = (0..24).map(|place| {
        bar(
            &format!("第{place}项：{unit}"),
            f64::from(place * 12 - 40),
            &format!("{}", place * 12 - 40),
            Some([f64::from(place * 14), -9.0]),
        )
    });
    Document {
        issuer: unit.repeat(3),
        number: "朝开管政务公共资源交易发〔2026〕1234号".repeat(2),
        title: "关于对符合条件的企业投资项目核准备案变更延期注销等事项自受理申请材料之日起五个工作日内作出决定并送达申请人的若干规定".to_owned(),
        subtitle: unit.repeat(2),
        to: format!("{}各单位", "各镇（区）党（工）委，".repeat(30)),
        blocks: vec![
            heading(1, &unit.repeat(3)),
            text(&format!("{word}{unit}{word} {}", "自受理之日起五个工作日内办结。".repeat(90))),
            heading(9, "很深的标题"),
            Block::Table {
                title: unit.repeat(3),
                heads: vec!["承诺".to_owned(), "件数".to_owned(), "兑现率".to_owned(), "结果".to_owned()],
                rows,
            },
            Block::Table { title: String::new(), heads: wide.clone(), rows: vec![wide, vec![word.clone()]] },
            Block::Bars { title: unit.repeat(2), note: unit.repeat(6), most: 200.0, bars: bars.collect() },
            Block::Bars { title: String::new(), note: String::new(), most: -1.0, bars: vec![bar("", 1e300, "", None)] },
            Block::Figure { name: unit.repeat(4), share: "98.2%98.2%98.2%98.2%".to_owned(), interval: word.clone(), cases: "2,314".repeat(20), period: String::new(), how: unit.repeat(40) },
            Block::Quote { text: unit.repeat(60), source: unit.repeat(3) },
        ],
        attachments: (1..=12).map(|_| unit.repeat(2)).collect(),
        dated: "二〇二六年十一月二十六日".to_owned(),
        contact: unit.repeat(4),
        note: unit.repeat(8),
        link: format!("https://pinpai.zhaohua.example/{}", "a-very-long-address/".repeat(12)),
        ..chinese()
    }
}

/// What a template must not follow, and characters that are rare.
fn markup() -> Document {
    let wild = "#panic(\"x\") *粗* _斜_ $x^2$ <b>\"引\"</b> 'x' @a `b` ~c~ [e] {f} \\n -- --- ... = 1. + / // /* */ 䶮江堃喆骉淼";
    let wilds = |count: usize| -> Vec<String> { (0..count).map(|_| wild.to_owned()).collect() };
    Document {
        issuer: "#办*快*".to_owned(),
        number: "= 5".to_owned(),
        title: "\u{202E}不倒\u{200F}着\u{7}印 #panic(\"x\")".to_owned(),
        subtitle: wild.to_owned(),
        to: "@各单位".to_owned(),
        blocks: vec![
            heading(1, "== 标题 <x>"),
            text(&format!("{wild}\n\n{wild}")),
            text("- 不是列表"),
            text("/ 不是: 术语"),
            Block::Quote { text: wild.to_owned(), source: wild.to_owned() },
            Block::Table { title: wild.to_owned(), heads: wilds(2), rows: vec![wilds(2), wilds(1), Vec::new()] },
            Block::Bars {
                title: wild.to_owned(),
                note: wild.to_owned(),
                most: 1.0,
                bars: vec![bar(wild, 0.5, "#5", None)],
            },
        ],
        attachments: wilds(2),
        dated: "$2026$".to_owned(),
        contact: wild.to_owned(),
        note: wild.to_owned(),
        ..chinese()
    }
}
