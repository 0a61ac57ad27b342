//! The audit log, page by page.

use axum::extract::{Query, State};
use ledger::{account, audit};
use pages::{AuditPage, AuditRow};
use words::Message;

use crate::desk::Desk;
use crate::error::PageResult;
use crate::form::Sent;
use crate::visitor::Visitor;

const AT_ONCE: u64 = 50;

/// `GET /desk/audit`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let entries = audit::page(db, query.text("before").parse().ok(), AT_ONCE).await?;
    let accounts = account::all(db).await?;
    let (count, hash) = audit::head(db).await?;
    let earlier = entries.last().filter(|entry| entry.number > 1);
    let earlier = earlier.map(|entry| format!("/desk/audit?before={}", entry.number));
    let row = |entry: audit::Model| {
        let who = accounts.iter().find(|account| Some(account.id) == entry.account);
        let before = Some(entry.before).filter(|text| !text.is_empty());
        let after = Some(entry.after).filter(|text| !text.is_empty());
        let what = Message::of_key(format!("act-{}", entry.act));
        AuditRow {
            number: entry.number.to_string(),
            at: desk.clock().minute(entry.at),
            who: who.map_or_else(|| visitor.t("audit-program"), |account| account.name.clone()),
            what: format!("{} · {} {}", visitor.say(&what), entry.subject, entry.subject_id),
            change: [before, after].into_iter().flatten().collect::<Vec<_>>().join("\n→ "),
            hash: entry.hash,
        }
    };
    visitor.page(&AuditPage {
        frame: visitor.frame(),
        head: visitor.say(&Message::new("audit-head").with("count", count).with("hash", hash)),
        rows: entries.into_iter().map(row).collect(),
        earlier,
    })
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    /// The acts that the ledger's modules log, by their names.
    fn acts(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the ledger's source").flatten() {
            if entry.path().is_dir() {
                acts(&entry.path(), found);
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("a source file");
            for way in ["change.log(\"", "add_row(\"", "change_row(\"", "remove_row(\""] {
                let logged = text.split(way).skip(1).filter_map(|rest| rest.split_once('"'));
                found.extend(logged.map(|(act, _)| act.to_owned()));
            }
        }
    }

    #[test]
    fn every_act_of_the_log_has_words_in_both_languages() {
        let mut found = Vec::new();
        acts(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/src"), &mut found);
        assert!(found.len() > 30, "{found:?}");
        for act in found {
            let key = format!("act-{act}");
            for language in [Language::Chinese, Language::English] {
                assert_ne!(Message::of_key(key.clone()).text(language), key);
            }
        }
    }
}
