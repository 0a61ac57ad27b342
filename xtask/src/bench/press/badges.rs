//! Badges of people who are not: an order for the press, and the same sheet as a competent user of XeLaTeX would write it.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::bench::data::read;
use crate::test::root;

const SURNAMES: &str =
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许邓韩冯曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈";
const GIVEN: &str =
    "伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国华红志玉梅春海峰晓燕鹏飞婷雪慧琳宇浩欣怡梓涵子轩思远佳宁";
const POSTS: [&str; 8] =
    ["综合受理岗", "咨询导办岗", "出件发证岗", "帮办代办岗", "后台审批岗", "值班主任", "投诉受理岗", "不动产登记岗"];
const DUTIES: [&str; 10] = [
    "企业开办变更注销受理",
    "不动产转移登记受理",
    "医保社保参保登记查询",
    "工程建设项目审批",
    "公积金提取与贷款",
    "出入境证件受理发放",
    "政策解答与材料预审",
    "税费申报与发票领用",
    "特殊群体上门帮办服务",
    "食品经营许可核发换证",
];
const UNIT: &str = "朝华市政务服务中心";
const BRAND: &str = "朝华快办";

/// Where the badges of a list lead, and who works their codes out.
#[derive(Clone, Copy)]
pub(super) enum Codes<'a> {
    /// To the addresses of so many units, as in a city's list. Each program is given the address and works the code out.
    OfUnits(usize),
    /// Each to its own. The folder has a picture of each code, which spares XeLaTeX to work it out.
    Given(&'a Path),
}

impl Codes<'_> {
    /// The number of the code of a badge.
    pub(super) fn of(self, number: usize) -> usize {
        match self {
            Self::OfUnits(units) => number % units.max(1),
            Self::Given(_) => number,
        }
    }
}

/// What one badge says.
pub(super) struct Badge {
    pub(super) name: String,
    pub(super) post: &'static str,
    pub(super) duties: &'static str,
    pub(super) link: String,
}

/// The address of a code.
fn link(code: usize) -> String {
    format!("https://pinpai.zhaohua.example/badges/{:05}?v=K7Q2MX", code + 1)
}

