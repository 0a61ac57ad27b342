//! A few made-up events, and the logs that tell of them.

/// The headings, and which of them are times and numbers.
pub const COLUMNS: [&str; 10] = ["办件编号", "环节", "时间", "处理人", "渠道", "事项", "部门", "期限", "天数", "备注"];
pub const AT: usize = 2;
pub const DUE: usize = 7;
pub const DAYS: usize = 8;

/// The events. Their cases have the ids that get lost most easily; two of them are the same.
pub const ROWS: [[&str; 10]; 7] = [
    [
        "0012",
        "受理",
        "2025-09-30 09:05:00",
        "张甲",
        "窗口",
        "施工许可",
        "市住建局",
        "2025-10-20 12:00:00",
        "8",
        "急件，\"加急\",勿压",
    ],
    [
        "0012",
        "补正, 一次告知",
        "2025-10-09 10:00:07",
        "王乙",
        "网上",
        "施工许可",
        "市住建局",
        "2025-10-20 12:00:00",
        "8",
        "急件，\"加急\",勿压",
    ],
    [
        "NA",
        "受理",
        "2025-10-09 23:59:59",
        "张甲",
        "窗口",
        "𠮷祥里改造",
        "䶮县住建局",
        "2025-11-01 09:00:00",
        "15",
        "𠀋",
    ],
    ["NA", "", "2025-10-10 08:30:00", "", "", "𠮷祥里改造", "䶮县住建局", "2025-11-01 09:00:00", "15", "𠀋"],
    [
        "0012",
        "办结",
        "2025-10-14 17:00:00",
        "张甲",
        "",
        "施工许可",
        "市住建局",
        "2025-10-20 12:00:00",
        "8",
        "急件，\"加急\",勿压",
    ],
    ["a b", "第一行\n第二行", "2026-01-01 00:00:00", "李丙", "窗口", "", "㐂乡政府", "", "", ""],
    ["a b", "第一行\n第二行", "2026-01-01 00:00:00", "李丙", "窗口", "", "㐂乡政府", "", "", ""],
];

/// The cases, in the order in which they first stand.
fn case_rows() -> Vec<&'static [&'static str; 10]> {
    let mut rows: Vec<&[&str; 10]> = Vec::new();
    for row in &ROWS {
        if rows.iter().all(|known| known[0] != row[0]) {
            rows.push(row);
        }
    }
    rows
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    text.replace('\n', "&#10;").replace('\u{20000}', "&#x20000;")
}

/// A written time as an ISO one, with an offset or without.
fn iso(text: &str, offset: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}{offset}", text.replace(' ', "T")) }
}

/// The events as an XES log, its elements with a prefix.
pub fn xes(offset: &str, prefix: &str) -> String {
    let one = |kind: &str, key: &str, value: &str| {
        if value.is_empty() {
            return String::new();
        }
        let (kind, key) = (format!("{prefix}{kind}"), escaped(key));
        // An attribute can have attributes of its own, which are not the event's.
        let inner = format!("<{prefix}string key=\"渠道\" value=\"inside\"/>");
        format!("<{kind} key=\"{key}\" value=\"{}\">{inner}</{kind}>\n", escaped(value))
    };
    let mut log = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- made up: </trace> -->\n<{prefix}log xmlns:xes=\"http://www.xes-standard.org/\">\n\
         <{prefix}extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n\
         <{prefix}global scope=\"trace\"><{prefix}string key=\"concept:name\" value=\"unknown\"/></{prefix}global>\n"
    );
    for case in case_rows() {
        log.push_str(&format!("<{prefix}trace>\n"));
        log.push_str(&one("string", "concept:name", case[0]));
        for (kind, column) in [("string", 5), ("string", 6), ("date", DUE), ("int", DAYS), ("string", 9)] {
            let value = if column == DUE { iso(case[column], offset) } else { case[column].to_owned() };
            log.push_str(&one(kind, COLUMNS[column], &value));
        }
        for row in ROWS.iter().filter(|row| row[0] == case[0]) {
            log.push_str(&format!("<{prefix}event>\n"));
            log.push_str(&one("string", "concept:name", row[1]));
            log.push_str(&one("date", "time:timestamp", &iso(row[AT], offset)));
            log.push_str(&one("string", "org:resource", row[3]));
            log.push_str(&one("string", "渠道", row[4]));
            log.push_str(&format!("</{prefix}event>\n"));
        }
        log.push_str(&format!("</{prefix}trace>\n"));
    }
    log + &format!("</{prefix}log>\n")
}

/// The events as an OCEL 2.0 log: each case is an object, and beside them there are persons who are none.
pub fn ocel_json(offset: &str) -> String {
    use serde_json::{Value, json};
    let objects = case_rows().into_iter().map(|case| {
        let attributes = [5, 6, DUE, DAYS, 9].into_iter().filter(|column| !case[*column].is_empty()).map(|column| {
            let value = match column {
                DUE => Value::from(iso(case[column], offset)),
                DAYS => Value::from(case[column].parse::<i64>().unwrap()),
                column => Value::from(case[column]),
            };
            json!({"name": COLUMNS[column], "time": "1970-01-01T00:00:00Z", "value": value})
        });
        json!({"id": case[0], "type": "办件", "attributes": attributes.collect::<Vec<_>>()})
    });
    let objects: Vec<Value> = objects.chain([json!({"id": "p1", "type": "人员", "attributes": []})]).collect();
    let events: Vec<Value> = ROWS
        .iter()
        .enumerate()
        .map(|(number, row)| {
            let attributes = [3, 4].map(|column| json!({"name": COLUMNS[column], "value": row[column]}));
            let related = [row[0], "p1"].map(|id| json!({"objectId": id, "qualifier": ""}));
            json!({"id": format!("e{number}"), "type": row[1], "time": iso(row[AT], offset), "attributes": attributes, "relationships": related})
        })
        .collect();
    json!({"objectTypes": [], "eventTypes": [], "objects": objects, "events": events}).to_string()
}

/// The same log as XML.
pub fn ocel_xml(offset: &str) -> String {
    let in_text = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut log =
        String::from("<?xml version='1.0' encoding='UTF-8'?>\n<log>\n<object-types/><event-types/>\n<objects>\n");
    for case in case_rows() {
        log.push_str(&format!("<object id=\"{}\" type=\"办件\"><attributes>\n", escaped(case[0])));
        for column in [5, 6, DUE, DAYS, 9].into_iter().filter(|column| !case[*column].is_empty()) {
            let value = if column == DUE { iso(case[column], offset) } else { in_text(case[column]) };
            let name = COLUMNS[column];
            log.push_str(&format!("<attribute name=\"{name}\" time=\"1970-01-01T00:00:00Z\">{value}</attribute>\n"));
        }
        log.push_str("</attributes></object>\n");
    }
    log.push_str("<object id=\"p1\" type=\"人员\"/>\n</objects>\n<events>\n");
    for (number, row) in ROWS.iter().enumerate() {
        let (kind, time) = (escaped(row[1]), iso(row[AT], offset));
        log.push_str(&format!("<event id=\"e{number}\" type=\"{kind}\" time=\"{time}\"><attributes>\n"));
        for column in [3, 4] {
            let (name, value) = (COLUMNS[column], in_text(row[column]));
            log.push_str(&format!("<attribute name=\"{name}\">{value}</attribute>\n"));
        }
        log.push_str(&format!(
            "</attributes><objects><relationship object-id=\"{}\" qualifier=\"\"/><relationship object-id=\"p1\"/>\
             </objects></event>\n",
            escaped(row[0])
        ));
    }
    log + "</events>\n</log>\n"
}
