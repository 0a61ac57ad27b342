//! Samples: each page as it can look, the awkward ones first.

/// Pages that can make samples of themselves.
pub trait Samples: Sized {
    /// Named samples.
    fn samples() -> Vec<(&'static str, Self)>;
}
