//! The same made-up events, in every format that is read, are the same facts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Int32Array, Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
};
use facts::{Field, Role};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use plan::Source;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::records::{AT, COLUMNS, DAYS, DUE, ROWS};
use support::{cases, facts_of, field, file, source};

/// What the events say, written by hand: each case with its service, unit, due, days and note, and its events in UTC.
const EXPECTED: &str = "\
0012: 施工许可, 市住建局, 2025-10-20T04:00:00Z, 8, 急件，\"加急\",勿压
  2025-09-30T01:05:00Z|受理|张甲|窗口
  2025-10-09T02:00:07Z|补正, 一次告知|王乙|网上
  2025-10-14T09:00:00Z|办结|张甲|
NA: 𠮷祥里改造, 䶮县住建局, 2025-11-01T01:00:00Z, 15, 𠀋
  2025-10-09T15:59:59Z|受理|张甲|窗口
  2025-10-10T00:30:00Z|(none)||
a b: , 㐂乡政府, , , 
  2025-12-31T16:00:00Z|第一行\n第二行|李丙|窗口
  2025-12-31T16:00:00Z|第一行\n第二行|李丙|窗口
";

fn fields() -> Vec<Field> {
    vec![field("期限", Role::Due), field("天数", Role::Days), field("备注", Role::Text)]
}

/// The cases of some files, in the words of [`EXPECTED`].
fn told(paths: &[PathBuf], source: &Source) -> String {
    let mut text = String::new();
    for (case, of) in cases(&facts_of(paths, source, &fields())) {
        let parts = [of.service, of.unit].into_iter().chain(of.fields).collect::<Vec<_>>();
        text.push_str(&format!("{case}: {}\n", parts.join(", ")));
        for event in of.events {
            text.push_str(&format!("  {event}\n"));
        }
    }
    text
}

const TABLE: &str = r#"
    case = "办件编号"
    activity = "环节"
    at = "时间"
    actor = "处理人"
    channel = "渠道"
    service = "事项"
    unit = "部门"
    time_zone = "Asia/Shanghai"
"#;

