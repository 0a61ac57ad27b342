//! What a name can be taken for, and pinyin.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use likeness::{Level, Phrase, initials, matches_initials, pinyin, readings, starting_list};

fn phrase(text: &str, least: Level) -> Phrase {
    Phrase { text: text.into(), note: "不吉利".into(), least }
}

#[test]
fn what_a_name_can_be_taken_for() {
    let list = [phrase("死", Level::Confused), phrase("送终", Level::Sound), phrase("难办", Level::Confused)];
    let rows = [
        ("生死时速", "死 Written 死 si; "),
        ("四方", "死 Sound 四 si; "),
        ("诗城", "死 Confused 诗 shi; "),
        ("诗思", "死 Sound 思 si; "),
        ("松·钟", "送终 Sound 松钟 song zhong; "),
        ("宋中堂 四宝", "死 Sound 四 si; 送终 Sound 宋中 song zhong; "),
        ("松宗", ""),
        ("蓝办通", "难办 Confused 蓝办 lan ban; "),
        ("望澜好办", ""),
        ("", ""),
    ];
    for (name, expected) in rows {
        let found: String = readings(name, &list)
            .iter()
            .map(|one| format!("{} {:?} {} {}; ", one.phrase, one.level, one.characters, one.pinyin))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_phrase_says_how_far_it_is_heard() {
    for (least, expected) in [(Level::Written, 0), (Level::Sound, 0), (Level::Confused, 1)] {
        assert_eq!(readings("诗城", &[phrase("死", least)]).len(), expected);
    }
    assert!(readings("诗城", &[phrase(" ", Level::Confused)]).is_empty());
}

#[test]
fn the_starting_list_is_whole_and_leaves_good_names_alone() {
    let list = starting_list();
    assert_eq!(list.len(), include_str!("../data/readings.csv").lines().count() - 1);
    assert!(list.iter().all(|phrase| !phrase.note.is_empty() && !phrase.note.contains(',')));
    for line in include_str!("../data/examples.csv").lines().skip(1) {
        let name = line.split(',').next().unwrap();
        assert_eq!(readings(name, &list), [], "{name}");
    }
    let heard = |name: &str| readings(name, &list).into_iter().map(|one| one.phrase).collect::<Vec<_>>();
    assert_eq!(heard("步满意"), ["不满意"]);
    assert_eq!(heard("兰办通"), ["难办"]);
    assert_eq!(heard("松钟到家"), ["送终"]);
}

#[test]
fn pinyin_is_plain() {
    for (text, spelt, letters) in [
        ("望澜市", "wang lan shi", "wls"),
        ("碧水e家", "bi shui e jia", "bsej"),
        ("科创 360", "ke chuang 360", "kc360"),
        ("ＶＩ 手册", "vi shou ce", "visc"),
        ("绿色旅途", "lü se lü tu", "lslt"),
        ("䶮·㙍", "yan duo", "yd"),
        ("兡面", "兡 mian", "兡m"),
        ("", "", ""),
        ("·—“”", "", ""),
    ] {
        assert_eq!((pinyin(text).as_str(), initials(text).as_str()), (spelt, letters), "{text}");
    }
}

#[test]
fn a_search_may_mean_any_reading() {
    for (text, typed) in [
        ("望澜市", "wls"),
        ("望澜市", "LS"),
        ("望澜市", "望l"),
        ("银行", "yx"),
        ("银行", "yh"),
        ("音乐厅", "yyt"),
        ("长江", "zj"),
        ("重庆", "cq"),
        ("碧水e家", "bsej"),
        ("科创360", "c36"),
        ("望澜市", ""),
    ] {
        assert!(matches_initials(text, typed), "{text} {typed}");
    }
    for (text, typed) in [("望澜市", "ws"), ("望澜市", "wlsx"), ("碧水e家", "bsyj"), ("", "w")] {
        assert!(!matches_initials(text, typed), "{text} {typed}");
    }
}
