//! A page with every drawing, with few and with many figures, Chinese and English: to look at when something was changed.
//!
//! `cargo run -p mingpai-charts --example gallery -- gallery.html`; then open it at 360 and at 1280 pixels. All figures are made up.
#![allow(clippy::print_stderr, reason = "an example talks to who started it")]

use std::fmt::Write;

use charts::{
    Activity, Caption, Count, Distribution, Distributions, IntervalBar, Limit, Limits, Mark, Month, MonthCounts,
    Months, Place, ProcessMap, Share, Step, Steps, fit,
};

fn main() {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("usage: gallery FILE.html");
        return;
    };
    if let Err(error) = std::fs::write(&file, page()) {
        eprintln!("{file}: {error}");
    }
}

fn page() -> String {
    let mut body = String::new();
    let parts: [(&str, String); 5] = [
        ("Shares", shares()),
        ("Months", months()),
        ("Distributions", distributions()),
        ("Limits", limits()),
        ("Process maps", maps()),
    ];
    for (name, part) in parts {
        let _ = write!(body, "<section><h2>{name}</h2>{part}</section>");
    }
    let style = "body{margin:16px;background:#fbfaf6;color:#1d2226;font:16px/1.6 \"Noto Sans CJK SC\",sans-serif}\
        section{max-width:68rem;margin:0 auto}h3{font-size:14px;margin:28px 0 6px;color:#565d63}td,th{padding:4px 12px 4px 0;text-align:left}";
    let css = charts::CSS;
    format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title><style>{style}{css}</style>{body}</html>"#
    )
}

fn titled(name: &str, drawing: &str) -> String {
    format!("<h3>{name}</h3>{drawing}")
}

/// Numbers that look thrown, and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn shares() -> String {
    let bar = |at: f64, low: f64, high: f64, target: Option<(f64, &str)>| IntervalBar {
        caption: Caption::new(format!("{}, {} – {}", percent(at), percent(low), percent(high))),
        share: Share { at, low, high },
        text: percent(at),
        target: target.map(|(at, text)| Mark { at, text: text.into() }),
        ..IntervalBar::default()
    };
    let bars = [
        ("1,952 件", bar(0.956, 0.946, 0.965, Some((0.95, "目标 95%")))),
        ("12 cases", bar(0.75, 0.468, 0.911, Some((0.9, "Target 90%")))),
        ("一件不落", bar(1.0, 0.981, 1.0, Some((1.0, "目标 100%")))),
        ("No target", bar(0.081, 0.02, 0.23, None)),
    ];
    let mut html: String = bars.iter().map(|(name, bar)| titled(name, &bar.draw())).collect();
    let from = IntervalBar::common_from(bars.iter().take(3).map(|(_, bar)| bar));
    let _ = write!(
        html,
        "<h3>In a table</h3><table><tr><th>Unit<th>Share<th>{}",
        IntervalBar::small_scale(&Caption::new("scale"), from)
    );
    for (name, bar) in bars.iter().take(3) {
        let bar = IntervalBar { from: Some(from), ..bar.clone() };
        let _ = write!(html, "<tr><td>{name}<td>{}<td>{}", bar.text, bar.draw_small());
    }
    html + "</table>"
}

fn month_names(count: usize) -> impl Iterator<Item = (String, String)> {
    (0..count).map(move |month| {
        let all = 2025 * 12 + 10 - (count - 1 - month);
        (format!("{:02}", all % 12 + 1), (all / 12).to_string())
    })
}

