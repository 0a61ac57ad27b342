//! The log as CSV, as a database writes it.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::log::{ACTIVITIES, Log, actor_name, case_name, service_name, unit_name, unit_of};

pub(crate) fn write(log: &Log, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "case_id,activity,ts,resource,service,unit")?;
    for event in &log.events {
        let service = log.services.get(event.case as usize).copied().unwrap_or_default();
        let at = jiff::Timestamp::from_microsecond(event.at)?.strftime("%Y-%m-%d %H:%M:%S%.6f");
        let activity = ACTIVITIES.get(usize::from(event.activity)).copied().unwrap_or_default();
        let (case, actor, unit) = (case_name(event.case), actor_name(event.actor), unit_name(unit_of(service)));
        writeln!(file, "{case},{activity},{at},{actor},{},{unit}", service_name(service))?;
    }
    file.flush()?;
    Ok(())
}
