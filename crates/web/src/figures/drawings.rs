//! Figures as drawings.

use bundle::Published;
use terms::Share;

/// A share with its interval and target on a scale.
pub(crate) fn interval(_share: &Share, _target: Option<f64>, _title: &str) -> String {
    String::new()
}

/// The published months.
pub(crate) fn months(_published: &Published, _title: &str) -> String {
    String::new()
}
