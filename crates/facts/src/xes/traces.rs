//! Parsing traces.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::events::Event;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::{Reader, XmlVersion};

use crate::batch::FactBatch;
use crate::builder::{FactBuilder, Row};
use crate::problem::{FactsError, RowProblem};
use crate::records::{BadRow, Part, Sink};
use crate::xes::cut::TraceBlock;
use crate::xes::{Reading, Slot};

pub(crate) struct TracesPart {
    pub(crate) block: TraceBlock,
    pub(crate) reading: Arc<Reading>,
}

impl Part for TracesPart {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let (facts, bad) = read_block(&self.block, &self.reading)?;
        if !facts.is_empty() {
            sink(facts)?;
        }
        Ok(bad)
    }
}

/// Where in the log the parser stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Log,
    Trace,
    Event,
}

/// An event as it stands in its trace.
#[derive(Default)]
struct EventText<'a> {
    activity: Option<Cow<'a, str>>,
    at: Option<Cow<'a, str>>,
    actor: Option<Cow<'a, str>>,
    service: Option<Cow<'a, str>>,
    unit: Option<Cow<'a, str>>,
    channel: Option<Cow<'a, str>>,
    position: usize,
}

/// A trace as it stands: its attributes, then its events.
#[derive(Default)]
struct TraceText<'a> {
    case: Option<Cow<'a, str>>,
    actor: Option<Cow<'a, str>>,
    service: Option<Cow<'a, str>>,
    unit: Option<Cow<'a, str>>,
    channel: Option<Cow<'a, str>>,
    fields: Vec<(usize, Cow<'a, str>)>,
    position: usize,
}

fn read_block(block: &TraceBlock, reading: &Reading) -> Result<(FactBatch, Vec<BadRow>), FactsError> {
    let text = block.text.as_str();
    let damaged = |detail: &dyn ToString| FactsError::damaged(&reading.file, "XES", detail.to_string());
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    // The block begins between two traces, so the end of the log is an end without a beginning.
    config.allow_unmatched_ends = true;
    config.check_end_names = true;

    let mut output =
        Output { facts: FactBuilder::new(&reading.wanted), bad: Vec::new(), block, reading, counted: (0, 0) };
    let mut level = Level::Log;
    let mut skipping = 0_u32;
    let mut closed = false;
    let mut trace = TraceText::default();
    let mut events: Vec<EventText<'_>> = Vec::new();
    loop {
        let position = reader.buffer_position() as usize;
        let (tag, is_empty) = match reader.read_event() {
            Ok(Event::Start(tag)) => (tag, false),
            Ok(Event::Empty(tag)) => (tag, true),
            Ok(Event::End(_)) => {
                if skipping > 0 {
                    skipping -= 1;
                    continue;
                }
                match level {
                    Level::Event => level = Level::Trace,
                    Level::Trace => {
                        level = Level::Log;
                        output.trace(&mut trace, &mut events)?;
                    }
                    Level::Log => closed = true,
                }
                continue;
            }
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(FactsError::Entities { file: reading.file.clone() }),
            Ok(_) => continue,
            Err(_) if block.is_last => return Err(FactsError::Truncated { file: reading.file.clone() }),
            Err(error) => return Err(damaged(&error)),
        };
        if skipping > 0 {
            skipping += u32::from(!is_empty);
            continue;
        }
        let name = tag.local_name();
        // The tag as it stands in the block, so that values can be taken from there without copying them.
        let end = reader.buffer_position() as usize - 1 - usize::from(is_empty);
        let content = text.get(position + 1..end).unwrap_or_default();
        let attributes = Attributes::new(content, tag.name().as_ref().len().min(content.len()));
        match (level, name.as_ref()) {
            (Level::Log, "trace") => {
                trace.position = position;
                if is_empty {
                    output.trace(&mut trace, &mut events)?;
                } else {
                    level = Level::Trace;
                }
                continue;
            }
            (Level::Trace, "event") => {
                events.push(EventText { position, ..EventText::default() });
                if !is_empty {
                    level = Level::Event;
                }
                continue;
            }
            (Level::Log, "event") => output.reject(position, RowProblem::OutsideTrace {}, Vec::new()),
            (Level::Log, _) => {}
            (Level::Trace, _) => {
                if let Some((slot, value)) =
                    attribute(attributes, &reading.keys.trace).map_err(|error| damaged(&error))?
                {
                    trace.set(slot, value);
                }
            }
            (Level::Event, _) => {
                if let Some((slot, value)) =
                    attribute(attributes, &reading.keys.event).map_err(|error| damaged(&error))?
                    && let Some(event) = events.last_mut()
                {
                    event.set(slot, value);
                }
            }
        }
        // What an attribute has inside it are attributes of the attribute.
        skipping += u32::from(!is_empty);
    }
    if level != Level::Log || skipping > 0 || (block.is_last && !closed) {
        return Err(FactsError::Truncated { file: reading.file.clone() });
    }
    Ok((output.facts.finish(), output.bad))
}

