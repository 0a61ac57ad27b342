//! `/desk/mail`: where one gets mail, and whether the pressing cases come every day.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use ledger::mail;
use pages::{Field, MailPage};
use words::{Language, Message};

use super::digest;
use super::post::Letter;
use super::settings::is_address;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::visitor::Visitor;

/// The longest address, as RFC 5321 has it.
const LONGEST: usize = 254;

/// `GET /desk/mail`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let known = mail::find(desk.ledger.reads(), account.id).await?;
    let (address, wants) = known.map(|known| (known.address, known.digest)).unwrap_or_default();
    page(&desk, &visitor, &address, wants, &Problems::default())
}

fn page(
    desk: &Desk,
    visitor: &Visitor,
    address: &str,
    digest: bool,
    problems: &Problems,
) -> Result<Response, PageError> {
    let role = visitor.role().ok_or(PageError::SignIn)?;
    let field = Field {
        kind: "email",
        autocomplete: "email",
        at_most: LONGEST,
        hint: visitor.t("mail-address-hint"),
        ..Field::text("address", visitor.t("mail-address"), address)
    };
    let at = desk.post.as_ref().map(|post| post.settings.digest_at.strftime("%H:%M").to_string());
    visitor.page(&MailPage {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        fields: vec![problems.beside(field, visitor)],
        digest: at
            .as_ref()
            .filter(|_| digest::is_for(role))
            .map(|at| (visitor.say(&Message::of_key(format!("mail-digest-{}", role.name())).with("at", at)), digest)),
        has_server: at.is_some(),
        can_try: at.is_some() && is_address(address) && problems.is_empty(),
    })
}

/// `POST /desk/mail`
pub(crate) async fn save(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let id = account.id;
    let (address, wants) = (sent.text("address"), sent.text("digest") == "yes");
    let mut problems = Problems::default();
    if (!address.is_empty() && !is_address(&address)) || address.chars().count() > LONGEST {
        problems.add("address", Message::new("mail-address-wrong"));
    } else if address.is_empty() && wants {
        problems.add("address", Message::new("mail-address-needed"));
    }
    if !problems.is_empty() {
        return page(&desk, &visitor, &address, wants, &problems);
    }
    let wants = wants && digest::is_for(account.role);
    let language = if visitor.language == Language::English { "en" } else { "zh" };
    let done = Message::new(if address.is_empty() { "mail-removed" } else { "mail-saved" });
    let set = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { mail::set(change, id, address, language, wants).await })
    });
    set.await?;
    visitor.done(done, "/desk/mail").await
}

/// `POST /desk/mail/try`: one mail, at once, to the address that is kept.
pub(crate) async fn try_it(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let known = mail::find(desk.ledger.reads(), account.id).await?;
    let (Some(known), Some(post)) = (known, desk.post.as_ref()) else {
        return Err(PageError::To("/desk/mail".to_owned()));
    };
    let letter = Letter {
        to: known.address.clone(),
        subject: visitor.t("mail-try-subject"),
        text: visitor.say(&Message::new("mail-try-text").with("name", &account.name)) + "\n",
        calendar: None,
    };
    match post.send(letter).await {
        Ok(()) => visitor.done(Message::new("mail-tried"), "/desk/mail").await,
        Err(not_sent) => {
            let mut problems = Problems::default();
            problems.add("address", not_sent.message());
            page(&desk, &visitor, &known.address, known.digest, &problems)
        }
    }
}
