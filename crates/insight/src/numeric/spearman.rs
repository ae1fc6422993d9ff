//! Spearman's rank correlation, with the t approximation of its p-value.

use crate::numeric::{beta::regularised, round9};

/// A rank correlation and how likely chance alone makes one as strong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// ρ, from −1 to 1.
    pub rho: f64,
    /// The two-sided p-value, from 0 to 1.
    pub p: f64,
}

/// Correlates the ranks of two lists of equal length; equal values share their average rank.
///
/// With `n` values, t = ρ √((n − 2) / (1 − ρ²)) has n − 2 degrees of freedom, and its two-sided
/// p-value is `I_{1 − ρ²}((n − 2) / 2, 1 / 2)`. `None` with fewer than three values, lists of
/// different lengths, or a list that never varies.
pub fn spearman(left: &[f64], right: &[f64]) -> Option<Correlation> {
    let rho = Ranking::default().correlation(left, right)?;
    Some(Correlation { rho, p: chance(rho, left.len()) })
}

/// The two-sided p-value of a rank correlation over so many pairs; at least three.
pub(crate) fn chance(rho: f64, pairs: usize) -> f64 {
    regularised(1.0 - rho * rho, (count(pairs) - 2.0) / 2.0, 0.5)
}

/// Ranks list after list, in memory that it keeps.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    order: Vec<(f64, usize)>,
    left: Vec<f64>,
    right: Vec<f64>,
}

impl Ranking {
    /// ρ alone, which costs a fraction of its p-value. `None` where [`spearman`] gives none.
    pub(crate) fn correlation(&mut self, left: &[f64], right: &[f64]) -> Option<f64> {
        if left.len() != right.len() || left.len() < 3 {
            return None;
        }
        rank(left, &mut self.order, &mut self.left);
        rank(right, &mut self.order, &mut self.right);
        pearson(&self.left, &self.right)
    }
}

/// The rank of each value from 1, ties sharing the mean of the ranks they span.
fn rank(values: &[f64], order: &mut Vec<(f64, usize)>, ranks: &mut Vec<f64>) {
    order.clear();
    order.extend(values.iter().enumerate().map(|(index, value)| (round9(*value), index)));
    order.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
    ranks.clear();
    ranks.resize(values.len(), 0.0);
    let mut before = 0;
    for tied in order.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let rank = count(before) + f64::midpoint(count(tied.len()), 1.0);
        for (_, index) in tied {
            ranks[*index] = rank;
        }
        before += tied.len();
    }
}

fn pearson(left: &[f64], right: &[f64]) -> Option<f64> {
    // Ranks from 1 to n always have this mean, ties or not.
    let mean = f64::midpoint(count(left.len()), 1.0);
    let (mut both, mut lefts, mut rights) = (0.0, 0.0, 0.0);
    for (l, r) in left.iter().zip(right) {
        both += (l - mean) * (r - mean);
        lefts += (l - mean) * (l - mean);
        rights += (r - mean) * (r - mean);
    }
    let spread = (lefts * rights).sqrt();
    (spread > 0.0).then(|| (both / spread).clamp(-1.0, 1.0))
}

fn count(length: usize) -> f64 {
    f64::from(u32::try_from(length).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::spearman;

    #[test]
    fn opposite_orders_correlate_perfectly_and_surely() {
        let found = spearman(&[1.0, 2.0, 3.0, 4.0], &[9.0, 7.0, 5.0, 1.0]).unwrap();
        assert_eq!((found.rho, found.p), (-1.0, 0.0));
    }

    /// By hand: ρ = 0.774806 over the average ranks, t = 2.7405 with 5 degrees of freedom.
    #[test]
    fn ties_share_their_rank() {
        let found =
            spearman(&[1.0, 2.0, 2.0, 4.0, 5.0, 6.0, 7.0], &[2.0, 1.0, 4.0, 3.0, 7.0, 5.0, 6.0])
                .unwrap();
        assert!((found.rho - 0.774_806).abs() < 1e-5, "{found:?}");
        assert!((found.p - 0.040_769).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn what_never_varies_correlates_with_nothing() {
        assert_eq!(spearman(&[1.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0]), None);
        assert_eq!(spearman(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[1.0, 2.0]), None);
    }

    #[test]
    fn three_values_are_enough() {
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]).map(|found| found.rho), Some(1.0));
    }
}
