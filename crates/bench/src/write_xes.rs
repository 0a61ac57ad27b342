//! The log as XES, as process mining tools write it: a trace for each case.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::log::{ACTIVITIES, Log, actor_name, case_name, service_name, unit_name, unit_of};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<classifier name="Activity" keys="concept:name"/>
	<string key="concept:name" value="made-up cases"/>
"#;

pub(crate) fn write(log: &Log, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(HEAD.as_bytes())?;
    let mut events: Vec<_> = log.events.iter().enumerate().collect();
    events.sort_unstable_by_key(|(place, event)| (event.case, *place));
    for trace in events.chunk_by(|(_, one), (_, other)| one.case == other.case) {
        let Some((_, first)) = trace.first() else { continue };
        let service = log.services.get(first.case as usize).copied().unwrap_or_default();
        let (case, unit) = (case_name(first.case), unit_name(unit_of(service)));
        writeln!(file, "\t<trace>\n\t\t<string key=\"concept:name\" value=\"{case}\"/>")?;
        writeln!(file, "\t\t<string key=\"service\" value=\"{}\"/>", service_name(service))?;
        writeln!(file, "\t\t<string key=\"unit\" value=\"{unit}\"/>\n\t\t<string key=\"channel\" value=\"counter\"/>")?;
        writeln!(file, "\t\t<date key=\"startdate\" value=\"{}\"/>", time(first.at)?)?;
        for (place, event) in trace {
            let activity = ACTIVITIES.get(usize::from(event.activity)).copied().unwrap_or_default();
            writeln!(file, "\t\t<event>\n\t\t\t<string key=\"concept:name\" value=\"{activity}\"/>")?;
            writeln!(file, "\t\t\t<string key=\"concept:instance\" value=\"task-{place}\"/>")?;
            writeln!(file, "\t\t\t<string key=\"org:resource\" value=\"{}\"/>", actor_name(event.actor))?;
            writeln!(file, "\t\t\t<string key=\"org:group\" value=\"{unit}\"/>")?;
            writeln!(file, "\t\t\t<date key=\"time:timestamp\" value=\"{}\"/>", time(event.at)?)?;
            writeln!(file, "\t\t\t<string key=\"lifecycle:transition\" value=\"complete\"/>\n\t\t</event>")?;
        }
        writeln!(file, "\t</trace>")?;
    }
    file.write_all(b"</log>\n")?;
    file.flush()?;
    Ok(())
}

/// On China's wall clock, to the millisecond.
fn time(at: i64) -> Result<String, jiff::Error> {
    Ok(jiff::Timestamp::from_microsecond(at)?.strftime("%Y-%m-%dT%H:%M:%S%.3f+08:00").to_string())
}
