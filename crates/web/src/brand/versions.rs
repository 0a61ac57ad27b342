//! A brand as it stands, its versions, and two of them beside one another.

use axum::extract::{Path, Query, State};
use ledger::account;
use ledger::brand::{Standing, State as Stage, Version};
use ledger::file::{BrandFile, Registration, differences};
use pages::{Action, OverviewPage, VersionRow, VersusPage, VersusRow};
use words::Message;

use crate::brand::{Whole, certificate, retire, sign, tree};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::policy::Act;
use crate::public::mark_href;
use crate::visitor::Visitor;
use crate::wording::{self, Shown};

fn number(visitor: &Visitor, version: &Version) -> String {
    visitor.say(&Message::new("version-number").with("number", version.number))
}

/// `GET /desk/brands/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let latest = whole.latest()?;
    let today = desk.clock().today();
    let file = latest.file()?;
    let is_used = whole.brand.until_day.is_none();
    let standing = if whole.brand.is_retired(today) { Standing::Retired } else { latest.standing(today) };
    let base = whole.base();
    let frame = visitor.frame();
    let mut actions = Vec::new();
    let mut act = |key: &'static str, page: &str, post: bool| {
        actions.push(Action { href: format!("{base}/{page}"), label: frame.t(key), post });
    };
    let keeps = is_used && visitor.may_with(Act::KeepBrand, whole.unit.id).await?;
    let signs = is_used && visitor.may_with(Act::SignBrand, whole.unit.id).await?;
    let publishes = visitor.may(Act::PublishBrand);
    match latest.state {
        Stage::Draft => {
            if signs && file.lacks().is_empty() {
                act("file-to-sign", "sign", false);
            }
            if keeps {
                act("overview-write", "file", false);
            }
        }
        Stage::Signed if publishes && is_used => act("overview-publish", "publish", false),
        Stage::Published if keeps => act("overview-new-version", "draft", true),
        Stage::Signed | Stage::Published => {}
    }
    if publishes && is_used {
        act("place-title", "place", false);
        act("retire-title", "retire", false);
    } else if publishes && standing != Standing::Retired {
        act("keep-button", "keep", true);
    }
    let mut versions = Vec::new();
    for (place, version) in whole.versions.iter().enumerate() {
        let standing = version.standing(today);
        let before = whole.versions.get(place + 1);
        versions.push(VersionRow {
            name: number(&visitor, version),
            standing: visitor.say(&wording::standing(standing)),
            class: wording::standing_class(standing),
            when: when(&desk, &visitor, version).await?,
            versus: before.map(|before| format!("{base}/versus?older={}&newer={}", before.number, version.number)),
        });
    }
    let next = match standing {
        Standing::Draft if file.lacks().is_empty() => "overview-next-sign",
        Standing::Draft => "overview-next-write",
        Standing::Signed => "overview-next-publish",
        Standing::Upcoming => "overview-next-wait",
        Standing::InForce | Standing::Retired => "overview-next-change",
    };
    let title = wording::brand_name(&file.name, visitor.language);
    visitor.page(&OverviewPage {
        title,
        unit: wording::unit_name(&whole.unit, visitor.language),
        standing: (visitor.say(&wording::standing(standing)), wording::standing_class(standing)),
        next: visitor.say(&Message::of_key(next.to_owned())),
        actions,
        parts: sign::parts(&visitor, &file),
        mark: mark_href(&file),
        versions,
        family: tree::family(&desk, &visitor, &whole).await?,
        begin_below: keeps.then(|| format!("/desk/brands/new?parent={}", whole.brand.id)),
        certificates: certificates(&visitor, &whole, &file),
        retired: retire::notice(&visitor, &whole.brand, today),
        frame,
    })
}

/// The certificates of a file's registrations: address, words.
fn certificates(visitor: &Visitor, whole: &Whole, file: &BrandFile) -> Vec<(String, String)> {
    let link = |one: &Registration| {
        let href = certificate::href(&whole.base(), one.certificate.as_ref()?);
        Some((href, wording::registration(one, Shown::Whole, visitor.language)))
    };
    file.registrations().filter_map(link).collect()
}

/// The days of a version, and who signed it.
async fn when(desk: &Desk, visitor: &Visitor, version: &Version) -> Result<String, PageError> {
    let mut said = Vec::new();
    if let Some(from) = version.from_day {
        let until = version.until_day.map(|until| until.to_string());
        let days = Message::new("version-days").with("from", from.to_string()).with("until", &until);
        said.push(visitor.say(&days));
    }
    if let Some(by) = version.signed_by {
        let name = account::find(desk.ledger.reads(), by).await?.map(|account| account.name).unwrap_or_default();
        said.push(visitor.say(&Message::new("brand-signed-by").with("name", name)));
    }
    if said.is_empty() {
        let at = desk.clock().minute(version.saved_at);
        said.push(visitor.say(&Message::new("file-saved-at").with("at", at)));
    }
    Ok(said.join(" · "))
}

/// `GET /desk/brands/{id}/versus?older=1&newer=2`; without `newer` the newest.
pub(crate) async fn versus(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let named = |name: &str| {
        let number: i32 = query.text(name).parse().ok()?;
        whole.versions.iter().find(|version| version.number == number)
    };
    let older = named("older").ok_or(PageError::NotFound)?;
    let newer = if query.has("newer") { named("newer").ok_or(PageError::NotFound)? } else { whole.latest()? };
    let row = |difference| {
        let (name, before, after) = wording::versus(difference, visitor.language);
        VersusRow { name: visitor.say(&name), before: visitor.say(&before), after: visitor.say(&after) }
    };
    let newest = newer.file()?;
    visitor.page(&VersusPage {
        frame: visitor.frame(),
        title: newest.name.clone(),
        back: whole.base(),
        heads: (number(&visitor, older), number(&visitor, newer)),
        rows: differences(&older.file()?, &newest).iter().map(row).collect(),
    })
}