fn months() -> String {
    let shares = |count: usize, cases: f64, gaps: &[usize], centre: f64| {
        let mut dice = Dice(7);
        let share = |dice: &mut Dice, month: usize| {
            let at = (centre + month as f64 * 0.002 + (dice.below(100) as f64 - 50.0) / 2500.0).min(1.0);
            let half = 1.96 * (at * (1.0 - at) / cases + 0.5 / (cases * cases)).sqrt();
            Share { at, low: at - half, high: (at + half * 0.7).min(1.0) }
        };
        let months = month_names(count).enumerate().map(|(month, (name, year))| Month {
            says: format!("{year}-{name}"),
            name,
            year,
            share: (!gaps.contains(&month)).then(|| share(&mut dice, month)),
        });
        months.collect::<Vec<_>>()
    };
    let chinese = |months: Vec<Month>, width: u32| {
        let drawing = Months {
            caption: Caption::new("逐月按时办结率"),
            months,
            target: Some(Mark { at: 0.95, text: "目标 95%".into() }),
            share_text: "按时办结率与 95% 区间".into(),
            missing_text: "不足 10 件，不公布".into(),
            width,
        };
        drawing.draw()
    };
    let english = |months: Vec<Month>, width: u32| {
        let drawing = Months {
            caption: Caption::new("Share finished in time, month by month"),
            months,
            target: Some(Mark { at: 0.6, text: "Target of the charter: 60%".into() }),
            share_text: "Finished in time, with its 95% interval".into(),
            missing_text: "Fewer than 10 cases, not published".into(),
            width,
        };
        drawing.draw()
    };
    let counts = |count: usize, most: u64, width: u32| {
        let mut dice = Dice(3);
        let months = month_names(count).map(|(name, year)| {
            let all = most / 2 + dice.below(most / 2 + 1);
            let broken = dice.below(all / 8 + 2).min(all);
            Count {
                says: format!("{year}-{name}: {} + {broken}", all - broken),
                name,
                year,
                kept: all - broken,
                broken,
            }
        });
        let drawing = MonthCounts {
            caption: Caption::new("按月件数"),
            months: months.collect(),
            kept_text: "按时".into(),
            broken_text: "超期".into(),
            width,
        };
        drawing.draw()
    };
    [
        titled("12", &fit(|width| chinese(shares(12, 160.0, &[], 0.94), width))),
        titled("36 with gaps", &fit(|width| chinese(shares(36, 90.0, &[4, 5, 20], 0.9), width))),
        titled("3, few cases", &fit(|width| english(shares(3, 12.0, &[1], 0.7), width))),
        titled("14", &fit(|width| english(shares(14, 30.0, &[13], 0.7), width))),
        titled("Counts, 12", &fit(|width| counts(12, 180, width))),
        titled("Counts, 36", &fit(|width| counts(36, 21_000, width))),
        titled("Counts, 2", &fit(|width| counts(2, 3, width))),
    ]
    .concat()
}

fn distributions() -> String {
    // The product of three dice is skewed as waiting times are.
    let waits = |count: u64, seed: u64, scale: u64| {
        let mut dice = Dice(seed);
        (0..count)
            .map(move |_| {
                let far = if dice.below(150) == 0 { 9 } else { 1 };
                ((dice.below(10) + 1) * (dice.below(10) + 4) * scale * far / 24 + dice.below(scale + 1)) as u32
            })
            .collect::<Vec<u32>>()
    };
    let one = |name: String, mut values: Vec<u32>, said: &dyn Fn(u32) -> String| {
        values.sort_unstable();
        let median = values.get(values.len() / 2).copied().unwrap_or(0);
        let median = Mark { at: f64::from(median), text: said(median) };
        Distribution { median: Some(median), ..Distribution::of(name, values) }
    };
    let days = |first: u64, second: u64, width: u32| {
        let said = |median: u32| format!("一半的人 {median} 个工作日内");
        let drawing = Distributions {
            caption: Caption::new("承诺前后的办理时长"),
            first: one(format!("承诺之前 · {first} 件"), waits(first, 5, 7), &said),
            second: Some(one(format!("承诺之后 · {second} 件"), waits(second, 6, 4), &said)),
            limit: Some(Mark { at: 8.0, text: "承诺 8 个工作日".into() }),
            unit_text: "工作日".into(),
            more_text: "超过 {value} 个工作日：{count} 件".into(),
            width,
            ..Distributions::default()
        };
        drawing.draw()
    };
    let minutes = |width: u32| {
        let said = |median: u32| format!("half within {median} minutes");
        let drawing = Distributions {
            caption: Caption::new("Waiting at the counter"),
            first: one("At the counter, 4,000 visits".into(), waits(4000, 9, 30), &said),
            limit: Some(Mark { at: 60.0, text: "Promised: 60 minutes".into() }),
            unit_text: "minutes".into(),
            more_text: "more than {value} minutes: {count}".into(),
            steps: Steps::Minutes,
            width,
            ..Distributions::default()
        };
        drawing.draw()
    };
    [
        titled("10 and 14", &fit(|width| days(10, 14, width))),
        titled("100,000 and 20,000", &fit(|width| days(100_000, 20_000, width))),
        titled("25 and 400", &fit(|width| days(25, 400, width))),
        titled("Minutes", &fit(minutes)),
    ]
    .concat()
}