/// The events as a text table.
fn table(delimiter: &str, line_break: &str, quote_all: bool) -> String {
    let mut text = String::new();
    for row in std::iter::once(&COLUMNS).chain(&ROWS) {
        let cells = row.iter().map(|cell| {
            let must = quote_all || cell.contains(['"', '\n', '\r']) || cell.contains(delimiter);
            if must { format!("\"{}\"", cell.replace('"', "\"\"")) } else { (*cell).to_owned() }
        });
        text.push_str(&cells.collect::<Vec<_>>().join(delimiter));
        text.push_str(line_break);
    }
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn text_tables() {
    let plain = table(",", "\n", false);
    let gb18030 = |text: &str| {
        let (bytes, _, unmappable) = encoding_rs::GB18030.encode(text);
        assert!(!unmappable);
        bytes.into_owned()
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let title = "某市办件明细（虚构）";
    let commas = ",".repeat(COLUMNS.len() - 1);
    let variants: Vec<(&str, Vec<u8>)> = vec![
        ("utf-8", plain.clone().into()),
        ("byte order mark", format!("\u{feff}{plain}").into()),
        ("gb18030", gb18030(&plain)),
        ("gb18030, quoted", gb18030(&table(",", "\r\n", true))),
        ("utf-16", utf16(&format!("\u{feff}{plain}"))),
        ("semicolon", table(";", "\n", false).into()),
        ("tab", table("\t", "\n", false).into()),
        ("bar", table("|", "\r\n", false).into()),
        ("all quoted", table(",", "\n", true).into()),
        ("carriage returns", table(",", "\r\n", false).into()),
        ("title", format!("{title}\n{plain}").into()),
        ("title with commas", format!("{title}{commas}\r\n{}", table(",", "\r\n", false)).into()),
        ("title in gb18030", gb18030(&format!("{title}{commas}\n\n{plain}"))),
        ("empty lines", format!("\n\n{plain}\n\r\n\n").into()),
        ("no line break at the end", plain.trim_end().into()),
        ("gzip", gzip(plain.as_bytes())),
        ("gzip of gb18030", gzip(&gb18030(&plain))),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in variants {
        assert_eq!(told(&[file(folder.path(), &format!("{name}.csv"), bytes)], &source(TABLE)), EXPECTED, "{name}");
    }
    // What can be told by content can be said as well.
    let said = source(&format!("{TABLE}\nheader_row = 3\ndelimiter = \";\"\nencoding = \"gbk\"\nformat = \"csv\""));
    let text = gb18030(&format!("{title}\na;b;c\n{}", table(";", "\n", false)));
    assert_eq!(told(&[file(folder.path(), "said", text)], &said), EXPECTED);
}

#[test]
fn workbooks() {
    let folder = tempfile::tempdir().unwrap();
    for (name, as_text, rows_above) in [("serials", false, 0), ("texts", true, 0), ("title above", false, 2)] {
        let mut workbook = Workbook::new();
        let date = Format::new().set_num_format("yyyy/m/d h:mm:ss");
        let sheet = workbook.add_worksheet();
        if rows_above > 0 {
            sheet.write_string(0, 0, "某市办件明细（虚构）").unwrap();
        }
        for (row, cells) in std::iter::once(&COLUMNS).chain(&ROWS).enumerate() {
            let sheet_row = u32::try_from(row).unwrap() + rows_above;
            for (column, cell) in cells.iter().enumerate() {
                let sheet_column = u16::try_from(column).unwrap();
                let is_value = row > 0 && !as_text && !cell.is_empty();
                if is_value && [AT, DUE].contains(&column) {
                    let time = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_datetime_with_format(sheet_row, sheet_column, &time, &date).unwrap();
                } else if is_value && column == DAYS {
                    sheet.write_number(sheet_row, sheet_column, cell.parse::<f64>().unwrap()).unwrap();
                } else {
                    sheet.write_string(sheet_row, sheet_column, *cell).unwrap();
                }
            }
        }
        // Cells that have a format and no content, as a person leaves them below and beside a table.
        sheet.write_blank(40, 0, &date).unwrap();
        sheet.write_blank(1 + rows_above, 12, &date).unwrap();
        workbook.add_worksheet().write_string(0, 0, "说明").unwrap();
        let path = folder.path().join(format!("{name}.xlsx"));
        workbook.save(&path).unwrap();
        assert_eq!(told(&[path], &source(TABLE)), EXPECTED, "{name}");
    }
}

/// The events as a Parquet file, its columns made by `column`.
fn parquet(path: &Path, column: impl Fn(usize, Vec<Option<&'static str>>) -> ArrayRef) -> PathBuf {
    let columns = (0..COLUMNS.len()).map(|index| {
        let cells = ROWS.iter().map(|row| Some(row[index]).filter(|cell| !cell.is_empty())).collect();
        (COLUMNS[index], column(index, cells), true)
    });
    let batch = RecordBatch::try_from_iter_with_nullable(columns.collect::<Vec<_>>()).unwrap();
    let mut writer = ArrowWriter::try_new(std::fs::File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    path.to_owned()
}

/// A written time as seconds on the clock that shows it.
fn seconds(text: &str) -> i64 {
    text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second()
}

#[test]
fn parquet_files() {
    type Texts = fn(Vec<Option<&'static str>>) -> ArrayRef;
    let texts: [(&str, Texts); 5] = [
        ("text", |cells| Arc::new(StringArray::from(cells))),
        ("large text", |cells| Arc::new(LargeStringArray::from(cells))),
        ("views", |cells| Arc::new(StringViewArray::from(cells))),
        ("dictionary", |cells| Arc::new(cells.into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("empty for null", |cells| {
            Arc::new(cells.into_iter().map(Option::unwrap_or_default).map(Some).collect::<StringArray>())
        }),
    ];
    type Times = fn(Vec<Option<i64>>, Option<&'static str>) -> ArrayRef;
    let times: [(&str, Times); 3] = [
        ("ms", |at, zone| Arc::new(scaled::<TimestampMillisecondArray>(at, 1000).with_timezone_opt(zone))),
        ("us", |at, zone| Arc::new(scaled::<TimestampMicrosecondArray>(at, 1_000_000).with_timezone_opt(zone))),
        ("ns", |at, zone| Arc::new(scaled::<TimestampNanosecondArray>(at, 1_000_000_000).with_timezone_opt(zone))),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.parquet");
    for (text_kind, texts) in texts {
        // Times and days as texts, like any other column.
        assert_eq!(told(&[parquet(&path, |_, cells| texts(cells))], &source(TABLE)), EXPECTED, "{text_kind}");
        for (unit, times) in times {
            for (zone, offset) in [(None, 0), (Some("UTC"), 8), (Some("+08:00"), 8), (Some("Europe/Amsterdam"), 8)] {
                let written = parquet(&path, |column, cells| match column {
                    AT | DUE => {
                        let at = cells.into_iter().map(|cell| Some(seconds(cell?) - offset * 3600));
                        times(at.collect(), zone)
                    }
                    DAYS if unit == "ms" => {
                        Arc::new(cells.into_iter().map(|cell| cell?.parse::<i32>().ok()).collect::<Int32Array>())
                    }
                    DAYS => Arc::new(cells.into_iter().map(|cell| cell?.parse::<i64>().ok()).collect::<Int64Array>()),
                    _ => texts(cells),
                });
                assert_eq!(told(&[written], &source(TABLE)), EXPECTED, "{text_kind}, {unit}, {zone:?}");
            }
        }
    }
}

fn scaled<A: From<Vec<Option<i64>>>>(seconds: Vec<Option<i64>>, units: i64) -> A {
    seconds.into_iter().map(|second| second.map(|second| second * units)).collect::<Vec<_>>().into()
}

const LOG: &str = r#"
    actor = "org:resource"
    channel = "渠道"
    service = "case:事项"
    unit = "case:部门"
    time_zone = "Asia/Shanghai"
"#;

#[test]
fn xes_logs() {
    let folder = tempfile::tempdir().unwrap();
    for (name, offset, prefix) in [("offsets", "+08:00", ""), ("local", "", ""), ("prefix", "+08:00", "xes:")] {
        let log = support::records::xes(offset, prefix);
        let plain = file(folder.path(), &format!("{name}.xes"), &log);
        assert_eq!(told(&[plain], &source(LOG)), EXPECTED, "{name}");
        let zipped = file(folder.path(), &format!("{name}.xes.gz"), gzip(log.as_bytes()));
        assert_eq!(told(&[zipped], &source(LOG)), EXPECTED, "{name}.gz");
    }
    let declared = support::records::xes("+08:00", "").replace("UTF-8", "GB18030");
    let gb18030 = file(folder.path(), "gb18030.xes", encoding_rs::GB18030.encode(&declared).0);
    assert_eq!(told(&[gb18030], &source(LOG)), EXPECTED, "gb18030");
}

#[test]
fn object_centric_logs() {
    let folder = tempfile::tempdir().unwrap();
    let mapping = source(&format!("{}\nobject_type = \"办件\"", LOG.replace("org:resource", "处理人")));
    for (name, log) in [
        ("json", support::records::ocel_json("+08:00")),
        ("json, local", support::records::ocel_json("")),
        ("xml", support::records::ocel_xml("+08:00")),
        ("xml, local", support::records::ocel_xml("")),
        ("xml, byte order mark", format!("\u{feff}{}", support::records::ocel_xml("+08:00"))),
    ] {
        let plain = file(folder.path(), "log", &log);
        assert_eq!(told(&[plain], &mapping), EXPECTED, "{name}");
        let zipped = file(folder.path(), "log.gz", gzip(log.as_bytes()));
        assert_eq!(told(&[zipped], &mapping), EXPECTED, "{name}, gzip");
    }
}
