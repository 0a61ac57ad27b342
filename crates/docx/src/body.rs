//! What is written in the paper.

use std::fmt::Write;

use sheets::{Bar, Block, Document};

/// The width of the text, twentieths of a point: A4 less the margins of GB/T 9704.
const WIDTH: usize = 8845;

/// The main part of the file.
pub(crate) fn document(paper: &Document) -> String {
    let mut body = Body(String::new());
    let said = |chinese: &'static str, english: &'static str| if paper.english { english } else { chinese };
    body.line("Small", &paper.number);
    body.line("Title", &paper.title);
    body.line("Subtitle", &paper.subtitle);
    if !paper.to.is_empty() {
        body.line("Normal", &format!("{}{}", paper.to, said("：", ":")));
    }
    for block in &paper.blocks {
        body.block(block, paper.english);
    }
    for (number, name) in paper.attachments.iter().enumerate() {
        let head = if number == 0 { said("附件：", "Attached: ") } else { "" };
        body.line("Body", &format!("{head}{}. {name}", number + 1));
    }
    body.line("Signed", &paper.issuer);
    body.line("Signed", &paper.dated);
    if !paper.contact.is_empty() {
        body.line("Small", &format!("{}{}", said("联系方式：", "Contact: "), paper.contact));
    }
    body.line("Small", &paper.note);
    body.line("Small", &paper.link);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}<w:sectPr>\
         <w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        body.0
    )
}

/// What is written so far. A string takes whatever is written to it.
struct Body(String);

impl Body {
    /// A paragraph of a style; lines within it stay lines. One that says nothing is left out.
    fn line(&mut self, style: &str, text: &str) {
        if !text.trim().is_empty() {
            let _ = write!(self.0, "{}", paragraph(style, text));
        }
    }

    fn block(&mut self, block: &Block, english: bool) {
        let said = |chinese: &'static str, english_words: &'static str| if english { english_words } else { chinese };
        match block {
            Block::Heading { level, text } => self.line(if *level <= 1 { "Heading1" } else { "Heading2" }, text),
            Block::Text { text } => text.lines().for_each(|line| self.line("Body", line)),
            Block::Quote { text, source } => {
                self.line("Quote", text);
                self.line("Small", source);
            }
            Block::Figure { name, share, interval, cases, period, how } => {
                self.line("Caption", name);
                let heads = [
                    said("按时兑现", "Kept"),
                    said("95%置信区间", "95% interval"),
                    said("件数", "Cases"),
                    said("时间", "Period"),
                ];
                let row = [share, interval, cases, period].map(Clone::clone).to_vec();
                self.table(&heads.map(str::to_owned), &[row]);
                self.line("Small", how);
            }
            Block::Table { title, heads, rows } => {
                self.line("Caption", title);
                self.table(heads, rows);
            }
            Block::Bars { title, note, bars, .. } => {
                self.line("Caption", title);
                let row = |bar: &Bar| vec![bar.label.clone(), bar.shown.clone()];
                self.table(&[], &bars.iter().map(row).collect::<Vec<_>>());
                self.line("Small", note);
            }
        }
    }

    fn table(&mut self, heads: &[String], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).chain([heads.len()]).max().unwrap_or_default();
        if columns == 0 || (heads.is_empty() && rows.is_empty()) {
            return;
        }
        let border = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:color=\"8A8F94\"/>");
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        let width = WIDTH / columns;
        let _ = write!(
            self.0,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{}</w:tblGrid>",
            format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns)
        );
        if !heads.is_empty() {
            self.row(heads, columns, width, true);
        }
        for row in rows {
            self.row(row, columns, width, false);
        }
        // Two tables that follow one another would become one.
        let _ = write!(self.0, "</w:tbl>{}", paragraph("Small", ""));
    }

    fn row(&mut self, cells: &[String], columns: usize, width: usize, is_head: bool) {
        // The head stands again on each page.
        self.0.push_str("<w:tr>");
        self.0.push_str(if is_head {
            "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        } else {
            "<w:trPr><w:cantSplit/></w:trPr>"
        });
        for column in 0..columns {
            let text = cells.get(column).map_or("", String::as_str);
            let style = if is_head { "Caption" } else { "Cell" };
            let _ = write!(
                self.0,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                paragraph(style, text)
            );
        }
        self.0.push_str("</w:tr>");
    }
}

fn paragraph(style: &str, text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
}

/// A text as XML has it. What XML cannot hold is left out, and so are the marks that turn the direction, as in print.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\t' => safe.push(' '),
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFFE}'
            | '\u{FFFF}' => {}
            sign if sign.is_control() => {}
            sign => safe.push(sign),
        }
    }
    safe
}
