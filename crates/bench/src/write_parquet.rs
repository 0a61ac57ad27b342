//! The log as Parquet, as other tools write it: texts that repeat as dictionaries, zstd, row groups of a million.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use crate::log::{
    ACTIVITIES, Event, Log, SERVICES, STAFF, UNITS, actor_name, case_name, service_name, unit_name, unit_of,
};

const ROWS: usize = 1 << 20;

pub(crate) fn write(log: &Log, path: &Path) -> Result<(), Box<dyn Error>> {
    let text = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let schema = Arc::new(Schema::new(vec![
        Field::new("case_id", DataType::Utf8, false),
        Field::new("activity", text(), false),
        Field::new("ts", DataType::Timestamp(TimeUnit::Microsecond, None), false),
        Field::new("resource", text(), false),
        Field::new("service", text(), false),
        Field::new("unit", text(), false),
    ]));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_column_dictionary_enabled(ColumnPath::from("case_id"), false)
        .set_column_dictionary_enabled(ColumnPath::from("ts"), false)
        .set_max_row_group_row_count(Some(ROWS))
        .build();
    let mut writer = ArrowWriter::try_new(File::create(path)?, Arc::clone(&schema), Some(properties))?;
    let activities = names(ACTIVITIES.iter().map(|name| (*name).to_owned()));
    let actors = names((0..UNITS * STAFF).map(actor_name));
    let services = names((0..SERVICES).map(service_name));
    let units = names((0..UNITS).map(unit_name));
    for events in log.events.chunks(ROWS) {
        let service = |event: &Event| log.services.get(event.case as usize).copied().unwrap_or_default();
        let coded = |names: &ArrayRef, code: &dyn Fn(&Event) -> u16| -> Result<ArrayRef, Box<dyn Error>> {
            let codes: Int32Array = events.iter().map(|event| Some(i32::from(code(event)))).collect();
            Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(codes, Arc::clone(names))?))
        };
        let cases: StringArray = events.iter().map(|event| Some(case_name(event.case))).collect();
        let times: TimestampMicrosecondArray = events.iter().map(|event| Some(event.at)).collect();
        let columns: Vec<ArrayRef> = vec![
            Arc::new(cases),
            coded(&activities, &|event| u16::from(event.activity))?,
            Arc::new(times),
            coded(&actors, &|event| event.actor)?,
            coded(&services, &service)?,
            coded(&units, &|event| unit_of(service(event)))?,
        ];
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns)?)?;
    }
    writer.close()?;
    Ok(())
}

fn names(names: impl Iterator<Item = String>) -> ArrayRef {
    Arc::new(names.map(Some).collect::<StringArray>())
}
