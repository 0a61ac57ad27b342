//! The pressing cases of a day, to everybody who wants them.

use async_trait::async_trait;
use ledger::{Day, LedgerError, mail, unit};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Message;

use crate::desk::Desk;
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::mail::digest::letter;

/// Sends the pressing cases of a day to those who want them and have not had them.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendDigests {
    /// The day.
    pub day: Day,
}

impl Named for SendDigests {
    const NAME: &'static str = "send-digests";

    fn key(&self) -> String {
        self.day.to_string()
    }
}

#[async_trait]
impl Order for SendDigests {
    fn title(&self) -> Message {
        Message::new("job-send-digests").with("day", self.day.to_string())
    }

    fn told(&self, result: &Value) -> Message {
        let count = |name: &str| result.get(name).and_then(Value::as_i64).unwrap_or_default();
        Message::new("digests-sent").with("sent", count("sent")).with("failed", count("failed"))
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        None
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let Some(post) = desk.post.as_ref() else { return Err(JobFailed(Message::new("mail-no-server"))) };
        let db = desk.ledger.reads();
        let units = unit::all(db).await?;
        let wanting = mail::to_send(db, self.day).await?;
        let (mut sent, mut failed, mut why) = (0_u64, 0_u64, None);
        let all = u64::try_from(wanting.len()).unwrap_or_default();
        for (done, to) in (0..).zip(&wanting) {
            if !job.teller().tell(done, all, Message::new("digests-sending")) {
                return Err(JobFailed(Message::new("job-broken")));
            }
            if let Some(letter) = letter(desk, to, &units, self.day).await? {
                match post.send(letter).await {
                    Ok(()) => sent += 1,
                    Err(not_sent) => {
                        tracing::warn!(problem = %not_sent.0, account = to.account.0, "a mail was not sent");
                        failed += 1;
                        why = Some(not_sent);
                        continue;
                    }
                }
            }
            // Also of those for whom nothing pressed: they have been looked at.
            let (account, day) = (to.account, self.day);
            let note = desk.ledger.write_unseen(job.by(), desk.clock().now(), move |change| {
                Box::pin(mail::note_sent(change, account, day))
            });
            note.await?;
        }
        match why {
            Some(not_sent) if sent == 0 => Err(JobFailed(not_sent.message())),
            _ => Ok(json!({ "sent": sent, "failed": failed })),
        }
    }
}

impl Desk {
    /// Asks for the day's mail when its hour has come and somebody wants it who has not had it; says whether it did.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger does not answer.
    pub async fn ask_for_mail_when_due(&self) -> Result<bool, LedgerError> {
        let Some(post) = self.post.as_ref() else { return Ok(false) };
        let (day, time) = self.clock().local(self.clock().now());
        if time < post.settings.digest_at || mail::to_send(self.ledger.reads(), day).await?.is_empty() {
            return Ok(false);
        }
        self.ask_for(ledger::By::Program, &SendDigests { day }, None).await?;
        Ok(true)
    }
}
