//! Being stopped: Ctrl-C, or a polite request to end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// A flag that is set when somebody asks us to stop. The second request ends the program at once; whatever it was doing,
/// what it writes is either there whole or not at all.
pub(crate) fn on_request() -> &'static AtomicBool {
    static STOP: OnceLock<AtomicBool> = OnceLock::new();
    let stop = STOP.get_or_init(|| AtomicBool::new(false));
    // Where no handler can be set the system's own remains, which ends the program at once.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        asked().notify_one();
    });
    stop
}

fn asked() -> &'static Notify {
    static ASKED: OnceLock<Notify> = OnceLock::new();
    ASKED.get_or_init(Notify::new)
}

/// Waits until somebody asks us to stop.
pub(crate) async fn asked_for() {
    asked().notified().await;
}
