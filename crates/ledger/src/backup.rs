//! A copy of the whole register in one file, and a register from such a file.
//!
//! The copy is made within one transaction that sees one moment, while others go on writing. It is text, a row a line, and knows
//! nothing of which database it came from: a register moves from SQLite to PostgreSQL by it. Sessions stay behind, and so do
//! figures, which are measured again; a job that was unfinished when the copy was made is not taken up by the register that is
//! made from it.
//!
//! | line | what |
//! |---|---|
//! | first | `{"mingpai-backup": 1, "migrations": …}` |
//! | each row | `["unit", {"id": 3, "name": "…", …}]` |
//! | last | `{"rows": …, "sha256": …}`, of all lines before |

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sea_orm::sea_query::Value;
use sea_orm::{
    AccessMode, ActiveModelTrait, ColumnTrait, ColumnType, ConnectionTrait, DatabaseTransaction, DbBackend,
    EntityTrait, IdenStatic, IsolationLevel, Iterable, ModelTrait, PaginatorTrait, PrimaryKeyToColumn, QueryOrder,
    QuerySelect, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use crate::audit::{Subject, hexadecimal};
use crate::error::LedgerError;
use crate::schema::Migrator;
use crate::write::Change;
use crate::{
    Ledger, account, activity, agreement, api_key, appearance, attachment, audit, blank, brand, card, example, figure,
    guidance, handout, identity, job, mail, opinion, paper, printed, programme, project, promise, promised, proposal,
    put_off, record, request, second_factor, service, setting, stage, survey, task, unit,
};

/// Rows that are read at once.
const AT_ONCE: u64 = 500;

/// Does the same with every table, those that others refer to first.
macro_rules! each_table {
    ($do:ident $(, $argument:expr)*) => {
        $do::<programme::Entity>($($argument),*).await?;
        $do::<stage::Entity>($($argument),*).await?;
        $do::<unit::Entity>($($argument),*).await?;
        $do::<account::Entity>($($argument),*).await?;
        $do::<second_factor::Entity>($($argument),*).await?;
        $do::<second_factor::recovery_code::Entity>($($argument),*).await?;
        $do::<identity::Entity>($($argument),*).await?;
        $do::<mail::Entity>($($argument),*).await?;
        $do::<service::Entity>($($argument),*).await?;
        $do::<promised::Entity>($($argument),*).await?;
        $do::<card::Entity>($($argument),*).await?;
        $do::<brand::Entity>($($argument),*).await?;
        $do::<brand::Versions>($($argument),*).await?;
        $do::<promise::Entity>($($argument),*).await?;
        $do::<promise::version::Entity>($($argument),*).await?;
        $do::<printed::Entity>($($argument),*).await?;
        $do::<appearance::Entity>($($argument),*).await?;
        $do::<task::Entity>($($argument),*).await?;
        $do::<task::done::Entity>($($argument),*).await?;
        $do::<activity::Entity>($($argument),*).await?;
        $do::<activity::invitation::Entity>($($argument),*).await?;
        $do::<agreement::Entity>($($argument),*).await?;
        $do::<handout::Entity>($($argument),*).await?;
        $do::<opinion::Entity>($($argument),*).await?;
        $do::<opinion::answer::Entity>($($argument),*).await?;
        $do::<paper::Entity>($($argument),*).await?;
        $do::<paper::version::Entity>($($argument),*).await?;
        $do::<paper::comment::Entity>($($argument),*).await?;
        $do::<paper::reading::Entity>($($argument),*).await?;
        $do::<paper::criterion::Entity>($($argument),*).await?;
        $do::<request::Entity>($($argument),*).await?;
        $do::<request::asked::Entity>($($argument),*).await?;
        $do::<survey::Entity>($($argument),*).await?;
        $do::<survey::question::Entity>($($argument),*).await?;
        $do::<survey::count::Entity>($($argument),*).await?;
        $do::<survey::code::Entity>($($argument),*).await?;
        $do::<proposal::Entity>($($argument),*).await?;
        $do::<project::Entity>($($argument),*).await?;
        $do::<project::taking_part::Entity>($($argument),*).await?;
        $do::<project::milestone::Entity>($($argument),*).await?;
        $do::<example::Entity>($($argument),*).await?;
        $do::<example::follow::Entity>($($argument),*).await?;
        $do::<guidance::Entity>($($argument),*).await?;
        $do::<put_off::Entity>($($argument),*).await?;
        $do::<record::Entity>($($argument),*).await?;
        $do::<record::import::Entity>($($argument),*).await?;
        $do::<api_key::Entity>($($argument),*).await?;
        $do::<figure::measuring::Entity>($($argument),*).await?;
        $do::<setting::Entity>($($argument),*).await?;
        $do::<attachment::Entity>($($argument),*).await?;
        $do::<blank::Entity>($($argument),*).await?;
        $do::<job::Entity>($($argument),*).await?;
        $do::<audit::Entity>($($argument),*).await?;
        $do::<audit::Head>($($argument),*).await?;
    };
}

/// Who is told how many rows are written, of how many; and answers whether to go on.
pub type Tell<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

/// Lines on their way into a file, counted and hashed.
struct Lines<'a> {
    out: &'a mut (dyn Write + Send),
    hash: Sha256,
    rows: u64,
    /// How many rows there will be, and who is told how many there are.
    total: u64,
    tell: Tell<'a>,
}

