//! The audit log: every change, who made it, when, from what and to what, as a chain of hashes.
//!
//! Each entry holds the SHA-256 of its own content together with the hash of the entry before it. So an entry that was edited,
//! taken out or swapped is found, and where; the head of the chain, kept apart with the number of entries, finds what was cut off at
//! the end. Whoever can write to the database can make the whole chain anew: so the office prints the head from time to
//! time ([`head`]), and [`verify`] takes it.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::LedgerError;
use crate::ids::AccountId;
use crate::time::Instant;
use crate::write::{By, Change};

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Its place in the log, from 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Who; nobody when the program did it by itself.
    pub account: Option<AccountId>,
    /// What was done: `unit-added`, `brand-signed`, …
    pub act: String,
    /// To what: `unit`, `brand`, `account`, …
    pub subject: String,
    /// Its id.
    pub subject_id: i64,
    /// What it was, as JSON: only the fields that changed; empty for something new.
    pub before: String,
    /// What it became, as JSON: only the fields that changed.
    pub after: String,
    /// The hash of the entry before this one; empty for the first.
    pub previous: String,
    /// The hash of this entry, in hexadecimal.
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod chain_head {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: i64,
        pub(crate) number: i64,
        pub(crate) hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The table of the chain's head, for copies of the register.
pub(crate) use chain_head::Entity as Head;

/// The end of the chain while changes are added to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    number: i64,
    hash: String,
}

impl Chain {
    /// Reads the end, and keeps other servers on the same PostgreSQL from writing until the transaction has ended.
    pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<Self, LedgerError> {
        let head = chain_head::Entity::find_by_id(1).lock_exclusive().one(db).await?;
        Ok(head.map_or(Self { number: 0, hash: String::new() }, |head| Self { number: head.number, hash: head.hash }))
    }

    pub(crate) async fn save(&self, db: &impl ConnectionTrait) -> Result<(), LedgerError> {
        let head = chain_head::ActiveModel { id: Set(1), number: Set(self.number), hash: Set(self.hash.clone()) };
        chain_head::Entity::update(head).exec(db).await?;
        Ok(())
    }
}

impl Model {
    /// The hash that this content has after that of the entry before. Each part comes with its length before it, so that no
    /// two contents are written alike.
    fn content_hash(&self) -> String {
        let account = self.account.map(|account| account.to_string()).unwrap_or_default();
        let (number, at, id) = (self.number.to_string(), self.at.0.to_string(), self.subject_id.to_string());
        let parts = [&self.previous, &number, &at, &account, &self.act, &self.subject, &id, &self.before, &self.after];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hexadecimal(&hash.finalize())
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a change was about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) kind: &'static str,
    pub(crate) id: i64,
}

impl Change<'_> {
    /// Adds a line to the log: what was done, to what, and the fields that differ between before and after.
    pub(crate) async fn log<T: Serialize, U: Serialize>(
        &mut self,
        act: &'static str,
        subject: Subject,
        before: &T,
        after: &U,
    ) -> Result<(), LedgerError> {
        let (before, after) = differing(serde_json::to_value(before)?, serde_json::to_value(after)?);
        let mut entry = Model {
            number: self.chain.number + 1,
            at: self.at,
            account: match self.by {
                By::Account(account) => Some(account),
                By::Program => None,
            },
            act: act.to_owned(),
            subject: subject.kind.to_owned(),
            subject_id: subject.id,
            before: text(&before),
            after: text(&after),
            previous: self.chain.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.content_hash();
        *self.chain = Chain { number: entry.number, hash: entry.hash.clone() };
        Entity::insert(entry.into_active_model()).exec_without_returning(self.db).await?;
        Ok(())
    }
}

/// Nothing is written as an empty text.
fn text(value: &Value) -> String {
    if value.is_null() { String::new() } else { value.to_string() }
}

/// The fields of two objects that are not the same in both.
fn differing(before: Value, after: Value) -> (Value, Value) {
    match (before, after) {
        (Value::Object(mut before), Value::Object(mut after)) => {
            let same: Vec<String> = before
                .iter()
                .filter(|(key, value)| after.get(*key) == Some(value))
                .map(|(key, _)| key.clone())
                .collect();
            for key in same {
                before.remove(&key);
                after.remove(&key);
            }
            (Value::Object(before), Value::Object(after))
        }
        other => other,
    }
}

/// The head of the chain: how many entries it has, and the hash of the last one. Printed, it proves later that nothing before it changed.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn head(db: &impl ConnectionTrait) -> Result<(i64, String), LedgerError> {
    let head = chain_head::Entity::find_by_id(1).one(db).await?;
    Ok(head.map(|head| (head.number, head.hash)).unwrap_or_default())
}

/// What is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The entry's content is not that of which the hash was taken.
    Edited(i64),
    /// There is no entry with this number, and there are later ones.
    Missing(i64),
    /// The entry does not follow the one before it: one of the two was put in another's place.
    Displaced(i64),
    /// The log ends after this entry, and had more.
    CutOff {
        /// The last entry that is there.
        after: i64,
        /// How many there were.
        of: i64,
    },
    /// The entry is not the one that was noted earlier.
    NotAsNoted(i64),
}

/// Walks the whole log and says what is wrong with it, in order; nothing when nothing is. `noted` is a head that was written down
/// earlier.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn verify(db: &impl ConnectionTrait, noted: Option<(i64, &str)>) -> Result<Vec<Fault>, LedgerError> {
    const AT_ONCE: u64 = 1000;
    let mut faults = Vec::new();
    let (mut number, mut hash) = (0_i64, String::new());
    loop {
        let page = Entity::find()
            .filter(Column::Number.gt(number))
            .order_by_asc(Column::Number)
            .limit(AT_ONCE)
            .all(db)
            .await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            if entry.number > number + 1 {
                faults.push(Fault::Missing(number + 1));
            } else if entry.previous != hash {
                faults.push(Fault::Displaced(entry.number));
            }
            if entry.content_hash() != entry.hash {
                faults.push(Fault::Edited(entry.number));
            }
            if noted.is_some_and(|(noted, hash)| noted == entry.number && hash != entry.hash) {
                faults.push(Fault::NotAsNoted(entry.number));
            }
            number = entry.number;
            hash = entry.hash;
        }
    }
    let (last, last_hash) = head(db).await?;
    let expected = last.max(noted.map_or(0, |(number, _)| number));
    if expected > number {
        faults.push(Fault::CutOff { after: number, of: expected });
    } else if last < number || last_hash != hash {
        faults.push(Fault::Displaced(number));
    }
    Ok(faults)
}

/// The entries about one thing, the newest first, at most so many.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn about(db: &impl ConnectionTrait, subject: &str, id: i64, at_most: u64) -> Result<Vec<Model>, LedgerError> {
    let about = Entity::find().filter(Column::Subject.eq(subject)).filter(Column::SubjectId.eq(id));
    Ok(about.order_by_desc(Column::Number).limit(at_most).all(db).await?)
}

/// A page of the log, the newest first: the entries before a number, or the last ones.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn page(db: &impl ConnectionTrait, before: Option<i64>, at_most: u64) -> Result<Vec<Model>, LedgerError> {
    let mut entries = Entity::find();
    if let Some(before) = before {
        entries = entries.filter(Column::Number.lt(before));
    }
    Ok(entries.order_by_desc(Column::Number).limit(at_most).all(db).await?)
}
