//! How often one address may ask.

use std::num::NonZeroU32;

use web::LimitSettings;

use crate::config::{Given, Kind, Known};
use crate::fault::Fault;

pub(super) const OPTIONS: [Known; 3] = [REQUESTS, SIGN_INS, UPLOADS];

const REQUESTS: Known = Known {
    section: "limits",
    key: "requests_per_minute",
    flag: "requests-per-minute",
    value: "N",
    words: "option-requests-per-minute",
    kind: Kind::Number(1, 1_000_000),
    default: "1200",
};

const SIGN_INS: Known = Known {
    section: "limits",
    key: "sign_ins_per_minute",
    flag: "sign-ins-per-minute",
    value: "N",
    words: "option-sign-ins-per-minute",
    kind: Kind::Number(1, 1_000_000),
    default: "60",
};

const UPLOADS: Known = Known {
    section: "limits",
    key: "uploads_per_minute",
    flag: "uploads-per-minute",
    value: "N",
    words: "option-uploads-per-minute",
    kind: Kind::Number(1, 1_000_000),
    default: "30",
};

pub(crate) fn read(given: &Given) -> Result<LimitSettings, Fault> {
    let number = |known: &Known| {
        let number = u32::try_from(given.number(known)?).ok().and_then(NonZeroU32::new);
        Ok::<_, Fault>(number.unwrap_or(NonZeroU32::MIN))
    };
    Ok(LimitSettings {
        requests_per_minute: number(&REQUESTS)?,
        sign_ins_per_minute: number(&SIGN_INS)?,
        uploads_per_minute: number(&UPLOADS)?,
    })
}