impl Lines<'_> {
    fn line(&mut self, line: &Json) -> Result<(), LedgerError> {
        let text = format!("{line}\n");
        self.hash.update(text.as_bytes());
        self.out.write_all(text.as_bytes()).map_err(|error| LedgerError::Failed { detail: error.to_string() })?;
        if (self.tell)(self.rows, self.total) { Ok(()) } else { Err(LedgerError::Stopped {}) }
    }
}

/// Writes the whole register; gives how many rows it has.
///
/// # Errors
/// [`LedgerError`] when the database does not answer, or the file cannot be written.
pub async fn write(ledger: &Ledger, out: &mut (dyn Write + Send)) -> Result<u64, LedgerError> {
    write_telling(ledger, out, &|_, _| true).await
}

async fn write_telling(ledger: &Ledger, out: &mut (dyn Write + Send), tell: Tell<'_>) -> Result<u64, LedgerError> {
    // A transaction of SQLite sees one moment anyhow, and knows no other kind.
    let one_moment = if ledger.is_sqlite() {
        ledger.reads().begin().await?
    } else {
        let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        ledger.reads().begin_with_config(Some(isolation), Some(access)).await?
    };
    let mut lines = Lines { out, hash: Sha256::new(), rows: 0, total: 0, tell };
    each_table!(count, &one_moment, &mut lines);
    lines.line(&json!({ "mingpai-backup": 1, "migrations": Migrator::migrations().len() }))?;
    each_table!(write_table, &one_moment, &mut lines);
    one_moment.rollback().await?;
    let last = json!({ "rows": lines.rows, "sha256": hexadecimal(&lines.hash.clone().finalize()) });
    let rows = lines.rows;
    lines.line(&last)?;
    Ok(rows)
}

async fn count<E>(db: &DatabaseTransaction, lines: &mut Lines<'_>) -> Result<(), LedgerError>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    lines.total += E::find().count(db).await?;
    Ok(())
}

async fn write_table<E>(db: &DatabaseTransaction, lines: &mut Lines<'_>) -> Result<(), LedgerError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    let table = E::default().table_name().to_owned();
    let mut before = 0;
    loop {
        let mut rows = E::find();
        for key in E::PrimaryKey::iter() {
            rows = rows.order_by_asc(key.into_column());
        }
        let rows = rows.offset(before).limit(AT_ONCE).all(db).await?;
        if rows.is_empty() {
            return Ok(());
        }
        before += rows.len() as u64;
        for row in rows {
            let mut cells = Map::new();
            for column in E::Column::iter() {
                cells.insert(column.as_str().to_owned(), as_json(row.get(column)));
            }
            lines.rows += 1;
            lines.line(&json!([table, cells]))?;
        }
    }
}

fn as_json(value: Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Int(value) => json!(value),
        Value::BigInt(value) => json!(value),
        Value::String(value) => json!(value),
        Value::Bytes(value) => json!(value.map(|bytes| hexadecimal(&bytes))),
        _ => Json::Null,
    }
}

/// A copy in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// How many rows it has.
    pub rows: u64,
    /// How large the file is.
    pub bytes: u64,
}

/// Copies the whole register into a packed file, and reads it back. Under its name the file is there only when that has succeeded;
/// until then one that was there before stays. The file is written beside, by the thread that asks.
///
/// # Errors
/// [`LedgerError`] when the database does not answer, the file cannot be written, it cannot be read back, or `tell` says to stop.
pub async fn make(ledger: &Ledger, file: &Path, tell: Tell<'_>) -> Result<Made, LedgerError> {
    let cannot = |error: &io::Error| cannot_write(file, error);
    // A link is followed.
    let target = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = format!(".{}.part", target.file_name().unwrap_or_default().to_string_lossy());
    // What a killed program left there is taken away; nobody but the user may read what is written, for it names people.
    let _ = std::fs::remove_file(folder.join(&part));
    let beside = tempfile::Builder::new().prefix(&part).rand_bytes(0).tempfile_in(folder);
    let mut beside = beside.map_err(|error| cannot(&error))?;
    let mut packed = GzEncoder::new(BufWriter::new(beside.as_file_mut()), Compression::default());
    let mut full = Kept { out: &mut packed, error: None };
    let rows = match write_telling(ledger, &mut full, tell).await {
        Ok(rows) => rows,
        Err(error) => return Err(full.error.map_or(error, |error| cannot(&error))),
    };
    packed.finish().and_then(|mut out| out.flush()).map_err(|error| cannot(&error))?;
    beside.as_file().sync_all().map_err(|error| cannot(&error))?;
    if check_file(beside.path())? != rows {
        return Err(damaged("it cannot be read back"));
    }
    let bytes = beside.as_file().metadata().map_err(|error| cannot(&error))?.len();
    beside.persist(&target).map_err(|error| cannot(&error.error))?;
    Ok(Made { rows, bytes })
}

