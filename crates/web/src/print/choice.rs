//! What is chosen on the print page: the brand and its promise, the layout, the languages, the paper and how many.

use ledger::brand::{self, Standing};
use ledger::{BrandId, UnitId};
use pages::in_query;
use sheets::{About, Language, Layout, Paper, Says};
use words::Message;

use super::says::{promises, says};
use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::View;
use crate::form::{Sent, choice};
use crate::visitor::Visitor;
use crate::wording;
use crate::year::seen_units;

/// The page's address.
pub(super) const PAGE: &str = "/desk/print";
/// As many of one sheet at once: a page of badges, the counters of a hall.
pub(super) const MOST_COPIES: usize = 100;

/// What is chosen on the page.
pub(super) struct Chosen {
    pub(super) layout: Layout,
    pub(super) language: Language,
    pub(super) paper: Paper,
    /// How many of it.
    pub(super) copies: usize,
    /// The brands that the visitor may print: of the own units, or all.
    brands: Vec<OpenBrand>,
    pub(super) brand: Option<BrandId>,
    /// The promises of the chosen brand.
    pub(super) views: Vec<View>,
    /// The place of the chosen one among them.
    place: usize,
}

impl Chosen {
    pub(super) async fn read(desk: &Desk, visitor: &Visitor, sent: &Sent) -> Result<Self, PageError> {
        let layouts = desk.presses.layouts();
        let named = sent.text("sheet");
        let first = layouts.all().first().ok_or(PageError::NotFound)?;
        let layout = if named.is_empty() { first } else { layouts.find(&named).ok_or(PageError::NotFound)? };
        let paper = Paper::of_name(&sent.text("paper")).filter(|paper| paper.takes(layout)).unwrap_or(Paper::Exact);
        let brands = open_brands(desk, visitor).await?;
        let named = sent.text("brand");
        let brand = if named.is_empty() {
            brands.first().map(|brand| brand.id)
        } else {
            // Of a brand that is not open nothing is told, not even whether it is there.
            let found = brands.iter().find(|brand| brand.id.to_string() == named).map(|brand| brand.id);
            Some(found.ok_or(PageError::Forbidden)?)
        };
        let views = match brand {
            Some(brand) => promises(desk, brand).await?,
            None => Vec::new(),
        };
        let named = sent.text("promise");
        let place = views.iter().position(|view| view.id.to_string() == named).unwrap_or_default();
        Ok(Self {
            layout: layout.clone(),
            language: Language::of_name(&sent.text("language")).unwrap_or_default(),
            paper,
            copies: sent.text("copies").parse().unwrap_or(1).clamp(1, MOST_COPIES),
            brands,
            brand,
            views,
            place,
        })
    }

    /// What the sheet says.
    pub(super) async fn says(&self, desk: &Desk, base: &str) -> Result<Option<Says>, PageError> {
        match self.views.get(self.place) {
            Some(view) => Ok(Some(says(desk, view, &self.views, &self.layout, base).await?)),
            None => Ok(None),
        }
    }

    /// The promise that is chosen, or the first of the brand.
    pub(super) fn view(&self) -> Option<&View> {
        self.views.get(self.place)
    }

    /// The choice as a query, without anything of a person.
    pub(super) fn query(&self) -> String {
        let brand = self.brand.map(|brand| brand.to_string()).unwrap_or_default();
        let promise = self.views.get(self.place).map(|view| view.id.to_string()).unwrap_or_default();
        format!(
            "brand={brand}&promise={promise}&sheet={}&language={}&paper={}&copies={}",
            in_query(&self.layout.name),
            self.language.name(),
            self.paper.name(),
            self.copies
        )
    }
}

/// A brand that may be printed.
pub(super) struct OpenBrand {
    pub(super) id: BrandId,
    pub(super) unit: UnitId,
    /// Its name and that of its unit.
    pub(super) name: String,
}

/// The brands in force that the visitor may print.
pub(super) async fn open_brands(desk: &Desk, visitor: &Visitor) -> Result<Vec<OpenBrand>, PageError> {
    let own = seen_units(visitor).await?;
    let today = desk.clock().today();
    let db = desk.ledger.reads();
    let listed = brand::list(db, None, today).await?;
    let open = listed.iter().filter(|one| {
        one.standing(today) == Standing::InForce && own.as_ref().is_none_or(|own| own.contains(&one.brand.unit))
    });
    let open: Vec<_> = open.collect();
    let files = brand::files(db, open.iter().filter_map(|one| one.in_force.as_ref()).map(|line| line.id)).await?;
    let units = visitor.units().await?;
    let mut brands = Vec::new();
    for one in open {
        let Some(file) = one.in_force.as_ref().and_then(|line| files.get(&line.id)) else { continue };
        let unit = units.iter().find(|unit| unit.id == one.brand.unit);
        let unit = unit.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default();
        let name = wording::either(&file.name, &file.name_en, visitor.language);
        brands.push(OpenBrand { id: one.brand.id, unit: one.brand.unit, name: format!("{name} · {unit}") });
    }
    Ok(brands)
}

/// The lists to choose from.
pub(super) fn choices(desk: &Desk, visitor: &Visitor, chosen: &Chosen) -> Vec<pages::Choice> {
    let mut choices = vec![
        choice(
            "brand",
            visitor.t("print-brand"),
            None,
            chosen.brands.iter().map(|brand| (brand.id.to_string(), brand.name.clone())),
            &chosen.brand.map(|brand| brand.to_string()).unwrap_or_default(),
        ),
        choice(
            "sheet",
            visitor.t("print-sheet"),
            None,
            desk.presses.layouts().all().iter().map(|layout| {
                (layout.name.clone(), format!("{} {}", layout.title(visitor.language), layout.size_shown()))
            }),
            &chosen.layout.name,
        ),
        choice(
            "language",
            visitor.t("print-language"),
            None,
            Language::ALL.map(|language| {
                (
                    language.name().to_owned(),
                    visitor.say(&Message::of_key(format!("print-language-{}", language.name()))),
                )
            }),
            chosen.language.name(),
        ),
        choice(
            "paper",
            visitor.t("print-paper"),
            None,
            Paper::ALL.into_iter().filter(|paper| paper.takes(&chosen.layout)).map(|paper| {
                (paper.name().to_owned(), visitor.say(&Message::of_key(format!("print-paper-{}", paper.name()))))
            }),
            chosen.paper.name(),
        ),
    ];
    // Badges are as many as there are people.
    if chosen.layout.about != About::Person {
        let mut copies = vec![1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 30, 50, MOST_COPIES, chosen.copies];
        copies.sort_unstable();
        copies.dedup();
        let own = chosen.copies.to_string();
        let copies = copies.into_iter().map(|copies| (copies.to_string(), copies.to_string()));
        choices.push(choice("copies", visitor.t("print-copies"), None, copies, &own));
    }
    if chosen.layout.about == About::Promise && chosen.views.len() > 1 {
        let name =
            |view: &View| wording::either(&view.now.text.what, &view.now.text.what_en, visitor.language).to_owned();
        let options = chosen.views.iter().map(|view| (view.id.to_string(), name(view)));
        let own = chosen.views.get(chosen.place).map(|view| view.id.to_string()).unwrap_or_default();
        choices.push(choice("promise", visitor.t("print-promise"), None, options, &own));
    }
    choices
}
