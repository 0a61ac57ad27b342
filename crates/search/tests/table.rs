//! What people type over the made-up city, and what they should see first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::sync::OnceLock;

use search::{Entry, Found, Hit, Index, Kind, Why};

/// The units, services, brands and promises of the city, as a public front would have them.
fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let entry = |(line, id): (&str, u64)| {
            let mut fields = line.split('\t').map(str::to_owned);
            let kind = match fields.next().unwrap().as_str() {
                "Unit" => Kind::Unit,
                "Service" => Kind::Service,
                "Brand" => Kind::Brand,
                "Promise" => Kind::Promise,
                other => panic!("there is no {other}"),
            };
            Entry { kind, id, text: fields.next().unwrap(), more: fields.collect(), weight: 0 }
        };
        include_str!("city.tsv").lines().zip(0..).map(entry).collect()
    })
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(entries().to_vec()))
}

fn entry(hit: &Hit) -> &'static Entry {
    entries().iter().find(|entry| entry.id == hit.id).unwrap()
}

/// The text that was found, with what was found of it in brackets; of the name, or else of the first other text.
fn shown(hit: &Hit) -> String {
    let line = hit.marks.first().map_or(0, |mark| mark.line);
    let entry = entry(hit);
    let text = if line == 0 { &entry.text } else { &entry.more[line - 1] };
    let mut shown = String::new();
    let mut at = 0;
    for mark in hit.marks.iter().filter(|mark| mark.line == line) {
        shown += &format!("{}[{}]", &text[at..mark.range.start], &text[mark.range.clone()]);
        at = mark.range.end;
    }
    shown + &text[at..]
}

