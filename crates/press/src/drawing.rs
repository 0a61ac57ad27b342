//! Drawings that are looked at on a page: no finer than a screen shows, so that they are quickly there.

/// A sheet that is wider than this, points, is shown smaller than it is: a tenth of a point is nothing then.
const WIDE: f64 = 1000.0;
/// Where numbers stand that place and draw.
const ATTRIBUTES: [&str; 2] = [" d=\"", " transform=\""];

/// An SVG of a sheet of a width, points, whose paths and places have no more digits than can be seen: hundredths of a point, or tenths.
pub(crate) fn coarser(svg: &str, width: f64) -> String {
    let most = if width > WIDE { 1 } else { 2 };
    let mut coarse = String::with_capacity(svg.len());
    let mut rest = svg;
    loop {
        let next = ATTRIBUTES.iter().filter_map(|name| Some(rest.find(name)? + name.len())).min();
        let Some((before, after)) = next.and_then(|place| rest.split_at_checked(place)) else { break };
        let Some((numbers, end)) = after.split_once('"') else { break };
        coarse.push_str(before);
        round(numbers, most, &mut coarse);
        coarse.push('"');
        rest = end;
    }
    coarse.push_str(rest);
    coarse
}

/// Writes a text with each of its numbers rounded to some digits.
fn round(numbers: &str, most: usize, to: &mut String) {
    let mut rest = numbers;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        to.push_str(before);
        let end = from.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let is_fine = number.split_once('.').is_some_and(|(_, digits)| digits.len() > most);
        match number.parse::<f64>() {
            Ok(value) if is_fine && value.is_finite() => {
                let rounded = format!("{value:.most$}");
                to.push_str(rounded.trim_end_matches('0').trim_end_matches('.'));
            }
            _ => to.push_str(number),
        }
        rest = after;
    }
    to.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::coarser;

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: RngSeed::Fixed(42),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn whatever_is_rounded_is_not_rounded_again(svg in "(?s)( d=\"| transform=\"|[0-9.\" -]{1,8}|.){0,40}", is_wide in any::<bool>()) {
            let width = if is_wide { 2000.0 } else { 500.0 };
            let coarse = coarser(&svg, width);
            prop_assert!(coarse.len() <= svg.len());
            prop_assert_eq!(coarser(&coarse, width), coarse);
        }
    }

    #[test]
    fn paths_and_places_are_rounded_and_nothing_else() {
        let rows = [
            (
                r#"<path d="M 0 0m 2.25036 -13.113h 5.076Z" x="1.23456"/>"#,
                r#"<path d="M 0 0m 2.25 -13.11h 5.08Z" x="1.23456"/>"#,
            ),
            (r#"<g transform="translate(-8.503937 0.001)"/>1.23456"#, r#"<g transform="translate(-8.5 0)"/>1.23456"#),
            (r#"<image href="data:x" alt="10.1.123.4"/>"#, r#"<image href="data:x" alt="10.1.123.4"/>"#),
            (r#"<path d="M 1.23456"#, r#"<path d="M 1.23456"#),
        ];
        for (fine, coarse) in rows {
            assert_eq!(coarser(fine, 500.0), coarse);
        }
    }
}
