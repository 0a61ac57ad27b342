//! What the tests of sheets and of papers share: a press, readers of PDF and of pictures.

use std::path::Path;
use std::process::{Command, Stdio};

use press::Press;
use sheets::Order;

pub(crate) fn press() -> &'static Press {
    static PRESS: std::sync::LazyLock<Press> = std::sync::LazyLock::new(|| Press::new(Vec::new()));
    &PRESS
}

pub(crate) fn printed(order: &Order) -> Vec<Vec<u8>> {
    let reply = press().print(order);
    assert_eq!(reply.problems, [], "{:?} {:?}", order.sheets, order.document);
    reply.files
}

/// Runs a program of poppler, a reader of PDF that is not the writer; nothing where it is not there.
pub(crate) fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    use std::io::Write;
    let mut child = match Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
    {
        Ok(child) => child,
        Err(_) => {
            skipped(program);
            return None;
        }
    };
    let mut input = child.stdin.take().expect("it has an input");
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends").expect("all is written");
    assert!(output.status.success(), "{program} fails");
    Some(String::from_utf8(output.stdout).expect("it says UTF-8"))
}

fn skipped(program: &str) {
    use std::io::Write;
    let line = format!("{program} is not there (Debian: poppler-utils): sizes and texts of sheets and papers\n");
    if let Ok(list) = std::env::var("MINGPAI_SKIPPED") {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(list);
        let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
    }
}

/// The boxes of the first page, mm: left, bottom, right, top.
pub(crate) fn boxes(info: &str, name: &str) -> [f64; 4] {
    let line = info.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("no {name} in {info}"));
    let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let numbers: [f64; 4] = numbers[numbers.len() - 4..].try_into().expect("a box has four numbers");
    numbers.map(|points| points / 72.0 * 25.4)
}

pub(crate) fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.02
}

/// A text as a reader of PDF gives it back: blanks and ends of lines are where lines were parted.
pub(crate) fn close(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

pub(crate) fn pixels(png: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("it is a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it is no larger than memory")];
    let info = reader.next_frame(&mut bytes).expect("it is whole");
    bytes.truncate(info.buffer_size());
    (info.width as usize, info.height as usize, bytes)
}

/// The texts of the codes on a picture.
pub(crate) fn codes(png: &[u8]) -> Vec<String> {
    let (width, height, bytes) = pixels(png);
    let grey = |x: usize, y: usize| bytes[(y * width + x) * 4];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    picture.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// Compares a picture with the one that was kept.
pub(crate) fn compare(now: &[u8], kept: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("references").join(kept);
    let kept_bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (now, before) = (pixels(now), pixels(&kept_bytes));
    assert_eq!((now.0, now.1), (before.0, before.1), "{kept}");
    let apart = now.2.iter().zip(&before.2).filter(|(one, other)| one.abs_diff(**other) > 24).count();
    // A few pixels of edges may round otherwise on another processor.
    assert!(apart * 2000 < now.2.len(), "{kept} is not as it was: {apart} of {}", now.2.len());
}
