//! `GET /desk/print`: which sheet of which brand, how it looks, and the PDF.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ledger::BrandId;
use ledger::brand::{self, Standing};
use pages::{Field, PrintPage, in_query};
use sheets::{About, Language, Layout, Output, Paper, Problem, Says};
use words::Message;

use super::says::{layouts, order, promises, says};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::figures::view::View;
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::reach;
use crate::visitor::Visitor;
use crate::wording;
use crate::year::seen_units;

pub(super) const PAGE: &str = "/desk/print";

/// What is chosen on the page.
pub(super) struct Chosen {
    pub(super) layout: Layout,
    pub(super) language: Language,
    pub(super) paper: Paper,
    /// The brands that the visitor may print: of the own units, or all.
    brands: Vec<(BrandId, String)>,
    brand: Option<BrandId>,
    /// The promises of the chosen brand.
    pub(super) views: Vec<View>,
    /// The place of the chosen one among them.
    place: usize,
}

impl Chosen {
    pub(super) async fn read(desk: &Desk, visitor: &Visitor, sent: &Sent) -> Result<Self, PageError> {
        let layouts = layouts()?;
        let named = sent.text("sheet");
        let first = layouts.all().first().ok_or(PageError::NotFound)?;
        let layout = if named.is_empty() { first } else { layouts.find(&named).ok_or(PageError::NotFound)? };
        let paper = Paper::of_name(&sent.text("paper")).filter(|paper| paper.takes(layout)).unwrap_or(Paper::Exact);
        let brands = open_brands(desk, visitor).await?;
        let named = sent.text("brand");
        let brand = if named.is_empty() {
            brands.first().map(|(id, _)| *id)
        } else {
            // Of a brand that is not open nothing is told, not even whether it is there.
            let found = brands.iter().find(|(id, _)| id.to_string() == named).map(|(id, _)| *id);
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
            brands,
            brand,
            views,
            place,
        })
    }

    /// What the sheet says.
    pub(super) async fn says(&self, desk: &Desk, base: &str) -> Result<Option<Says>, PageError> {
        match self.views.get(self.place) {
            Some(view) => Ok(Some(says(desk, view, &self.views, base).await?)),
            None => Ok(None),
        }
    }

    /// The promise that is chosen, or the first of the brand.
    pub(super) fn view(&self) -> Option<&View> {
        self.views.get(self.place)
    }

    /// The choice as a query, without anything of a person.
    fn query(&self) -> String {
        let brand = self.brand.map(|brand| brand.to_string()).unwrap_or_default();
        let promise = self.views.get(self.place).map(|view| view.id.to_string()).unwrap_or_default();
        format!(
            "brand={brand}&promise={promise}&sheet={}&language={}&paper={}",
            in_query(&self.layout.name),
            self.language.name(),
            self.paper.name()
        )
    }
}

/// The brands in force that the visitor may print.
async fn open_brands(desk: &Desk, visitor: &Visitor) -> Result<Vec<(BrandId, String)>, PageError> {
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
        brands.push((one.brand.id, format!("{name} · {unit}")));
    }
    Ok(brands)
}

/// `GET /desk/print`
pub(crate) async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    page(&desk, &visitor, &headers, &query, Vec::new()).await
}

/// The page, with what the press said and the list that was sent.
pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    headers: &HeaderMap,
    sent: &Sent,
    said: Vec<Message>,
) -> PageResult {
    let chosen = Chosen::read(desk, visitor, sent).await?;
    let (base, lasts) = reach::base(desk, headers);
    let says = chosen.says(desk, &base).await?;
    let mut problems = Problems::default();
    if desk.presses.program().is_none() {
        problems.add("sheet", Message::new("press-missing"));
    }
    said.into_iter().for_each(|message| problems.add("rows", message));
    let is_person = chosen.layout.about == About::Person;
    let choices = choices(visitor, &chosen)?;
    let lacks: Vec<Message> = match &says {
        Some(says) if !is_person => {
            chosen.layout.lacks(says).into_iter().map(|text| Problem::Lacks { sheet: 0, text }.message()).collect()
        }
        _ => Vec::new(),
    };
    lacks.into_iter().for_each(|message| problems.add("sheet", message));
    // What the press would say of it stands here, and not in place of a picture.
    if let Some(says) = says.clone().filter(|_| problems.is_empty() && !is_person) {
        let drawn = order(desk, &chosen.layout, chosen.language, Paper::Exact, Output::Svg, vec![says]);
        match desk.presses.print(drawn).await {
            Ok(reply) => reply.problems.iter().for_each(|problem| problems.add("sheet", problem.message())),
            Err(message) => problems.add("sheet", message),
        }
    }
    let query = chosen.query();
    let shows = says.is_some() && problems.is_empty() && !is_person;
    let side = |side: u8| {
        let words = Message::new("print-side").with("side", i64::from(side) + 1).with("size", chosen.layout.size());
        (format!("{PAGE}/preview.svg?{query}&side={side}"), visitor.say(&words))
    };
    let rows = Field {
        rows: 8,
        hint: visitor.t("print-people-lead"),
        ..Field::text("rows", visitor.t("print-people-rows"), sent.text("rows"))
    };
    visitor.page(&PrintPage {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        has_brand: says.is_some(),
        previews: if shows { (0..chosen.layout.sides).map(side).collect() } else { Vec::new() },
        get: shows.then(|| format!("{PAGE}/sheet.pdf?{query}")),
        leads: says.as_ref().map(|says| {
            let key = if lasts { "print-code-leads" } else { "print-code-local" };
            visitor.say(&Message::of_key(key.to_owned()).with("link", reach::without_scheme(&says.link)))
        }),
        note: note(visitor, &chosen).await?,
        version: says.as_ref().map(|says| visitor.say(&Message::new("print-version").with("code", &says.version))),
        people: (is_person && says.is_some()).then(|| people(visitor, &choices, problems.beside(rows, visitor))),
        choices,
    })
}

