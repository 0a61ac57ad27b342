//! What a session knows of who signed in, and how.

use axum::response::{IntoResponse, Redirect};
use ledger::{AccountId, By, account, second_factor};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::own_address;
use crate::visitor::Visitor;

/// The keys of a session.
const ACCOUNT: &str = "account";
const SEAL: &str = "seal";
const CAME: &str = "came";
const HALF: &str = "half";

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Came {
    /// By the password, and the code where there is a second factor.
    Password,
    /// By the identity provider, which may have asked for a second factor of its own.
    Provider {
        /// Whether it did.
        second_factor: bool,
    },
}

impl Came {
    /// Whether our second factor is needed besides.
    pub(crate) fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Provider { second_factor: true })
    }
}

/// Somebody who gave the first factor, and is asked for the second.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HalfIn {
    account: AccountId,
    seal: String,
    /// When, in true time.
    at: ledger::Instant,
    came: Came,
    /// Where to go after it.
    pub(crate) next: String,
}

/// How long somebody may look for the telephone, seconds.
const HALF_SECONDS: i64 = 600;

fn broken(error: tower_sessions::session::Error) -> PageError {
    PageError::Broken(error.to_string())
}

/// What makes a session end when the password changes.
fn seal(account: &account::Model) -> String {
    account.password.chars().rev().take(24).collect()
}

/// After the first factor: asks for the second where there is one, and otherwise signs in.
pub(crate) async fn begin(
    desk: &Desk,
    visitor: &Visitor,
    account: &account::Model,
    came: Came,
    next: String,
) -> PageResult {
    if !came.needs_second_factor() || second_factor::find(desk.ledger.reads(), account.id).await?.is_none() {
        return complete(desk, visitor, account, came, &next, None).await;
    }
    let half = HalfIn { account: account.id, seal: seal(account), at: desk.clock().true_now(), came, next };
    visitor.session.cycle_id().await.map_err(broken)?;
    visitor.session.insert(HALF, half).await.map_err(broken)?;
    Ok(Redirect::to("/sign-in/code").into_response())
}

/// Who gave the first factor in this session not long ago.
pub(crate) async fn half_in(
    desk: &Desk,
    session: &Session,
) -> Result<Option<(account::Model, Came, String)>, PageError> {
    let Some(half) = session.get::<HalfIn>(HALF).await.map_err(broken)? else { return Ok(None) };
    let in_time = desk.clock().true_now() < half.at.plus_seconds(HALF_SECONDS);
    let found = account::find(desk.ledger.reads(), half.account).await?;
    let found = found.filter(|account| in_time && !account.closed && half.seal == seal(account));
    Ok(found.map(|account| (account, half.came, half.next)))
}

/// Signs in for good, and leads on; `say` is said on the page that follows.
pub(crate) async fn complete(
    desk: &Desk,
    visitor: &Visitor,
    account: &account::Model,
    came: Came,
    next: &str,
    say: Option<Message>,
) -> PageResult {
    let id = account.id;
    let note = desk.ledger.write(By::Account(id), desk.clock().now(), move |change| {
        Box::pin(async move { account::note_signed_in(change, id).await })
    });
    note.await?;
    enter(&visitor.session, account, came).await?;
    // Whoever comes by the provider may never have had the first password.
    let must_change = account.must_change && came == Came::Password;
    let to = if must_change { "/password" } else { own_address(next).unwrap_or("/desk") };
    match say {
        Some(message) => visitor.done(message, to).await,
        None => Ok(Redirect::to(to).into_response()),
    }
}

/// Lets an account in: a new key for the session, so that one that somebody knew before is worth nothing.
pub(crate) async fn enter(session: &Session, account: &account::Model, came: Came) -> Result<(), PageError> {
    session.cycle_id().await.map_err(broken)?;
    // Nothing of what somebody else left in it.
    session.clear().await;
    session.insert(ACCOUNT, account.id.0).await.map_err(broken)?;
    session.insert(SEAL, seal(account)).await.map_err(broken)?;
    session.insert(CAME, came).await.map_err(broken)
}

/// Who is signed in, and how they came in.
pub(crate) async fn signed_in(session: &Session, desk: &Desk) -> Result<Option<(account::Model, Came)>, PageError> {
    let Some(id) = session.get::<i64>(ACCOUNT).await.map_err(broken)? else { return Ok(None) };
    let known = session.get::<String>(SEAL).await.map_err(broken)?;
    let came = session.get::<Came>(CAME).await.map_err(broken)?.unwrap_or(Came::Password);
    let found = account::find(desk.ledger.reads(), AccountId(id)).await?;
    let found = found.filter(|account| !account.closed && known.as_ref() == Some(&seal(account)));
    let as_they_came = |mut account: account::Model| {
        account.must_change &= came == Came::Password;
        (account, came)
    };
    Ok(found.map(as_they_came))
}
