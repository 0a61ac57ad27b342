//! The register: programmes, units, services, accounts, brands, promises, the audit log, sessions.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_register"
    }
}

/// A column, by its name and what it holds.
fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn some_id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn some_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

fn truth(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// A table whose ids the database counts.
fn counted(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
    for column in columns {
        table.col(column);
    }
    table.take()
}

fn refers(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    let own = table.get_table_name().cloned();
    let mut key = ForeignKey::create();
    if let Some(own) = own {
        key.from_tbl(own);
    }
    table.foreign_key(key.from_col(column).to(to, "id"));
}

fn tables() -> Vec<TableCreateStatement> {
    let programme = counted(
        "programme",
        vec![
            text("name"),
            text("aims"),
            text("methods"),
            number("from_year"),
            number("until_year"),
            text("approval_number"),
            text("approval_authority"),
        ],
    );
    let mut stage =
        counted("stage", vec![id("programme"), text("name"), text("aim"), text("from_day"), text("until_day")]);
    refers(&mut stage, "programme", "programme");
    let mut account = counted(
        "account",
        vec![
            ColumnDef::new("login").text().not_null().unique_key().take(),
            text("name"),
            text("role"),
            some_id("unit"),
            text("password"),
            truth("must_change"),
            truth("closed"),
            number("failures"),
            some_id("locked_until"),
        ],
    );
    let mut unit = counted(
        "unit",
        vec![
            some_id("parent"),
            text("name"),
            text("name_en"),
            text("kind"),
            text("peer_group"),
            text("party_organisation"),
            some_id("liaison"),
            some_id("head"),
        ],
    );
    refers(&mut unit, "parent", "unit");
    refers(&mut account, "unit", "unit");
    let mut service = counted(
        "service",
        vec![id("unit"), text("code"), text("name"), text("name_en"), text("legal_basis"), text("statutory_limit")],
    );
    refers(&mut service, "unit", "unit");
    let mut brand = counted("brand", vec![id("unit"), some_id("parent"), some_text("until_day")]);
    refers(&mut brand, "unit", "unit");
    refers(&mut brand, "parent", "brand");
    let mut brand_version = counted(
        "brand_version",
        vec![
            id("brand"),
            number("number"),
            text("state"),
            number("revision"),
            text("name"),
            text("file"),
            id("saved_at"),
            some_id("saved_by"),
            some_id("signed_by"),
            some_id("signed_at"),
            some_text("signed_hash"),
            some_text("from_day"),
            some_text("until_day"),
        ],
    );
    refers(&mut brand_version, "brand", "brand");
    let mut promise = counted("promise", vec![id("brand"), id("key")]);
    refers(&mut promise, "brand", "brand");
    let mut promise_version = counted(
        "promise_version",
        vec![id("promise"), id("version"), text("text"), text("from_day"), some_text("until_day")],
    );
    refers(&mut promise_version, "promise", "promise");
    refers(&mut promise_version, "version", "brand_version");
    let attachment = Table::create()
        .table("attachment")
        .col(ColumnDef::new("hash").text().not_null().primary_key())
        .col(text("media_type"))
        .col(ColumnDef::new("bytes").blob().not_null())
        .take();
    let audit_entry = Table::create()
        .table("audit_entry")
        .col(ColumnDef::new("number").big_integer().not_null().primary_key())
        .col(id("at"))
        .col(some_id("account"))
        .col(text("act"))
        .col(text("subject"))
        .col(id("subject_id"))
        .col(text("before"))
        .col(text("after"))
        .col(text("previous"))
        .col(text("hash"))
        .take();
    let audit_head = Table::create()
        .table("audit_head")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(id("number"))
        .col(text("hash"))
        .take();
    let setting = Table::create()
        .table("setting")
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .col(text("value"))
        .take();
    let session = Table::create()
        .table("session")
        .col(ColumnDef::new("key_hash").text().not_null().primary_key())
        .col(text("data"))
        .col(id("ends_at"))
        .take();
    vec![
        programme,
        stage,
        unit,
        account,
        service,
        brand,
        brand_version,
        promise,
        promise_version,
        attachment,
        audit_entry,
        audit_head,
        setting,
        session,
    ]
}

/// What pages ask by.
const INDEXES: [(&str, &[&str], bool); 6] = [
    ("service", &["unit"], false),
    ("brand", &["unit"], false),
    ("brand_version", &["brand", "number"], true),
    ("promise", &["brand", "key"], true),
    ("promise_version", &["promise"], false),
    ("audit_entry", &["subject", "subject_id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index.take()).await?;
        }
        let mut head = Query::insert();
        head.into_table("audit_head").columns(["id", "number", "hash"]);
        head.values_panic([1.into(), 0.into(), "".into()]);
        manager.exec_stmt(head).await
    }
}
