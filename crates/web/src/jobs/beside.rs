//! Work beside the answers: on a thread of its own, which gives way to those that answer.

use tokio::runtime::Handle;
use tokio::sync::oneshot;

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

/// On Linux a thread may ask for what nobody else wants of the processors; those that it starts ask for no more. A thread that answers
/// then has a processor as soon as it wakes, where one that is merely nice would end its turn of some milliseconds first. Elsewhere the
/// system shares as it likes.
fn give_way() {
    #[cfg(target_os = "linux")]
    {
        use thread_priority::{
            NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
            thread_native_id,
        };
        let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        if let Err(problem) = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle) {
            tracing::debug!(?problem, "work beside the answers does not give way");
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use thread_priority::{NormalThreadSchedulePolicy, ThreadSchedulePolicy, thread_schedule_policy};

    #[tokio::test]
    async fn work_gives_way_and_so_do_its_threads() {
        let own = || thread_schedule_policy().ok();
        let idle = Some(ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle));
        let before = own();
        assert_ne!(before, idle);
        assert_eq!(beside(move || std::thread::spawn(own).join().ok().flatten()).await.flatten(), idle);
        assert_eq!(own(), before, "whoever answers keeps the share");
        assert_eq!(beside(|| -> u8 { unreachable!("it breaks down") }).await, None);
    }
}
