//! Numbers, and the narrower kinds of them.

use crate::schema::Shape;
use crate::slot::Readable;
use crate::walk::Walk;
use crate::{Json, Rule};

/// The largest count: hours, days and the like stay so small that no sum of them overflows a date.
pub const MOST: i32 = 1_000_000;

/// A number; whole or not makes no difference to a reader.
impl Readable for f64 {
    const SHAPE: Shape = Shape::Number;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_f64(), Rule::Number, json)
    }
}

/// A count: of hours, days, dots, minutes.
impl Readable for u32 {
    const SHAPE: Shape = Shape::Count;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        let count = whole(json).and_then(|n| Self::try_from(n).ok());
        walk.expect(count, Rule::Count, json)
    }
}

/// A whole number that can be negative: days early.
impl Readable for i32 {
    const SHAPE: Shape = Shape::Integer;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(whole(json), Rule::Integer, json)
    }
}

/// How well a driver is understood and steered, from 1 (ad hoc) to 5 (optimising).
///
/// It is ordinal; answers from 1 (never) to 5 (always) are levels as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// A level, if the number is one.
    pub fn new(number: u8) -> Option<Self> {
        matches!(number, 1..=5).then_some(Self(number))
    }

    /// The number, 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Readable for Level {
    const SHAPE: Shape = Shape::Level;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        let level = whole(json).and_then(|n| Self::new(u8::try_from(n).ok()?));
        walk.expect(level, Rule::Level, json)
    }
}

/// The place of an objective or initiative in the order of importance: positive, smaller first.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Rank(f64);

impl Rank {
    /// A rank, if the number is positive and finite.
    pub fn new(number: f64) -> Option<Self> {
        (number > 0.0 && number.is_finite()).then_some(Self(number))
    }

    /// The number; people see positions (1st, 2nd) instead.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Readable for Rank {
    const SHAPE: Shape = Shape::Positive;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_f64().and_then(Self::new), Rule::Positive, json)
    }
}

/// The whole number that a value is, whichever kind of number wrote it (2, 2.0), within ±[`MOST`].
fn whole(json: &Json) -> Option<i32> {
    let number = json.as_f64()?;
    if number.fract() != 0.0 || number.abs() > f64::from(MOST) {
        return None;
    }
    #[allow(
        clippy::cast_possible_truncation,
        reason = "whole and within the range of i32, as just checked"
    )]
    Some(number as i32)
}
