//! The Mann–Kendall test: is there a monotone trend at all?

use crate::numeric::round9;

/// The two-sided p-value of the Mann–Kendall test over values in the order of time.
///
/// S counts rises less falls over all pairs; its variance is corrected for ties; one is taken
/// off |S| for continuity; the normal distribution approximates the rest (Kendall, *Rank
/// Correlation Methods*, 1975, ch. 4). Values are equal when they agree to nine places.
/// Returns 1 where nothing varies. Dimensionless, between 0 and 1.
///
/// The values are rounded, and sorted where some are tied, where they stand.
pub fn mann_kendall(values: &mut [f64]) -> f64 {
    for value in values.iter_mut() {
        *value = round9(*value);
    }
    let (score, has_ties) = score(values);
    let variance = term(values.len()) - if has_ties { ties(values) } else { 0.0 };
    let variance = variance / 18.0;
    if variance <= 0.0 || score == 0.0 {
        return 1.0;
    }
    let z = (score.abs() - 1.0) / variance.sqrt();
    libm::erfc(z / core::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// S: one for every pair that rises, minus one for every pair that falls; and whether any is tied.
/// Of rounded values.
fn score(values: &[f64]) -> (f64, bool) {
    let (mut score, mut has_ties) = (0.0, false);
    for (index, earlier) in values.iter().enumerate() {
        for later in &values[index + 1..] {
            // Both are rounded already: where they differ at all, they differ at nine places.
            if later > earlier {
                score += 1.0;
            } else if later < earlier {
                score -= 1.0;
            } else {
                has_ties = true;
            }
        }
    }
    (score, has_ties)
}

/// What tied values take from the variance of S.
fn ties(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.chunk_by(|left, right| left.total_cmp(right).is_eq()).map(|tied| term(tied.len())).sum()
}

fn term(count: usize) -> f64 {
    let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    n * (n - 1.0) * (2.0 * n + 5.0)
}

#[cfg(test)]
mod tests {
    use super::mann_kendall;

    /// By hand: n = 5, S = 10, variance 50/3, z = 9 / 4.0825 = 2.2045, p = 0.02749.
    #[test]
    fn five_rising_values_are_a_trend() {
        let p = mann_kendall(&mut [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert!((p - 0.027_486).abs() < 1e-5, "{p}");
    }

    /// By hand: S = 6, one tie of 2 and one of 3: variance (300 − 18 − 66) / 18 = 12, z = 5/√12.
    #[test]
    fn ties_take_their_share_of_the_variance() {
        let p = mann_kendall(&mut [1.0, 1.0, 2.0, 2.0, 2.0]);
        assert!((p - 0.148_915).abs() < 1e-5, "{p}");
    }

    #[test]
    fn what_never_changes_has_no_trend() {
        assert_eq!(mann_kendall(&mut [3.0; 8]), 1.0);
        assert_eq!(mann_kendall(&mut []), 1.0);
        assert_eq!(mann_kendall(&mut [1.0, 2.0, 1.0]), 1.0);
    }
}
