//! What samples are made of.

use pages::{Choice, Choose, Described, Field, Frame, NavItem, Person, Problem};
use words::{Language, Message};

pub const LONG: &str =
    "望澜市㙍䶮溪湾国家级经济技术开发区（综合保税区）行政审批和政务服务数据管理局㙍䶮分局驻市政务服务中心窗口";
pub const LONG_ENGLISH: &str = "Wanglan Tuolong Creek Bay National Economic and Technological Development Zone (Comprehensive Bonded Area), Administrative Approval Bureau";
/// Nothing at which a line could end.
pub const NO_END: &str =
    "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochLlanfairpwllgwyngyllgogerychwyrndrobwllll";
pub const SHARP: &str = "<script>alert('㙍')</script> & \"䶮\" “引号”";
pub const FOUR_LINES: &str = "“投诉渠道”最多 200 个字，现在是 1,204 个字。请只写电话号码、地址和受理时间，其余内容请写到“未做到时”一栏；如果确实写不下，可以拆成两条承诺，每条各写一个投诉渠道。仍有疑问的，请联系活动办公室。This line goes on in another language, for good measure, until it has four lines.";
pub const MARK: &str = "/marks/sample.svg";

/// What stands around: somebody with a long name, on a page where something was just done.
pub fn frame(language: Language) -> Frame {
    let t = |key: &'static str| Message::new(key).text(language);
    let item = |href, key| NavItem { href, label: t(key), current: href == "/desk/brands" };
    Frame {
        language,
        path: "/desk/brands?q=㙍&page=2".to_owned(),
        made_up: true,
        person: Some(Person {
            name: "欧阳㙍䶮·买买提江".to_owned(), role: t("role-liaison"), unit: LONG.to_owned()
        }),
        nav: vec![
            item("/", "nav-home"),
            item("/desk", "nav-today"),
            item("/desk/brands", "nav-brands"),
            item("/desk/units", "nav-units"),
            item("/desk/programme", "nav-programme"),
            item("/desk/accounts", "nav-accounts"),
            item("/desk/audit", "nav-audit"),
        ],
        help: "/help/liaison".to_owned(),
        done: Some(t("file-saved")),
    }
}

/// What somebody sees who is not signed in.
pub fn stranger(frame: &Frame) -> Frame {
    let nav = frame.nav.iter().take(1).cloned().collect();
    Frame { person: None, done: None, made_up: false, nav, path: "/".to_owned(), ..frame.clone() }
}

pub fn described(name: &str, text: &str) -> Described {
    Described { name: name.to_owned(), text: text.to_owned(), in_chinese: true }
}

pub fn problem(at: &str) -> Problem {
    Problem { at: at.to_owned(), text: FOUR_LINES.to_owned() }
}

/// A field in which something is wrong.
pub fn wrong(name: &str, label: String, rows: usize) -> Field {
    let hint = FOUR_LINES.to_owned();
    Field { hint, rows, at_most: 200, error: Some(FOUR_LINES.to_owned()), ..Field::text(name, label, SHARP) }
}

pub fn choice(name: &str, label: String, error: Option<String>) -> Choice {
    let option = |label: &str, chosen| Choose { value: label.to_owned(), label: label.to_owned(), chosen };
    Choice {
        name: name.to_owned(),
        label,
        options: vec![option("", false), option(LONG, true)],
        error,
        ..Choice::default()
    }
}
