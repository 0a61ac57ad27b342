//! Times as people and systems write them.

use calendar::{Day, Instant, Zone};
use jiff::civil::Date;

const DAY_US: i64 = 86_400_000_000;

/// A time that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant; the first one of the day where only a date is written.
    pub at: Instant,
    /// The last instant of the day where only a date is written: what a due means by it.
    pub end: Instant,
}

impl Moment {
    /// An instant that was written with its time.
    #[inline]
    fn at(at: Instant) -> Self {
        Self { at, end: at }
    }
}

/// Why a time could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeProblem {
    /// It is no time that we know how to read.
    Unreadable,
    /// It carries no offset, and no time zone was given for such times.
    NoZone,
}

/// Reads times: with an offset, or in a time zone given for those without one.
///
/// | read | example |
/// |---|---|
/// | ISO 8601, RFC 3339 | `2025-09-30T09:05:00.123456+08:00`, `2025-09-30 09:05` |
/// | GB/T 39046 | `20250930T090500`, `2025093009:05:00`, `20250930` |
/// | spreadsheets in China | `2025/9/30 9:05`, `2025年9月30日 9时5分`, `2025.09.30`, `2025/9/30 下午 3:05` |
///
/// What is finer than a microsecond is cut. `24:00` is the end of its day. Day and month are never guessed: a date begins
/// with its year, and anything else needs the format to be given.
///
/// ```
/// use calendar::Zone;
/// use facts::{TimeProblem, Times};
///
/// let times = Times::new(Some(Zone::named("Asia/Shanghai")?), None);
/// assert_eq!(times.read("2025/9/30 9:05").unwrap().at.to_string(), "2025-09-30T01:05:00Z");
/// assert_eq!(times.read("30/9/2025 9:05"), Err(TimeProblem::Unreadable));
/// assert_eq!(Times::new(None, None).read("2025-09-30 09:05"), Err(TimeProblem::NoZone));
/// # Ok::<(), calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Times {
    zone: Option<Zone>,
    format: Option<String>,
}

impl Times {
    /// Times without an offset are read in `zone`. With a format, in the letters of strftime, only that is read.
    pub fn new(zone: Option<Zone>, format: Option<String>) -> Self {
        Self { zone, format }
    }

    /// The zone of times without an offset.
    pub fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// Reads one time. White space around it is passed over.
    ///
    /// # Errors
    /// [`TimeProblem`].
    #[inline]
    pub fn read(&self, text: &str) -> Result<Moment, TimeProblem> {
        self.read_after(&mut LastDate::default(), text)
    }

    /// Reads one time as [`Times::read`] does; the date is only read where it is another one than the last.
    #[inline]
    pub(crate) fn read_after(&self, last: &mut LastDate, text: &str) -> Result<Moment, TimeProblem> {
        let written = match &self.format {
            // Nearly every text is as usual, and has no white space around it.
            None => match usual_layout(text.as_bytes(), last) {
                Some((local, [])) => return Ok(Moment::at(self.local(local)?)),
                _ => Written::read(text.trim()),
            },
            Some(format) => Written::read_as(text.trim(), format),
        };
        self.place(written.ok_or(TimeProblem::Unreadable)?)
    }

    /// A local time without an offset, as microseconds since 1970-01-01T00:00:00 local.
    ///
    /// # Errors
    /// [`TimeProblem::NoZone`], or [`TimeProblem::Unreadable`] outside the years 1 to 9999.
    #[inline]
    pub fn local(&self, local_us: i64) -> Result<Instant, TimeProblem> {
        if !(FIRST_LOCAL..=LAST_LOCAL).contains(&local_us) {
            return Err(TimeProblem::Unreadable);
        }
        Ok(self.zone.as_ref().ok_or(TimeProblem::NoZone)?.instant_of_local(local_us))
    }

    /// A local date.
    ///
    /// # Errors
    /// As for [`Times::local`].
    pub fn date(&self, day: Day) -> Result<Moment, TimeProblem> {
        self.place(Written { local: i64::from(day.0) * DAY_US, date_only: true, offset: None })
    }

