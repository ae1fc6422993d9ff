//! The order of findings, and money at two places.

use std::cmp::Reverse;

use crate::finding::Finding;

/// By state, severity, money (most first), code, subject.
///
/// Places are sorted and not the findings themselves, which are large to move about.
pub(super) fn sorted(findings: Vec<Finding>) -> Vec<Finding> {
    let mut places: Vec<usize> = (0..findings.len()).collect();
    places.sort_unstable_by(|left, right| {
        let (left, right) = (&findings[*left], &findings[*right]);
        let money = |finding: &Finding| finding.money.unwrap_or(0.0);
        (left.state, Reverse(left.severity))
            .cmp(&(right.state, Reverse(right.severity)))
            .then_with(|| money(right).total_cmp(&money(left)))
            .then_with(|| left.code.cmp(right.code))
            .then_with(|| left.subject.cmp(&right.subject))
    });
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| findings[place].take()).collect()
}

/// Money at two places; what is too large for them stays as it is.
pub(super) fn cents(money: f64) -> f64 {
    let rounded = (money * 100.0).round() / 100.0;
    if rounded.is_finite() { rounded + 0.0 } else { money.clamp(f64::MIN, f64::MAX) }
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn money_has_two_places_and_nothing_has_no_sign() {
        assert_eq!(cents(12.345), 12.35);
        assert!(cents(-0.001) == 0.0 && cents(-0.001).is_sign_positive());
        assert_eq!(cents(f64::MAX), f64::MAX);
    }
}
