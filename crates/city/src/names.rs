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

/// Surnames and given names of who works for the city, each with how one types it. The given names are seldom ones, so that a
/// name is hardly anybody's.
const STAFF_SURNAMES: [[&str; 2]; 30] = [
    ["王", "wang"],
    ["李", "li"],
    ["张", "zhang"],
    ["刘", "liu"],
    ["陈", "chen"],
    ["杨", "yang"],
    ["赵", "zhao"],
    ["黄", "huang"],
    ["周", "zhou"],
    ["吴", "wu"],
    ["徐", "xu"],
    ["孙", "sun"],
    ["胡", "hu"],
    ["朱", "zhu"],
    ["高", "gao"],
    ["林", "lin"],
    ["何", "he"],
    ["郭", "guo"],
    ["马", "ma"],
    ["罗", "luo"],
    ["梁", "liang"],
    ["宋", "song"],
    ["郑", "zheng"],
    ["谢", "xie"],
    ["韩", "han"],
    ["唐", "tang"],
    ["冯", "feng"],
    ["董", "dong"],
    ["欧阳", "ouyang"],
    ["司徒", "situ"],
];
const STAFF_GIVEN: [[&str; 2]; 48] = [
    ["知夏", "zhixia"],
    ["景澄", "jingcheng"],
    ["望舒", "wangshu"],
    ["书言", "shuyan"],
    ["怀谷", "huaigu"],
    ["映禾", "yinghe"],
    ["砚秋", "yanqiu"],
    ["云岫", "yunxiu"],
    ["松筠", "songyun"],
    ["予安", "yuan"],
    ["澄之", "chengzhi"],
    ["若溪", "ruoxi"],
    ["嘉禾", "jiahe"],
    ["明皋", "minggao"],
    ["听澜", "tinglan"],
    ["牧川", "muchuan"],
    ["惟清", "weiqing"],
    ["秉谦", "bingqian"],
    ["素问", "suwen"],
    ["采薇", "caiwei"],
    ["念初", "nianchu"],
    ["致和", "zhihe"],
    ["守诚", "shoucheng"],
    ["远帆", "yuanfan"],
    ["春生", "chunsheng"],
    ["月芹", "yueqin"],
    ["玉兰", "yulan"],
    ["根宝", "genbao"],
    ["巧珍", "qiaozhen"],
    ["水根", "shuigen"],
    ["凤鸣", "fengming"],
    ["绍庭", "shaoting"],
    ["丹枫", "danfeng"],
    ["亦舟", "yizhou"],
    ["慕青", "muqing"],
    ["乐之", "lezhi"],
    ["敬亭", "jingting"],
    ["闻笛", "wendi"],
    ["秋实", "qiushi"],
    ["晚晴", "wanqing"],
    ["稼民", "jiamin"],
    ["南乔", "nanqiao"],
    ["北辰", "beichen"],
    ["栖梧", "qiwu"],
    ["芷宁", "zhining"],
    ["㙍生", "duosheng"],
    ["䶮之", "yanzhi"],
    ["𬭚远", "chunyuan"],
];
const STAFF_WITH_A_DOT: [[&str; 2]; 4] = [
    ["扎西·次仁", "zhaxi.ciren"],
    ["卓玛·央金", "zhuoma.yangjin"],
    ["哈力克·叶尔肯", "halike.yeerken"],
    ["古丽娜尔·阿布都热合曼", "gulinaer.abudureheman"],
];

/// The name of somebody who works for the city, and what they type to log in; the latter can be the same for several.
pub(crate) fn staff(chance: &mut Chance) -> (String, String) {
    if chance.once_in(40) {
        let [name, typed] = chance.one_of(&STAFF_WITH_A_DOT);
        return (name.to_owned(), typed.to_owned());
    }
    let ([surname, first], [given, second]) = (chance.one_of(&STAFF_SURNAMES), chance.one_of(&STAFF_GIVEN));
    (format!("{surname}{given}"), format!("{first}.{second}"))
}
