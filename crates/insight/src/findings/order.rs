//! The order of findings, and money at two places.

use crate::finding::Finding;

/// State, severity, money (most first), code, subject.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|left, right| {
        let money = |finding: &Finding| finding.money.unwrap_or(0.0);
        left.state
            .cmp(&right.state)
            .then(right.severity.cmp(&left.severity))
            .then(money(right).total_cmp(&money(left)))
            .then(left.code.cmp(right.code))
            .then(left.subject.cmp(&right.subject))
    });
}

/// Money at two places; what is too large for them stays as it is.
pub(super) fn cents(money: f64) -> f64 {
    let rounded = (money * 100.0).round() / 100.0;
    if rounded.is_finite() { rounded + 0.0 } else { money.clamp(f64::MIN, f64::MAX) }
}
