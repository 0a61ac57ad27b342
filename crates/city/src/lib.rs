//! A made-up city: 24 units, some 80 services, three years of case records, for trying things out.
//!
//! Nothing of it is real. The city has no place on any map, its units and people are invented, and its figures follow from
//! dice with a seed: whole numbers alone, so that the same seed gives the same records on every machine. The records look as
//! those of an office do: GB 18030 tables by year, one unit's workbook, one unit's Parquet files, in the columns of
//! GB/T 39046-2020; and they have the quirks of real ones: cases accepted twice, pauses never ended, steps without an end,
//! rows that stand twice, cases closed before they were accepted.
//!
//! Beside the records stands the register: what the city's programme office would know of units, brands, promises and people
//! ([`City::register`]).
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let city = city::City::of(42).with_cases(500);
//! let counts = city.write(folder.path(), &mut |_, _| true)?;
//! assert_eq!(counts.cases, 500);
//! assert!(folder.path().join("表6_事项受理_2023年.csv").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cases;
mod chance;
mod days;
mod error;
mod names;
mod plan;
mod register;
mod tables;
mod units;
mod write_csv;
mod write_parquet;
mod write_xlsx;

use std::path::Path;

use jiff::civil::Date;
use words::Language;

use crate::days::Days;
use crate::tables::Sheets;
use crate::units::{PARQUET, UNITS, WORKBOOK};
use crate::write_csv::CsvFiles;
use crate::write_parquet::ParquetFiles;
use crate::write_xlsx::Sheetbook;

pub use error::CityError;
pub use register::{
    ActivityEntry, AgreedEntry, Bilingual, BrandEntry, CERTIFICATE, Chosen, ColourEntry, EarlierProgramme,
    EarlierStage, EarlierVersion, EntryState, ExampleEntry, GuidanceEntry, LimitWords, MilestoneEntry, OpinionEntry,
    PaperEntry, PaperVersionEntry, PersonEntry, PersonRole, ProgrammeEntry, ProjectEntry, ProjectsEntry, PromiseEntry,
    ProposalEntry, QuestionEntry, Register, RegistrationEntry, RegistrationKind, RequestEntry, ServiceEntry,
    StageEntry, SubBrandEntry, SurveyEntry, TakingPart, TaskEntry, UnitEntry, UnitKind, YearEntry,
};
pub use tables::Counts;

/// The cases of a whole city.
pub const CASES: u64 = 200_000;
/// The seed of a city where none is named.
pub const SEED: u64 = 2026;

/// A made-up city: a seed, and how many cases its three years have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct City {
    seed: u64,
    cases: u64,
}

impl City {
    /// The city of a seed, with [`CASES`] cases.
    pub fn of(seed: u64) -> Self {
        Self { seed, cases: CASES }
    }

    /// The same city with fewer cases, or with more. Its cases are others then: they are not a part of the many.
    #[must_use]
    pub fn with_cases(self, cases: u64) -> Self {
        Self { cases, ..self }
    }

    /// The day from which on two of its units keep more of their promises than before.
    pub fn improved() -> Date {
        days::IMPROVED
    }

    /// Says, in both languages, that all of it is made up, and what there is to see in it.
    pub fn about() -> &'static str {
        include_str!("about.txt")
    }

    /// How the records are read: the part of the plan that is not promises.
    pub fn reading() -> &'static str {
        plan::reading()
    }

    /// The plan: one promise on each unit's plate, named by its brand in the reader's language. The records are read the
    /// same way with either.
    pub fn plan(language: Language) -> String {
        plan::text(language)
    }

    /// The register: the programme, the units with their brands and promises, and the people. The promises are those of the
    /// plan; which names the people have depends on the seed, and all else is the same for each.
    ///
    /// ```
    /// let register = city::City::of(42).register();
    /// assert_eq!(register.units[0].brand.as_ref().map(|brand| brand.name.zh.as_str()), Some("一章通办"));
    /// ```
    pub fn register(&self) -> Register {
        register::register(self.seed)
    }

    /// Writes the records into a folder that is there, and gives how many facts they hold. `progress` is told cases written
    /// and cases in all, and says whether to go on.
    ///
    /// # Errors
    /// [`CityError`] when a file cannot be written, or `progress` says no: then some files are there and others not.
    pub fn write(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Counts, CityError> {
        let days = Days::of_china().map_err(|error| CityError::NoCalendar { detail: error.to_string() })?;
        let cases = cases::all(self.seed, self.cases, &days);
        let unit = |place: usize| UNITS.get(place).map_or("", |unit| unit.name);
        let mut platform = CsvFiles::new(folder);
        let mut workbook = Sheetbook::new(&folder.join(format!("{}.xlsx", unit(WORKBOOK))));
        let mut parquet = ParquetFiles::new(folder, unit(PARQUET));
        tables::items(&mut platform, days.end())?;
        let mut counts = Counts::default();
        for (done, case) in (0_u64..).zip(&cases) {
            if done % 1000 == 0 && !progress(done, self.cases) {
                return Err(CityError::Stopped {});
            }
            let sheets: &mut dyn Sheets = match case.unit {
                WORKBOOK => &mut workbook,
                PARQUET => &mut parquet,
                _ => &mut platform,
            };
            tables::rows(case, sheets, &mut counts)?;
        }
        platform.finish()?;
        parquet.finish()?;
        workbook.finish()?;
        Ok(counts)
    }
}
