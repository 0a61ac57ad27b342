//! Whoever does something that counts is asked once more who it is: for the password, and for the code where there is a second factor.
//! Who came by the identity provider may have no password here, and shows it there once more.

use ledger::{By, account, second_factor};
use pages::Field;
use words::Message;

use crate::code::{self, Answer};
use crate::desk::Desk;
use crate::entry::Came;
use crate::error::PageError;
use crate::form::{Problems, Sent};
use crate::password;
use crate::provider;
use crate::visitor::Visitor;

/// What is asked for.
pub(crate) struct Asked {
    /// To be filled in.
    pub(crate) fields: Vec<Field>,
    /// Where one has to go first, and what the button says.
    pub(crate) confirm: Option<(String, String)>,
}

/// Whether the code is asked for besides.
async fn asks_code(desk: &Desk, visitor: &Visitor, account: &account::Model) -> Result<bool, PageError> {
    let on = second_factor::find(desk.ledger.reads(), account.id).await?.is_some();
    Ok(on && visitor.came.needs_second_factor())
}

/// What whoever is signed in is asked for; `here` is the page that asks.
pub(crate) async fn ask(desk: &Desk, visitor: &Visitor, here: &str, problems: &Problems) -> Result<Asked, PageError> {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let mut fields = Vec::new();
    if visitor.came == Came::Password {
        fields.push(Field {
            kind: "password",
            autocomplete: "current-password",
            at_most: 200,
            hint: visitor.t("sign-password-hint"),
            ..Field::text("password", visitor.t("account-password"), "")
        });
    } else if !provider::confirmed(desk, visitor).await? {
        let name = desk.provider.as_ref().map(|provider| provider.settings.called(visitor.language));
        let label = visitor.say(&Message::new("confirm-at").with("name", name.unwrap_or_default()));
        return Ok(Asked { fields, confirm: Some((format!("/sign-in/provider?next={here}"), label)) });
    }
    if asks_code(desk, visitor, account).await? {
        fields.push(Field {
            autocomplete: "one-time-code",
            at_most: 40,
            short: true,
            hint: visitor.t("two-step-code-hint"),
            ..Field::text("code", visitor.t("two-step-code"), "")
        });
    }
    Ok(Asked { fields: fields.into_iter().map(|field| problems.beside(field, visitor)).collect(), confirm: None })
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
    if visitor.came != Came::Password {
        if !provider::confirmed(desk, visitor).await? {
            problems.add("main", Message::new("confirm-done-needed"));
            return Ok(problems);
        }
    } else if !password::is_right(sent.raw("password").to_owned(), Some(account.password.clone())).await {
        let note = desk
            .ledger
            .write(By::Program, now, move |change| Box::pin(async move { account::note_failure(change, id).await }));
        note.await?;
        problems.add("password", Message::new("once-more-password-wrong"));
        return Ok(problems);
    }
    if asks_code(desk, visitor, &account).await? {
        match code::check(desk, id, &sent.text("code")).await? {
            Answer::Right | Answer::Recovery(_) => {}
            Answer::Wrong => problems.add("code", Message::new("two-step-code-wrong")),
            Answer::Locked(until) => problems.add("code", code::locked(until, now)),
        }
    }
    // A wrong code does not use up what was shown at the provider.
    if problems.is_empty() && visitor.came != Came::Password && !provider::take_confirmed(desk, visitor).await? {
        problems.add("main", Message::new("confirm-done-needed"));
    }
    Ok(problems)
}
