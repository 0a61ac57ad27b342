//! The tables. One set of migrations for both databases; a migration that was released is never edited.

use sea_orm_migration::prelude::*;

mod columns;
mod m0001_register;
mod m0002_job;
mod m0003_sign_in;
mod m0004_pages;
mod m0005_figures;
mod m0006_process;
mod m0007_api;
mod m0008_cards;
mod m0009_mail;
mod m0010_year;
mod m0011_taking_part;
mod m0012_projects;
mod m0013_blanks;
mod m0014_printed;
mod m0015_appearance;

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_register::Migration),
            Box::new(m0002_job::Migration),
            Box::new(m0003_sign_in::Migration),
            Box::new(m0004_pages::Migration),
            Box::new(m0005_figures::Migration),
            Box::new(m0006_process::Migration),
            Box::new(m0007_api::Migration),
            Box::new(m0008_cards::Migration),
            Box::new(m0009_mail::Migration),
            Box::new(m0010_year::Migration),
            Box::new(m0011_taking_part::Migration),
            Box::new(m0012_projects::Migration),
            Box::new(m0013_blanks::Migration),
            Box::new(m0014_printed::Migration),
            Box::new(m0015_appearance::Migration),
        ]
    }
}
