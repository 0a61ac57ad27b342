//! How long a search box takes to find something in 100,000 names: `cargo run --release -p mingpai-search --example
//! find_in_hundred_thousand`.
#![allow(clippy::print_stdout, reason = "its figures are what it is for")]

use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use search::{Entry, Index, Kind};

const NAMES: u64 = 100_000;
const QUESTIONS_OF_A_KIND: usize = 150;

const CITIES: [&str; 12] = [
    "望澜市",
    "云溪县",
    "临江区",
    "北海新区",
    "长宁街道",
    "重阳镇",
    "安平县",
    "乐山湖区",
    "银河镇",
    "青田市",
    "南岭乡",
    "白石街道",
];
const SUBJECTS: [&str; 40] = [
    "生态环境",
    "普通护照",
    "驾驶证",
    "营业执照",
    "不动产",
    "建筑工程",
    "住房公积金",
    "医疗保险",
    "社会保障卡",
    "户口迁移",
    "道路运输",
    "食品经营",
    "农药经营",
    "取水",
    "排污",
    "危险化学品",
    "烟花爆竹",
    "教师资格",
    "法律援助",
    "旅行社",
    "演出",
    "户外广告",
    "临时占道",
    "工伤",
    "失业保险金",
    "生育津贴",
    "居住证",
    "老年优待证",
    "机动车",
    "船舶",
    "渔业",
    "林木采伐",
    "测绘",
    "水土保持",
    "消防设计",
    "人防工程",
    "养老机构",
    "民办学校",
    "律师执业",
    "银行账户",
];
const ACTS: [&str; 20] = [
    "审批",
    "许可",
    "变更登记",
    "注销登记",
    "首次登记",
    "换发",
    "补领",
    "核发",
    "备案",
    "申领",
    "认定",
    "延续",
    "迁移",
    "年检",
    "公示",
    "转让",
    "管理局",
    "服务中心",
    "管理所",
    "快办",
];
const OBJECTS: [&str; 30] = [
    "环境影响报告书",
    "申请材料",
    "从业人员",
    "分支机构",
    "经营场所",
    "法定代表人",
    "许可证",
    "资质证书",
    "特殊工种",
    "个体工商户",
    "外商投资企业",
    "小微企业",
    "建设项目",
    "用地范围",
    "技术负责人",
    "注册资本",
    "股权",
    "出资额",
    "房屋租赁",
    "抵押权",
    "地役权",
    "车辆",
    "驾驶员",
    "线路",
    "站点",
    "农民专业合作社",
    "社会团体",
    "基金会",
    "民族乡",
    "乐器",
];
const ENGLISH: [&str; 48] = [
    "environmental",
    "passport",
    "licence",
    "business",
    "permit",
    "registration",
    "construction",
    "housing",
    "medical",
    "insurance",
    "security",
    "household",
    "transport",
    "vehicle",
    "water",
    "discharge",
    "hazardous",
    "chemicals",
    "fireworks",
    "teacher",
    "certificate",
    "legal",
    "aid",
    "travel",
    "agency",
    "performance",
    "advertising",
    "temporary",
    "injury",
    "unemployment",
    "maternity",
    "allowance",
    "residence",
    "senior",
    "citizen",
    "ship",
    "fishery",
    "forest",
    "survey",
    "soil",
    "protection",
    "design",
    "review",
    "renewal",
    "transfer",
    "change",
    "bureau",
    "centre",
];