    /// How a time is written, for looking at a column rather than for reading it; `None` where it is no time.
    pub(crate) fn shape(text: &str) -> Option<Shape> {
        let written = Written::read(text.trim())?;
        let offset_minutes = written.offset.map(|offset| (offset / 60_000_000) as i32);
        Some(Shape { date_only: written.date_only, offset_minutes })
    }

    fn place(&self, written: Written) -> Result<Moment, TimeProblem> {
        let at = match written.offset {
            Some(offset) => Instant(written.local - offset),
            None => self.local(written.local)?,
        };
        let end = match &self.zone {
            Some(zone) if written.date_only => zone.end_of(Day(written.local.div_euclid(DAY_US) as i32)),
            _ => at,
        };
        Ok(Moment { at, end })
    }
}

/// The date that was read last, as it is written and in microseconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LastDate {
    text: [u8; 10],
    local: i64,
}

/// How a time is written.
pub(crate) struct Shape {
    pub(crate) date_only: bool,
    /// Minutes east of UTC, where it says so.
    pub(crate) offset_minutes: Option<i32>,
}

/// 0001-01-01 and 9999-12-31T23:59:59.999999, local.
const FIRST_LOCAL: i64 = -719_162 * DAY_US;
const LAST_LOCAL: i64 = 2_932_897 * DAY_US - 1;

/// An instant that a column of instants may hold: one between the years 1 and 9999, so that it can be shown.
pub(crate) fn is_a_plausible_instant(us: i64) -> bool {
    (FIRST_LOCAL + DAY_US..=LAST_LOCAL - DAY_US).contains(&us)
}

/// A time as it is written, not yet placed on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    /// Microseconds since 1970-01-01T00:00:00 on the clock that was read.
    local: i64,
    date_only: bool,
    /// Microseconds east of UTC.
    offset: Option<i64>,
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        match usual_layout(bytes, &mut LastDate::default()) {
            Some((local, rest)) => Self::with_zone(local, Cursor { rest }),
            None => Self::by_parts(bytes),
        }
    }

    fn with_zone(local: i64, mut cursor: Cursor<'_>) -> Option<Self> {
        let offset = cursor.offset()?;
        Some(Self { local, date_only: false, offset })
    }

    /// Any layout of the table above, part by part.
    fn by_parts(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor { rest: bytes };
        let year = cursor.digits(4, 4)?;
        let (month, day, compact);
        if let Some(separator) = cursor.one_of(&["-", "/", ".", "年"]) {
            month = cursor.digits(1, 2)?;
            cursor.one_of(&[if separator == "年" { "月" } else { separator }])?;
            day = cursor.digits(1, 2)?;
            if separator == "年" {
                cursor.one_of(&["日", "号"])?;
            }
            compact = false;
        } else {
            month = cursor.digits(2, 2)?;
            day = cursor.digits(2, 2)?;
            compact = true;
        }
        let days = i64::from(Day::from(Date::new(year as i16, month as i8, day as i8).ok()?).0);
        if cursor.rest.is_empty() {
            return Some(Self { local: days * DAY_US, date_only: true, offset: None });
        }
        let gap = cursor.one_of(&["T", "t"]).is_some() || cursor.spaces();
        if !gap && !compact {
            return None;
        }
        let half = cursor.one_of(&["上午", "下午", "AM", "PM"]);
        cursor.spaces();
        let (mut hour, minute, second, fraction) = cursor.time_of_day()?;
        match half {
            Some("上午" | "AM") if hour == 12 => hour = 0,
            Some("下午" | "PM") if hour < 12 => hour += 12,
            _ => {}
        }
        let within = (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction;
        if hour > 24 || minute > 59 || second > 59 || within > DAY_US {
            return None;
        }
        Self::with_zone(days * DAY_US + within, cursor)
    }

    /// In a format that was given.
    fn read_as(text: &str, format: &str) -> Option<Self> {
        let parsed = jiff::fmt::strtime::parse(format, text).ok()?;
        let date = parsed.to_date().ok()?;
        let time = parsed.hour().map(|_| parsed.to_time()).transpose().ok()?;
        let within = time.map_or(0, |time| time.duration_since(jiff::civil::Time::midnight()).as_micros() as i64);
        let offset = parsed.offset().map(|offset| i64::from(offset.seconds()) * 1_000_000);
        Some(Self { local: i64::from(Day::from(date).0) * DAY_US + within, date_only: time.is_none(), offset })
    }
}

