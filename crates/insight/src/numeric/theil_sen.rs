//! The Theil–Sen slope: how fast, unmoved by an outlier.

use crate::numeric::{finite, median};

/// The median slope over all pairs of points `(days, value)`, in units of value a day.
///
/// Sen, *Journal of the American Statistical Association* 63 (1968) 1379. Points on the same day
/// make no pair. `None` without a pair, or where a slope is too large for a double.
pub fn theil_sen(points: &[(f64, f64)]) -> Option<f64> {
    let mut slopes = Vec::with_capacity(points.len() * points.len().saturating_sub(1) / 2);
    for (index, (day, value)) in points.iter().enumerate() {
        for (later_day, later_value) in &points[index + 1..] {
            let days = later_day - day;
            if days != 0.0 {
                slopes.push(finite((later_value - value) / days)?);
            }
        }
    }
    median(&mut slopes)
}

#[cfg(test)]
mod tests {
    use super::theil_sen;

    #[test]
    fn one_wild_value_does_not_bend_the_slope() {
        let points = [(0.0, 0.0), (1.0, 2.0), (2.0, 4.0), (3.0, 600.0), (4.0, 8.0)];
        assert_eq!(theil_sen(&points), Some(2.0));
    }

    #[test]
    fn a_single_point_has_no_slope() {
        assert_eq!(theil_sen(&[(0.0, 1.0)]), None);
        assert_eq!(theil_sen(&[(0.0, 1.0), (0.0, 2.0)]), None);
        assert_eq!(theil_sen(&[(0.0, -1.7e308), (1.0, 1.7e308)]), None);
    }
}
