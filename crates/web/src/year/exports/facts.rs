//! The facts of a year: what is published of figures, and what the register has of brands, opinions, activities, papers and the
//! burden meter. Nothing is asked for, and nothing is kept.

use std::collections::{BTreeMap, HashMap};

use bundle::FEWEST;
use jiff::civil::Date;
use ledger::figure::Clock;
use ledger::file::PromiseText;
use ledger::{Day, OpinionId, UnitId, activity, brand, burden, opinion, paper, programme, promise};
use terms::Counts;

use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::{figure_of, is_on};

/// Opinions that are asked for at once.
const TOGETHER: usize = 1000;

/// What everybody may know of how a promise was kept in a year.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Figure {
    /// Nothing was measured.
    NotMeasured,
    /// Too few cases, or the figures of other promises would give them away.
    Withheld,
    /// The sum of the months of the year that are published on their own.
    Published(Counts),
}

impl Figure {
    /// The sum of several: of what is published alone, so that what is withheld cannot be had by subtracting.
    pub(super) fn of_all<'a>(figures: impl Iterator<Item = &'a Self>) -> Self {
        let (mut sum, mut withheld) = (Counts::default(), false);
        for figure in figures {
            match figure {
                Self::Published(counts) => sum.merge(counts),
                Self::Withheld => withheld = true,
                Self::NotMeasured => {}
            }
        }
        match sum.settled() {
            0 if withheld => Self::Withheld,
            0 => Self::NotMeasured,
            cases if cases < FEWEST => Self::Withheld,
            _ => Self::Published(sum),
        }
    }
}

/// A brand that is in force.
#[derive(Debug, Clone)]
pub(super) struct OfBrand {
    pub(super) name: String,
    pub(super) slogan: String,
    pub(super) concept: String,
    pub(super) signed: Option<Day>,
    pub(super) from: Option<Day>,
}

/// A promise that is in force.
#[derive(Debug, Clone)]
pub(super) struct OfPromise {
    pub(super) text: PromiseText,
    pub(super) from: Day,
    pub(super) figure: Figure,
}

/// The facts of a unit.
#[derive(Debug, Clone, Default)]
pub(super) struct OfUnit {
    /// Its main brand.
    pub(super) brand: Option<OfBrand>,
    /// How many brands are in force.
    pub(super) brands: usize,
    pub(super) promises: Vec<OfPromise>,
    pub(super) received: i64,
    pub(super) answered: i64,
    pub(super) late: i64,
    pub(super) attended: Vec<activity::Model>,
    pub(super) read: i64,
    pub(super) items: i64,
    pub(super) minutes: i64,
    pub(super) reused: i64,
}

/// The facts of a year.
#[derive(Debug, Clone)]
pub(super) struct Year {
    pub(super) year: i16,
    pub(super) today: Day,
    /// The latest day of the figures.
    pub(super) as_of: Option<Day>,
    pub(super) programme: String,
    /// How many papers were issued.
    pub(super) issued: i64,
    pub(super) units: BTreeMap<UnitId, OfUnit>,
}

impl Year {
    /// A year of which nothing is known.
    pub(super) fn of_nothing(year: i16, today: Day) -> Self {
        Self { year, today, as_of: None, programme: String::new(), issued: 0, units: BTreeMap::new() }
    }

    /// Reads the facts of some units.
    pub(super) async fn read(desk: &Desk, year: i16, units: &[UnitId]) -> Result<Self, PageError> {
        let mut facts = Self::of_nothing(year, desk.clock().today());
        facts.units = units.iter().map(|unit| (*unit, OfUnit::default())).collect();
        let programmes = programme::all(desk.ledger.reads()).await?;
        if let Some(programme) = programmes.into_iter().next() {
            facts.programme = programme.name;
        }
        facts.brands(desk).await?;
        facts.opinions(desk).await?;
        facts.asked(desk, units).await?;
        Ok(facts)
    }

    fn days(&self) -> (Day, Day) {
        let day = |month, day| Day(Date::new(self.year, month, day).unwrap_or(Date::ZERO));
        (day(1, 1), day(12, 31))
    }