/// The value of an attribute, if it is one that is looked at.
#[inline]
fn attribute<'a>(
    attributes: Attributes<'a>,
    keys: &[(String, Slot)],
) -> Result<Option<(Slot, Cow<'a, str>)>, quick_xml::Error> {
    let mut slot = None;
    let mut value = None;
    for attribute in unchecked(attributes) {
        let attribute = attribute?;
        match attribute.key.as_ref() {
            "key" => {
                let key = plain(attribute)?;
                let Some((_, found)) = keys.iter().find(|(name, _)| *name == key) else { return Ok(None) };
                slot = Some(*found);
            }
            "value" => value = Some(attribute),
            _ => {}
        }
    }
    slot.zip(value).map(|(slot, value)| Ok((slot, plain(value)?))).transpose()
}

/// Attributes without the check that none stands twice, which costs more than the parsing.
fn unchecked(mut attributes: Attributes<'_>) -> Attributes<'_> {
    attributes.with_checks(false);
    attributes
}

/// A value with its escapes replaced and its white space normalised, as XML 1.0 says.
#[inline]
fn plain(attribute: Attribute<'_>) -> Result<Cow<'_, str>, quick_xml::Error> {
    if attribute.value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r')) {
        return attribute.normalized_value(XmlVersion::Implicit1_0);
    }
    Ok(attribute.value)
}

impl<'a> TraceText<'a> {
    fn set(&mut self, slot: Slot, value: Cow<'a, str>) {
        match slot {
            Slot::Case => self.case = Some(value),
            Slot::Actor => self.actor = Some(value),
            Slot::Service => self.service = Some(value),
            Slot::Unit => self.unit = Some(value),
            Slot::Channel => self.channel = Some(value),
            Slot::Field(index) => self.fields.push((index, value)),
            Slot::Activity | Slot::At => {}
        }
    }
}

impl<'a> EventText<'a> {
    fn set(&mut self, slot: Slot, value: Cow<'a, str>) {
        match slot {
            Slot::Activity => self.activity = Some(value),
            Slot::At => self.at = Some(value),
            Slot::Actor => self.actor = Some(value),
            Slot::Service => self.service = Some(value),
            Slot::Unit => self.unit = Some(value),
            Slot::Channel => self.channel = Some(value),
            Slot::Case | Slot::Field(_) => {}
        }
    }
}

/// A text that says something.
fn some<'t>(text: &'t Option<Cow<'_, str>>) -> Option<&'t str> {
    text.as_deref().filter(|text| !text.is_empty())
}

/// The facts of a block in the making.
struct Output<'a> {
    facts: FactBuilder,
    bad: Vec<BadRow>,
    block: &'a TraceBlock,
    reading: &'a Reading,
    /// Where lines were counted up to, and how many there were.
    counted: (usize, u64),
}

