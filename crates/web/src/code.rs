//! Codes of the second factor: those that a telephone shows (RFC 6238), and those for the day on which it is lost.

use ledger::{AccountId, By, Instant, account, second_factor};
use totp_rs::{Builder, Secret, Totp};
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::password;

/// How many recovery codes somebody is given.
const RECOVERY_CODES: usize = 10;
/// The bytes of a secret by chance: as many as SHA-1 takes.
const SECRET_BYTES: usize = 20;
/// The half minute before and the one after are taken as well: telephones go wrong by some seconds.
const SKEW: u16 = 1;

/// What a code that was given is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The one that the telephone shows.
    Right,
    /// A recovery code; so many are left.
    Recovery(u64),
    /// None.
    Wrong,
    /// It was not looked at: codes or passwords were wrong too often, and until then none is.
    Locked(Instant),
}

/// That somebody has to wait.
pub(crate) fn locked(until: Instant, now: Instant) -> Message {
    Message::new("sign-in-locked").with("minutes", (until.0 - now.0) / 60_000_000 + 1)
}

/// A new secret, in base 32.
pub(crate) fn new_secret() -> Result<String, Message> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Message::new("password-failed"))?;
    Ok(Secret::from(bytes).to_base32())
}

/// New recovery codes, as they are shown.
pub(crate) fn new_recovery_codes() -> Result<Vec<String>, Message> {
    (0..RECOVERY_CODES).map(|_| password::first()).collect()
}

/// A recovery code as it is kept, however it was typed.
pub(crate) fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn totp(secret: &str, login: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new()
        .with_secret(secret)
        .with_skew(SKEW)
        .with_account_name(login)
        .with_issuer(Some("Mingpai"))
        .build()
        .ok()
}

/// The address that a telephone takes the secret from.
pub(crate) fn address(secret: &str, login: &str) -> Option<String> {
    totp(secret, login)?.to_url().ok()
}

/// The half minute whose code this is, counted from 1970; nothing for a code that is not to be taken now.
pub(crate) fn step_of(secret: &str, code: &str, now: Instant) -> Option<i64> {
    let digits: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    let seconds = u64::try_from(now.0 / 1_000_000).ok()?;
    i64::try_from(totp(secret, "")?.check(&digits, seconds)?).ok()
}

/// Looks at a code that somebody gave, uses it up, and notes a wrong one, all in one change: of many that are sent at once no more
/// are looked at than of as many one after the other.
pub(crate) async fn check(desk: &Desk, id: AccountId, code: &str) -> Result<Answer, PageError> {
    let (code, now, true_now) = (code.to_owned(), desk.clock().now(), desk.clock().true_now());
    let check = desk.ledger.write(By::Program, now, move |change| {
        Box::pin(async move {
            let account = account::find(change.reads(), id).await?;
            if let Some(until) = account.and_then(|account| account.locked_until).filter(|until| now < *until) {
                return Ok(Answer::Locked(until));
            }
            let Some(factor) = second_factor::find(change.reads(), id).await? else { return Ok(Answer::Wrong) };
            let step = step_of(&factor.secret, &code, true_now);
            if let Some(step) = step
                && second_factor::use_step(change, id, step).await?
            {
                return Ok(Answer::Right);
            }
            if let Some(left) = second_factor::use_code(change, id, &plain(&code)).await? {
                return Ok(Answer::Recovery(left));
            }
            account::note_failure(change, id).await?;
            Ok(Answer::Wrong)
        })
    });
    Ok(check.await?)
}
