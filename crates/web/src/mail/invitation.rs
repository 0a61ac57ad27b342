//! An invitation as a mail, with the activity as a calendar file: for the liaisons of the units that are invited and have said where
//! they get mail.

use ledger::account::{self, Role};
use ledger::activity::Model;
use ledger::{LedgerError, UnitId, mail};
use words::Message;

use super::digest::end;
use super::post::Letter;
use crate::desk::Desk;
use crate::year::activities::{invited_to, kind};

/// The mails of an activity to the liaisons of some units.
///
/// # Errors
/// [`LedgerError`] when the ledger does not answer.
pub(crate) async fn letters(desk: &Desk, activity: &Model, units: &[UnitId]) -> Result<Vec<Letter>, LedgerError> {
    let db = desk.ledger.reads();
    let mut letters = Vec::new();
    for account in account::all(db).await? {
        let is_asked = account.role == Role::Liaison && account.unit.is_some_and(|unit| units.contains(&unit));
        if !is_asked || account.closed {
            continue;
        }
        let Some(to) = mail::find(db, account.id).await? else { continue };
        let language = super::language(&to);
        let kind = kind(activity.kind).text(language);
        let subject = Message::new("invitation-subject").with("kind", &kind).with("title", &activity.title);
        let mut text = vec![Message::new("digest-hello").with("name", &account.name).text(language), String::new()];
        text.push(Message::new("invitation-text").with("kind", kind).with("title", &activity.title).text(language));
        text.extend(invited_to(activity, language));
        text.push(String::new());
        text.push(Message::new("invitation-answer").text(language));
        text.push(end(desk).text(language));
        letters.push(Letter {
            to: to.address,
            subject: subject.text(language),
            text: text.join("\n") + "\n",
            calendar: Some(crate::year::calendar_file::of(activity, desk.clock())),
        });
    }
    Ok(letters)
}