fn limits() -> String {
    let limit = |name: &str, value: f64, text: &str| Some(Limit { name: name.into(), value, text: text.into() });
    let kept = Limits {
        caption: Caption::new("法定 30 个工作日，承诺 8 个，九成的人 7 个"),
        statutory: limit("法定时限", 30.0, "30 个工作日"),
        promised: limit("承诺时限", 8.0, "8 个工作日"),
        measured: limit("九成的人", 7.0, "7 个工作日"),
        ..Limits::default()
    };
    let broken = Limits {
        caption: Caption::new("Statutory 20, promised 5, measured 9 working days"),
        statutory: limit("Limit of the law, without special procedures", 20.0, "20 working days"),
        promised: limit("Promised", 5.0, "5 working days"),
        measured: limit("Nine of ten applicants", 9.0, "9 working days"),
        ..Limits::default()
    };
    let at_once = Limits {
        statutory: limit("法定时限", 15.0, "15 个工作日"),
        promised: limit("承诺时限", 0.0, "即办"),
        measured: None,
        ..kept.clone()
    };
    [titled("Kept", &kept.draw()), titled("Broken, long names", &broken.draw()), titled("At once", &at_once.draw())]
        .concat()
}

/// A step from, to, how often, and how long; −1 is the start, 99 the end.
type Walked = (i32, i32, u64, &'static str);

fn maps() -> String {
    let map = |names: &[&str], steps: &[Walked], detail: f64, ends: (&str, &str), wrap: usize| {
        let place = |number: i32| match number {
            -1 => Place::Start,
            99 => Place::End,
            other => Place::Activity(usize::try_from(other).unwrap_or(usize::MAX)),
        };
        let times =
            |activity: i32| steps.iter().filter(|(_, to, ..)| *to == activity).map(|(.., count, _)| count).sum();
        let activities = names.iter().zip(0..).map(|(name, at)| Activity { name: (*name).into(), count: times(at) });
        let drawing = ProcessMap {
            caption: Caption::new("办件流程图"),
            activities: activities.collect(),
            steps: steps
                .iter()
                .map(|(from, to, count, text)| Step {
                    from: place(*from),
                    to: place(*to),
                    count: *count,
                    text: (*text).into(),
                })
                .collect(),
            detail,
            start_text: ends.0.into(),
            end_text: ends.1.into(),
            wrap,
        };
        let kept = drawing.kept();
        format!(
            r#"<p>{} / {}, {} / {}</p><div class="chart-scroll" tabindex="0">{}</div>"#,
            kept.activities.len(),
            drawing.activities.len(),
            kept.steps.len(),
            drawing.steps.len(),
            drawing.draw()
        )
    };
    let small: &[Walked] = &[
        (-1, 0, 1952, ""),
        (0, 1, 1890, "35 分钟"),
        (0, 2, 62, "1 天"),
        (2, 0, 31, "4 天"),
        (2, 99, 31, ""),
        (1, 3, 1700, "2 天"),
        (1, 1, 140, "1 天"),
        (1, 4, 190, "6 天"),
        (4, 1, 171, "9 天"),
        (4, 99, 19, ""),
        (3, 5, 1685, "1 天"),
        (3, 1, 15, "3 天"),
        (5, 99, 1685, ""),
    ];
    let names = ["接收申请", "审查材料", "一次性告知补正", "局长签发", "专家评审（暂停计时）", "制证并送达"];
    let english = [
        "Application received",
        "Review of documents",
        "Request for completion",
        "Signature of the director",
        "Expert review (clock stopped)",
        "Certificate made and sent",
    ];
    let (large_names, large) = large();
    let large_names: Vec<&str> = large_names.iter().map(String::as_str).collect();
    let mut html = String::new();
    html += &titled("Six activities", &map(&names, small, 1.0, ("开始", "结束"), 8));
    html += &titled("Six, narrow", &map(&names, small, 1.0, ("开始", "结束"), 5));
    html += &titled("Six, detail 0", &map(&names, small, 0.0, ("开始", "结束"), 8));
    html += &titled("English", &map(&english, small, 1.0, ("Start", "End"), 8));
    for detail in [0.0, 0.3, 0.6, 1.0] {
        let name = format!("Thirty activities, detail {detail}");
        html += &titled(&name, &map(&large_names, &large, detail, ("开始", "结束"), 8));
    }
    html
}

fn large() -> (Vec<String>, Vec<Walked>) {
    let words = [
        "网上申报",
        "窗口收件",
        "材料预审",
        "一次性告知补正",
        "补正材料接收",
        "受理通知书制作与送达",
        "内部分办",
        "现场踏勘（生态环境保护目标核查）",
        "专家评审会",
        "听证",
        "公示（五个工作日）",
        "征求龘靐镇人民政府意见",
        "部门会商",
        "技术评估机构出具评估意见",
        "审查意见起草",
        "科室负责人复核",
        "法制审核",
        "分管领导审签",
        "局长签发",
        "批复文件编号用印",
        "证照制作",
        "邮寄送达",
        "窗口领取",
        "电子证照推送",
        "归档",
        "申请人撤回",
        "不予受理",
        "特别程序延期审批",
        "信用信息公示",
        "满意度评价（好差评）",
    ];
    // Cases are walked through, so that as many leave each activity as come to it. For each: where to next, in hundreds.
    let ways: [&[(i32, u64)]; 30] = [
        &[(2, 93), (25, 7)],
        &[(2, 100)],
        &[(5, 78), (3, 18), (26, 4)],
        &[(4, 90), (25, 10)],
        &[(2, 30), (5, 70)],
        &[(6, 100)],
        &[(7, 40), (14, 60)],
        &[(8, 45), (12, 30), (13, 25)],
        &[(8, 10), (9, 10), (13, 60), (27, 20)],
        &[(13, 100)],
        &[(14, 80), (12, 20)],
        &[(12, 100)],
        &[(14, 60), (11, 10), (7, 10), (13, 20)],
        &[(14, 75), (10, 25)],
        &[(15, 100)],
        &[(14, 12), (16, 30), (17, 58)],
        &[(17, 92), (14, 8)],
        &[(18, 70), (19, 30)],
        &[(19, 97), (15, 3)],
        &[(20, 65), (23, 35)],
        &[(21, 40), (22, 60)],
        &[(24, 100)],
        &[(24, 80), (28, 20)],
        &[(24, 100)],
        &[(29, 55), (99, 45)],
        &[(99, 100)],
        &[(99, 100)],
        &[(13, 100)],
        &[(24, 100)],
        &[(99, 100)],
    ];
    let texts = ["12 分钟", "1 天", "2 天", "半天", "5 天"];
    let mut dice = Dice(11);
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..6000 {
        let (mut at, mut next) = (-1, i32::from(dice.below(3) == 0));
        loop {
            *counts.entry((at, next)).or_insert(0) += 1;
            let Some(ways) = usize::try_from(next).ok().and_then(|next| ways.get(next)) else { break };
            let mut thrown = dice.below(100);
            at = next;
            for (way, hundreds) in *ways {
                next = *way;
                if thrown < *hundreds {
                    break;
                }
                thrown -= hundreds;
            }
        }
    }
    let text = |from: i32, to: i32| if from < 0 || to == 99 { "" } else { texts[(from * 7 + to) as usize % 5] };
    let steps = counts.into_iter().map(|((from, to), count)| (from, to, count, text(from, to)));
    (words.map(String::from).to_vec(), steps.collect())
}