fn why(why: &Why) -> String {
    match why {
        Why::Corrected { from, to } => format!("{from} → {to}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn all(question: &str) -> Found {
    index().find(question, 20)
}

#[test]
fn what_is_found_first() {
    let rows = [
        // Characters.
        ("望澜市生态环境局", "[望澜市生态环境局]", "exact"),
        ("望澜市 生态·环境局", "[望澜市生态环境局]", "exact"),
        ("普通护照", "[普通护照]签发", "prefix"),
        ("生态环境", "望澜市[生态环境]局", "contained"),
        ("卫健委", "望澜市[卫]生[健]康[委]员会", "characters"),
        ("环境报告", "建设项目[环境]影响[报告]书审批", "characters"),
        ("人社局", "望澜市[人]力资源和[社]会保障[局]", "characters"),
        ("䶮溪", "望澜市[䶮溪]街道办事处", "contained"),
        ("㙍头", "望澜市供水集团有限公司[㙍头]营业所", "contained"),
        // Width, capitals, traditional characters.
        ("Ｅ照快办", "[e照快办]", "exact"),
        ("護照", "普通[护照]签发", "contained"),
        ("駕駛證", "[驾驶证]期满换证", "prefix"),
        ("往來臺灣", "[往来台湾]通行证签发", "prefix"),
        // Initials.
        ("sthjj", "望澜市[生态环境局]", "initials"),
        ("STHJJ", "望澜市[生态环境局]", "initials"),
        ("pthz", "[普通护照]签发", "initials"),
        ("zfgjj", "望澜市[住房公积金]管理中心", "initials"),
        ("jsz", "拖拉机[驾驶证]", "initials"),
        ("ezkb", "[e照快办]", "initials"),
        ("st环境", "望澜市[生态环境]局", "initials"),
        ("生态hj局", "望澜市[生态环境局]", "initials"),
        ("wlszrzyhghj", "[望澜市自然资源和规划局]", "initials"),
        // Several readings: 行 as xing and as hang.
        ("txz", "往来港澳[通行证]签发", "initials"),
        ("gathz", "往来[港澳通行证]签发", "initials"),
        // Pinyin.
        ("shengtai", "望澜市[生态]环境局", "pinyin"),
        ("shengtaihuanjing", "望澜市[生态环境]局", "pinyin"),
        ("shēngtài", "望澜市[生态]环境局", "pinyin"),
        ("huzhao", "普通[护照]签发", "pinyin"),
        ("stai", "望澜市[生态]环境局", "pinyin"),
        ("shengtaihu", "望澜市[生态环]境局", "pinyin"),
        ("lvshi", "[律师]执业变更", "pinyin"),
        ("lvyou", "望澜市文化广电和[旅游]局", "pinyin"),
        ("lyuyou", "望澜市文化广电和[旅游]局", "pinyin"),
        ("huzhao签发", "普通[护照签发]", "pinyin"),
        ("zhufang公积金", "望澜市[住房公积金]管理中心", "pinyin"),
        // Several words, in any order.
        ("签发 护照", "普通[护照签发]", "words"),
        ("登记 企业 变更", "[企业变更登记]", "words"),
        ("wls huanjing", "[望澜市]生态[环境]局", "words"),
        ("许可 sewers", "排水[许可]证核发", "words"),
        // English.
        ("passport", "Ordinary [passport]", "contained"),
        ("Legal aid", "[Legal aid]", "exact"),
        ("radiation", "[Radiation] safety licence", "prefix"),
        ("permit water", "[Permit] to take [water]", "words"),
        ("edu", "Wanglan [Edu]cation Bureau", "englishword"),
        ("spor", "Ordinary pas[spor]t", "contained"),
        // Codes.
        ("WL01002", "[WL01002]", "exact"),
        // Corrected: sound.
        ("生太环境", "望澜市[生态环境]局", "生太环境 → 生态环境"),
        ("互照", "普通[护照]签发", "互照 → 护照"),
        ("婆通护照", "[普通护照]签发", "婆通护照 → 普通护照"),
        ("sengtai", "望澜市[生态]环境局", "sengtai → 生态"),
        ("wangnanshi", "[望澜市]水务局", "wangnanshi → 望澜市"),
        // Corrected: one character.
        ("生态坏境局", "望澜市[生态环境局]", "生态坏境局 → 生态环境局"),
        ("生态环保局", "望澜市[生态环境局]", "生态环保局 → 生态环境局"),
        ("生态的环境局", "望澜市[生态环境局]", "生态的环境局 → 生态环境局"),
        ("普通护照牌", "[普通护照]签发", "普通护照牌 → 普通护照"),
        // Corrected: letters.
        ("shegntai", "望澜市[生态]环境局", "shegntai → 生态"),
        ("hzhao", "普通[护照]签发", "pinyin"),
        ("pasport", "Ordinary [passport]", "pasport → passport"),
        ("enviromental", "Approval of an [environmental] impact report", "enviromental → environmental"),
        (
            "envirnometnal report",
            "Approval of an [environmental] impact [report]",
            "envirnometnal report → environmental report",
        ),
        ("护照 ordnary", "普通[护照]签发", "护照 ordnary → 护照 Ordinary"),
    ];
    let mut wrong = String::new();
    for (question, text, reason) in rows {
        let found = all(question);
        let (first, because) =
            found.hits.first().map_or((String::new(), String::new()), |hit| (shown(hit), why(&hit.why)));
        if (first.as_str(), because.as_str()) != (text, reason) {
            wrong += &format!("{question}: {first} ({because}), not {text} ({reason})\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn what_finds_nothing() {
    for question in [
        "",
        " ",
        "·，。",
        "👩‍🔧",
        "\u{301}",
        "火星移民",
        "殡葬",
        "咖啡馆",
        "bzxk火",
        "xqzw",
        "qqqq",
        "vvv",
        "zxcvbnm",
        "nothing-of-the-kind",
        "blockchain",
        "zebra",
        "护照 火星",
        "passport zebra",
        "99999",
        "WL99",
        "тест",
        "ｚｚｚｚ",
        "东北虎林园",
        "mingxing",
        "shoujihao",
        "生态坏竟局",
    ] {
        let found = all(question);
        let first = found.hits.first().map(|hit| format!("{} ({})", shown(hit), why(&hit.why)));
        assert_eq!(first, None, "{question}");
        assert_eq!(found.in_all(Kind::Service), 0);
    }
}

#[test]
fn one_way_of_finding_stands_before_another() {
    let named = |id, text: &str, more: &[&str], weight| Entry {
        kind: Kind::Unit,
        id,
        text: text.into(),
        more: more.iter().map(|text| (*text).to_owned()).collect(),
        weight,
    };
    let index = Index::new(vec![
        named(1, "取暖费减免", &[], 0),
        named(2, "水费缴纳", &[], 0),
        named(3, "水费", &[], 0),
        named(4, "城市水费查询", &[], 0),
        named(5, "费用与用水", &[], 0),
        named(6, "水电费代收", &[], 0),
        named(7, "城区水费", &[], 0),
        named(8, "供水补贴", &["水费减免"], 9),
        named(9, "水费发票", &[], 1),
    ]);
    let ids = |question: &str| index.find(question, 20).hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    // Exact; beginnings, the heavier first, the name before another text; contained, the shorter first; characters in order.
    assert_eq!(ids("水费"), [3, 9, 2, 8, 7, 4, 6]);
    // As two words: the same, and then what has both somewhere.
    assert_eq!(ids("水 费"), [3, 9, 2, 8, 7, 4, 5, 6]);
    // What is right leaves no room for guesses, even far below.
    assert_eq!(ids("sf"), [9, 3, 2, 7, 4, 8]);
}

#[test]
fn of_each_kind_at_most_so_many() {
    let found = index().find("局", 3);
    let of = |kind| found.hits.iter().filter(|hit| hit.kind == kind).count();
    assert_eq!(of(Kind::Unit), 3);
    assert!(found.in_all(Kind::Unit) > 15);
    let whole = index().find("局", 100);
    let first: Vec<u64> = whole.hits.iter().filter(|hit| hit.kind == Kind::Unit).take(3).map(|hit| hit.id).collect();
    assert_eq!(found.hits.iter().filter(|hit| hit.kind == Kind::Unit).map(|hit| hit.id).collect::<Vec<_>>(), first);
}