/// Says in the audit log that somebody took a copy along.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn log_fetched(change: &mut Change<'_>, name: &str) -> Result<(), LedgerError> {
    change.log("backup-fetched", Subject { kind: "backup", id: 0 }, &(), &json!({ "file": name })).await
}

/// Keeps what a file says when it cannot be written to.
struct Kept<'a> {
    out: &'a mut (dyn Write + Send),
    error: Option<io::Error>,
}

impl Write for Kept<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).inspect_err(|error| self.error = Some(io::Error::new(error.kind(), error.to_string())))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn cannot_write(file: &Path, error: &io::Error) -> LedgerError {
    match error.kind() {
        io::ErrorKind::StorageFull => LedgerError::DiskFull { detail: file.display().to_string() },
        // The folder is what is wrong, and not the name under which the file would have waited in it.
        kind => {
            LedgerError::CannotWrite { file: file.display().to_string(), detail: io::Error::from(kind).to_string() }
        }
    }
}

/// Opens a packed copy.
///
/// # Errors
/// [`LedgerError::CannotRead`] when it is not there, or may not be read.
pub fn open(file: &Path) -> Result<BufReader<GzDecoder<File>>, LedgerError> {
    let opened = File::open(file)
        .map_err(|error| LedgerError::CannotRead { file: file.display().to_string(), detail: error.to_string() })?;
    Ok(BufReader::new(GzDecoder::new(opened)))
}

/// Reads a packed copy and says whether it is whole; gives how many rows it has.
///
/// # Errors
/// [`LedgerError::NoBackup`] when it is not, and [`LedgerError::CannotRead`].
pub fn check_file(file: &Path) -> Result<u64, LedgerError> {
    check(&mut open(file)?)
}

/// What is wrong with a file: it is none of ours, it ends early, or it is not what was written.
fn damaged(detail: &str) -> LedgerError {
    LedgerError::NoBackup { detail: detail.to_owned() }
}

/// Reads a copy and says whether it is whole; gives how many rows it has.
///
/// # Errors
/// [`LedgerError::NoBackup`] when it is not.
pub fn check(copy: &mut dyn BufRead) -> Result<u64, LedgerError> {
    let (mut hash, mut rows) = (Sha256::new(), 0_u64);
    let mut line = String::new();
    loop {
        line.clear();
        if copy.read_line(&mut line).map_err(|error| damaged(&error.to_string()))? == 0 {
            return Err(damaged("it ends early"));
        }
        if line.starts_with('[') {
            rows += 1;
        } else if line.starts_with("{\"rows\"") {
            let last = json!({ "rows": rows, "sha256": hexadecimal(&hash.finalize()) }).to_string();
            return if line.trim_end() == last { Ok(rows) } else { Err(damaged("it is not what was written")) };
        }
        hash.update(line.as_bytes());
    }
}

