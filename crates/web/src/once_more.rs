//! Whoever does something that counts is asked once more who it is: for the password, and for the code where there is a second factor.

use ledger::{By, account, second_factor};
use pages::Field;
use words::Message;

use crate::code::{self, Answer};
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::{Problems, Sent};
use crate::password;
use crate::visitor::Visitor;

/// What is asked for.
pub(crate) async fn fields(desk: &Desk, visitor: &Visitor, problems: &Problems) -> Result<Vec<Field>, PageError> {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let password = Field {
        kind: "password",
        autocomplete: "current-password",
        at_most: 200,
        hint: visitor.t("sign-password-hint"),
        ..Field::text("password", visitor.t("account-password"), "")
    };
    let mut fields = vec![password];
    if second_factor::find(desk.ledger.reads(), account.id).await?.is_some() {
        fields.push(Field {
            autocomplete: "one-time-code",
            at_most: 40,
            short: true,
            hint: visitor.t("two-step-code-hint"),
            ..Field::text("code", visitor.t("two-step-code"), "")
        });
    }
    Ok(fields.into_iter().map(|field| problems.beside(field, visitor)).collect())
}

/// What is wrong with what was given; nothing when it is the one who is signed in. Wrong ones count as they do for signing in.
pub(crate) async fn check(desk: &Desk, visitor: &Visitor, sent: &Sent) -> Result<Problems, PageError> {
    let account = visitor.account.clone().ok_or(PageError::SignIn)?;
    let (id, now) = (account.id, desk.clock().now());
    let mut problems = Problems::default();
    if let Some(until) = account.locked_until.filter(|until| now < *until) {
        problems.add("password", code::locked(until, now));
        return Ok(problems);
    }
    if !password::is_right(sent.raw("password").to_owned(), Some(account.password)).await {
        let note = desk
            .ledger
            .write(By::Program, now, move |change| Box::pin(async move { account::note_failure(change, id).await }));
        note.await?;
        problems.add("password", Message::new("once-more-password-wrong"));
        return Ok(problems);
    }
    if second_factor::find(desk.ledger.reads(), id).await?.is_some() {
        match code::check(desk, id, &sent.text("code")).await? {
            Answer::Right | Answer::Recovery(_) => {}
            Answer::Wrong => problems.add("code", Message::new("two-step-code-wrong")),
            Answer::Locked(until) => problems.add("code", code::locked(until, now)),
        }
    }
    Ok(problems)
}