/// The layout of nearly every row, `2025-09-30 09:05:00.123456`, read without a branch for each part; what follows it, an
/// offset perhaps, is left over.
#[inline]
fn usual_layout<'a>(bytes: &'a [u8], last: &mut LastDate) -> Option<(i64, &'a [u8])> {
    let (head, mut rest) = bytes.split_first_chunk::<19>()?;
    let separators = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if separators.iter().any(|(index, byte)| head[*index] != *byte) || !matches!(head[10], b' ' | b'T') {
        return None;
    }
    let two = |index: usize| {
        let (tens, ones) = (head[index].wrapping_sub(b'0'), head[index + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
    };
    let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let date = head.first_chunk::<10>()?;
    if *date != last.text {
        let year = two(0)? * 100 + two(2)?;
        let day = Date::new(year as i16, two(5)? as i8, two(8)? as i8).ok()?;
        *last = LastDate { text: *date, local: i64::from(Day::from(day).0) * DAY_US };
    }
    let mut us = last.local + (hour * 3600 + minute * 60 + second) * 1_000_000;
    if let [b'.', fraction @ ..] = rest
        && let [a, b, c, d, e, f] = fraction
        && fraction.iter().all(u8::is_ascii_digit)
    {
        us += [a, b, c, d, e, f].into_iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
        rest = &[];
    } else if let [b'.', fraction @ ..] = rest {
        let mut cursor = Cursor { rest: fraction };
        us += cursor.fraction()?;
        rest = cursor.rest;
    }
    Some((us, rest))
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let count = self.rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if count < least {
            return None;
        }
        let (digits, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    fn one_of(&mut self, texts: &[&'static str]) -> Option<&'static str> {
        let found = texts.iter().find(|text| self.rest.starts_with(text.as_bytes()))?;
        self.rest = self.rest.get(found.len()..)?;
        Some(found)
    }

    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        while let [b' ', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.len() < before
    }

    /// Hour, minute, second and microseconds: `9:05`, `09:05:00.5`, `090500`, `9时5分`.
    fn time_of_day(&mut self) -> Option<(i64, i64, i64, i64)> {
        let hour = self.digits(1, 2)?;
        let Some(separator) = self.one_of(&[":", "：", "时", "点"]) else {
            let minute = self.digits(2, 2)?;
            return Some((hour, minute, self.digits(2, 2).unwrap_or(0), 0));
        };
        if matches!(separator, "时" | "点") && self.rest.is_empty() {
            return Some((hour, 0, 0, 0));
        }
        let minute = self.digits(1, 2)?;
        let second = match self.one_of(&[":", "：", "分"]) {
            Some("分") if self.rest.is_empty() => return Some((hour, minute, 0, 0)),
            Some(_) => self.digits(1, 2)?,
            None => return Some((hour, minute, 0, 0)),
        };
        let fraction = if self.one_of(&[".", ","]).is_some() { self.fraction()? } else { 0 };
        self.one_of(&["秒"]);
        Some((hour, minute, second, fraction))
    }

    /// The digits after the point, as microseconds.
    fn fraction(&mut self) -> Option<i64> {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        let mut fraction = 0;
        for place in 0..6 {
            fraction = fraction * 10 + digits.get(place).map_or(0, |digit| i64::from(digit - b'0'));
        }
        (1..=12).contains(&count).then_some(fraction)
    }

    /// What stands at the end: nothing, `Z`, or `+08:00`. `None` when it is something else.
    fn offset(&mut self) -> Option<Option<i64>> {
        self.spaces();
        if self.rest.is_empty() {
            return Some(None);
        }
        let offset = match self.one_of(&["Z", "z", "UTC", "+", "-", "−"])? {
            "Z" | "z" | "UTC" => 0,
            sign => {
                let hours = self.digits(2, 2)?;
                self.one_of(&[":"]);
                let minutes = if self.rest.is_empty() { 0 } else { self.digits(2, 2)? };
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let offset = (hours * 60 + minutes) * 60_000_000;
                if sign == "+" { offset } else { -offset }
            }
        };
        self.rest.is_empty().then_some(Some(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> Times {
        Times::new(Some(Zone::named("Asia/Shanghai").unwrap()), None)
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, utc) in [
            ("2011-10-11 13:45:40.276000+02:00", "2011-10-11T11:45:40.276Z"),
            ("2011-10-11T13:45:40.276+02:00", "2011-10-11T11:45:40.276Z"),
            ("2011-12-06 01:06:40+01:00", "2011-12-06T00:06:40Z"),
            ("2011-12-06T01:06:40Z", "2011-12-06T01:06:40Z"),
            ("2011-12-06T01:06:40-0330", "2011-12-06T04:36:40Z"),
            ("2011-12-06T01:06:40+01", "2011-12-06T00:06:40Z"),
            ("2011-12-06 01:06:40 UTC", "2011-12-06T01:06:40Z"),
            ("2025-09-30 09:05:00", "2025-09-30T01:05:00Z"),
            ("2025-09-30 09:05:00.1234567", "2025-09-30T01:05:00.123456Z"),
            ("2025-09-30 09:05", "2025-09-30T01:05:00Z"),
            ("2025-09-30", "2025-09-29T16:00:00Z"),
            ("20250930", "2025-09-29T16:00:00Z"),
            ("20250930T090500", "2025-09-30T01:05:00Z"),
            ("2025093009:05:00", "2025-09-30T01:05:00Z"),
            ("20250930090500", "2025-09-30T01:05:00Z"),
            ("2025/9/30 9:05", "2025-09-30T01:05:00Z"),
            ("2025/9/3", "2025-09-02T16:00:00Z"),
            ("2025.09.30 09:05:01", "2025-09-30T01:05:01Z"),
            ("2025年9月30日", "2025-09-29T16:00:00Z"),
            ("2025年9月30日 9时5分", "2025-09-30T01:05:00Z"),
            ("2025年09月30日 09:05:07", "2025-09-30T01:05:07Z"),
            ("2025/9/30 下午 3:05", "2025-09-30T07:05:00Z"),
            ("2025/9/30 上午12:05:00", "2025-09-29T16:05:00Z"),
            (" 2025-09-30 09:05:00 ", "2025-09-30T01:05:00Z"),
            ("2025-09-30 24:00:00", "2025-09-30T16:00:00Z"),
            ("0001-01-02 00:00:00", "0001-01-01T15:54:17Z"),
        ] {
            assert_eq!(shanghai().read(text).unwrap().at.to_string(), utc, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "soon",
            "09:05",
            "2025-13-01",
            "2025-02-29",
            "2025-09-30 25:00",
            "2025-09-30 24:00:01",
            "2025-09-30 09:60",
            "2025-09-30 09:05:60",
            "2025-09-30T09:05:00+25:00",
            "2025-09-30 09:05:00 x",
            "30/9/2025",
            "09/30/2025",
            "2025-9",
            "2025-09-30 09:05:00.",
            "20250930T",
            "45000.5",
            "2025-0９-30",
            "2025年9月",
            "12345678901234567890",
        ] {
            assert_eq!(shanghai().read(text), Err(TimeProblem::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_due_without_a_time_is_the_end_of_its_day() {
        let due = shanghai().read("2025-09-30").unwrap();
        assert_eq!(due.end.to_string(), "2025-09-30T15:59:59.999999Z");
        let with_time = shanghai().read("2025-09-30 00:00").unwrap();
        assert_eq!(with_time.end, with_time.at);
    }

    #[test]
    fn a_format_reads_what_nothing_else_does() {
        let times = |format: &str| Times::new(Some(Zone::named("UTC").unwrap()), Some(format.into()));
        assert_eq!(times("%d/%m/%Y %H:%M").read("30/09/2025 09:05").unwrap().at.to_string(), "2025-09-30T09:05:00Z");
        assert_eq!(times("%d.%m.%Y").read("30.09.2025").unwrap().end.to_string(), "2025-09-30T23:59:59.999999Z");
        assert_eq!(
            times("%Y-%m-%d %H:%M %z").read("2025-09-30 09:05 +0200").unwrap().at.to_string(),
            "2025-09-30T07:05:00Z"
        );
        assert_eq!(times("%d/%m/%Y").read("2025-09-30"), Err(TimeProblem::Unreadable));
    }
}
