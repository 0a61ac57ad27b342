//! How often one address may ask.
//!
//! Each address has a bucket of tokens for everything, one for signing in and one for uploads. Addresses are kept nowhere, not
//! even in memory: what is counted is a number of 16 bits that only this run of the program can make of them. So the
//! tables have at most 65,536 buckets, whoever asks. That two addresses share a bucket happens, and costs neither much: one of
//! them alone has to empty it.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use askama::Template;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use pages::{Frame, MessagePage};
use words::Message;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::{api, language};

/// How often one address may ask; the section `[limits]` of a configuration file. An address of IPv6 is its first 64 bits: a
/// household or an office has all of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitSettings {
    /// Pages, forms and files together, a minute; style sheets and the like are not counted. 1200 by default: a hall of clerks may have
    /// one address.
    pub requests_per_minute: NonZeroU32,
    /// Tries to sign in, a minute, right ones too; the way to an identity provider and back is two. Opinions and proposals that are sent and codes
    /// of theirs that are given are counted with them. 60 by default.
    pub sign_ins_per_minute: NonZeroU32,
    /// Files that are sent, a minute. 30 by default.
    pub uploads_per_minute: NonZeroU32,
}

const fn number(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self { requests_per_minute: number(1200), sign_ins_per_minute: number(60), uploads_per_minute: number(30) }
    }
}

impl LimitSettings {
    /// For a demo, which somebody may well look at with a program.
    pub fn generous() -> Self {
        let many = number(60_000);
        Self { requests_per_minute: many, sign_ins_per_minute: many, uploads_per_minute: many }
    }
}

/// The clock as the buckets need it.
#[derive(Debug, Clone)]
struct Ticks(Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.ticks()
    }
}

/// The buckets of one kind.
type Buckets = RateLimiter<u16, HashMapStateStore<u16>, Ticks, NoOpMiddleware<Duration>>;

/// All buckets.
#[derive(Debug)]
pub(crate) struct Limits {
    requests: Buckets,
    sign_ins: Buckets,
    uploads: Buckets,
    trusted_proxies: Vec<IpAddr>,
    hash: RandomState,
    clock: Ticks,
    told: AtomicBool,
}

impl Limits {
    pub(crate) fn new(settings: &LimitSettings, trusted_proxies: &[IpAddr], clock: Clock) -> Self {
        let clock = Ticks(clock);
        let buckets = |most| RateLimiter::new(Quota::per_minute(most), HashMapStateStore::default(), clock.clone());
        Self {
            requests: buckets(settings.requests_per_minute),
            sign_ins: buckets(settings.sign_ins_per_minute),
            uploads: buckets(settings.uploads_per_minute),
            trusted_proxies: trusted_proxies.iter().map(IpAddr::to_canonical).collect(),
            hash: RandomState::new(),
            clock,
            told: AtomicBool::new(false),
        }
    }

    /// Takes what a request costs; says how long to wait when a bucket is empty.
    fn take(&self, address: IpAddr, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), Duration> {
        // A page that says that one has to wait should look like one.
        if path.starts_with("/assets/") {
            return Ok(());
        }
        let bucket = self.bucket(address);
        let of = |buckets: &Buckets| {
            buckets.check_key(&bucket).map_err(|not| not.wait_time_from(governor::clock::Clock::now(&self.clock)))
        };
        of(&self.requests)?;
        let is_file = |kind: &HeaderValue| kind.as_bytes().starts_with(b"multipart/");
        let by_provider = path.starts_with("/sign-in/provider");
        let is_slow = ["/sign-in", "/opinions", "/proposals"].iter().any(|of| path.starts_with(of));
        if by_provider || (method == Method::POST && is_slow) {
            of(&self.sign_ins)?;
        } else if method == Method::POST && headers.get(CONTENT_TYPE).is_some_and(is_file) {
            of(&self.uploads)?;
        }
        Ok(())
    }

    fn bucket(&self, address: IpAddr) -> u16 {
        let bits = match address.to_canonical() {
            IpAddr::V4(address) => (4, u64::from(u32::from(address))),
            IpAddr::V6(address) => (6, (u128::from(address) >> 64) as u64),
        };
        // The last bits of a hash are as good as any.
        self.hash.hash_one(bits) as u16
    }

