//! How long the nearest of 100,000 made-up brands take to be found: `cargo run --release -p mingpai-likeness --example
//! hundred_thousand`.
#![allow(clippy::print_stdout, reason = "its figures are what it is for")]

use std::time::{Duration, Instant};

use likeness::{Known, Names};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const BRANDS: u64 = 100_000;
const QUERIES: u64 = 1_000;

const PLACES: &str = "望澜濠渝潍浙沪苏锡常通泰扬镇宁徐淮盐连宿杭温嘉湖绍金衢舟台丽济青淄枣东烟威日临德聊滨菏州陇川贵云";
const COMMON: &str = "路水电税医学养老农工商文旅城乡社区法检警消防桥河湖海山林田园花木春夏秋冬日月星光风雨云霞金玉珠宝德善\
                      仁义礼智信诚勤廉明正公平安康乐福寿喜庆和谐美好新高远大同行长重畅达捷速便利优良精细准严真实心意爱暖";
const STOCK: [&str; 20] = [
    "阳光",
    "贴心",
    "先锋",
    "满意",
    "好办",
    "您办",
    "快办",
    "卫士",
    "管家",
    "直通车",
    "驿站",
    "服务",
    "党旗",
    "为民",
    "红",
    "情",
    "e家",
    "暖心",
    "引领",
    "之家",
];

/// Names as they are usual: a place or not, plain characters, and a stock word in two of three.
struct Maker {
    dice: ChaCha8Rng,
    places: Vec<char>,
    common: Vec<char>,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let signs = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect();
        Self { dice: ChaCha8Rng::seed_from_u64(seed), places: signs(PLACES), common: signs(COMMON) }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.dice.next_u64() % u64::try_from(limit).unwrap_or(1)).unwrap_or_default()
    }

    fn plain(&mut self, length: usize) -> String {
        // One of three from the whole of the usual characters, the rest from those that brands like.
        let one = |maker: &mut Self| match maker.below(3) {
            0 => char::from_u32(0x4e00 + u32::try_from(maker.below(20_000)).unwrap_or_default()).unwrap_or('一'),
            _ => {
                let at = maker.below(maker.common.len());
                maker.common.get(at).copied().unwrap_or('一')
            }
        };
        (0..length).map(|_| one(self)).collect()
    }

    fn name(&mut self) -> String {
        let place = self.below(self.places.len() * 2);
        let mut name: String = self.places.get(place).into_iter().collect();
        let length = 1 + self.below(4);
        let stock = STOCK.get(self.below(STOCK.len() * 3 / 2)).copied().unwrap_or_default();
        let plain = self.plain(length);
        name += &if self.below(2) == 0 { format!("{stock}{plain}") } else { format!("{plain}{stock}") };
        name
    }

    fn slogan(&mut self) -> String {
        let (first, second) = (3 + self.below(3), 3 + self.below(3));
        let stock = STOCK.get(self.below(STOCK.len())).copied().unwrap_or_default();
        format!("{stock}{}，{}", self.plain(first), self.plain(second))
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    let mut maker = Maker::new(42);
    let start = now();
    let mut names = Names::with_examples();
    for id in 0..BRANDS {
        names.add(Known { id, name: maker.name(), slogan: maker.slogan(), owner: "某局, 某市".to_owned() });
    }
    println!("{} brands taken in: {:.0} ms", names.len(), milliseconds(start.elapsed()));

    let mut asker = Maker::new(7);
    let mut spent = Vec::new();
    let mut found = 0;
    for _ in 0..QUERIES {
        let (name, slogan) = (asker.name(), asker.slogan());
        let start = now();
        found += names.nearest(&name, &slogan, None).len();
        spent.push(start.elapsed());
    }
    spent.sort();
    let at = |share: usize| spent.get(spent.len() * share / 100).copied().unwrap_or_default();
    let longest = spent.last().copied().unwrap_or_default();
    println!(
        "{QUERIES} questions, {found} brands named: median {:.2} ms, 99th percentile {:.2} ms, longest {:.2} ms",
        milliseconds(at(50)),
        milliseconds(at(99)),
        milliseconds(longest),
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
