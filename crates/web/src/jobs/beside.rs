//! Work beside the answers: on a thread of its own, which gives way to those that answer.

use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// How much less than the others a thread that works beside the answers may have of the processors, from 1 to 19: with 10, a tenth of
/// their share while all of them are wanted, and all that is free.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// Does what takes the processor, or waits for a disk, on a thread of its own; those that it starts give way as well. Nothing comes
/// back of work that broke down.
pub(crate) async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (tell, told) = oneshot::channel();
    let runtime = Handle::current();
    let begun = std::thread::Builder::new().name("mingpai-work".to_owned()).spawn(move || {
        give_way();
        let _runtime = runtime.enter();
        // Whoever asked may be gone.
        let _ = tell.send(work());
    });
    if let Err(problem) = begun {
        tracing::error!(%problem, "no thread could be started");
        return None;
    }
    told.await.ok()
}

/// On Linux a thread has a priority of its own, which those that it starts take over. Elsewhere the system shares as it likes.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(problem) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%problem, "work beside the answers does not give way");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_gives_way_and_so_do_its_threads() {
        let own = || rustix::process::getpriority_process(None).ok();
        let before = own();
        let deep = beside(move || std::thread::spawn(own).join().ok().flatten()).await.flatten();
        assert_eq!(deep.zip(before).map(|(deep, before)| deep - before), Some(NICENESS));
        assert_eq!(own(), before, "whoever answers keeps the share");
        assert_eq!(beside(|| -> u8 { unreachable!("it breaks down") }).await, None);
    }
}
