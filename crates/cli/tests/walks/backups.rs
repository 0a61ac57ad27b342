//! A backup made by the operator: asked for, watched until it is done without a reload, found in the list and in the log.

use crate::look::Walker;

pub async fn walk(walker: &mut Walker) {
    walker.go("/language/en?back=/sign-in").await;
    let operator = walker.login_of("operator").await;
    walker.sign_in(&operator).await;
    walker.go("/desk/backups").await;
    walker.look("backups-none").await;
    walker.press("main form button").await;
    // The page asks again by itself until the job has ended.
    walker.wait("#job .verdict").await;
    assert!(walker.at().await.starts_with("/desk/jobs/"), "{}", walker.at().await);
    assert_eq!(walker.read("#job .verdict").await, "done");
    assert!(walker.read("#job").await.contains("was read back"), "{}", walker.read("#job").await);
    walker.look("backup-done").await;
    walker.press("#job a.btn").await;
    walker.wait("main table a[download]").await;
    assert!(walker.read("td .verdict").await.contains("read back"));
    walker.look("backups").await;
    walker.go("/desk/jobs").await;
    walker.look("jobs").await;
    walker.sign_out().await;
}
