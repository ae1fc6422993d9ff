//! The order of findings, and money at two places.

use std::cmp::Reverse;

use crate::finding::Finding;

/// By state, severity, money (most first), code, subject.
///
/// Places are sorted and not the findings themselves, which are large to move about.
pub(super) fn sorted(findings: Vec<Finding>) -> Vec<Finding> {
    let key = |(place, finding): (usize, &Finding)| {
        let money = finding.money.unwrap_or(0.0);
        (finding.state, Reverse(finding.severity), money, finding.code, place)
    };
    let mut keys: Vec<_> = findings.iter().enumerate().map(key).collect();
    keys.sort_by(|left, right| {
        (left.0, left.1)
            .cmp(&(right.0, right.1))
            .then_with(|| right.2.total_cmp(&left.2))
            .then_with(|| left.3.cmp(right.3))
            .then_with(|| findings[left.4].subject.cmp(&findings[right.4].subject))
    });
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|key| findings[key.4].take()).collect()
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
