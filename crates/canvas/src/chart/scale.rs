//! Which values a chart shows, and which of them are written.

/// Marks may take so many times the height that the values have by themselves.
const REACH: f64 = 3.0;

/// Room above and below, as a share of what is shown.
const AIR: f64 = 0.06;

/// The values from the lower to the upper edge of a plot; always some height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale that shows all of `main` and those `marks` that don't flatten it; `None` without a number.
    pub fn covering(
        main: impl IntoIterator<Item = f64>,
        marks: impl IntoIterator<Item = f64>,
    ) -> Option<Self> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in main.into_iter().filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        if low > high {
            return None;
        }
        // Values that hardly move are seen against what they are.
        let height = (high - low).max(low.abs().max(high.abs()) * 0.1).max(f64::MIN_POSITIVE);
        let (floor, ceiling) = (low - height * REACH, high + height * REACH);
        for mark in marks.into_iter().filter(|mark| (floor..=ceiling).contains(mark)) {
            (low, high) = (low.min(mark), high.max(mark));
        }
        Some(Self::aired(low, high))
    }

    fn aired(low: f64, high: f64) -> Self {
        let height = high - low;
        let air = if height > 0.0 { height * AIR } else { (low.abs() * 0.1).max(1.0) };
        let (low, high) = (low - air, high + air);
        if (high - low).is_finite() { Self { low, high } } else { Self { low: -1.0, high: 1.0 } }
    }

    /// How far up a value lies: 0 at the lower edge, 1 at the upper.
    pub fn share(self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        // What is too far off to be a number still lies outside.
        if share.is_finite() { share.clamp(-1e3, 1e3) } else { 0.5 }
    }

    /// Whether a value lies between the edges.
    pub fn contains(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// At most so many round values between the edges, the lowest first.
    pub fn ticks(self, most: usize) -> Vec<f64> {
        let most = most.max(1);
        let raw = (self.high - self.low) / f64::from(u32::try_from(most).unwrap_or(u32::MAX));
        let Some(unit) = power_of_ten(raw) else { return Vec::new() };
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0].map(|round| round * unit);
        steps
            .into_iter()
            .map(|step| self.multiples(step, most))
            .find(|found| found.len() <= most)
            .unwrap_or_default()
    }

    /// The multiples of a step between the edges; those beyond `most` are not looked for.
    fn multiples(self, step: f64, most: usize) -> Vec<f64> {
        let first = (self.low / step).ceil();
        let mut found = Vec::new();
        let mut at = first;
        while at * step <= self.high && found.len() <= most {
            // No minus before a zero.
            found.push(at * step + 0.0);
            at += 1.0;
        }
        found
    }
}

/// The largest power of ten that is no larger.
fn power_of_ten(value: f64) -> Option<f64> {
    let power = value.log10().floor();
    let unit = 10_f64.powf(power);
    (value > 0.0 && unit.is_finite() && unit > 0.0).then_some(unit)
}
