//! Workbooks: those of a library, and those by hand that no library would write.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::Cursor;

use blanks::{At, BlankError, Kind, Place, Value, Values, fill, places};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Note, Table, Workbook, Worksheet};

use support::{archive, part, parts, values};

fn book(write: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("年报").unwrap();
    write(sheet);
    workbook.save_to_buffer().unwrap()
}

fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row) {
            if let Some(formula) = text.strip_prefix('=') {
                sheet.write_formula(number, column, Formula::new(formula)).unwrap();
            } else if !text.is_empty() {
                sheet.write_string(number, column, *text).unwrap();
            }
        }
    }
}

/// The cells of the first sheet by their names, numbers apart from texts.
fn read(file: &[u8]) -> Vec<String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let cells = workbook.worksheet_range(&name).unwrap();
    let start = cells.start().unwrap_or_default();
    let shown = |(row, column, cell): (usize, usize, &Data)| {
        let at = format!("{}{}", char::from(b'A' + column as u8 + start.1 as u8), row + 1 + start.0 as usize);
        match cell {
            Data::Empty => None,
            Data::Float(number) => Some(format!("{at} {number}")),
            Data::String(text) => Some(format!("{at} '{text}")),
            other => Some(format!("{at} {other:?}")),
        }
    };
    cells.cells().filter_map(shown).collect()
}

fn formulas(file: &[u8]) -> Vec<String> {
    let sheet = part(file, "xl/worksheets/sheet1.xml");
    sheet.split("<f>").skip(1).map(|rest| rest.split("</f>").next().unwrap().to_owned()).collect()
}

#[test]
fn cells_are_filled_with_texts_and_numbers() {
    let file = book(|sheet| {
        rows(sheet, &[&["{{年度}}年{{单位名称}}", "{{年度}}", " {{兑现率}} ", "{{口号}}", "不动", "{{unit.name}}"]]);
        sheet.write_string_with_format(1, 0, "{{兑现率}}", &Format::new().set_num_format("0.0%")).unwrap();
        let (bold, plain) = (Format::new().set_bold(), Format::new());
        sheet.write_rich_string(1, 1, &[(&bold, "由{{单位"), (&plain, "名称}}报")]).unwrap();
    });
    let out = fill(Kind::Xlsx, &file, &values()).unwrap();
    let expected = [
        "A1 '2025年望澜市行政审批局",
        "B1 2025",
        "C1 0.987",
        "D1 '<好办> & \"快办\"\n=1+1 {{年度}}",
        "E1 '不动",
        "F1 '望澜市行政审批局",
        "A2 0.987",
        "B2 '由望澜市行政审批局报",
    ];
    assert_eq!(read(&out), expected);
    let sheet = part(&out, "xl/worksheets/sheet1.xml");
    // The cell keeps its format, and the first run its look; no formula came in.
    assert!(sheet.contains("<c r=\"A2\" s=\"1\"><v>0.987</v></c>"), "{sheet}");
    assert!(sheet.contains("<b/>") && !sheet.contains("<f>"), "{sheet}");
}