/// The badge of a number: no two have the same name.
pub(super) fn badge(number: usize, codes: Codes<'_>) -> Badge {
    let of = |signs: &str, place: usize| signs.chars().cycle().nth(place % signs.chars().count());
    let surnames = SURNAMES.chars().count();
    let given = GIVEN.chars().count();
    let rest = number / surnames;
    // Every fifth name has two characters, the others have three.
    let second = if number.is_multiple_of(5) { None } else { of(GIVEN, rest / given + number * 7) };
    let name = [of(SURNAMES, number), of(GIVEN, rest), second].into_iter().flatten().collect();
    let pick = |all: &[&'static str], place: usize| all.get(place % all.len()).copied().unwrap_or_default();
    Badge { name, post: pick(&POSTS, number), duties: pick(&DUTIES, number / 3), link: link(codes.of(number)) }
}

/// The row of a layout, as the press is given it.
pub(super) fn layout(name: &str) -> Result<Value, String> {
    let text = read(&root().join("crates/sheets/layouts.toml"))?;
    let all: toml::Table = text.parse().map_err(|error| format!("the layouts: {error}"))?;
    let rows = all.get("layout").and_then(toml::Value::as_array).into_iter().flatten();
    let row = rows.into_iter().find(|row| row.get("name").and_then(toml::Value::as_str) == Some(name));
    let row = row.ok_or_else(|| format!("there is no layout {name}"))?;
    serde_json::to_value(row).map_err(|error| error.to_string())
}

/// An order of sheets.
pub(super) fn order(sheets: &[Value], layout: &Value, output: &str, templates: &Value) -> String {
    let order = json!({
        "sheets": sheets, "layouts": [layout], "templates": templates, "output": { "kind": output }, "paper": { "kind": "exact" },
        "title": "胸牌", "day": "2026-11-26",
    });
    format!("{order}\n")
}

/// The sheet of a badge.
pub(super) fn sheet(badge: &Badge) -> Value {
    json!({ "layout": "badge", "language": "zh", "says": {
        "unit": UNIT, "brand": BRAND, "link": badge.link, "colours": ["#0a6552"],
        "person": { "name": badge.name, "post": badge.post, "duties": badge.duties },
    }})
}

/// A template that draws the code alone, as a picture for whoever asks for the same sheet of another program.
pub(super) const CODE_ALONE: &str =
    "#import \"/parts.typ\": code\n#let face(says, side) = place(top + left, code(says, 25mm))\n";

/// The same badges for XeLaTeX: each text is set once, in its largest size, and made smaller as a box where it is too wide; which
/// is the quickest way that it has, as no size is loaded anew and no line is broken. The head, which is the same on all badges, is
/// set once for all of them; and so is each code that stands on several.
pub(super) fn tex(count: usize, fonts: &Path, codes: Codes<'_>) -> String {
    let (package, code) = match codes {
        Codes::OfUnits(_) => (",qrcode", r"\put(55.6,0.5){\usebox{\csname code#4\endcsname}}".to_owned()),
        Codes::Given(folder) => {
            ("", format!(r"\put(55.6,0.5){{\includegraphics[width=18.2mm]{{{}/#4.pdf}}}}", folder.display()))
        }
    };
    let mut tex = format!(
        r"\documentclass{{article}}
\usepackage[paperwidth=75mm,paperheight=25mm,margin=0mm]{{geometry}}
\usepackage{{graphicx,xcolor,fontspec{package}}}
\pagestyle{{empty}}\parindent=0pt\parskip=0pt\topskip=0pt\maxdepth=0pt
\newfontface\post{{NotoSansSC-Regular.ttf}}[Path={fonts}/]
\newfontface\head{{NotoSansSC-Regular.ttf}}[Path={fonts}/,LetterSpace=4]
\newfontface\three{{NotoSerifSC-Bold.ttf}}[Path={fonts}/,LetterSpace=8]
\newfontface\two{{NotoSerifSC-Bold.ttf}}[Path={fonts}/,LetterSpace=50]
\definecolor{{ground}}{{HTML}}{{FBFAF6}}\definecolor{{jade}}{{HTML}}{{0A6552}}\definecolor{{ink}}{{HTML}}{{1D2226}}
\unitlength=1mm
\newsavebox\all\newsavebox\one
\newcommand\fit[2]{{\sbox\one{{#2}}\ifdim\wd\one>#1\resizebox{{#1}}{{!}}{{\usebox\one}}\else\usebox\one\fi}}
\newcommand\badge[4]{{\vbox to 25mm{{\begin{{picture}}(75,25)
\put(0,0){{\usebox\all}}
\put(4,11.5){{\color{{ink}}\fontsize{{21}}{{21}}#1\fit{{51mm}}{{#2}}}}
\put(4,3.5){{\color{{ink}}\fontsize{{8.5}}{{8.5}}\post\fit{{51mm}}{{#3}}}}
{code}
\end{{picture}}\vss}}\newpage}}
\begin{{document}}
\sbox\all{{\begin{{picture}}(75,25)
\put(0,0){{\color{{ground}}\rule{{75mm}}{{25mm}}}}
\put(0,19){{\color{{jade}}\rule{{75mm}}{{6mm}}}}
\put(4,21){{\color{{white}}\fontsize{{8.5}}{{8.5}}\head\fit{{67mm}}{{{BRAND}　{UNIT}}}}}
\end{{picture}}}}
",
        fonts = fonts.display(),
    );
    if let Codes::OfUnits(units) = codes {
        for unit in 0..units {
            let _ = writeln!(
                tex,
                "\\expandafter\\newsavebox\\csname code{unit}\\endcsname\\expandafter\\sbox\\csname code{unit}\\endcsname\
                 {{\\fboxsep=0pt\\raisebox{{\\depth}}{{\\resizebox{{18.2mm}}{{!}}{{\\colorbox{{white}}{{\\qrcode[level=H,padding]{{{}}}}}}}}}}}",
                link(unit)
            );
        }
    }
    for number in 0..count {
        let Badge { name, post, duties, .. } = badge(number, codes);
        let face = if name.chars().count() == 2 { "\\two" } else { "\\three" };
        // A string takes whatever is written to it.
        let _ = writeln!(tex, "\\badge{{{face}}}{{{name}}}{{{post} · {duties}}}{{{}}}", codes.of(number));
    }
    tex.push_str("\\end{document}\n");
    tex
}
