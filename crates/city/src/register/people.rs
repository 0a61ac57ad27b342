//! The people of the register: names from the city's dice, each once.

use std::collections::BTreeSet;

use super::entries::{Bilingual, PersonEntry, PersonRole};
use crate::chance::Chance;
use crate::names;

/// The dice of the names: no other matter of the city has this number.
const MATTER: u64 = 0x5265_6769_7374_6572;

/// Hires people.
#[derive(Debug)]
pub(crate) struct People {
    chance: Chance,
    names: BTreeSet<String>,
    logins: BTreeSet<String>,
    pub(crate) hired: Vec<PersonEntry>,
}

impl People {
    pub(crate) fn of(seed: u64) -> Self {
        let mut people = Self {
            chance: Chance::of(seed, MATTER),
            names: BTreeSet::new(),
            logins: BTreeSet::new(),
            hired: Vec::new(),
        };
        for (role, post) in PROGRAMME_OFFICE {
            people.hire(role, post.into(), None);
        }
        people
    }

    /// Hires somebody, and gives their place.
    pub(crate) fn hire(&mut self, role: PersonRole, post: Bilingual, unit: Option<usize>) -> usize {
        let (name, typed) = self.name();
        let login = self.login(&typed);
        self.hired.push(PersonEntry { name, login, post, role, unit });
        self.hired.len() - 1
    }

    /// A name that nobody here has yet: there are ten times as many as people.
    fn name(&mut self) -> (String, String) {
        loop {
            let (name, typed) = names::staff(&mut self.chance);
            if self.names.insert(name.clone()) {
                return (name, typed);
            }
        }
    }

    fn login(&mut self, typed: &str) -> String {
        let mut login = typed.to_owned();
        let mut number = 1;
        while !self.logins.insert(login.clone()) {
            number += 1;
            login = format!("{typed}{number}");
        }
        login
    }
}

const PROGRAMME_OFFICE: [(PersonRole, [&str; 2]); 7] = [
    (PersonRole::ProgrammeOfficer, ["服务品牌办公室主任", "Head of the programme office"]),
    (PersonRole::ProgrammeOfficer, ["服务品牌办公室干事", "Officer of the programme office"]),
    (PersonRole::ProgrammeOfficer, ["服务品牌办公室干事", "Officer of the programme office"]),
    (PersonRole::DataOfficer, ["政务服务数据专员", "Data officer of the city service hall"]),
    (PersonRole::Reviewer, ["评审组专家", "Expert of the review group"]),
    (PersonRole::Reviewer, ["评审组专家", "Expert of the review group"]),
    (PersonRole::Reviewer, ["评审组企业代表", "Member of the review group for enterprises"]),
];
