//! The statistics that the rules rest on, in plain functions.
//!
//! Everything here is deterministic to the last bit, natively and in wasm: sums run in a
//! fixed order, and whatever is not exact in IEEE 754 comes from `libm`.

mod beta;
mod mann_kendall;
mod rounding;
mod spearman;
mod theil_sen;

pub use mann_kendall::mann_kendall;
pub use rounding::{Sign, finite, round9, sign};
pub use spearman::{Correlation, spearman};
pub(crate) use spearman::{Ranking, chance};
pub use theil_sen::theil_sen;

/// The middle value of `values`, the mean of the two middle ones of an even count.
///
/// `None` of an empty list. The order of the input doesn't matter.
pub fn median(values: &mut [f64]) -> Option<f64> {
    let (count, half) = (values.len(), values.len() / 2);
    if count == 0 {
        return None;
    }
    let (below, upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let upper = *upper;
    if count % 2 == 1 {
        return Some(upper);
    }
    let lower = below.iter().copied().max_by(f64::total_cmp)?;
    // Halved first: the sum of two large values could overflow.
    Some(lower / 2.0 + upper / 2.0)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(&mut [1.0, 3.0]), Some(2.0));
        assert_eq!(median(&mut [7.0]), Some(7.0));
        assert_eq!(median(&mut [f64::MAX, f64::MAX]), Some(f64::MAX));
        assert_eq!(median(&mut []), None);
    }
}
