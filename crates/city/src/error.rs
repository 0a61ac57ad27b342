//! What can keep a city from being written.

words::problems! {
    /// What can keep a city from being written.
    pub enum CityError {
        /// A file could not be written.
        Write { file: String, detail: String } = "cannot-write",
        /// The built-in calendar lacks a year of the records.
        NoCalendar { detail: String } = "city-no-calendar",
        /// Somebody asked to stop.
        Stopped {} = "stopped",
    }
}

impl CityError {
    pub(crate) fn write(file: &std::path::Path, error: impl ToString) -> Self {
        Self::Write { file: file.display().to_string(), detail: error.to_string() }
    }
}
