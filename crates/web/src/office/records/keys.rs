//! The keys with which programs send records to a source.

use axum::extract::{Form, Path, State};
use ledger::{ApiKeyId, SourceId, api_key};
use pages::{Field, KeyRow};
use words::Message;

use super::{source, source_page};
use crate::api::records::hash;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::hexadecimal::hexadecimal;
use crate::visitor::Visitor;

/// The longest name of a key, characters.
const LONGEST: usize = 60;

pub(super) async fn rows(desk: &Desk, visitor: &Visitor, source: SourceId) -> Result<Vec<KeyRow>, PageError> {
    let keys = api_key::of_source(desk.ledger.reads(), source).await?;
    let row = |key: api_key::Model| {
        let revoked = |at| visitor.say(&Message::new("keys-revoked-at").with("at", desk.clock().minute(at)));
        KeyRow {
            name: key.name,
            at: desk.clock().minute(key.at),
            revoke: key.revoked_at.is_none().then(|| format!("/desk/records/{source}/keys/{}/revoke", key.id)),
            revoked: key.revoked_at.map(revoked).unwrap_or_default(),
        }
    };
    Ok(keys.into_iter().map(row).collect())
}

pub(super) fn name_field(visitor: &Visitor, problem: String) -> Field {
    Field {
        hint: visitor.t("keys-name-hint"),
        at_most: LONGEST,
        error: Some(problem).filter(|problem| !problem.is_empty()),
        ..Field::text("key-name", visitor.t("keys-name"), "")
    }
}

/// `POST /desk/records/{id}/keys`: makes a key and shows it, this once.
pub(crate) async fn make(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let source = source(&desk, id).await?;
    let name = sent.text("key-name");
    if name.is_empty() || name.chars().count() > LONGEST {
        let problem = visitor.say(&Message::new("form-needed").with("field", Message::new("keys-name")));
        return visitor.page(&source_page(&desk, &visitor, source, None, problem).await?);
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| PageError::Broken(error.to_string()))?;
    let key: String = hexadecimal(&random);
    let key = format!("mingpai_{key}");
    let (of, kept) = (source.id, hash(&key));
    let write = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(api_key::add(change, of, name, kept)));
    write.await?;
    visitor.page(&source_page(&desk, &visitor, source, Some(key), String::new()).await?)
}

/// `POST /desk/records/{id}/keys/{key}/revoke`
pub(crate) async fn revoke(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path((id, key)): Path<(i64, i64)>,
) -> PageResult {
    let source = source(&desk, id).await?;
    let keys = api_key::of_source(desk.ledger.reads(), source.id).await?;
    let key = keys.iter().find(|known| known.id == ApiKeyId(key)).ok_or(PageError::NotFound)?.id;
    let write =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(api_key::revoke(change, key)));
    write.await?;
    visitor.done(Message::new("keys-revoked"), &format!("/desk/records/{id}")).await
}
