//! What signing in asks for, and the identity provider by which people sign in.

use std::path::PathBuf;

use ledger::account::Role;
use web::{OidcSettings, SignInSettings};
use words::Message;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 10] = [
    REQUIRE_TOTP_FOR,
    ISSUER,
    CLIENT_ID,
    CLIENT_SECRET_FILE,
    NAME,
    NAME_EN,
    CLAIM,
    CA_FILE,
    REDIRECT_BASE,
    ASKS_SECOND_FACTOR,
];

const REQUIRE_TOTP_FOR: Known = Known {
    section: "sign_in",
    key: "require_totp_for",
    flag: "require-totp-for",
    value: "ROLE,…",
    words: "option-require-totp-for",
    kind: Kind::List,
    default: "",
};

const fn of_oidc(key: &'static str, flag: &'static str, value: &'static str, words: &'static str) -> Known {
    Known { section: "oidc", key, flag, value, words, kind: Kind::Text, default: "" }
}

const ISSUER: Known = of_oidc("issuer", "oidc-issuer", "URL", "option-oidc-issuer");
const CLIENT_ID: Known = of_oidc("client_id", "oidc-client-id", "NAME", "option-oidc-client-id");
const CLIENT_SECRET_FILE: Known =
    of_oidc("client_secret_file", "oidc-client-secret-file", "FILE", "option-oidc-client-secret-file");
const NAME: Known = of_oidc("name", "oidc-name", "NAME", "option-oidc-name");
const NAME_EN: Known = of_oidc("name_en", "oidc-name-en", "NAME", "option-oidc-name-en");
const CLAIM: Known =
    Known { default: "preferred_username", ..of_oidc("claim", "oidc-claim", "CLAIM", "option-oidc-claim") };
const CA_FILE: Known = of_oidc("ca_file", "oidc-ca-file", "FILE", "option-oidc-ca-file");
const REDIRECT_BASE: Known = of_oidc("redirect_base", "oidc-redirect-base", "URL", "option-oidc-redirect-base");
const ASKS_SECOND_FACTOR: Known = Known {
    kind: Kind::Truth,
    default: "false",
    ..of_oidc("asks_second_factor", "oidc-asks-second-factor", "", "option-oidc-asks-second-factor")
};

pub(crate) fn read(given: &Given) -> Result<SignInSettings, Fault> {
    let names = given.list(&REQUIRE_TOTP_FOR);
    let known: Option<Vec<Role>> = names.iter().map(|name| Role::named(name)).collect();
    let wanted = || {
        let roles = Role::ALL.map(Role::name).join(", ");
        given.refuse(&REQUIRE_TOTP_FOR, Message::new("config-wants-one-of").with("known", roles))
    };
    Ok(SignInSettings { require_totp_for: known.ok_or_else(wanted)? })
}

/// The identity provider; none where no issuer is given.
pub(crate) fn read_provider(given: &Given) -> Result<Option<OidcSettings>, Fault> {
    if given.text(&ISSUER).is_empty() {
        return Ok(None);
    }
    for needed in [&CLIENT_ID, &NAME, &REDIRECT_BASE] {
        if given.text(needed).is_empty() {
            return Err(given.refuse(needed, Message::new("config-wants-text")));
        }
    }
    let file = |known: &Known| Some(given.text(known)).filter(|file| !file.is_empty()).map(PathBuf::from);
    let settings = OidcSettings {
        issuer: given.text(&ISSUER),
        client_id: given.text(&CLIENT_ID),
        client_secret: None,
        client_secret_file: file(&CLIENT_SECRET_FILE),
        name: given.text(&NAME),
        name_en: given.text(&NAME_EN),
        claim: given.text(&CLAIM),
        ca_file: file(&CA_FILE),
        redirect_base: given.text(&REDIRECT_BASE),
        asks_second_factor: given.truth(&ASKS_SECOND_FACTOR)?,
    };
    settings.checked().map(Some).map_err(Fault::Input)
}
