//! Object-centric event logs, OCEL 2.0, as JSON or XML, flattened by one type of object.
//!
//! Each object of the type that the plan names is a case: its attributes are the case's own (of several values in time the
//! last one counts), and every event that is related to it is one of its events. An event that is related to three such
//! objects is an event of three cases.
//!
//! The two readers are our own and small: what is on offer takes a time without an offset for UTC, and a plan must be able
//! to say in which zone it is.

mod json;
mod xml;

use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plan::Source;

use crate::batch::Wanted;
use crate::builder::{FactBuilder, Row};
use crate::problem::{FactsError, RowProblem};
use crate::records::{BadRow, Cutter, OnePiece, Part, Readable, Sink};
use crate::source_file::open_plain;
use crate::time::Times;

/// Such logs are read whole; what is larger than this belongs into another format.
const MOST_BYTES: u64 = 2 << 30;

/// A log as it stands, in either form.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Log {
    pub(crate) objects: Vec<Object>,
    pub(crate) events: Vec<Event>,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Object {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// Name, time and value.
    pub(crate) attributes: Vec<(String, String, String)>,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Event {
    pub(crate) kind: String,
    pub(crate) time: String,
    /// Name and value.
    pub(crate) attributes: Vec<(String, String)>,
    /// The ids of the objects it is related to.
    pub(crate) objects: Vec<String>,
}

impl Log {
    pub(crate) fn read(path: &Path, name: &str) -> Result<Self, FactsError> {
        let reader = Limited { inner: open_plain(path, name)?, left: MOST_BYTES };
        let mut reader = BufReader::with_capacity(1 << 18, reader);
        let mut first = [0; 1];
        loop {
            match reader.read(&mut first) {
                Ok(0) => return Err(FactsError::Truncated { file: name.to_owned() }),
                Ok(_) if first == *b"{" => return json::read(reader, name),
                Ok(_) if first == *b"<" => return xml::read(reader, name),
                // White space and a byte order mark.
                Ok(_) => {}
                Err(error) => return Err(FactsError::io(name, &error)),
            }
        }
    }

    /// The types of objects with the number of each, the most frequent first.
    pub(crate) fn object_types(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for object in &self.objects {
            *counts.entry(&object.kind).or_default() += 1;
        }
        let mut types: Vec<(String, usize)> =
            counts.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect();
        types.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        types
    }
}

/// A reader that ends in an error rather than give more than so many bytes.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left =
            self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other("the log is larger than 2 GiB"))?;
        Ok(read)
    }
}

/// A log that was looked at.
pub(crate) struct OcelFile {
    reading: Arc<Reading>,
}

struct Reading {
    path: PathBuf,
    name: String,
    size: u64,
    source: Source,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

impl OcelFile {
    pub(crate) fn new(
        path: &Path,
        name: &str,
        size: u64,
        source: &Source,
        wanted: Arc<Wanted>,
        times: Arc<Times>,
    ) -> Self {
        let reading =
            Reading { path: path.to_owned(), name: name.to_owned(), size, source: source.clone(), wanted, times };
        Self { reading: Arc::new(reading) }
    }
}

impl Readable for OcelFile {
    fn name(&self) -> &str {
        &self.reading.name
    }

    fn size(&self) -> u64 {
        self.reading.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        Ok(Box::new(OnePiece::new(Box::new(WholeLog { reading: Arc::clone(&self.reading) }), self.reading.size)))
    }
}

struct WholeLog {
    reading: Arc<Reading>,
}

impl Part for WholeLog {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let reading = &*self.reading;
        let log = Log::read(&reading.path, &reading.name)?;
        let cases = reading.cases(&log)?;
        let mut facts = FactBuilder::new(&reading.wanted);
        let mut bad = Vec::new();
        for (number, object) in log.objects.iter().enumerate() {
            if cases.get(object.id.as_str()) == Some(&number) {
                reading.case(number as u64 + 1, object, &mut facts, &mut bad)?;
            }
        }
        for (number, event) in log.events.iter().enumerate() {
            reading.event(number as u64 + 1, event, &cases, &mut facts, &mut bad)?;
        }
        if facts.len() > 0 {
            sink(facts.finish())?;
        }
        Ok(bad)
    }
}

