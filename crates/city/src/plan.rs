//! The city's plan: one promise on each unit's plate.

use words::Language;

use crate::days::SHORTENED;
use crate::units::{BEFORE_SHORTENED, SHORTENED_UNIT, UNITS, Unit};

const HEAD: [&str; 2] = [
    "# 望澜市是虚构的城市：单位、品牌、承诺和办件数据都是编造的。\n# 本方案说明怎样读取办件数据，各单位的铭牌上承诺了什么。改好后可再计量。\n",
    "# The city of Wanglan is made up, and so are its units, brands, promises and case records.\n# This plan says how the records are read and what stands on each unit's plate. Change it, and measure again.\n",
];

const COMMON: &str = r#"
[source]
preset = "gbt39046"

[calendar]
base = "cn"
office_hours = ["09:00-12:00", "13:30-17:30"]
variants = [{ from = "06-01", until = "09-30", office_hours = ["09:00-12:00", "14:00-18:00"] }]
"#;

/// How the city's records are read: the part of its plan that is not promises.
pub(crate) fn reading() -> &'static str {
    COMMON
}

/// The text of the plan. Its promises are named by their brands in the reader's language; all else is the same.
pub(crate) fn text(language: Language) -> String {
    let tongue = if language == Language::Chinese { 0 } else { 1 };
    let one = |pair: &[&'static str; 2]| pair.get(tongue).copied().unwrap_or_default();
    let mut text = format!("{}{COMMON}", one(&HEAD));
    for (place, unit) in UNITS.iter().enumerate() {
        let codes: Vec<String> =
            (0..unit.services.len()).map(|service| format!("\"{}\"", Unit::service_code(place, service))).collect();
        let codes = codes.join(", ");
        let mut promise = |words: [&str; 2], limit: &str, in_force: &str| {
            let [zh, en] = words;
            text.push_str(&format!(
                "\n[[promise]]  # {name}\nid = \"{id}\"\nwords = {{ zh = \"{brand_zh}：{zh}\", en = \"{brand_en}: {en}\" }}\n\
                 from = \"accepted\"\nuntil = \"decided\"\nlimit = {{ {limit} }}\ntarget = {target}\nservices = [{codes}]\n{in_force}",
                name = unit.name,
                id = one(&unit.brand),
                brand_zh = unit.brand[0],
                brand_en = unit.brand[1],
                target = unit.target,
            ));
        };
        if place == SHORTENED_UNIT {
            let before = SHORTENED.yesterday().map(|day| day.to_string()).unwrap_or_default();
            let (older, limit) = BEFORE_SHORTENED;
            promise(older, limit, &format!("in_force = {{ until = \"{before}\" }}\n"));
            promise(unit.words, unit.limit, &format!("in_force = {{ from = \"{SHORTENED}\" }}\n"));
        } else {
            promise(unit.words, unit.limit, "");
        }
    }
    text
}