#[test]
fn rows_are_repeated_and_what_is_below_moves() {
    let file = book(|sheet| {
        rows(
            sheet,
            &[
                &["{{单位名称}}"],
                &["承诺", "", "件数", "占比"],
                &["{{承诺.内容}}", "", "{{承诺.件数}}", "=C3/C$4"],
                &["合计", "", "=SUM(C3:C3)", "=C4/C3"],
                &["{{单位.名称}}"],
                &["完", "=A5&C4"],
            ],
        );
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 3, "{{单位名称}}", &plain).unwrap();
        sheet.merge_range(2, 0, 2, 1, "{{承诺.内容}}", &plain).unwrap();
        sheet.merge_range(5, 1, 5, 3, "尾", &plain).unwrap();
        sheet.set_print_area(0, 0, 5, 3).unwrap();
        sheet.set_repeat_rows(0, 1).unwrap();
        sheet.set_page_breaks(&[1, 5]).unwrap();
        sheet.set_header("&C{{单位名称}}");
        sheet.set_row_height(2, 30).unwrap();
    });
    let out = fill(Kind::Xlsx, &file, &values()).unwrap();
    let cells: Vec<String> = read(&out).into_iter().filter(|cell| !cell.contains(" Empty")).collect();
    for cell in [
        "A3 '8个工作日",
        "C3 120",
        "A4 '一次告知",
        "A5 '=HYPERLINK(\"x\")",
        "C5 7",
        "A6 '合计",
        "A7 '甲局",
        "A8 '乙局",
        "A9 '完",
    ] {
        assert!(cells.iter().any(|known| known == cell), "{cell} in {cells:?}");
    }
    assert_eq!(formulas(&out), ["C3/C$6", "C4/C$6", "C5/C$6", "SUM(C3:C5)", "C6/C3"]);
    let sheet = part(&out, "xl/worksheets/sheet1.xml");
    let merged = sheet.split_once("<mergeCells").unwrap().1.split_once("</mergeCells>").unwrap().0;
    let expected = " count=\"5\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:B3\"/><mergeCell ref=\"A4:B4\"/><mergeCell ref=\"A5:B5\"/><mergeCell ref=\"B9:D9\"/>";
    assert_eq!(merged, expected);
    assert!(sheet.contains("<dimension ref=\"A1:D9\"/>"), "{sheet}");
    assert!(sheet.contains("<brk id=\"1\"") && sheet.contains("<brk id=\"8\""), "{sheet}");
    assert!(sheet.contains("<oddHeader>&amp;C望澜市行政审批局</oddHeader>"), "{sheet}");
    assert_eq!(sheet.matches("ht=\"30\"").count(), 3, "{sheet}");
    // What formulas came to is reckoned anew.
    assert!(!sheet.contains("</f><v>"), "{sheet}");
    let workbook = part(&out, "xl/workbook.xml");
    assert!(workbook.contains("fullCalcOnLoad=\"1\""), "{workbook}");
    assert!(workbook.contains(">年报!$A$1:$D$9<") && workbook.contains(">年报!$1:$2<"), "{workbook}");
    assert!(!parts(&out).iter().any(|name| name.contains("calcChain")));
    // An empty list leaves one row, and a list of one as well.
    let file = book(|sheet| rows(sheet, &[&["{{活动.名称}}", "{{年度}}"], &["完"]]));
    assert_eq!(read(&fill(Kind::Xlsx, &file, &values()).unwrap()), ["A1 '—", "B1 2025", "A2 '完"]);
}

#[test]
fn formulas_of_other_sheets_follow() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("甲 表").unwrap();
    rows(sheet, &[&["{{承诺.内容}}", "{{承诺.件数}}"], &["合计", "=SUM(B1:B1)"]]);
    let sheet = workbook.add_worksheet();
    sheet.set_name("乙").unwrap();
    rows(sheet, &[&["='甲 表'!B2", "=B2"], &["{{年度}}"]]);
    let out = fill(Kind::Xlsx, &workbook.save_to_buffer().unwrap(), &values()).unwrap();
    assert_eq!(formulas(&out), ["SUM(B1:B3)"]);
    let second = part(&out, "xl/worksheets/sheet2.xml");
    assert!(second.contains("<f>'甲 表'!B4</f>") && second.contains("<f>B2</f>"), "{second}");
}

/// Rows and cells without names, a prefix for everything, a string of a formula.
#[test]
fn what_no_library_writes_is_read_as_well() {
    let types = "<Types><Override PartName=\"/xl/book.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let workbook = "<x:workbook xmlns:x=\"x\" xmlns:rel=\"r\"><x:sheets><x:sheet name=\"一\" rel:id=\"r1\"/></x:sheets></x:workbook>";
    let related = "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"/xl/one.xml\"/><Relationship Id=\"r2\" Type=\"t/sharedStrings\" Target=\"texts.xml\"/></Relationships>";
    let texts = "<x:sst xmlns:x=\"x\"><x:si><x:t>{{单位.名称}}</x:t><x:rPh><x:t>注音</x:t></x:rPh></x:si></x:sst>";
    let sheet = "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c t=\"str\"><x:v>{{年度}}x</x:v></x:c><x:c t=\"str\"><x:f>A1</x:f><x:v>{{年度}}</x:v></x:c></x:row><x:row><x:c r=\"B2\" t=\"inlineStr\"><x:is><x:r><x:t>{{年</x:t></x:r><x:r><x:t>度}}</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    let file = archive(&[
        ("[Content_Types].xml", types),
        ("xl/book.xml", workbook),
        ("xl/_rels/book.xml.rels", related),
        ("xl/texts.xml", texts),
        ("xl/one.xml", sheet),
    ]);
    let at =
        |name: &str, cell: &str| Place { name: name.into(), at: At::Cell { sheet: "一".into(), cell: cell.into() } };
    let found = places(Kind::Xlsx, &file).unwrap();
    assert_eq!(found, [at("单位.名称", "A1"), at("年度", "B1"), at("年度", "B2")]);
    let out = fill(Kind::Xlsx, &file, &values()).unwrap();
    let sheet = part(&out, "xl/one.xml");
    let expected = "<x:sheetData><x:row r=\"1\"><x:c t=\"inlineStr\" r=\"A1\"><x:is><x:t xml:space=\"preserve\">甲局</x:t></x:is></x:c><x:c t=\"inlineStr\" r=\"B1\"><x:is><x:t xml:space=\"preserve\">2025x</x:t></x:is></x:c><x:c r=\"C1\"><x:f>A1</x:f></x:c></x:row><x:row r=\"2\"><x:c t=\"inlineStr\" r=\"A2\"><x:is><x:t xml:space=\"preserve\">乙局</x:t></x:is></x:c><x:c t=\"inlineStr\" r=\"B2\"><x:is><x:t xml:space=\"preserve\">2025x</x:t></x:is></x:c><x:c r=\"C2\"><x:f>A2</x:f></x:c></x:row><x:row r=\"3\"><x:c r=\"B3\"><x:v>2025</x:v></x:c></x:row></x:sheetData>";
    assert!(sheet.contains(expected), "{sheet}");
}