/// The lists to choose from.
fn choices(visitor: &Visitor, chosen: &Chosen) -> Result<Vec<pages::Choice>, PageError> {
    let mut choices = vec![
        choice(
            "brand",
            visitor.t("print-brand"),
            None,
            chosen.brands.iter().map(|(id, name)| (id.to_string(), name.clone())),
            &chosen.brand.map(|brand| brand.to_string()).unwrap_or_default(),
        ),
        choice(
            "sheet",
            visitor.t("print-sheet"),
            None,
            layouts()?
                .all()
                .iter()
                .map(|layout| (layout.name.clone(), format!("{} {}", layout.title(visitor.language), layout.size()))),
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
    if chosen.layout.about == About::Promise && chosen.views.len() > 1 {
        let name =
            |view: &View| wording::either(&view.now.text.what, &view.now.text.what_en, visitor.language).to_owned();
        let options = chosen.views.iter().map(|view| (view.id.to_string(), name(view)));
        let own = chosen.views.get(chosen.place).map(|view| view.id.to_string()).unwrap_or_default();
        choices.push(choice("promise", visitor.t("print-promise"), None, options, &own));
    }
    Ok(choices)
}

/// The form for a list of people, which sends along what is chosen.
fn people(visitor: &Visitor, choices: &[pages::Choice], rows: Field) -> pages::Form {
    let sent = ["brand", "sheet", "language", "paper"];
    let chosen = |choice: &pages::Choice| {
        let option = choice.options.iter().find(|option| option.chosen);
        option.map(|option| option.value.clone()).unwrap_or_default()
    };
    let form = pages::Form::new(format!("{PAGE}/badges"), visitor.t("print-people-get"));
    let along = choices.iter().filter(|choice| sent.contains(&choice.name.as_str()));
    along.fold(form, |form, choice| form.with(pages::Input::Hidden(choice.name.clone(), chosen(choice)))).with(rows)
}

/// How it is noted where it hangs, for those who keep the brand.
async fn note(visitor: &Visitor, chosen: &Chosen) -> Result<Option<pages::Form>, PageError> {
    let Some(view) = chosen.view() else { return Ok(None) };
    if !visitor.may_with(Act::KeepBrand, view.unit.id).await? {
        return Ok(None);
    }
    let hidden = [
        ("brand", chosen.brand.map(|brand| brand.to_string()).unwrap_or_default()),
        ("promise", view.id.to_string()),
        ("sheet", chosen.layout.name.clone()),
        ("language", chosen.language.name().to_owned()),
    ];
    let place = Field {
        at_most: 200,
        hint: visitor.t("hanging-note-hint"),
        ..Field::text("place", visitor.t("hanging-place"), "")
    };
    let pieces = Field { kind: "number", short: true, ..Field::text("pieces", visitor.t("hanging-pieces"), "1") };
    let form = pages::Form::new("/desk/prints", visitor.t("hanging-note-send"));
    let form =
        hidden.into_iter().fold(form, |form, (name, value)| form.with(pages::Input::Hidden(name.to_owned(), value)));
    Ok(Some(form.with(place).with(pieces)))
}

/// What a link asks for, printed; or why it is not.
async fn printed(
    desk: &Desk,
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Sent,
    output: Output,
) -> Result<(Chosen, Vec<Vec<u8>>), PageError> {
    let chosen = Chosen::read(desk, visitor, query).await?;
    let says = chosen.says(desk, &reach::base(desk, headers).0).await?.ok_or(PageError::NotFound)?;
    // A drawing is of the sheet alone, whatever it will be printed on.
    let paper = if output == Output::Svg { Paper::Exact } else { chosen.paper };
    let order = order(desk, &chosen.layout, chosen.language, paper, output, vec![says]);
    let reply = desk.presses.print(order).await.map_err(PageError::Bad)?;
    match reply.problems.first() {
        Some(problem) => Err(PageError::Bad(problem.message())),
        None => Ok((chosen, reply.files)),
    }
}

/// `GET /desk/print/preview.svg`
pub(crate) async fn preview(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (_, files) = printed(&desk, &visitor, &headers, &query, Output::Svg).await?;
    let side = query.text("side").parse::<usize>().unwrap_or_default();
    let drawing = files.into_iter().nth(side).ok_or(PageError::NotFound)?;
    let kind = [
        (CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    let mut answer = (kind, drawing).into_response();
    // A drawing may look as it likes, and run nothing.
    let inert = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, inert);
    Ok(answer)
}

/// `GET /desk/print/sheet.pdf`
pub(crate) async fn sheet(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
) -> PageResult {
    let (chosen, files) = printed(&desk, &visitor, &headers, &query, Output::Pdf).await?;
    pdf(&chosen.layout, files)
}

/// A PDF as a file for the desk.
pub(super) fn pdf(layout: &Layout, files: Vec<Vec<u8>>) -> Result<Response, PageError> {
    let file = files.into_iter().next().ok_or_else(|| PageError::Broken("the press gave no file".to_owned()))?;
    Ok(export::for_the_desk(export::file("application/pdf", &format!("{}.pdf", layout.name), file)?))
}
