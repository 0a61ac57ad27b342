//! Pairs of names, and what is said of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use likeness::{FIRST_EXAMPLE, Known, Names, Near, Why, compare};

fn known(name: &str) -> Known {
    Known { id: 1, name: name.into(), ..Known::default() }
}

fn between(ours: &str, theirs: &str) -> Option<Near> {
    compare(ours, "", &known(theirs))
}

/// The reasons, in short: `=` the same name, `~` sounds alike, `<` beginning, `>` ending, `&` characters, `*` stock words.
fn told(why: &[Why]) -> String {
    let told = why.iter().map(|why| match why {
        Why::SameName => "=".to_owned(),
        Why::SoundsAlike { ours, theirs } if ours == theirs => format!("~{ours}"),
        Why::SoundsAlike { ours, theirs } => format!("~{ours}/{theirs}"),
        Why::SharedBeginning { characters } => format!("<{characters}"),
        Why::SharedEnding { characters } => format!(">{characters}"),
        Why::SharedCharacters { characters } => format!("&{characters}"),
        Why::StockWords { words } => format!("*{}", words.join("*")),
        Why::SloganAlike { theirs, likeness } => format!("“{theirs}” {likeness:.2}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn pairs_that_are_named() {
    let rows = [
        // Homophones, the main fashion.
        ("濠满意", "好满意", "0.96 ~hao man yi >满意 *满意"),
        ("渝快办", "愉快办", "0.96 ~yu kuai ban >快办 *快办"),
        ("潍您办", "为您办", "0.96 ~wei nin ban >您办 *您办"),
        ("州到办", "周到办", "0.97 ~zhou dao ban >到办 *办"),
        ("心聚陇·州到办", "周到办", "0.66 ~zhou dao ban >到办 *办"),
        ("政好办", "正好办", "0.96 ~zheng hao ban >好办 *好办"),
        ("政好办", "真好办", "0.87 ~zheng hao ban/zhen hao ban >好办 *好办"),
        ("东好办", "都好办", "0.57 >好办 *好办"),
        ("兰新路", "南星路", "0.80 ~lan xin lu/nan xing lu &路"),
        // Families.
        ("阳光税线", "阳光运政", "0.43 <阳光 *阳光"),
        ("阳光税线", "阳光国门", "0.43 <阳光 *阳光"),
        ("濠满意", "群众满意", "0.49 >满意 *满意"),
        ("情系交通", "情系税企", "0.43 <情系 *情系"),
        ("黄河卫士", "贴心卫士", "0.49 >卫士 *卫士"),
        // The same characters elsewhere.
        ("八路通达", "路路通", "0.50 &路通"),
        ("情系交通", "交通情伴你行", "0.47 &交通 *情"),
        // Several readings.
        ("银行乐", "银航悦", "0.93 ~yin hang yue &银"),
        ("长安", "常安", "0.95 ~chang an &安"),
        ("重庆红", "虫庆红", "0.97 ~chong qing hong >庆红 *红"),
        // Width, capitals, spaces and dots.
        ("碧水e家", "碧水Ｅ 家", "1.00 ="),
        ("畅·镇江", "畅镇江", "1.00 ="),
        ("党旗红+执法蓝", "“党旗红” 执法蓝", "1.00 ="),
        ("Smile 360", "ＳＭＩＬＥ３６０", "1.00 ="),
        ("办税e站", "办税易站", "0.84 ~ban shui yi zhan &办税站 <办税 *办"),
        ("8路通达", "八路通达", "0.97 ~ba lu tong da >路通达 *通达"),
        // Characters that no dictionary has a reading for.
        ("兡面馆", "兡兡面馆", "0.88 >兡面馆"),
        ("䶮城", "䶮城", "1.00 ="),
        ("㙍城", "多城", "0.95 ~duo cheng &城"),
        // One character is enough where it is all.
        ("畅", "畅", "1.00 ="),
    ];
    for (ours, theirs, expected) in rows {
        let near = between(ours, theirs).unwrap_or_else(|| panic!("{ours} and {theirs} should be named"));
        assert_eq!(format!("{:.2} {}", near.likeness, told(&near.why)), expected, "{ours} and {theirs}");
        let back = between(theirs, ours).unwrap();
        assert_eq!(back.likeness.to_bits(), near.likeness.to_bits(), "{theirs} and {ours}");
    }
}

#[test]
fn pairs_that_are_not_named() {
    for (ours, theirs) in [
        ("路路通", "黄河卫士"),
        ("濠满意", "濠滨红枫"),
        ("办税e站", "阳光税线"),
        ("政好办", "政小广"),
        ("渝快办", "浙里办"),
        ("路路通", "直通车"),
        ("勤廉并蒂", "青倾公开"),
        ("畅", "畅行达远"),
        ("红", "虹"),
        ("", ""),
        ("", "畅"),
        ("·", "—"),
        ("兡", "𠀂"),
        ("\u{e000}", "\u{e000}"),
    ] {
        assert_eq!(between(ours, theirs), None, "{ours} and {theirs}");
        assert_eq!(between(theirs, ours), None, "{theirs} and {ours}");
    }
}

#[test]
fn slogans_count_three_quarters() {
    let theirs = Known { slogan: "办好每一件小事".into(), ..known("路路通") };
    let near = compare("黄河卫士", "办好每一件小事！", &theirs).unwrap();
    assert_eq!((near.likeness, told(&near.why)), (0.75, "“办好每一件小事” 1.00".to_owned()));
    assert_eq!(compare("黄河卫士", "走好最后一步路", &theirs), None);
    // A likeness of names is the greater one; the slogan is a further reason.
    let near = compare("路路通", "办好每一件小事", &theirs).unwrap();
    assert_eq!((near.likeness, told(&near.why)), (1.0, "= “办好每一件小事” 1.00".to_owned()));
}

#[test]
fn the_examples_are_all_there() {
    let mut names = Names::with_examples();
    assert_eq!(names.len(), 52);
    let own = names.nearest("渝快办", "", None);
    assert_eq!((own[0].owner.as_str(), own[0].likeness), ("政务服务, 重庆", 1.0));
    assert!(names.nearest("渝快办", "", Some(own[0].id)).iter().all(|near| near.name != "渝快办"));
    assert!(own[0].id >= FIRST_EXAMPLE);
    assert!(names.remove(own[0].id));
    assert!(!names.remove(own[0].id));
    assert_eq!(names.len(), 51);
}

#[test]
fn equally_like_brands_stand_by_id() {
    let mut names = Names::new();
    for id in [9, 3, 7, 5, 1, 8] {
        names.add(Known { id, ..known("好满意") });
    }
    let ids: Vec<u64> = names.nearest("濠满意", "", Some(5)).iter().map(|near| near.id).collect();
    assert_eq!(ids, [1, 3, 7, 8, 9]);
}

#[test]
fn a_brand_that_is_added_again_has_its_new_name() {
    let mut names = Names::new();
    names.add(known("好满意"));
    names.add(known("路路通"));
    assert_eq!(names.len(), 1);
    assert!(names.nearest("好满意", "", None).is_empty());
    assert_eq!(names.nearest("路路通", "", None).len(), 1);
}

#[test]
fn a_text_without_end_is_compared_by_its_beginning() {
    let endless = "望澜".repeat(50_000);
    let near = between(&endless, &endless).unwrap();
    assert_eq!(near.why, [Why::SameName]);
}
