//! Names of people. None of them is anybody: they are drawn from short lists.

use crate::chance::Chance;

const SURNAMES: [&str; 28] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "欧阳", "司徒",
];

/// Among them letters that stand in the four-byte part of GB 18030 alone: 㙍, 䶮, 𬭚.
const GIVEN: [&str; 30] = [
    "伟", "芳", "敏", "静", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "建国", "桂英", "志强",
    "晓燕", "海波", "雨桐", "子涵", "浩然", "欣怡", "思远", "一鸣", "若曦", "㙍", "䶮", "𬭚",
];

const WITH_A_DOT: [&str; 8] = [
    "阿依古丽·努尔",
    "买买提·吐逊",
    "扎西·次仁",
    "古丽娜尔·阿布都热合曼",
    "巴特尔·其木格",
    "卓玛·央金",
    "哈力克·叶尔肯",
    "迪丽拜尔·艾尔肯",
];

/// A name.
pub(crate) fn person(chance: &mut Chance) -> String {
    if chance.once_in(40) {
        return chance.one_of(&WITH_A_DOT).to_owned();
    }
    format!("{}{}", chance.one_of(&SURNAMES), chance.one_of(&GIVEN))
}
