//! Invitations by mail.

use async_trait::async_trait;
use ledger::{ActivityId, UnitId, activity};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Message;

use crate::desk::Desk;
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::mail::invitation::letters;

/// Sends the invitation to an activity to the liaisons of some units, those of them who get mail. A mail that comes twice
/// changes nothing: it has the same entry for the calendar.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendInvitations {
    /// The activity.
    pub activity: ActivityId,
    /// The units that are invited.
    pub units: Vec<UnitId>,
}

impl Named for SendInvitations {
    const NAME: &'static str = "send-invitations";

    fn key(&self) -> String {
        let units: Vec<String> = self.units.iter().map(ToString::to_string).collect();
        format!("{} {}", self.activity, units.join(" "))
    }
}

#[async_trait]
impl Order for SendInvitations {
    fn title(&self) -> Message {
        Message::new("job-send-invitations").with("units", self.units.len())
    }

    fn told(&self, result: &Value) -> Message {
        let count = |name: &str| result.get(name).and_then(Value::as_i64).unwrap_or_default();
        Message::new("invitations-mailed").with("sent", count("sent")).with("failed", count("failed"))
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        Some((format!("/desk/activities/{}", self.activity), Message::new("invitations-look")))
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let Some(post) = desk.post.as_ref() else { return Err(JobFailed(Message::new("mail-no-server"))) };
        let known = activity::find(desk.ledger.reads(), self.activity).await?;
        let Some(known) = known else { return Ok(json!({ "sent": 0, "failed": 0 })) };
        let letters = letters(desk, &known, &self.units).await?;
        let all = u64::try_from(letters.len()).unwrap_or_default();
        let (mut sent, mut failed, mut why) = (0_u64, 0_u64, None);
        for (done, letter) in (0..).zip(letters) {
            if !job.teller().tell(done, all, Message::new("digests-sending")) {
                return Err(JobFailed(Message::new("job-broken")));
            }
            match post.send(letter).await {
                Ok(()) => sent += 1,
                Err(not_sent) => {
                    tracing::warn!(problem = %not_sent.0, "an invitation was not sent");
                    (failed, why) = (failed + 1, Some(not_sent));
                }
            }
        }
        match why {
            Some(not_sent) if sent == 0 => Err(JobFailed(not_sent.message())),
            _ => Ok(json!({ "sent": sent, "failed": failed })),
        }
    }
}
