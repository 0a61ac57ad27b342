//! Lists of days off and make-up workdays.

use jiff::civil::Date;

use crate::error::CalendarError;

/// What a listed day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A day off that would otherwise be worked, or an official holiday on a weekend.
    Holiday,
    /// A weekend day that is worked.
    Workday,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDay {
    /// The day.
    pub date: Date,
    /// Off, or worked.
    pub kind: DayKind,
    /// Why: the festival's name.
    pub name: String,
}

/// A list of such days, as in the file `date,kind,name`.
///
/// A list knows the years in which it has a day, and no others: every year has its holidays.
///
/// ```
/// use calendar::DayList;
///
/// let list = DayList::parse("date,kind,name\n2027-01-01,holiday,元旦\n2027-02-13,workday,春节\n")?;
/// assert_eq!(list.days.len(), 2);
/// assert_eq!(list.years(), vec![2027]);
/// assert!(DayList::parse("2027-01-01,half-day,\n").is_err());
/// # Ok::<(), calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayList {
    /// The days, in the file's order.
    pub days: Vec<ListedDay>,
}

impl DayList {
    /// The list as a text that [`DayList::parse`] reads, its days in their order.
    pub fn to_csv(&self) -> String {
        let kind = |kind: DayKind| match kind {
            DayKind::Holiday => "holiday",
            DayKind::Workday => "workday",
        };
        // A comma in a name would end it.
        let row =
            |day: &ListedDay| format!("{},{},{}\n", day.date, kind(day.kind), day.name.replace([',', '"', '\n'], " "));
        format!("date,kind,name\n{}", self.days.iter().map(row).collect::<String>())
    }

    /// Reads a list. A heading, empty lines and a byte order mark are passed over.
    ///
    /// # Errors
    /// [`CalendarError::List`] with the line of the first row that cannot be read.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let mut days = Vec::new();
        for (index, row) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let row = row.trim();
            let mut fields = row.splitn(3, ',').map(|field| field.trim().trim_matches('"'));
            let (date, kind) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            if row.is_empty() || (index == 0 && date.eq_ignore_ascii_case("date")) {
                continue;
            }
            let wrong = || CalendarError::List { line: index + 1, text: row.to_owned() };
            let kind = match kind {
                "holiday" => DayKind::Holiday,
                "workday" => DayKind::Workday,
                _ => return Err(wrong()),
            };
            // Excel writes 2027/1/1 where the file had 2027-01-01.
            let mut parts = date.split(['-', '/']);
            let mut next = || parts.next().and_then(|part| part.parse::<i16>().ok());
            let (year, month, day) = (next(), next(), next());
            let date = match (year, month, day, next()) {
                (Some(year), Some(month), Some(day), None) => {
                    Date::new(year, month.try_into().unwrap_or(0), day.try_into().unwrap_or(0)).ok()
                }
                _ => None,
            };
            let name = fields.next().unwrap_or_default().to_owned();
            days.push(ListedDay { date: date.ok_or_else(wrong)?, kind, name });
        }
        Ok(Self { days })
    }

    /// The years in which the list has a day, in order.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.days.iter().map(|day| day.date.year()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The official days off and make-up workdays of China that this crate carries.
    pub fn china() -> Self {
        static CHINA: &str = include_str!("../data/cn.csv");
        // A unit test reads the file, so that the empty list is never seen.
        Self::parse(CHINA).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_has_every_year_from_2004_to_2026() {
        let list = DayList::china();
        assert_eq!(list.years(), (2004..=2026).collect::<Vec<_>>());
        let off = list.days.iter().filter(|day| day.kind == DayKind::Holiday).count();
        assert_eq!((off, list.days.len() - off), (621, 150));
    }

    #[test]
    fn what_excel_makes_of_a_list_is_read_too() {
        let list = DayList::parse("\u{feff}date,kind,name\r\n2027/1/1,holiday,元旦\r\n\r\n").unwrap();
        assert_eq!(list.days[0].date, jiff::civil::date(2027, 1, 1));
        for (text, line) in [("2027-13-01,holiday,", 1), ("date,kind\n\n2027-01-01,off,x", 3), ("tomorrow,holiday,", 1)]
        {
            let error = DayList::parse(text).unwrap_err();
            assert!(matches!(error, CalendarError::List { line: found, .. } if found == line), "{error}");
        }
    }
}
