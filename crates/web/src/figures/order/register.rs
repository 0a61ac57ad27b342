//! The register as measuring needs it.

use std::collections::{HashMap, HashSet};

use ledger::brand;
use ledger::promise::{self, History};
use ledger::record;
use ledger::{Day, Ledger, LedgerError, SourceId, UnitId, promised, service, setting, unit};

use crate::figures::plan::Said;

/// The register as measuring needs it, read at once.
pub(crate) struct Register {
    pub(super) histories: Vec<History>,
    pub(super) brands: HashMap<ledger::BrandId, (UnitId, String)>,
    units: HashMap<UnitId, unit::Model>,
    services: HashMap<UnitId, Vec<service::Model>>,
    promised: Vec<promised::Model>,
    sources: Vec<record::Model>,
    /// Those of which an import stands: one that was only begun takes no promise from another.
    standing: HashSet<SourceId>,
    /// The days that the office added to the calendar.
    pub(crate) days: String,
}

impl Register {
    pub(crate) async fn read(ledger: &Ledger, today: Day) -> Result<Self, LedgerError> {
        let db = ledger.reads();
        let mut brands = HashMap::new();
        for listed in brand::list(db, None, today).await? {
            let version = listed.in_force.as_ref().unwrap_or(&listed.latest);
            brands.insert(listed.brand.id, (listed.brand.unit, version.name.clone()));
        }
        let sources = record::all(db).await?;
        let mut standing = HashSet::new();
        for source in &sources {
            let imports = record::imports(db, source.id).await?;
            standing.extend(imports.iter().any(|import| import.taken_back_at.is_none()).then_some(source.id));
        }
        let mut services: HashMap<UnitId, Vec<service::Model>> = HashMap::new();
        for service in service::all(db).await? {
            services.entry(service.unit).or_default().push(service);
        }
        Ok(Self {
            histories: promise::histories(db, None).await?,
            brands,
            units: unit::all(db).await?.into_iter().map(|unit| (unit.id, unit)).collect(),
            services,
            promised: promised::all(db).await?,
            sources,
            standing,
            days: setting::get(db, setting::CALENDAR_DAYS).await?.unwrap_or_default(),
        })
    }

    /// The source that has a unit's cases: its own, that of the nearest unit above it, or that of the whole city. Of several the
    /// newest. Where none has records yet, the one that has been set up.
    pub(crate) fn source_of(&self, unit: UnitId) -> Option<&record::Model> {
        self.nearest(unit, |source| self.standing.contains(&source.id)).or_else(|| self.nearest(unit, |_| true))
    }

    fn nearest(&self, unit: UnitId, counts: impl Fn(&record::Model) -> bool) -> Option<&record::Model> {
        let mut at = Some(unit);
        // A unit is below no more units than there are.
        for _ in 0..=self.units.len() {
            let own = self.sources.iter().rev().find(|source| source.unit == at && counts(source));
            match (own, at) {
                (Some(own), _) => return Some(own),
                (None, None) => return None,
                (None, Some(unit)) => at = self.units.get(&unit).and_then(|unit| unit.parent),
            }
        }
        None
    }

    /// The promises that are measured from a source, each with whose it is.
    pub(crate) fn said(&self, source: SourceId) -> Vec<Said<'_>> {
        let said = |history| {
            let history: &History = history;
            let (unit, brand) = self.brands.get(&history.promise.brand)?;
            let of_source = self.source_of(*unit).is_some_and(|known| known.id == source);
            let services = self.services.get(unit).map(Vec::as_slice).unwrap_or_default();
            let is_own = self.sources.iter().any(|known| known.id == source && known.unit == Some(*unit));
            of_source.then_some(Said {
                history,
                brand,
                unit: self.units.get(unit)?,
                services,
                promised: &self.promised,
                is_own,
            })
        };
        self.histories.iter().filter_map(said).collect()
    }
}
