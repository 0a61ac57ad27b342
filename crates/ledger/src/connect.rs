//! Opening the database.

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use sea_orm_migration::MigratorTrait;

use crate::error::LedgerError;
use crate::schema::Migrator;
use crate::write::Writer;

/// Connections for reading. Pages ask small questions; more would only wait for the disk.
const READERS: u32 = 8;

/// The register, open.
#[derive(Debug, Clone)]
pub struct Ledger {
    reads: DatabaseConnection,
    pub(crate) writer: Writer,
}

impl Ledger {
    /// Opens a database by its address, `sqlite:…` or `postgres:…`, and brings its tables up to date.
    ///
    /// Must be called from within a Tokio runtime: the writing task lives there.
    ///
    /// # Errors
    /// [`LedgerError`] when it cannot be reached, cannot be written to, or was made by a later version.
    pub async fn open(url: &str) -> Result<Self, LedgerError> {
        let cannot = |error: sea_orm::DbErr| match LedgerError::from(error) {
            LedgerError::Failed { detail } => LedgerError::CannotOpen { url: without_password(url), detail },
            other => other,
        };
        let checked = options(url, 1)?;
        if !url.starts_with("sqlite:") {
            reach(url).await?;
        }
        let writes = Database::connect(checked).await.map_err(cannot)?;
        let known = Migrator::migrations().len();
        let applied = Migrator::get_migration_models(&writes).await.map_err(cannot)?.len();
        if applied > known {
            return Err(LedgerError::TooNew { url: without_password(url) });
        }
        Migrator::up(&writes, None).await.map_err(cannot)?;
        // A database that can only be read opens without a word; a write that changes nothing tells.
        writes.execute_unprepared("UPDATE audit_head SET number = number WHERE id = 1").await.map_err(cannot)?;
        let reads = Database::connect(options(url, READERS)?).await.map_err(cannot)?;
        Ok(Self { reads, writer: Writer::start(writes) })
    }

    /// For questions. What is changed through it is not in the audit log, so nothing is.
    pub fn reads(&self) -> &DatabaseConnection {
        &self.reads
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`LedgerError`] when it does not.
    pub async fn ping(&self) -> Result<(), LedgerError> {
        Ok(self.reads.ping().await?)
    }

    /// Whether it is SQLite, and not a server.
    pub fn is_sqlite(&self) -> bool {
        self.reads.get_database_backend() == DbBackend::Sqlite
    }
}

/// Says why a server cannot be reached. A pool of connections would go on trying, and then only say that time is up.
async fn reach(url: &str) -> Result<(), LedgerError> {
    use sea_orm::sqlx::{Connection, postgres::PgConnection};
    let once = PgConnection::connect(url).await;
    let cannot =
        |error: sea_orm::sqlx::Error| LedgerError::CannotOpen { url: without_password(url), detail: error.to_string() };
    once.map_err(cannot)?.close().await.map_err(cannot)
}

/// The address of a SQLite database in a file, which is made if it is not there.
///
/// ```
/// assert_eq!(ledger::sqlite_url("mingpai-demo/ledger.db".as_ref()), "sqlite:mingpai-demo/ledger.db?mode=rwc");
/// ```
pub fn sqlite_url(file: &Path) -> String {
    // What has a meaning of its own in an address is written by its number.
    let path: String = file
        .to_string_lossy()
        .chars()
        .map(|sign| match sign {
            '%' => "%25".to_owned(),
            '?' => "%3F".to_owned(),
            '#' => "%23".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!("sqlite:{path}?mode=rwc")
}

fn options(url: &str, connections: u32) -> Result<ConnectOptions, LedgerError> {
    if !url.starts_with("sqlite:") && !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
        return Err(LedgerError::UnknownUrl { url: without_password(url) });
    }
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(connections).sqlx_logging(false);
    options.connect_timeout(std::time::Duration::from_secs(10)).acquire_timeout(std::time::Duration::from_secs(30));
    options.map_sqlx_sqlite_opts(|options| {
        use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        // An answered write is on the disk, and readers are never kept waiting.
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(std::time::Duration::from_secs(30))
    });
    Ok(options)
}

/// An address as it may stand in a message or a log.
///
/// ```
/// assert_eq!(ledger::without_password("postgres://ming:secret@db/mingpai"), "postgres://ming@db/mingpai");
/// ```
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((who, host)) => {
            let name = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}@{host}")
        }
        None => url.to_owned(),
    }
}
