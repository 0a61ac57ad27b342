//! Who may do what: the policy of `policy/mingpai.cedar`, asked.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use ledger::account;
use ledger::{UnitId, unit};

/// Something that can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Have a desk.
    SeeDesk,
    /// Change one's own password.
    ChangeOwnPassword,
    /// Turn one's own second factor on and off.
    KeepSecondFactor,
    /// Say where one gets mail, and which.
    KeepMail,
    /// Read units, services and brands, drafts too.
    SeeRegister,
    /// Add and change units and services.
    KeepRegister,
    /// Read the programme.
    SeeProgramme,
    /// Change the programme.
    KeepProgramme,
    /// Answer for a unit: invitations, opinions, papers, requests.
    AnswerForUnit,
    /// Write a brand's file.
    KeepBrand,
    /// Sign a brand's file.
    SignBrand,
    /// Put a signed version in force, or send it back.
    PublishBrand,
    /// Make, close and open accounts.
    KeepAccounts,
    /// Read the audit log.
    SeeAudit,
    /// Bring case records in and take them back, and have promises measured.
    KeepRecords,
    /// Write the process cards of a unit's services.
    KeepCards,
    /// See a unit's cases, by their numbers.
    SeeCases,
    /// See the jobs of everybody; one's own everybody sees.
    SeeJobs,
    /// Stop a job of somebody else.
    CancelJobs,
    /// Make a copy of the register, and see which there are.
    MakeBackup,
    /// Take a copy of the register along.
    FetchBackup,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::SeeDesk,
        Self::ChangeOwnPassword,
        Self::KeepSecondFactor,
        Self::KeepMail,
        Self::SeeRegister,
        Self::KeepRegister,
        Self::SeeProgramme,
        Self::KeepProgramme,
        Self::AnswerForUnit,
        Self::KeepBrand,
        Self::SignBrand,
        Self::PublishBrand,
        Self::KeepAccounts,
        Self::SeeAudit,
        Self::KeepRecords,
        Self::KeepCards,
        Self::SeeCases,
        Self::SeeJobs,
        Self::CancelJobs,
        Self::MakeBackup,
        Self::FetchBackup,
    ];

    /// The name in the policy.
    pub fn name(self) -> &'static str {
        match self {
            Self::SeeDesk => "see-desk",
            Self::ChangeOwnPassword => "change-own-password",
            Self::KeepSecondFactor => "keep-second-factor",
            Self::KeepMail => "keep-mail",
            Self::SeeRegister => "see-register",
            Self::KeepRegister => "keep-register",
            Self::SeeProgramme => "see-programme",
            Self::KeepProgramme => "keep-programme",
            Self::AnswerForUnit => "answer-for-unit",
            Self::KeepBrand => "keep-brand",
            Self::SignBrand => "sign-brand",
            Self::PublishBrand => "publish-brand",
            Self::KeepAccounts => "keep-accounts",
            Self::SeeAudit => "see-audit",
            Self::KeepRecords => "keep-records",
            Self::KeepCards => "keep-cards",
            Self::SeeCases => "see-cases",
            Self::SeeJobs => "see-jobs",
            Self::CancelJobs => "cancel-jobs",
            Self::MakeBackup => "make-backup",
            Self::FetchBackup => "fetch-backup",
        }
    }
}

/// The policy, read once.
#[derive(Debug)]
pub struct Policy {
    rules: PolicySet,
    kinds: Kinds,
}

/// The types of the policy's entities.
#[derive(Debug)]
struct Kinds {
    account: EntityTypeName,
    role: EntityTypeName,
    unit: EntityTypeName,
    action: EntityTypeName,
}

/// A unit that is no unit: what a question is about that is about no unit in particular.
const CITY: &str = "city";

impl Policy {
    /// The policy that is part of the program.
    ///
    /// # Errors
    /// What is wrong with the file, in Cedar's own words.
    pub fn built_in() -> Result<Self, String> {
        let kind = |name: &str| EntityTypeName::from_str(name).map_err(|error| error.to_string());
        let rules = PolicySet::from_str(include_str!("../policy/mingpai.cedar")).map_err(|error| error.to_string())?;
        let kinds =
            Kinds { account: kind("Account")?, role: kind("Role")?, unit: kind("Unit")?, action: kind("Action")? };
        Ok(Self { rules, kinds })
    }

    /// Whether an account may do something with a unit, or at all where no unit is named. `above` gives the units above a
    /// unit, from the nearest one up.
    pub fn permits(&self, who: &account::Model, act: Act, what: Option<UnitId>, above: &[UnitId]) -> bool {
        // A closed account may nothing, and one with a first password only change it.
        if who.closed || (who.must_change && act != Act::ChangeOwnPassword) {
            return false;
        }
        self.ask(who, act, what, above).unwrap_or(false)
    }

    fn ask(&self, who: &account::Model, act: Act, what: Option<UnitId>, above: &[UnitId]) -> Option<bool> {
        let uid = |kind: &EntityTypeName, id: &str| EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id));
        let unit = |id: UnitId| uid(&self.kinds.unit, &id.to_string());
        let principal = uid(&self.kinds.account, &who.id.to_string());
        let resource = what.map_or_else(|| uid(&self.kinds.unit, CITY), unit);
        let action = uid(&self.kinds.action, act.name());
        let own = who.unit.map(|own| ("unit".to_owned(), RestrictedExpression::new_entity_uid(unit(own))));
        let account = Entity::new(
            principal.clone(),
            own.into_iter().collect::<HashMap<_, _>>(),
            HashSet::from([uid(&self.kinds.role, who.role.name())]),
        )
        .ok()?;
        let about = Entity::new_no_attrs(resource.clone(), above.iter().copied().map(unit).collect());
        let entities = Entities::from_entities([account, about], None).ok()?;
        let request = Request::new(principal, action, resource, Context::empty(), None).ok()?;
        Some(Authorizer::new().is_authorized(&request, &self.rules, &entities).decision() == Decision::Allow)
    }
}

/// Whether a unit is another one, or lies below it: what its people may do for it they may do for those below as well.
pub(crate) fn is_or_is_below(units: &[unit::Model], id: UnitId, other: UnitId) -> bool {
    id == other || units_above(units, id).contains(&other)
}

/// The units above one, from the nearest up. A circle, which nobody should make, ends where it began.
pub fn units_above(units: &[unit::Model], id: UnitId) -> Vec<UnitId> {
    let mut above = Vec::new();
    let mut current = id;
    while let Some(parent) = units.iter().find(|unit| unit.id == current).and_then(|unit| unit.parent) {
        if parent == id || above.contains(&parent) {
            break;
        }
        above.push(parent);
        current = parent;
    }
    above
}
