//! `mingpai migrate`, `mingpai audit`, `mingpai admin`: the register from the command line.

use std::io::Write;

use jiff::tz::TimeZone;
use ledger::account::{self, NewAccount, Role};
use ledger::audit::{self, Fault as Found};
use ledger::{By, Ledger, unit};
use web::Clock;
use words::Message;

use crate::arguments::{self, AdminAct, AuditQuestion, CreateAccount, Verify};
use crate::commands::Context;
use crate::commands::serve::runtime;
use crate::fault::Fault;

/// Brings the tables up to date.
pub(crate) fn migrate(command: &arguments::Register, context: &Context) -> Result<(), Fault> {
    runtime()?.block_on(Ledger::open(&command.database()?))?;
    Ok(writeln!(std::io::stdout(), "{}", context.text("migrated"))?)
}

pub(crate) fn audit(command: &arguments::Audit, context: &Context) -> Result<(), Fault> {
    match &command.question {
        AuditQuestion::Verify(verify) => run_verify(verify, context),
    }
}

/// Walks the audit log; what is found is an error of this command.
fn run_verify(command: &Verify, context: &Context) -> Result<(), Fault> {
    let noted = command.head.as_deref().map(|head| {
        let split = head.split_once(':').and_then(|(number, hash)| Some((number.parse::<i64>().ok()?, hash)));
        split.ok_or_else(|| Fault::Input(Message::new("audit-head-wrong").with("head", head)))
    });
    let noted = noted.transpose()?;
    let (faults, (count, hash)) = runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database()?).await?;
        let faults = audit::verify(ledger.reads(), noted).await?;
        Ok::<_, Fault>((faults, audit::head(ledger.reads()).await?))
    })?;
    for fault in &faults {
        let message = match fault {
            Found::Edited(number) => Message::new("audit-edited").with("number", *number),
            Found::Missing(number) => Message::new("audit-missing").with("number", *number),
            Found::Displaced(number) => Message::new("audit-displaced").with("number", *number),
            Found::CutOff { after, of } => Message::new("audit-cut-off").with("after", *after).with("of", *of),
            Found::NotAsNoted(number) => Message::new("audit-not-as-noted").with("number", *number),
        };
        writeln!(std::io::stdout(), "{}", message.text(context.language))?;
    }
    if !faults.is_empty() {
        return Err(Fault::Ours(Message::new("audit-broken").with("faults", faults.len())));
    }
    let whole = Message::new("audit-whole").with("count", count).with("hash", hash);
    Ok(writeln!(std::io::stdout(), "{}", whole.text(context.language))?)
}

pub(crate) fn admin(command: &arguments::Admin, context: &Context) -> Result<(), Fault> {
    match &command.act {
        AdminAct::CreateAccount(create) => create_account(create, context),
    }
}

/// Makes an account, and shows its first password once.
fn create_account(command: &CreateAccount, context: &Context) -> Result<(), Fault> {
    let roles = Role::ALL.map(Role::name).join(", ");
    let role = Role::named(&command.role).ok_or_else(|| {
        Fault::Input(Message::new("admin-no-such-role").with("role", &command.role).with("roles", roles))
    })?;
    let first = web::first_password().map_err(Fault::Ours)?;
    let password = first.clone();
    runtime()?.block_on(async {
        let ledger = Ledger::open(&command.register.database()?).await?;
        let unit = match &command.unit {
            Some(name) => {
                let found = unit::named(ledger.reads(), name).await?;
                let found = found.ok_or_else(|| Fault::Input(Message::new("admin-no-such-unit").with("unit", name)))?;
                Some(found.id)
            }
            None => None,
        };
        let new = NewAccount {
            login: command.login.clone(),
            name: command.name.clone(),
            role,
            unit,
            password: web::hash_password(password).await.map_err(Fault::Ours)?,
            must_change: true,
        };
        let now = Clock::true_time(TimeZone::UTC).now();
        let add =
            ledger.write(By::Program, now, move |change| Box::pin(async move { account::add(change, new).await }));
        Ok::<_, Fault>(add.await?)
    })?;
    let made = Message::new("admin-made").with("login", command.login.to_lowercase()).with("password", first);
    Ok(writeln!(std::io::stdout(), "{}", made.text(context.language))?)
}
