//! References to cells, and what becomes of them when a row is repeated.

/// The last row of a sheet.
pub(crate) const LAST_ROW: u32 = 1_048_576;

/// A row of a sheet of which further ones are put below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeat<'a> {
    pub(crate) sheet: &'a str,
    pub(crate) row: u32,
    /// How many further ones.
    pub(crate) by: u32,
}

/// Of which row a formula is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// Of any other.
    Elsewhere,
    /// Of the repeated row, in its repetition of this number.
    Repetition(u32),
}

impl Repeat<'_> {
    /// Where a row is afterwards.
    pub(crate) fn moved(&self, row: u32) -> u32 {
        if row > self.row { row.saturating_add(self.by) } else { row }
    }

    /// The last row of a range: one that ends in the repeated row ends in its last repetition.
    fn moved_end(&self, row: u32) -> u32 {
        if row >= self.row { row.saturating_add(self.by) } else { row }
    }

    /// An area such as `A1:B2` or `C3`; what is none stays.
    pub(crate) fn area(&self, area: &str) -> String {
        let (from, to) = area.split_once(':').unwrap_or((area, area));
        let (Some(first), Some(last)) = (Reference::read(from), Reference::read(to)) else { return area.to_owned() };
        let (first, last) = (first.with(|row| self.moved(row)), last.with(|row| self.moved_end(row)));
        if first == last { first.to_string() } else { format!("{first}:{last}") }
    }

    /// Areas with spaces between them.
    pub(crate) fn areas(&self, areas: &str) -> String {
        areas.split_whitespace().map(|area| self.area(area)).collect::<Vec<_>>().join(" ")
    }

    /// A formula of a sheet; none for one that belongs to no sheet.
    pub(crate) fn formula(&self, formula: &str, sheet: Option<&str>, from: From) -> String {
        let mut out = String::with_capacity(formula.len());
        let mut words = Words { rest: formula };
        // The sheet that the next reference names.
        let mut named: Option<String> = None;
        while let Some(word) = words.next() {
            let own = match &named {
                Some(named) => named.eq_ignore_ascii_case(self.sheet),
                None => sheet.is_some_and(|sheet| sheet == self.sheet),
            };
            match word {
                Word::Sheet(text, name) => {
                    out.push_str(text);
                    named = Some(name);
                    continue;
                }
                Word::Cells(first, None) if own => {
                    out.push_str(&first.with_row(|row, fixed| self.single(row, fixed, from)).to_string());
                }
                Word::Cells(first, Some(last)) if own => {
                    let first = first.with_row(|row, fixed| self.single(row, fixed, from));
                    let last = last.with_row(|row, fixed| match from {
                        From::Repetition(number) if row == self.row && !fixed => row.saturating_add(number),
                        _ => self.moved_end(row),
                    });
                    out.push_str(&format!("{first}:{last}"));
                }
                Word::Cells(first, None) => out.push_str(&first.to_string()),
                Word::Cells(first, Some(last)) => out.push_str(&format!("{first}:{last}")),
                Word::Other(text) => out.push_str(text),
            }
            named = None;
        }
        out
    }

    fn single(&self, row: u32, fixed: bool, from: From) -> u32 {
        match from {
            From::Repetition(number) if row == self.row && !fixed => row.saturating_add(number),
            _ => self.moved(row),
        }
    }
}

/// A cell, or a whole row where it has no column; each as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference {
    /// With its `$`.
    column: String,
    fixed: bool,
    row: u32,
}

impl Reference {
    fn read(text: &str) -> Option<Self> {
        let without = text.strip_prefix('$').unwrap_or(text);
        let letters = without.len() - without.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()).len();
        // Of a whole row the first `$` is that of the row.
        let column = if letters == 0 { "" } else { text.get(..text.len() - without.len() + letters)? };
        if letters > 3 {
            return None;
        }
        let rest = text.get(column.len()..)?;
        let digits = rest.strip_prefix('$').unwrap_or(rest);
        if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let row = digits.parse().ok().filter(|row| (1..=LAST_ROW).contains(row))?;
        Some(Self { column: column.to_owned(), fixed: rest.len() > digits.len(), row })
    }

    fn with(self, moved: impl Fn(u32) -> u32) -> Self {
        Self { row: moved(self.row), ..self }
    }

    fn with_row(self, moved: impl Fn(u32, bool) -> u32) -> Self {
        Self { row: moved(self.row, self.fixed), ..self }
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}{}", self.column, if self.fixed { "$" } else { "" }, self.row)
    }
}

/// The column of a cell's name.
pub(crate) fn column(cell: &str) -> &str {
    cell.trim_end_matches(|sign: char| sign.is_ascii_digit())
}

/// The name of a column, from 0.
pub(crate) fn column_name(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        if number < 26 {
            return name;
        }
        number = number / 26 - 1;
    }
}

/// The number of a column, from 0; none for what names none.
pub(crate) fn column_number(name: &str) -> Option<usize> {
    if name.is_empty() || name.len() > 3 {
        return None;
    }
    let digit = |sign: u8| sign.is_ascii_uppercase().then(|| usize::from(sign - b'A') + 1);
    let number = name.bytes().try_fold(0_usize, |number, sign| Some(number * 26 + digit(sign)?))?;
    Some(number - 1)
}

/// The words of a formula.
struct Words<'a> {
    rest: &'a str,
}

