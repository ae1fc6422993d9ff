//! How figures are compared: at nine decimal places.

/// Which side of zero a figure is on, at nine decimal places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Below zero.
    Negative,
    /// Zero, or too close to it to count.
    Zero,
    /// Above zero.
    Positive,
}

impl Sign {
    /// The sign of a product of two figures with these signs.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        match (self, other) {
            (Self::Zero, _) | (_, Self::Zero) => Self::Zero,
            (left, right) if left == right => Self::Positive,
            _ => Self::Negative,
        }
    }

    /// The other side.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Negative => Self::Positive,
            Self::Zero => Self::Zero,
            Self::Positive => Self::Negative,
        }
    }

    /// −1, 0 or 1.
    pub fn factor(self) -> f64 {
        match self {
            Self::Negative => -1.0,
            Self::Zero => 0.0,
            Self::Positive => 1.0,
        }
    }
}

/// Beyond this magnitude a double has no ninth decimal place left to round.
const EXACT: f64 = 9_007_199.0;

/// Rounds to nine decimal places, half away from zero; never returns −0.
pub fn round9(figure: f64) -> f64 {
    if figure.abs() < EXACT { nearest_whole(figure * 1e9) / 1e9 + 0.0 } else { figure }
}

/// The nearest whole number, half away from zero, of a figure below 2⁵³.
///
/// As `f64::round`, which is a call into a library on most processors and in wasm; every
/// comparison comes through here.
#[allow(clippy::cast_possible_truncation, reason = "what is below 2⁵³ fits")]
#[allow(clippy::cast_precision_loss, reason = "so does what was cut off")]
fn nearest_whole(figure: f64) -> f64 {
    let whole = figure as i64 as f64;
    // Exact: both are within a factor of two of each other, or the whole part is 0.
    let rest = figure - whole;
    if rest >= 0.5 {
        whole + 1.0
    } else if rest <= -0.5 {
        whole - 1.0
    } else {
        whole
    }
}

/// The sign of a figure at nine decimal places; not a number counts as zero.
pub fn sign(figure: f64) -> Sign {
    let rounded = round9(figure);
    if rounded > 0.0 {
        Sign::Positive
    } else if rounded < 0.0 {
        Sign::Negative
    } else {
        Sign::Zero
    }
}

/// The figure, unless it is infinite or not a number: such a result reads as absent.
pub fn finite(figure: f64) -> Option<f64> {
    figure.is_finite().then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::{Sign, finite, nearest_whole, round9, sign};

    #[test]
    fn halves_go_away_from_zero_and_zero_has_no_sign() {
        assert_eq!(round9(0.5e-9), 1e-9);
        assert_eq!(round9(-0.5e-9), -1e-9);
        assert!(round9(-0.4e-9).is_sign_positive());
        assert_eq!(round9(0.1 + 0.2), 0.3);
        assert_eq!(round9(1.0e300), 1.0e300);
    }

    #[test]
    fn whole_numbers_are_those_of_the_standard_library() {
        let mut figure = 0.3_f64;
        for _ in 0..2_000 {
            for near in [figure, figure.floor() + 0.5, (figure.floor() + 0.5).next_down()] {
                assert_eq!(nearest_whole(near), near.round(), "{near}");
                assert_eq!(nearest_whole(-near), (-near).round(), "-{near}");
            }
            figure *= 1.0185;
        }
        assert!(figure > 1e15);
    }

    #[test]
    fn a_trace_of_floating_noise_has_no_sign() {
        assert_eq!(sign(0.1 + 0.2 - 0.3), Sign::Zero);
        assert_eq!(sign(f64::NAN), Sign::Zero);
        assert_eq!(Sign::Negative.times(Sign::Negative), Sign::Positive);
        assert_eq!(Sign::Negative.times(Sign::Zero), Sign::Zero);
        assert_eq!(Sign::Positive.flipped(), Sign::Negative);
    }

    #[test]
    fn signs_multiply_and_turn_as_numbers_do() {
        let all = [Sign::Negative, Sign::Zero, Sign::Positive];
        for left in all {
            assert_eq!(left.flipped().factor(), 0.0 - left.factor());
            for right in all {
                assert_eq!(left.times(right).factor(), left.factor() * right.factor() + 0.0);
            }
        }
        assert_eq!(all.map(Sign::factor), [-1.0, 0.0, 1.0]);
        assert_eq!([sign(-2e-9), sign(0.4e-9), sign(2e-9)], all);
    }

    #[test]
    fn beyond_the_ninth_place_of_a_double_nothing_is_rounded() {
        assert_eq!(round9(9_007_199.1), 9_007_199.1);
        assert_eq!(round9(-9_007_199.1), -9_007_199.1);
        assert_eq!((finite(f64::NAN), finite(f64::INFINITY), finite(1.0)), (None, None, Some(1.0)));
    }
}