struct Maker(ChaCha8Rng);

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    fn one(&mut self, list: &[&'static str]) -> &'static str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    /// A name of one in 300,000 that can be made, a quarter of them with a character that hardly any other has.
    fn entry(&mut self, id: u64) -> Entry {
        let city = if self.below(2) == 0 { self.one(&CITIES) } else { "" };
        let mut text = format!("{city}{}{}{}", self.one(&SUBJECTS), self.one(&OBJECTS), self.one(&ACTS));
        if self.below(4) == 0 {
            let rare = char::from_u32(0x4e00 + u32::try_from(self.below(20_000)).unwrap_or_default()).unwrap_or('一');
            text.insert(0, rare);
        }
        let words: Vec<&str> = (0..2 + self.below(4)).map(|_| self.one(&ENGLISH)).collect();
        let code = format!("WL{id:06}");
        let kind =
            [Kind::Service, Kind::Brand, Kind::Promise, Kind::Unit].get(self.below(4)).copied().unwrap_or(Kind::Unit);
        Entry { kind, id, text, more: vec![words.join(" "), code], weight: 0 }
    }

    /// A piece of a name, so many characters long.
    fn piece(&mut self, entry: &Entry, length: usize) -> Vec<char> {
        let signs: Vec<char> = entry.text.chars().collect();
        let from = self.below(signs.len().saturating_sub(length) + 1);
        signs.into_iter().skip(from).take(length).collect()
    }

    /// A letter or character put in place of another.
    fn spoil(&mut self, signs: &mut [char], with: char) {
        let at = self.below(signs.len());
        if let Some(sign) = signs.get_mut(at) {
            *sign = with;
        }
    }

    fn question(&mut self, kind: &str, entry: &Entry) -> String {
        let length = 2 + self.below(6);
        let piece = self.piece(entry, length);
        let text: String = piece.iter().collect();
        let english: Vec<&str> = entry.more.first().map(|line| line.split(' ').collect()).unwrap_or_default();
        let word = english.get(self.below(english.len())).copied().unwrap_or_default();
        match kind {
            "one character" => piece.into_iter().take(1).collect(),
            "one letter" => likeness::initials(&text).chars().take(1).collect(),
            "characters" => text,
            "characters with gaps" => piece.into_iter().step_by(2).collect(),
            "initials" => likeness::initials(&text),
            "pinyin" => likeness::pinyin(&text).replace(' ', ""),
            "pinyin begun" => likeness::pinyin(&text).replace(' ', "").chars().take(4).collect(),
            "mixed" => piece
                .iter()
                .take(2)
                .map(|sign| likeness::initials(&sign.to_string()))
                .chain(piece.iter().skip(2).map(char::to_string))
                .collect(),
            "several words" => {
                format!("{} {} {word}", self.piece(entry, 2).iter().collect::<String>(), likeness::initials(&text))
            }
            "English words" => english.join(" "),
            "a wrong character" => {
                let mut piece = self.piece(entry, length.max(4));
                self.spoil(&mut piece, '龘');
                piece.into_iter().collect()
            }
            "a homophone" => {
                let mut piece = self.piece(entry, length.max(3));
                self.spoil(&mut piece, '炯');
                piece.into_iter().collect()
            }
            "a wrong letter" => {
                let mut letters: Vec<char> = word.chars().collect();
                self.spoil(&mut letters, 'x');
                letters.into_iter().collect()
            }
            "pinyin misspelt" => {
                let mut letters: Vec<char> = likeness::pinyin(&text).replace(' ', "").chars().collect();
                self.spoil(&mut letters, 'e');
                letters.into_iter().collect()
            }
            // Nothing that anybody would look for.
            _ => (0..3 + self.below(10))
                .map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap_or_default()))
                .collect(),
        }
    }
}

const KINDS: [&str; 15] = [
    "one character",
    "one letter",
    "characters",
    "characters with gaps",
    "initials",
    "pinyin",
    "pinyin begun",
    "mixed",
    "several words",
    "English words",
    "a wrong character",
    "a homophone",
    "a wrong letter",
    "pinyin misspelt",
    "nonsense",
];

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    let mut maker = Maker(ChaCha8Rng::seed_from_u64(42));
    let entries: Vec<Entry> = (0..NAMES).map(|id| maker.entry(id)).collect();
    let start = now();
    let index = Index::new(entries.clone());
    println!("{} names taken in: {:.0} ms", index.len(), milliseconds(start.elapsed()));

    let mut all = Vec::new();
    let mut found = 0;
    for kind in KINDS {
        let mut spent = Vec::new();
        let mut answered = 0;
        for _ in 0..QUESTIONS_OF_A_KIND {
            let Some(entry) = entries.get(maker.below(entries.len())) else { continue };
            let question = maker.question(kind, entry);
            let start = now();
            let hits = index.find(&question, 20).hits.len();
            spent.push(start.elapsed());
            found += hits;
            answered += usize::from(hits > 0);
        }
        let (median, high, longest) = told(&mut spent);
        println!(
            "{kind}: {answered} of {QUESTIONS_OF_A_KIND} answered, median {median:.2}, 99 in 100 {high:.2}, longest {longest:.2}"
        );
        all.extend(spent);
    }
    let questions = all.len();
    let (median, high, longest) = told(&mut all);
    println!(
        "{questions} questions, {found} names shown: median {median:.2} ms, 99th percentile {high:.2} ms, longest {longest:.2} ms"
    );
}

/// The median, the 99th percentile and the longest, in milliseconds.
fn told(spent: &mut [Duration]) -> (f64, f64, f64) {
    spent.sort_unstable();
    let at = |share: usize| milliseconds(spent.get(spent.len() * share / 100).copied().unwrap_or_default());
    (at(50), at(99), milliseconds(spent.last().copied().unwrap_or_default()))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