enum Word<'a> {
    /// The name of a sheet with the `!` behind it, as it is written; and the name alone.
    Sheet(&'a str, String),
    Cells(Reference, Option<Reference>),
    Other(&'a str),
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '.' | '$' | '\\' | '?')
}

impl<'a> Words<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The length of what stands in quotation marks, which are doubled within.
    fn quoted(&self, mark: char) -> usize {
        let mut signs = self.rest.char_indices().skip(1).peekable();
        while let Some((at, sign)) = signs.next() {
            if sign == mark && signs.next_if(|(_, next)| *next == mark).is_none() {
                return at + sign.len_utf8();
            }
        }
        self.rest.len()
    }

    fn next(&mut self) -> Option<Word<'a>> {
        let first = self.rest.chars().next()?;
        Some(match first {
            '"' => Word::Other(self.take(self.quoted('"'))),
            '\'' => {
                let whole = self.rest;
                let name = self.take(self.quoted('\''));
                self.sheet(whole, name).unwrap_or(Word::Other(name))
            }
            '[' => Word::Other(self.take(self.rest.find(']').map_or(self.rest.len(), |at| at + 1))),
            sign if is_of_word(sign) => self.word(),
            sign => Word::Other(self.take(sign.len_utf8())),
        })
    }

    /// What was taken as the name of a sheet, if a `!` stands behind it.
    fn sheet(&mut self, whole: &'a str, name: &str) -> Option<Word<'a>> {
        let written = whole.get(..=name.len()).filter(|written| written.ends_with('!'))?;
        self.take(1);
        let plain = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
        Some(Word::Sheet(written, plain.replace("''", "'")))
    }

    fn word(&mut self) -> Word<'a> {
        let length = |text: &str| text.find(|sign| !is_of_word(sign)).unwrap_or(text.len());
        let whole = self.rest;
        let text = self.take(length(whole));
        if let Some(sheet) = self.sheet(whole, text) {
            return sheet;
        }
        if self.rest.starts_with('(') {
            return Word::Other(text);
        }
        let Some(first) = Reference::read(text) else { return Word::Other(text) };
        let behind = self.rest.strip_prefix(':');
        let last = behind.and_then(|rest| Reference::read(rest.get(..length(rest))?).map(|last| (last, length(rest))));
        match last {
            Some((last, length)) => {
                self.take(1 + length);
                Word::Cells(first, Some(last))
            }
            // A number alone is no row.
            None if first.column.is_empty() => Word::Other(text),
            None => Word::Cells(first, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_follows_the_rows() {
        let repeat = Repeat { sheet: "年报 1", row: 5, by: 3 };
        let own = Some("年报 1");
        let rows: [(&str, Option<&str>, From, &str); 20] = [
            ("SUM(C5:C5)", own, From::Elsewhere, "SUM(C5:C8)"),
            ("SUM(C$4:$C$5)", own, From::Elsewhere, "SUM(C$4:$C$8)"),
            ("C4+C5+C6*2", own, From::Elsewhere, "C4+C5+C9*2"),
            ("SUM(C6:C7)", own, From::Elsewhere, "SUM(C9:C10)"),
            ("SUM(C:C)+1E5", own, From::Elsewhere, "SUM(C:C)+1E5"),
            ("SUM(5:5)", own, From::Elsewhere, "SUM(5:8)"),
            ("\"C6:C7 \"\"C6\"&C6", own, From::Elsewhere, "\"C6:C7 \"\"C6\"&C9"),
            ("LOG10(C6)", own, From::Elsewhere, "LOG10(C9)"),
            ("别的!C6+C6", own, From::Elsewhere, "别的!C6+C9"),
            ("'年报 1'!C6+C6", Some("别的"), From::Elsewhere, "'年报 1'!C9+C6"),
            ("'年报 1'!$A$1:$F$5", None, From::Elsewhere, "'年报 1'!$A$1:$F$8"),
            ("'年报 1'!$1:$2,'年报 1'!$A$6", None, From::Elsewhere, "'年报 1'!$1:$2,'年报 1'!$A$9"),
            ("C5/D5", own, From::Repetition(2), "C7/D7"),
            ("SUM(B5:D5)", own, From::Repetition(0), "SUM(B5:D5)"),
            ("C5/SUM($C$5:$C$5)", own, From::Repetition(1), "C6/SUM($C$5:$C$8)"),
            ("C5/C$7", own, From::Repetition(3), "C8/C$10"),
            ("表[C6]+C6", own, From::Elsewhere, "表[C6]+C9"),
            ("'年报''1'!C6", own, From::Elsewhere, "'年报''1'!C6"),
            ("ABCD6+C1048577", own, From::Elsewhere, "ABCD6+C1048577"),
            ("", own, From::Elsewhere, ""),
        ];
        for (formula, sheet, from, expected) in rows {
            assert_eq!(repeat.formula(formula, sheet, from), expected, "{formula}");
        }
        for (areas, expected) in [("A1:B5 C6", "A1:B8 C9"), ("A5", "A5:A8"), ("A:B", "A:B"), ("", "")] {
            assert_eq!(repeat.areas(areas), expected, "{areas}");
        }
    }

    #[test]
    fn columns_have_names_and_numbers() {
        for (number, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(column_name(number), name);
            assert_eq!(column_number(name), Some(number));
        }
        assert_eq!((column_number(""), column_number("a"), column_number("AAAA")), (None, None, None));
        assert_eq!(column("AB12"), "AB");
    }
}
