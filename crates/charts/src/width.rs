//! How wide a text is, roughly, and how it is cut into lines. There is no font on the server.

use unicode_width::UnicodeWidthChar;

/// The width of a text in pixels, for a type size in pixels: a full-width character is as wide as the size; Latin letters and
/// digits are taken for those of a common sans serif, rather a little too wide than too narrow.
///
/// ```
/// assert_eq!(charts::width_of("目标", 12.0), 24.0);
/// assert!(charts::width_of("95%", 12.0) < 36.0);
/// ```
pub fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * size
}

fn ems(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | ' ' | '!' => 0.3,
        'f' | 'r' | 't' | '(' | ')' | '/' | '-' | '[' | ']' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.93,
        'A'..='Z' => 0.7,
        '…' | '—' => 1.0,
        '–' | '·' | '×' | '≤' | '≥' => 0.58,
        ' '..='~' => 0.58,
        _ => match sign.width() {
            Some(0) => 0.0,
            // Control signs have no width; they are drawn as U+FFFD.
            None | Some(1) => 0.62,
            Some(_) => 1.0,
        },
    }
}

/// Cuts a text into at most `lines` lines of at most `columns` full-width characters; half-width ones count half.
///
/// Chinese is cut anywhere, but no line begins with a closing sign or ends with an opening one; words of letters are cut at spaces, and inside only when one
/// is longer than a line. What does not fit is left out, and the last line ends with "…".
pub(crate) fn wrap(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let (columns, most) = (columns.max(2) * 2, lines.max(1));
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(text) {
        let wide: usize = piece.chars().map(cells).sum();
        let space = piece.chars().all(char::is_whitespace);
        if used + wide > columns && !(space || closes(&piece) && used <= columns) {
            done.extend(end(&mut line, &mut used));
        }
        if space && used == 0 {
            continue;
        }
        if wide <= columns || space {
            line.push_str(if space { " " } else { &piece });
            used += wide;
            continue;
        }
        for sign in piece.chars() {
            if used + cells(sign) > columns {
                done.extend(end(&mut line, &mut used));
            }
            line.push(sign);
            used += cells(sign);
        }
    }
    done.extend(end(&mut line, &mut used));
    if done.len() > most {
        done.truncate(most);
        if let Some(last) = done.last_mut() {
            while last.chars().map(cells).sum::<usize>() + 2 > columns {
                last.pop();
            }
            last.push('…');
        }
    }
    done
}

/// As [`wrap`], with lines as equal as they can be without more of them.
pub(crate) fn balanced(text: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut best = wrap(text, columns, lines);
    let whole = |lines: &[String]| !lines.iter().any(|line| line.ends_with('…'));
    if best.len() < 2 || !whole(&best) {
        return best;
    }
    for fewer in (2..columns).rev() {
        let tighter = wrap(text, fewer, lines);
        let cuts_a_word =
            tighter.iter().flat_map(|line| line.split(' ')).count() > text.split_whitespace().count().max(best.len());
        if tighter.len() > best.len() || !whole(&tighter) || (text.contains(' ') && cuts_a_word) {
            break;
        }
        best = tighter;
    }
    best
}

fn end(line: &mut String, used: &mut usize) -> Option<String> {
    *used = 0;
    let whole = std::mem::take(line);
    let whole = whole.trim_end();
    (!whole.is_empty()).then(|| whole.to_owned())
}

/// What may not be cut: a word of narrow letters, or one full-width character with the marks that belong to it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut in_word = false;
    for sign in text.chars().filter(|sign| !sign.is_control() || sign.is_whitespace()) {
        let word = cells(sign) == 1 && !sign.is_whitespace();
        match pieces.last_mut() {
            Some(last) if cells(sign) == 0 || (word && in_word) || last.ends_with(OPENING) => {
                last.push(sign);
                in_word = word;
            }
            _ => {
                pieces.push(sign.to_string());
                in_word = word;
            }
        }
    }
    pieces
}

const OPENING: [char; 6] = ['（', '《', '「', '『', '“', '‘'];

fn closes(piece: &str) -> bool {
    piece.starts_with(['，', '。', '、', '；', '：', '）', '》', '」', '』', '”', '’', '！', '？', ')', ',', ';'])
}

/// 0 for marks that join the sign before them, 1 for narrow signs, 2 for full-width ones.
fn cells(sign: char) -> usize {
    if sign.is_whitespace() { 1 } else { sign.width_cjk().unwrap_or(0).min(2) }
}

#[cfg(test)]
mod tests {
    use super::{balanced, wrap};

    #[test]
    fn lines_are_cut_where_a_reader_would() {
        for (text, columns, lines, cut) in [
            ("受理", 8, 3, "受理"),
            ("", 8, 3, ""),
            ("出具环境影响评价批复文件", 8, 3, "出具环境影响评价|批复文件"),
            ("现场踏勘（含专家评审）与会商", 6, 3, "现场踏勘（含|专家评审）与|会商"),
            ("现场踏勘（含专家）", 5, 3, "现场踏勘|（含专家）"),
            ("一二三四五六七八，九", 8, 3, "一二三四五六七八，|九"),
            ("Expert review of the draft", 7, 3, "Expert review|of the draft"),
            ("Antidisestablishmentarianism", 6, 3, "Antidisestab|lishmentaria|nism"),
            ("一二三四五六七八九十", 4, 2, "一二三四|五六七…"),
            ("𠮷𪚥龘靐齉爩鱻麤", 4, 3, "𠮷𪚥龘靐|齉爩鱻麤"),
            // A sign and its variation selector stay together.
            ("葛\u{e0100}城葛\u{e0100}城", 2, 3, "葛\u{e0100}城|葛\u{e0100}城"),
            ("a\u{0}b", 4, 3, "ab"),
        ] {
            assert_eq!(wrap(text, columns, lines).join("|"), cut, "{text}");
        }
    }

    #[test]
    fn lines_are_about_equal() {
        for (text, cut) in [
            ("专家评审（暂停计时）", "专家评审|（暂停计时）"),
            ("出具环境影响评价批复", "出具环境影|响评价批复"),
            ("受理", "受理"),
            ("Request for completion", "Request for|completion"),
        ] {
            assert_eq!(balanced(text, 8, 4).join("|"), cut, "{text}");
        }
    }
}