/// Makes a register of a copy, in one transaction: all of it or nothing. The database must be empty. Gives how many rows came.
///
/// # Errors
/// [`LedgerError::NotEmpty`], [`LedgerError::NoBackup`] for a file that is damaged or is none, and whatever the database says.
pub async fn restore(ledger: &Ledger, copy: &mut (dyn BufRead + Send)) -> Result<u64, LedgerError> {
    let known =
        account::Entity::find().count(ledger.reads()).await? + unit::Entity::find().count(ledger.reads()).await?;
    if known > 0 || audit::head(ledger.reads()).await?.0 > 0 {
        return Err(LedgerError::NotEmpty {});
    }
    let transaction = ledger.reads().begin().await?;
    audit::Head::delete_many().exec(&transaction).await?;
    let (mut hash, mut rows, mut number) = (Sha256::new(), 0_u64, 0_u64);
    let mut come = Come::default();
    let mut line = String::new();
    loop {
        line.clear();
        let read = copy.read_line(&mut line).map_err(|error| damaged(&error.to_string()))?;
        if read == 0 {
            return Err(damaged("it ends early"));
        }
        number += 1;
        let value: Json = serde_json::from_str(&line).map_err(|_| damaged(&format!("line {number} cannot be read")))?;
        match &value {
            Json::Object(first) if number == 1 => {
                if first.get("mingpai-backup").and_then(Json::as_u64) != Some(1) {
                    return Err(damaged("it does not begin as one"));
                }
                let (made_by, ours) =
                    (first.get("migrations").and_then(Json::as_u64), Migrator::migrations().len() as u64);
                if made_by > Some(ours) {
                    return Err(damaged("a later version made it"));
                }
                come.of_earlier = made_by < Some(ours);
            }
            Json::Object(last) => {
                let whole = last.get("rows").and_then(Json::as_u64) == Some(rows)
                    && last.get("sha256").and_then(Json::as_str) == Some(&hexadecimal(&hash.finalize()));
                if !whole {
                    return Err(damaged("it is not what was written"));
                }
                break;
            }
            Json::Array(row) => {
                let (Some(table), Some(cells)) =
                    (row.first().and_then(Json::as_str), row.get(1).and_then(Json::as_object))
                else {
                    return Err(damaged(&format!("line {number} is no row")));
                };
                come.taken = false;
                each_table!(read_row, &transaction, table, cells, &mut come);
                if !come.taken {
                    return Err(damaged(&format!("line {number} is of a table that is not known")));
                }
                rows += 1;
            }
            _ => return Err(damaged(&format!("line {number} is no row"))),
        }
        hash.update(line.as_bytes());
    }
    job::end_unfinished(&transaction).await?;
    for statement in &come.above {
        transaction.execute_unprepared(statement).await?;
    }
    if transaction.get_database_backend() == DbBackend::Postgres {
        each_table!(count_on, &transaction);
    }
    transaction.commit().await?;
    Ok(rows)
}

/// What came so far.
#[derive(Default)]
struct Come {
    /// Whether the last row was taken by a table.
    taken: bool,
    /// Whether an earlier version made the copy, which knew fewer columns.
    of_earlier: bool,
    /// Which rows lie below which others of the same table, as statements.
    above: Vec<String>,
}

async fn read_row<E>(
    db: &DatabaseTransaction,
    table: &str,
    cells: &Map<String, Json>,
    come: &mut Come,
) -> Result<(), LedgerError>
where
    E: EntityTrait,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    if E::default().table_name() != table {
        return Ok(());
    }
    let mut row = <E::ActiveModel as ActiveModelTrait>::default();
    for column in E::Column::iter() {
        let Some(cell) = cells.get(column.as_str()) else {
            // What an earlier version did not know has what the table gives it.
            if come.of_earlier {
                continue;
            }
            return Err(damaged(&format!("{table} lacks {}", column.as_str())));
        };
        let value = from_json(column.def().get_column_type(), cell)
            .ok_or_else(|| damaged(&format!("{table}.{} is not what it should be", column.as_str())))?;
        // What is above may come later: it is put in when all are there.
        if column.as_str() == "parent" {
            if let (Some(id), Some(parent)) = (cells.get("id").and_then(Json::as_i64), cell.as_i64()) {
                come.above.push(format!("UPDATE {table} SET parent = {parent} WHERE id = {id}"));
            }
            row.set(column, Value::BigInt(None));
        } else {
            row.set(column, value);
        }
    }
    E::insert(row).exec_without_returning(db).await?;
    come.taken = true;
    Ok(())
}

fn from_json(kind: &ColumnType, cell: &Json) -> Option<Value> {
    let null = cell.is_null();
    Some(match kind {
        ColumnType::Boolean => Value::Bool(if null { None } else { Some(cell.as_bool()?) }),
        ColumnType::Integer => Value::Int(if null { None } else { Some(i32::try_from(cell.as_i64()?).ok()?) }),
        ColumnType::BigInteger => Value::BigInt(if null { None } else { Some(cell.as_i64()?) }),
        ColumnType::Blob | ColumnType::VarBinary(_) | ColumnType::Binary(_) => {
            Value::Bytes(if null { None } else { Some(bytes(cell.as_str()?)?) })
        }
        _ => Value::String(if null { None } else { Some(cell.as_str()?.to_owned()) }),
    })
}

fn bytes(hexadecimal: &str) -> Option<Vec<u8>> {
    let pairs = hexadecimal.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// PostgreSQL counts ids by itself, and has to be told how far they are.
async fn count_on<E: EntityTrait>(db: &DatabaseTransaction) -> Result<(), LedgerError> {
    let table = E::default().table_name().to_owned();
    let counted = E::PrimaryKey::iter().any(|key| key.into_column().as_str() == "id")
        && E::default().table_name() != "audit_head";
    if counted {
        let next = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)"
        );
        db.execute_unprepared(&next).await?;
    }
    Ok(())
}