#[test]
fn what_would_stay_behind_is_refused() {
    let list = |sheet: &mut Worksheet| rows(sheet, &[&["{{承诺.内容}}"], &["=SUM(B1:B1)"]]);
    let comment = book(|sheet| {
        list(sheet);
        sheet.insert_note(3, 3, &Note::new("批注")).unwrap();
    });
    let table = book(|sheet| {
        list(sheet);
        sheet.add_table(4, 0, 6, 2, &Table::new()).unwrap();
    });
    let array = book(|sheet| {
        list(sheet);
        sheet.write_array_formula(4, 4, 5, 4, Formula::new("=A1:A2")).unwrap();
    });
    let two = book(|sheet| rows(sheet, &[&["{{承诺.内容}}", "{{单位.名称}}"]]));
    let header = book(|sheet| {
        rows(sheet, &[&["一"]]);
        sheet.set_header("{{承诺.内容}}");
    });
    let unknown = book(|sheet| rows(sheet, &[&["一", "", "{{没有}}"]]));
    let rows: [(&[u8], &str); 6] = [
        (&comment, "工作表“年报”里有批注，按清单增行时它不会跟着移动。请把它移到另一张工作表"),
        (&table, "工作表“年报”里有带名称的“表格”，按清单增行时它不会跟着移动。请把它移到另一张工作表"),
        (&array, "工作表“年报”里有共享公式或数组公式（E5），按清单增行时它不会跟着移动。请把它移到另一张工作表"),
        (&two, "工作表“年报”1：同一行里有“承诺”和“单位”两个清单。请分成两行"),
        (&header, "工作表“年报”的页眉页脚：清单的填写位置“承诺.内容”只能放在表格的行里"),
        (&unknown, "工作表“年报”C1：没有名为“没有”的填写位置。名称见本页下方的表"),
    ];
    for (file, expected) in rows {
        let error: BlankError = fill(Kind::Xlsx, file, &values()).unwrap_err();
        assert_eq!(error.message().text(words::Language::Chinese), expected);
    }
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_cut() {
    let mut values = Values::default();
    values.set("甲", Value::text("字".repeat(40_000)));
    let file = book(|sheet| rows(sheet, &[&["前{{甲}}后"]]));
    let cells = read(&fill(Kind::Xlsx, &file, &values).unwrap());
    assert_eq!(cells[0].trim_start_matches("A1 '").chars().count(), 32_767);
    assert!(cells[0].ends_with('…'));
}

proptest! {
    // A workbook takes the library that makes it longer than everything else.
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever is typed is read again, but for what such a file cannot hold.
    #[test]
    fn what_is_typed_is_read_again(typed in "(?s)(.{0,60}|[=+@_x0-9A-F-]{1,12})", around in any::<bool>()) {
        let mut values = Values::default();
        values.list("单", &["位"]);
        values.row("单", vec![("位", Value::text(typed.clone()))]);
        values.row("单", vec![("位", Value::text("末"))]);
        let place = if around { "前{{单.位}}后" } else { "{{单.位}}" };
        let file = book(|sheet| rows(sheet, &[&[place]]));
        let out = fill(Kind::Xlsx, &file, &values).unwrap();
        let kept: String = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n")
            .chars().filter(|sign| matches!(sign, '\n' | '\t') || !(sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}'))).collect();
        let expected = if around { format!("前{kept}后") } else { kept };
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(out)).unwrap();
        let cells = workbook.worksheet_range("年报").unwrap();
        let text = match cells.get_value((0, 0)) { Some(Data::String(text)) => text.clone(), _ => String::new() };
        prop_assert_eq!(text, expected);
    }
}
