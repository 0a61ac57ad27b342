//! Samples of every sheet, awkward ones first: made up, for the tests and to be looked at.

pub(crate) mod papers;

use sheets::{Figure, Language, Layout, Layouts, Order, Output, Paper, Person, Place, Says, Sheet};

/// The layouts that are part of the press.
pub(crate) fn layouts() -> Vec<Layout> {
    // That they can be read is tested where they are.
    Layouts::built_in().map(|layouts| layouts.all().to_vec()).unwrap_or_default()
}

/// An order of some sheets.
pub(crate) fn order(sheets: Vec<Sheet>, output: Output, paper: Paper) -> Order {
    let layouts = layouts();
    Order {
        sheets,
        layouts,
        document: None,
        templates: Default::default(),
        output,
        paper,
        title: "样张".to_owned(),
        day: "2026-11-26".to_owned(),
    }
}

/// What a plate of a made-up unit says.
pub(crate) fn says() -> Says {
    let figure = Figure {
        share: "98.2%".to_owned(),
        interval: "97.6%–98.7%".to_owned(),
        cases: "2,314".to_owned(),
        month: "2026-10".to_owned(),
    };
    let place = |what: &str, what_en: &str, limit: &str, limit_en: &str, remedy: &str, share: &str| Place {
        what: what.to_owned(),
        what_en: what_en.to_owned(),
        limit: limit.to_owned(),
        limit_en: limit_en.to_owned(),
        remedy: remedy.to_owned(),
        share: share.to_owned(),
    };
    Says {
        unit: "朝华市政务服务和数据管理局".to_owned(),
        unit_en: "Zhaohua Municipal Government Services and Data Administration".to_owned(),
        brand: "朝华快办".to_owned(),
        brand_en: "Zhaohua Done Soon".to_owned(),
        slogan: "一窗受理，五日办结".to_owned(),
        slogan_en: "One window, done in five days".to_owned(),
        promise: "企业设立登记，自受理之日起5个工作日内办结".to_owned(),
        promise_en: "Company registrations are decided within 5 working days of acceptance".to_owned(),
        story: "2004年，窗口还在各自的楼里，办一张执照要跑七个部门。\n2007年起，一个窗口受理，后台分办。承诺写在牌子上，是否做到由办件记录说话。\n\
                今天，扫一扫牌子上的码，就能看到上个月办了多少件、多少件按时、怎样计算。"
            .to_owned(),
        story_en: "In 2004 the windows stood in seven buildings. Since 2007 one window takes all papers, and the records say whether the \
                   promise on the plate was kept."
            .to_owned(),
        contact: "投诉：12345 · 大厅二楼值班主任室".to_owned(),
        head: "尉迟明远".to_owned(),
        person: None,
        figure: Some(figure),
        promises: vec![
            place("企业设立登记5个工作日内办结", "Company registrations within 5 working days", "5个工作日", "5 working days", "局领导上门致歉，先行办结", "98.2%"),
            place("不动产转移登记即时办结", "Property transfers while you wait", "60分钟", "60 minutes", "免费邮寄证书", "91.0%"),
            place("群众来电24小时内回复", "Calls answered within a day", "24小时", "24 hours", "", ""),
        ],
        mark: None,
        colours: vec!["#0a6552".to_owned()],
        link: "https://pinpai.zhaohua.example/promises/12?v=K7Q2MX".to_owned(),
        version: "K7Q2MX".to_owned(),
    }
}

/// Somebody who serves.
pub(crate) fn person() -> Person {
    Person {
        name: "欧阳娜娜".to_owned(),
        name_en: "OUYANG Nana".to_owned(),
        post: "综合受理窗口".to_owned(),
        post_en: "General reception".to_owned(),
        duties: "企业开办变更注销受理".to_owned(),
    }
}

/// A sheet of a layout.
pub(crate) fn sheet(layout: &Layout, language: Language, says: Says) -> Sheet {
    let person = (layout.about == sheets::About::Person && says.person.is_none()).then(person).or(says.person.clone());
    Sheet { layout: layout.name.clone(), language, says: Says { person, ..says } }
}

/// What is longer, rarer and more awkward than usual, by name; all of it is to be laid out, and none of it cut.
pub(crate) fn awkward() -> Vec<(&'static str, Says)> {
    let of = |name: &str, name_en: &str, duties: &str| Person {
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        duties: duties.to_owned(),
        ..person()
    };
    let mark = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4.5" fill="#c8a24a"/><path d="M2.5 5l2 2 3.5-4" fill="none" stroke="#fff" stroke-width="1.2"/></svg>"##;
    let hex = mark.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![
        (
            "long",
            Says {
                unit: "朝华经济技术开发区管理委员会政务服务和公共资源交易管理中心".to_owned(),
                unit_en: "Centre for Government Services and Public Resource Trading of the Administrative Committee of the Zhaohua \
                          Economic and Technological Development Zone"
                    .to_owned(),
                brand: "阳光贴心零距离为民服务先锋岗".to_owned(),
                brand_en: "Sunlight, close to heart, without distance: the vanguard post of service".to_owned(),
                promise: "对符合条件的企业投资项目核准、备案、变更、延期、注销等事项，自受理申请材料之日起五个工作日内作出决定并送达申请人".to_owned(),
                person: Some(of("古丽巴哈尔·阿不都热合曼", "Gulbahar ABDURAHMAN", "企业投资项目核准备案受理咨询")),
                colours: vec!["#f4d35e".to_owned()],
                mark: Some(sheets::Mark { media_type: "image/svg+xml".to_owned(), hex }),
                ..says()
            },
        ),
        ("rare", Says { brand: "䶮江办".to_owned(), person: Some(of("王䶮", "WANG Yan", "堃喆骉淼专窗受理导办")), ..says() }),
        (
            "markup",
            Says {
                brand: "#办*快*$5$".to_owned(),
                slogan: "\\n <b>\"一窗\"</b> 'x' @a `b` ~c_d_ [e] {f}".to_owned(),
                promise: "\u{202E}不倒\u{200F}着\u{7}印 #panic(\"x\") 5个工作日".to_owned(),
                person: Some(of("张#三", "<ZHANG> \"San\"", "$受理$_登记_*办结*")),
                ..says()
            },
        ),
        ("short", Says { person: Some(of("张三", "ZHANG San", "")), slogan: String::new(), figure: None, contact: String::new(), ..says() }),
    ]
}
