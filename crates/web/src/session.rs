//! Sessions in the ledger, for tower-sessions.

use ledger::{By, Instant, Ledger, session};
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

use crate::clock::true_now;

/// Keeps sessions in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct LedgerSessions(pub(crate) Ledger);

fn micros(record: &Record) -> Instant {
    Instant(i64::try_from(record.expiry_date.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX))
}

fn failed(error: impl ToString) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait::async_trait]
impl SessionStore for LedgerSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 bits by chance: two sessions never get the same.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let key = record.id.to_string();
        let data = serde_json::to_string(record).map_err(|error| Error::Encode(error.to_string()))?;
        let ends_at = micros(record);
        let act = self.0.write_unseen(By::Program, true_now(), move |change| {
            Box::pin(async move { session::keep(change, &key, data, ends_at).await })
        });
        act.await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = session::find(self.0.reads(), &id.to_string(), true_now()).await.map_err(failed)?;
        let record = found.map(|found| serde_json::from_str::<Record>(&found.data));
        record.transpose().map_err(|error| Error::Decode(error.to_string()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let key = id.to_string();
        let act = self.0.write_unseen(By::Program, true_now(), move |change| {
            Box::pin(async move { session::end(change, &key).await })
        });
        act.await.map_err(failed)
    }
}
