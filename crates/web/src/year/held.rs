//! What the register has already, and what may not be asked of units at all: so that nobody is asked for it.

use words::Message;

/// Words, what the register has of it, and where that stands.
const HELD: &[(&[&str], &str, &str)] = &[
    (
        &["办件量", "办件数", "受理量", "受理数", "办结量", "办结数", "number of cases", "case volume"],
        "held-cases",
        "/desk/processes",
    ),
    (
        &["按时办结率", "按期办结率", "办结率", "兑现率", "践诺", "超期", "逾期", "kept on time", "overdue"],
        "held-figures",
        "/compare",
    ),
    (&["满意率", "满意度", "好评率", "差评", "satisfaction", "rating"], "held-ratings", "/desk/records"),
    (
        &["品牌名称", "口号", "理念", "释义", "标识", "服务承诺", "承诺内容", "brand name", "slogan", "promises"],
        "held-brands",
        "/desk/brands",
    ),
    (
        &["事项清单", "服务事项", "法定时限", "承诺时限", "办理依据", "list of services", "statutory limit"],
        "held-services",
        "/desk/services",
    ),
    (&["联络员", "负责人", "党组织名称", "单位名单", "liaison", "head of the unit"], "held-units", "/desk/units"),
    (&["办理流程", "流程图", "平均用时", "办理时长", "环节数", "process map"], "held-processes", "/desk/processes"),
    (&["意见办理", "意见建议", "意见答复", "opinions answered"], "held-opinions", "/desk/opinions"),
    (&["考察情况", "走访情况", "座谈情况", "参会名单", "study visits"], "held-activities", "/desk/activities"),
];

/// What work may not be judged by, and so is not asked for. Source: the rules of 2025 on reducing the burden of the grass roots, which
/// forbid to judge work by photographs, records of meetings and study notes, and to count leaders' remarks and reports in the media.
const FORBIDDEN: &[&str] = &[
    "照片",
    "图片",
    "合影",
    "截图",
    "录像",
    "视频",
    "会议记录",
    "会议纪要",
    "学习笔记",
    "心得体会",
    "批示",
    "打卡",
    "点赞",
    "台账",
    "媒体报道数",
    "photo",
    "screenshot",
    "minutes of meeting",
    "study notes",
];

/// What the register has of what is asked: in words, and where.
pub(super) fn found(asked: &str) -> Vec<(Message, &'static str)> {
    let asked = asked.to_lowercase();
    let is_in = |words: &&str| asked.contains(*words);
    let hits = HELD.iter().filter(|(words, ..)| words.iter().any(is_in));
    hits.map(|(_, key, address)| (Message::new(key), *address)).collect()
}

/// The word in what is asked that may not be asked for; nothing where there is none.
pub(super) fn forbidden(asked: &str) -> Option<&'static str> {
    let asked = asked.to_lowercase();
    FORBIDDEN.iter().copied().find(|word| asked.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_register_is_not_asked_for() {
        let rows: [(&str, &[&str]); 6] = [
            ("请报送本单位2025年办件量和按时办结率", &["/desk/processes", "/compare"]),
            ("请填报品牌名称及服务承诺", &["/desk/brands"]),
            ("Please send the list of services and your liaison", &["/desk/services", "/desk/units"]),
            ("窗口换址后的门牌号", &[]),
            ("明年是否愿意承办论坛", &[]),
            ("", &[]),
        ];
        for (asked, expected) in rows {
            let found: Vec<&str> = found(asked).into_iter().map(|(_, address)| address).collect();
            assert_eq!(found, expected, "{asked}");
        }
        assert_eq!(forbidden("请附活动照片三张"), Some("照片"));
        assert_eq!(forbidden("Attach a PHOTO"), Some("photo"));
        assert_eq!(forbidden("窗口换址后的门牌号"), None);
    }
}
