//! The nearest known name, for messages about unknown ones.

/// Nobody mistypes a name that is longer than this many characters; to compare two costs the product of their lengths.
const LONGEST_NAME: usize = 100;

/// The candidate that looks most like a name, if one looks like it at all.
///
/// Compared without case, by edit distance in which a swap of neighbours is one edit; a name that contains the other
/// counts as near. Of two that are equally near it is the one that sorts first, whatever order they come in. Texts of more
/// than a hundred characters are near nothing.
///
/// ```
/// assert_eq!(plan::nearest("activty", ["case", "activity", "actor"]), Some("activity".to_owned()));
/// assert_eq!(plan::nearest("受理时", ["受理时间", "办结时间"]), Some("受理时间".to_owned()));
/// assert_eq!(plan::nearest("service-166", ["service-186", "service-156"]), Some("service-156".to_owned()));
/// assert_eq!(plan::nearest("qqqqqq", ["case", "activity"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let is_name = |text: &str| text.chars().nth(LONGEST_NAME).is_none();
    if !is_name(name) {
        return None;
    }
    let plain = |text: &str| text.trim().to_lowercase();
    let wanted = plain(name);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| is_name(candidate)) {
        let known = plain(candidate);
        let mut likeness = strsim::normalized_damerau_levenshtein(&wanted, &known);
        let (short, long) = if wanted.len() < known.len() { (&wanted, &known) } else { (&known, &wanted) };
        if short.chars().count() >= 2 && long.contains(short.as_str()) {
            likeness = likeness.max(0.6);
        }
        if likeness >= 0.4
            && best.is_none_or(|(so_far, known)| likeness > so_far || (likeness == so_far && candidate < known))
        {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}