impl Reading {
    /// The objects that are cases: their ids, and where they stand.
    fn cases<'a>(&self, log: &'a Log) -> Result<HashMap<&'a str, usize>, FactsError> {
        let types = || {
            let named = log.object_types().into_iter().map(|(kind, count)| format!("{kind} ({count})"));
            named.collect::<Vec<_>>().join(", ")
        };
        let Some(kind) = &self.source.object_type else {
            return Err(FactsError::NoObjectType { file: self.name.clone(), types: types() });
        };
        let mut cases = HashMap::new();
        for (number, object) in log.objects.iter().enumerate().filter(|(_, object)| object.kind == *kind) {
            cases.entry(object.id.as_str()).or_insert(number);
        }
        if cases.is_empty() {
            return Err(FactsError::UnknownObjectType { file: self.name.clone(), name: kind.clone(), types: types() });
        }
        Ok(cases)
    }

    fn reject(
        &self,
        line: u64,
        problem: RowProblem,
        fields: Vec<String>,
        bad: &mut Vec<BadRow>,
    ) -> Result<(), FactsError> {
        if matches!(problem, RowProblem::NoZone { .. }) {
            return Err(FactsError::Row { file: self.name.clone(), line, problem });
        }
        bad.push(BadRow { line, problem, fields, names: Arc::default() });
        Ok(())
    }

    /// What an object carries, as the first fact of its case.
    fn case(
        &self,
        line: u64,
        object: &Object,
        facts: &mut FactBuilder,
        bad: &mut Vec<BadRow>,
    ) -> Result<(), FactsError> {
        if object.id.is_empty() {
            return self.reject(line, RowProblem::NoCase {}, vec![object.kind.clone()], bad);
        }
        let value = |name: &str| {
            let of_name = object.attributes.iter().filter(|(attribute, _, _)| attribute == name);
            let time = |text: &str| self.times.read(text).map_or(i64::MIN, |moment| moment.at.0);
            // `max_by_key` gives the last of equals, and so the one that stands last in the file.
            of_name
                .max_by_key(|(_, at, _)| time(at))
                .map(|(_, _, value)| value.as_str())
                .filter(|value| !value.is_empty())
        };
        let own = |name: &Option<String>| name.as_deref().and_then(|name| name.strip_prefix("case:")).and_then(value);
        for (index, field) in self.wanted.fields.iter().enumerate() {
            let name = field.name.strip_prefix("case:").unwrap_or(&field.name);
            if let Err(problem) = facts.set_field(index, value(name).unwrap_or_default(), &self.times) {
                facts.drop_fields();
                return self.reject(line, problem, vec![object.id.clone()], bad);
            }
        }
        facts.push(Row {
            case: &object.id,
            service: own(&self.source.service),
            unit: own(&self.source.unit),
            channel: own(&self.source.channel),
            line,
            ..Row::default()
        });
        Ok(())
    }

    /// An event, as a fact of each case it is related to.
    fn event(
        &self,
        line: u64,
        event: &Event,
        cases: &HashMap<&str, usize>,
        facts: &mut FactBuilder,
        bad: &mut Vec<BadRow>,
    ) -> Result<(), FactsError> {
        let mut of: Vec<&str> = Vec::new();
        for id in &event.objects {
            if cases.contains_key(id.as_str()) && !of.contains(&id.as_str()) {
                of.push(id);
            }
        }
        let fields = |case: &str| vec![case.to_owned(), event.kind.clone(), event.time.clone()];
        let Some(first) = of.first() else { return Ok(()) };
        let moment = match self.times.read(&event.time) {
            Ok(moment) => moment,
            Err(_) if event.time.trim().is_empty() => {
                return self.reject(line, RowProblem::NoTime { column: "time".into() }, fields(first), bad);
            }
            Err(problem) => {
                return self.reject(line, RowProblem::time(problem, "time", &event.time), fields(first), bad);
            }
        };
        let value = |name: &Option<String>| {
            let name = name.as_deref()?;
            let found = event.attributes.iter().find(|(attribute, _)| attribute == name);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        for case in of {
            facts.push(Row {
                case,
                activity: Some(if event.kind.is_empty() { "(none)" } else { &event.kind }),
                at: Some(moment.at),
                mark: None,
                actor: value(&self.source.actor),
                service: value(&self.source.service),
                unit: value(&self.source.unit),
                channel: value(&self.source.channel),
                line,
            });
        }
        Ok(())
    }
}
