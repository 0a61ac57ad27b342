//! Brands below brands: the tree as it is shown, and where a brand is begun or put.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use ledger::brand::{self, Kin, Listed};
use ledger::{BrandId, LedgerError, UnitId};
use pages::{BeginBrand, KinRow, PlacePage};
use words::Message;

use crate::brand::Whole;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::{Act, units_above};
use crate::visitor::Visitor;
use crate::wording;

/// Brands in their order as rows of a tree. The one that is `open` leads nowhere; a unit is named where it is not `unit`.
async fn rows(
    desk: &Desk,
    visitor: &Visitor,
    kin: &[Kin<'_>],
    unit: UnitId,
    open: Option<BrandId>,
) -> Result<Vec<KinRow>, PageError> {
    let units = visitor.units().await?;
    let today = desk.clock().today();
    let row = |(place, kin_here): (usize, &Kin<'_>)| {
        let Kin { listed, depth } = *kin_here;
        let next = kin.get(place + 1).map_or(0, |next| next.depth);
        let standing = listed.standing(today);
        let other = units.iter().find(|known| known.id == listed.brand.unit && known.id != unit);
        KinRow {
            href: if open == Some(listed.brand.id) {
                String::new()
            } else {
                format!("/desk/brands/{}", listed.brand.id)
            },
            name: wording::brand_name(&listed.latest.name, visitor.language),
            unit: other.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default(),
            standing: visitor.say(&wording::standing(standing)),
            class: wording::standing_class(standing),
            opens: next > depth,
            closes: depth.saturating_sub(next),
        }
    };
    Ok(kin.iter().enumerate().map(row).collect())
}

/// The family of a brand; nothing for one that has none.
pub(super) async fn family(desk: &Desk, visitor: &Visitor, of: &Whole) -> Result<Vec<KinRow>, PageError> {
    let all = brand::list(desk.ledger.reads(), None, desk.clock().today()).await?;
    let kin = brand::family(&all, of.brand.id);
    if kin.len() < 2 {
        return Ok(Vec::new());
    }
    rows(desk, visitor, &kin, of.unit.id, Some(of.brand.id)).await
}

/// The brands of a unit, each followed by those below it.
pub(crate) async fn of_unit(
    desk: &Desk,
    visitor: &Visitor,
    all: &[Listed],
    unit: UnitId,
) -> Result<Vec<KinRow>, PageError> {
    let own: Vec<&Listed> = all.iter().filter(|listed| listed.brand.unit == unit).collect();
    let is_top = |listed: &&&Listed| own.iter().all(|other| Some(other.brand.id) != listed.brand.parent);
    let kin: Vec<Kin<'_>> = own.iter().filter(is_top).flat_map(|top| brand::below(all, top.brand.id)).collect();
    rows(desk, visitor, &kin, unit, None).await
}

/// Brands that one of a unit may lie below: those of the unit and of the units above it, as long as they are used.
async fn parents(visitor: &Visitor, all: &[Listed], unit: UnitId) -> Result<Vec<(String, String)>, PageError> {
    let above = units_above(visitor.units().await?, unit);
    let may = |listed: &&Listed| {
        let of = listed.brand.unit;
        listed.brand.until_day.is_none() && (of == unit || above.contains(&of))
    };
    let name = |listed: &Listed| wording::brand_name(&listed.latest.name, visitor.language);
    Ok(all.iter().filter(may).map(|listed| (listed.brand.id.to_string(), name(listed))).collect())
}

/// How a brand of a unit is begun, for whoever may.
pub(crate) async fn begin(visitor: &Visitor, all: &[Listed], unit: UnitId) -> Result<Option<BeginBrand>, PageError> {
    if !visitor.may_with(Act::KeepBrand, unit).await? {
        return Ok(None);
    }
    let parents = parents(visitor, all, unit).await?;
    let none = Some(visitor.t("brand-below-none"));
    let parent = (!parents.is_empty()).then(|| choice("parent", visitor.t("brand-below-which"), none, parents, ""));
    Ok(Some(BeginBrand { action: format!("/desk/brands/new?unit={unit}"), parent }))
}

/// The unit and the brand above of a brand that is to be begun, as address and form say; refused where it may not be so.
pub(super) async fn place_of_new(
    desk: &Desk,
    visitor: &Visitor,
    query: &Sent,
    sent: &Sent,
) -> Result<(UnitId, Option<BrandId>), PageError> {
    let id = |text: String| match text.as_str() {
        "" => Ok(None),
        text => text.parse::<i64>().map(Some).map_err(|_| PageError::NotFound),
    };
    let parent = id(sent.text("parent"))?.or(id(query.text("parent"))?).map(BrandId);
    let parent = match parent {
        Some(parent) => Some(brand::find(desk.ledger.reads(), parent).await?.ok_or(PageError::NotFound)?),
        None => None,
    };
    let unit = id(query.text("unit"))?.map(UnitId).or(parent.as_ref().map(|parent| parent.unit));
    let unit = unit.ok_or(PageError::NotFound)?;
    visitor.check(Act::KeepBrand, unit).await?;
    let above = units_above(visitor.units().await?, unit);
    if parent.as_ref().is_some_and(|parent| parent.unit != unit && !above.contains(&parent.unit)) {
        return Err(PageError::Bad(Message::new("brand-below-other-unit")));
    }
    Ok((unit, parent.map(|parent| parent.id)))
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    whole: &Whole,
    chosen: &str,
    problems: &Problems,
) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let all = brand::list(desk.ledger.reads(), None, desk.clock().today()).await?;
    let own: Vec<String> =
        brand::below(&all, whole.brand.id).iter().map(|kin| kin.listed.brand.id.to_string()).collect();
    let mut options = parents(visitor, &all, whole.unit.id).await?;
    options.retain(|(id, _)| !own.contains(id));
    let none = Some(frame.t("brand-below-none"));
    let mut parent = choice("parent", frame.t("brand-below-which"), none, options, chosen);
    parent.error = problems.of("parent", visitor);
    visitor.page(&PlacePage {
        title: wording::brand_name(&whole.latest()?.name, visitor.language),
        base: whole.base(),
        problems: problems.list(visitor),
        parent,
        frame,
    })
}

/// `GET /desk/brands/{id}/place`
pub(crate) async fn show_place(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let chosen = whole.brand.parent.map(|parent| parent.to_string()).unwrap_or_default();
    page(&desk, &visitor, &whole, &chosen, &Problems::default()).await
}

/// `POST /desk/brands/{id}/place`: puts it below another brand, or below none.
pub(crate) async fn place(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let chosen = sent.text("parent");
    let (brand, parent) = (whole.brand.id, chosen.parse().ok().map(BrandId));
    let put = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::put_below(change, brand, parent).await })
    });
    match put.await {
        Ok(()) => visitor.done(Message::new("place-done"), &whole.base()).await,
        Err(error @ (LedgerError::BelowItself {} | LedgerError::Retired { .. })) => {
            let mut problems = Problems::default();
            problems.add("parent", error.message());
            page(&desk, &visitor, &whole, &chosen, &problems).await
        }
        Err(error) => Err(error.into()),
    }
}