    /// Brands and promises as they are at the end of the year, or today, and what is published of them.
    async fn brands(&mut self, desk: &Desk) -> Result<(), PageError> {
        let db = desk.ledger.reads();
        let (first, last) = self.days();
        let end = last.min(self.today.max(first));
        let listed = brand::list(db, None, end).await?;
        let own = listed.iter().filter(|one| one.in_force.is_some() && self.units.contains_key(&one.brand.unit));
        // The main brand is the one that is below no other; the first, should there be several.
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|one| (one.brand.parent.is_some(), one.brand.id));
        let files = brand::files(db, own.iter().filter_map(|one| one.in_force.as_ref()).map(|line| line.id)).await?;
        let histories = promise::histories(db, None).await?;
        for one in own {
            let Some(line) = &one.in_force else { continue };
            let mut promises = Vec::new();
            for history in histories.iter().filter(|history| history.promise.brand == one.brand.id) {
                let Some(said) = history.texts.iter().find(|said| is_on(said, end)) else { continue };
                let figure = self.figure(desk, said.id).await?;
                promises.push(OfPromise { text: said.text.clone(), from: said.from, figure });
            }
            let Some(unit) = self.units.get_mut(&one.brand.unit) else { continue };
            unit.brands += 1;
            unit.promises.append(&mut promises);
            if unit.brand.is_some() {
                continue;
            }
            let signed = brand::find_version(db, line.id).await?.and_then(|version| version.signed_at);
            let file = files.get(&line.id);
            unit.brand = file.map(|file| OfBrand {
                name: file.name.clone(),
                slogan: file.slogan.clone(),
                concept: file.concept.clone(),
                signed: signed.map(|at| desk.clock().local(at).0),
                from: line.from_day,
            });
        }
        Ok(())
    }

    /// What is published of a promise in the year.
    async fn figure(&mut self, desk: &Desk, id: ledger::PromiseId) -> Result<Figure, PageError> {
        let Some(known) = figure_of(desk, id, Clock::Promised).await? else { return Ok(Figure::NotMeasured) };
        let as_of = known.measuring.as_of.get(..10).and_then(|day| day.parse::<Day>().ok());
        self.as_of = self.as_of.max(as_of);
        let mut counts = Counts::default();
        let months = known.published.months.iter().filter(|(month, _)| month.year() == i32::from(self.year));
        months.for_each(|(_, card)| counts.merge(&card.counts));
        Ok(if counts.settled() < FEWEST { Figure::Withheld } else { Figure::Published(counts) })
    }

    /// Opinions that came in the year: how many are answered, and how many were answered late or wait beyond their day.
    async fn opinions(&mut self, desk: &Desk) -> Result<(), PageError> {
        let db = desk.ledger.reads();
        let (first, last) = self.days();
        let units: Vec<UnitId> = self.units.keys().copied().collect();
        let few = (units.len() <= burden::FEW).then_some(units.as_slice());
        let received = opinion::received(db, few, first, last).await?;
        let ids: Vec<OpinionId> = received.iter().map(|opinion| opinion.id).collect();
        let mut answered: HashMap<OpinionId, Day> = HashMap::new();
        for some in ids.chunks(TOGETHER) {
            // The earliest first: the last answer is the one that counts.
            answered
                .extend(opinion::answers_of(db, some).await?.into_iter().map(|answer| (answer.opinion, answer.day)));
        }
        for opinion in received {
            let Some(unit) = opinion.unit.and_then(|unit| self.units.get_mut(&unit)) else { continue };
            let is_answered = matches!(opinion.state, opinion::State::Answered | opinion::State::Solved);
            let day = answered.get(&opinion.id).copied().filter(|_| is_answered).unwrap_or(self.today);
            unit.received += 1;
            unit.answered += i64::from(is_answered);
            unit.late += i64::from(opinion.due_day.is_some_and(|due| due < day));
        }
        Ok(())
    }

    /// Activities, papers, and what the year asked.
    async fn asked(&mut self, desk: &Desk, units: &[UnitId]) -> Result<(), PageError> {
        let db = desk.ledger.reads();
        let (first, last) = self.days();
        let few = (units.len() <= burden::FEW).then_some(units);
        self.issued = i64::try_from(paper::issued_between(db, first, last).await?).unwrap_or(i64::MAX);
        for (unit, activity) in activity::attended(db, few, first, last.min(self.today)).await? {
            if let Some(unit) = self.units.get_mut(&unit) {
                unit.attended.push(activity);
            }
        }
        for (unit, count) in paper::read_between(db, first, last).await? {
            if let Some(unit) = self.units.get_mut(&unit) {
                unit.read = count;
            }
        }
        let asked = burden::of_year(db, self.year, units).await?;
        for (id, unit) in &mut self.units {
            (unit.items, unit.minutes) = asked.of(*id);
            unit.reused = asked.reused.get(id).copied().unwrap_or_default();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use terms::Outcome;

    #[test]
    fn a_sum_is_of_what_is_published() {
        let published = |cases| {
            let mut counts = Counts::default();
            counts.add_many(Outcome::Kept, cases);
            Figure::Published(counts)
        };
        let rows = [
            (vec![], Figure::NotMeasured),
            (vec![Figure::NotMeasured, Figure::NotMeasured], Figure::NotMeasured),
            (vec![Figure::NotMeasured, Figure::Withheld], Figure::Withheld),
            (vec![published(12), Figure::Withheld, published(30)], published(42)),
        ];
        for (figures, expected) in rows {
            assert_eq!(Figure::of_all(figures.iter()), expected, "{figures:?}");
        }
    }
}