impl Output<'_> {
    fn line(&mut self, position: usize) -> u64 {
        let (from, lines) = self.counted;
        let from = if position < from { 0 } else { from };
        let lines = if from == 0 { 0 } else { lines };
        let between = self.block.text.as_bytes().get(from..position).unwrap_or_default();
        self.counted = (position, lines + memchr::memchr_iter(b'\n', between).count() as u64);
        self.block.line + self.counted.1
    }

    fn reject(&mut self, position: usize, problem: RowProblem, fields: Vec<String>) {
        self.facts.drop_fields();
        let line = self.line(position);
        self.bad.push(BadRow { line, problem, fields, names: Arc::default() });
    }

    /// A problem with a row: a bad row, or the end of the reading.
    fn problem(&mut self, position: usize, problem: RowProblem, fields: Vec<String>) -> Result<(), FactsError> {
        if matches!(problem, RowProblem::NoZone { .. }) {
            return Err(FactsError::Row { file: self.reading.file.clone(), line: self.line(position), problem });
        }
        self.reject(position, problem, fields);
        Ok(())
    }

    /// Gives a trace as facts: first what the trace itself carries, then its events.
    fn trace(&mut self, trace: &mut TraceText<'_>, events: &mut Vec<EventText<'_>>) -> Result<(), FactsError> {
        let trace = std::mem::take(trace);
        let events = events.drain(..);
        let Some(case) = trace.case.as_deref().filter(|case| !case.is_empty()) else {
            let attribute = self.reading.case_name.clone();
            self.reject(trace.position, RowProblem::NamelessTrace { attribute }, Vec::new());
            return Ok(());
        };
        for (index, value) in &trace.fields {
            if let Err(problem) = self.facts.set_field(*index, value, &self.reading.times) {
                self.problem(trace.position, problem, vec![case.to_owned()])?;
                return Ok(());
            }
        }
        let lines = self.reading.wanted.lines;
        let line = if lines { self.line(trace.position) } else { 0 };
        self.facts.push(Row {
            case,
            service: some(&trace.service),
            unit: some(&trace.unit),
            channel: some(&trace.channel),
            line,
            ..Row::default()
        });
        for event in events {
            let fields = |event: &EventText<'_>| {
                [Some(case), event.activity.as_deref(), event.at.as_deref()]
                    .map(|text| text.unwrap_or_default().to_owned())
                    .to_vec()
            };
            let at = match event.at.as_deref().filter(|text| !text.trim().is_empty()) {
                None => Err(RowProblem::NoTime { column: self.reading.at_name.clone() }),
                Some(text) => self
                    .reading
                    .times
                    .read(text)
                    .map_err(|problem| RowProblem::time(problem, &self.reading.at_name, text)),
            };
            match at {
                Err(problem) => self.problem(event.position, problem, fields(&event))?,
                Ok(moment) => {
                    let line = if lines { self.line(event.position) } else { 0 };
                    self.facts.push(Row {
                        case,
                        activity: Some(event.activity.as_deref().filter(|name| !name.is_empty()).unwrap_or("(none)")),
                        at: Some(moment.at),
                        mark: None,
                        actor: some(&event.actor).or(some(&trace.actor)),
                        service: some(&event.service),
                        unit: some(&event.unit),
                        channel: some(&event.channel),
                        line,
                    });
                }
            }
        }
        Ok(())
    }
}

/// The attributes of a block of traces, one by one, for looking at a log rather than for reading facts: whether it is one
/// of the trace, its key and its value. The key is empty where a trace or an event begins.
pub(crate) fn for_each_attribute(block: &TraceBlock, mut each: impl FnMut(Seen<'_>)) {
    let text = block.text.as_str();
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_u32;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                see(&tag, depth, &mut each);
                depth += 1;
            }
            Ok(Event::Empty(tag)) => see(&tag, depth, &mut each),
            Ok(Event::End(_)) => depth -= u32::from(depth > 0),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// What was come across in a block of traces.
pub(crate) enum Seen<'a> {
    /// A trace begins.
    Trace,
    /// An event begins.
    Event,
    /// An attribute of the trace.
    OfTrace(&'a str, &'a str),
    /// An attribute of the event.
    OfEvent(&'a str, &'a str),
}

fn see(tag: &quick_xml::events::BytesStart<'_>, depth: u32, each: &mut impl FnMut(Seen<'_>)) {
    match (depth, tag.local_name().as_ref()) {
        (0, "trace") => each(Seen::Trace),
        (1, "event") => each(Seen::Event),
        (1 | 2, _) => {
            let value_of = |name: &str| tag.try_get_attribute(name).ok().flatten().and_then(|found| plain(found).ok());
            if let (Some(key), Some(value)) = (value_of("key"), value_of("value")) {
                // An attribute inside an attribute of the trace stands as deep as one of an event, but that is seldom.
                each(if depth == 1 { Seen::OfTrace(&key, &value) } else { Seen::OfEvent(&key, &value) });
            }
        }
        _ => {}
    }
}
