//! Columns, tables and indices as migrations write them.

use sea_orm_migration::prelude::*;

fn id() -> ColumnDef {
    ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take()
}

pub(super) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// A day, or a text that is not always there.
pub(super) fn maybe_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

pub(super) fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

pub(super) fn maybe_number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

pub(super) fn yes_no(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// A table: its columns, and which of them refer to which table.
pub(super) fn table<const N: usize>(
    name: &'static str,
    columns: [ColumnDef; N],
    refers: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut table = Table::create().table(name).col(id()).take();
    for column in columns {
        table.col(column);
    }
    for (column, to) in refers {
        table.foreign_key(ForeignKey::create().from(name, *column).to(*to, "id"));
    }
    table
}

pub(super) fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

/// Makes tables, and then indices.
pub(super) async fn create(
    manager: &SchemaManager<'_>,
    tables: impl IntoIterator<Item = TableCreateStatement> + Send,
    indices: impl IntoIterator<Item = IndexCreateStatement> + Send,
) -> Result<(), DbErr> {
    let (tables, indices): (Vec<_>, Vec<_>) = (tables.into_iter().collect(), indices.into_iter().collect());
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indices {
        manager.create_index(index).await?;
    }
    Ok(())
}
