//! The one place in the server that reads the clock.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use ledger::{Day, Instant};

/// The time, in the office's time zone. A demo keeps its own date: its clock stands as many seconds behind as its last day lies back.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: TimeZone,
    behind: i64,
    /// The instant at which a clock stands that is moved by hand.
    hand: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The time as it is.
    pub fn true_time(zone: TimeZone) -> Self {
        Self { zone, behind: 0, hand: None }
    }

    /// A clock that stands, for tests: it goes on only by [`Clock::move_on`], as do all its clones.
    pub fn by_hand(zone: TimeZone, at: Instant) -> Self {
        Self { zone, behind: 0, hand: Some(Arc::new(AtomicI64::new(at.0))) }
    }

    /// Moves on a clock that stands; one that runs cannot be moved.
    pub fn move_on(&self, seconds: i64) {
        if let Some(hand) = &self.hand {
            hand.fetch_add(seconds.saturating_mul(1_000_000), Ordering::Relaxed);
        }
    }

    /// A clock on which it is now this day, at the time of day that it is.
    pub fn on_day(zone: TimeZone, day: Date) -> Self {
        let true_time = Self::true_time(zone.clone());
        let now = now();
        let then = now.to_zoned(zone.clone()).with().date(day).build().map(|zoned| zoned.timestamp());
        let behind = then.map_or(0, |then| now.as_microsecond() - then.as_microsecond());
        Self { behind, ..true_time }
    }

    /// Now.
    pub fn now(&self) -> Instant {
        Instant(self.true_now().0 - self.behind)
    }

    /// Now, whatever date a demo keeps: for what a telephone or another server knows as well.
    pub(crate) fn true_now(&self) -> Instant {
        match &self.hand {
            Some(hand) => Instant(hand.load(Ordering::Relaxed)),
            None => true_now(),
        }
    }

    /// What has passed since some moment in the past: it never goes back, whatever is done to the time of the machine.
    pub(crate) fn ticks(&self) -> Duration {
        match &self.hand {
            Some(hand) => Duration::from_micros(u64::try_from(hand.load(Ordering::Relaxed)).unwrap_or_default()),
            None => since_start(),
        }
    }

    /// Today, in the office's time zone.
    pub fn today(&self) -> Day {
        self.day(self.now())
    }

    /// The day of an instant, in the office's time zone.
    pub fn day(&self, at: Instant) -> Day {
        let stamp = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
        Day(stamp.to_zoned(self.zone.clone()).date())
    }

    /// Day and time of day of an instant, in the office's time zone.
    pub(crate) fn local(&self, at: Instant) -> (Day, Time) {
        let stamp = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let local = stamp.to_zoned(self.zone.clone());
        (Day(local.date()), local.time())
    }

    /// The instant at which the office's clocks show this. Where they are set forward over it, the moment after; where they show it
    /// twice, the first time.
    pub(crate) fn instant_of(&self, day: Date, time: Time) -> Timestamp {
        let zoned = self.zone.to_ambiguous_zoned(day.to_datetime(time)).compatible();
        zoned.map(|zoned| zoned.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Day and time of an instant as they are read: `2025-12-31 09:05`.
    pub fn minute(&self, at: Instant) -> String {
        let stamp = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
        stamp.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

#[expect(clippy::disallowed_methods, reason = "the server's one look at the clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

#[expect(clippy::disallowed_methods, reason = "the time of the machine may be set back; this one goes on")]
fn since_start() -> Duration {
    static START: OnceLock<std::time::Instant> = OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Now, whatever date a demo keeps: for what must end in true time, as sessions do.
pub(crate) fn true_now() -> Instant {
    Instant(now().as_microsecond())
}