    /// Who asks: the last one in front of the proxies that are ours.
    fn address(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = connected.to_canonical();
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        for hop in hops.iter().rev().map(|hop| hop.trim()) {
            if !self.trusted_proxies.contains(&address) {
                break;
            }
            let with_port = || hop.parse::<SocketAddr>().map(|address| address.ip());
            match hop.parse::<IpAddr>().or_else(|_| with_port()) {
                Ok(before) => address = before.to_canonical(),
                Err(_) => break,
            }
        }
        if !hops.is_empty()
            && !self.trusted_proxies.contains(&connected.to_canonical())
            && !self.told.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                "a request came with X-Forwarded-For from an address that is not in trusted_proxies; it is not believed"
            );
        }
        address
    }
}

/// Lets through who does not ask too often.
pub(crate) async fn meter(State((limits, desk)): State<(Arc<Limits>, Desk)>, request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let connected = connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let address = limits.address(connected, request.headers());
    match limits.take(address, request.method(), request.uri().path(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(wait) => too_many(&desk, &request, wait),
    }
}

/// The page is made without asking the ledger: it is the answer to a flood.
fn too_many(desk: &Desk, request: &Request, wait: Duration) -> Response {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let frame = Frame {
        language: language::of(request.headers()),
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        made_up: desk.settings.made_up,
        person: None,
        nav: Vec::new(),
        help: "/help".to_owned(),
        done: None,
    };
    let text = frame.say(&Message::new("limits-wait").with("seconds", seconds));
    if api::is_of(request.uri().path()) {
        let mut told = api::problem_of(StatusCode::TOO_MANY_REQUESTS, frame.t("limits-too-many"), text);
        told.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return told;
    }
    let page = MessagePage { title: frame.t("limits-too-many"), text, number: String::new(), frame };
    let retry = [(RETRY_AFTER, seconds.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, retry, Html(page.render().unwrap_or_default())).into_response()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn limits(trusted: &[&str]) -> Limits {
        let trusted: Vec<IpAddr> = trusted.iter().map(|address| address.parse().expect("an address")).collect();
        Limits::new(&LimitSettings::default(), &trusted, Clock::by_hand(TimeZone::UTC, ledger::Instant(0)))
    }

    #[test]
    fn who_asks_is_the_last_one_in_front_of_our_proxies() {
        let rows = [
            // Trusted, connected, X-Forwarded-For, who asks.
            (&[] as &[&str], "192.0.2.1", "198.51.100.7", "192.0.2.1"),
            (&["10.0.0.1"], "10.0.0.1", "198.51.100.7", "198.51.100.7"),
            (&["10.0.0.1"], "::ffff:10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
            (&["10.0.0.1"], "10.0.0.2", "198.51.100.7", "10.0.0.2"),
            // What somebody wrote there before the proxy did is not believed.
            (&["10.0.0.1"], "10.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
            (&["10.0.0.1", "10.0.0.2"], "10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
            (&["10.0.0.1"], "10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
            (&["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
            (&["10.0.0.1"], "10.0.0.1", "[2001:db8::7]:80", "2001:db8::7"),
        ];
        for (trusted, connected, forwarded, asks) in rows {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().expect("a header"));
            let found = limits(trusted).address(connected.parse().expect("an address"), &headers);
            assert_eq!(found.to_string(), asks, "{trusted:?} {connected} {forwarded}");
        }
    }

    #[test]
    fn the_tables_do_not_grow_with_those_who_ask() {
        let limits = limits(&[]);
        for number in 0..200_000_u32 {
            let _ = limits.take(Ipv4Addr::from(number).into(), &Method::POST, "/sign-in", &HeaderMap::new());
        }
        assert!(limits.requests.len() <= 65_536 && limits.sign_ins.len() <= 65_536);
        // Of one network of IPv6 all addresses are one.
        let one = |address: &str| limits.bucket(address.parse().expect("an address"));
        assert_eq!(one("2001:db8:1:2::1"), one("2001:db8:1:2:ffff::1"));
        assert_eq!(one("::ffff:192.0.2.1"), one("192.0.2.1"));
    }
}
