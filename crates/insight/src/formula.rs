//! Formulas: arithmetic over other nodes' metrics.
//!
//! `[price] * [volume] - [unit-cost]`: a term is an id in brackets, or bare where it looks like
//! an identifier; numbers, `+ - * /`, unary minus, parentheses. A parsed formula is a flat list
//! of steps for a stack, so that no depth of parentheses can exhaust the call stack.

mod parse;
mod token;

use std::collections::BTreeMap;

use crate::numeric::{finite, round9};
use causeway_model::order::Arrange as _;

pub use parse::FormulaError;

/// A parsed formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    steps: Vec<Step>,
    terms: Vec<String>,
}

/// One step of the evaluation, in postfix order.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Number(f64),
    Term(usize),
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A value and how it changes with the one term that is asked about (forward differentiation).
#[derive(Clone, Copy)]
struct Dual {
    value: f64,
    slope: f64,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// [`FormulaError`] where the text isn't one, with the place.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let (steps, names) = parse::postfix(text)?;
        let mut terms: Vec<String> = names.clone();
        terms.arrange();
        terms.dedup();
        let places: BTreeMap<&String, usize> =
            terms.iter().enumerate().map(|(place, name)| (name, place)).collect();
        let steps = steps
            .into_iter()
            .map(|step| match step {
                Step::Term(mention) => Step::Term(
                    names.get(mention).and_then(|name| places.get(name)).copied().unwrap_or(0),
                ),
                other => other,
            })
            .collect();
        Ok(Self { steps, terms })
    }

    /// The ids it names, sorted, each once.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }

    /// Its value, with `values` in the order of [`Self::terms`].
    ///
    /// `None` where it divides by zero, outgrows a double, or a value is lacking.
    pub fn value(&self, values: &[f64]) -> Option<f64> {
        self.run(values, usize::MAX).map(|dual| dual.value)
    }

    /// ∂f/∂term at `values`: what one unit more of the term at `place` adds.
    ///
    /// `None` where the value itself is `None`.
    pub fn slope(&self, values: &[f64], place: usize) -> Option<f64> {
        self.run(values, place).map(|dual| dual.slope)
    }

    fn run(&self, values: &[f64], asked: usize) -> Option<Dual> {
        let mut stack: Vec<Dual> = Vec::new();
        for step in &self.steps {
            let next = match *step {
                Step::Number(value) => Dual { value, slope: 0.0 },
                Step::Term(place) => Dual {
                    value: *values.get(place)?,
                    slope: if place == asked { 1.0 } else { 0.0 },
                },
                Step::Negate => {
                    let only = stack.pop()?;
                    Dual { value: -only.value, slope: -only.slope }
                }
                operator => {
                    let right = stack.pop()?;
                    combine(operator, stack.pop()?, right)?
                }
            };
            finite(next.value)?;
            finite(next.slope)?;
            stack.push(next);
        }
        let result = stack.pop()?;
        Some(Dual { value: result.value + 0.0, slope: result.slope + 0.0 })
    }
}

fn combine(operator: Step, left: Dual, right: Dual) -> Option<Dual> {
    Some(match operator {
        Step::Add => Dual { value: left.value + right.value, slope: left.slope + right.slope },
        Step::Subtract => Dual { value: left.value - right.value, slope: left.slope - right.slope },
        Step::Multiply => Dual {
            value: left.value * right.value,
            slope: left.slope * right.value + left.value * right.slope,
        },
        // Zero at nine places is zero: 0.1 + 0.2 - 0.3 must not divide.
        _ if round9(right.value) == 0.0 => return None,
        _ => {
            let value = left.value / right.value;
            Dual { value, slope: (left.slope - value * right.slope) / right.value }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Formula;

    fn value(text: &str, values: &[f64]) -> Option<f64> {
        Formula::parse(text).unwrap().value(values)
    }

    #[test]
    fn products_bind_before_sums_and_signs_before_products() {
        assert_eq!(value("1 + 2 * 3", &[]), Some(7.0));
        assert_eq!(value("(1 + 2) * 3", &[]), Some(9.0));
        assert_eq!(value("8 / 4 / 2 - 1 - 1", &[]), Some(-1.0));
        assert_eq!(value("2 * -3", &[]), Some(-6.0));
        assert_eq!(value("--3 - -1", &[]), Some(4.0));
        assert_eq!(value("8 / -2 * 4", &[]), Some(-16.0));
        assert_eq!(value("-2 * -[a]", &[3.0]), Some(6.0));
    }

    #[test]
    fn a_bare_term_ends_where_a_minus_begins() {
        let formula = Formula::parse("unit-cost * [unit-cost] + unit").unwrap();
        assert_eq!(formula.terms(), ["cost", "unit", "unit-cost"]);
        assert_eq!(formula.value(&[2.0, 10.0, 3.0]), Some(10.0 - 2.0 * 3.0 + 10.0));
    }

    #[test]
    fn dividing_by_zero_has_no_value() {
        assert_eq!(value("1 / a", &[0.0]), None);
        assert_eq!(value("1 / (a + 0.2 - 0.3)", &[0.1]), None);
        assert_eq!(value("a * 10", &[1e308]), None);
        assert_eq!(value("a + b", &[1.0]), None);
    }

    #[test]
    fn slopes_are_exact_derivatives() {
        let formula = Formula::parse("a * b / c - a").unwrap();
        let at = [2.0, 6.0, 3.0];
        assert_eq!(formula.slope(&at, 0), Some(1.0));
        assert_eq!(formula.slope(&at, 1), Some(2.0 / 3.0));
        assert_eq!(formula.slope(&at, 2), Some(-4.0 / 3.0));
        assert_eq!(Formula::parse("-a * a").unwrap().slope(&[5.0], 0), Some(-10.0));
    }

    #[test]
    fn a_hundred_thousand_parentheses_are_only_long() {
        let text = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(value(&text, &[]), Some(1.0));
        assert_eq!(value(&format!("{}1", "-".repeat(100_000)), &[]), Some(1.0));
    }

    #[test]
    fn a_term_that_stands_twice_counts_twice() {
        assert_eq!(Formula::parse("a + a").unwrap().slope(&[5.0], 0), Some(2.0));
        assert_eq!(Formula::parse("3 * a - a").unwrap().slope(&[5.0], 0), Some(2.0));
    }

    #[test]
    fn zero_has_no_sign() {
        let formula = Formula::parse("-a * b").unwrap();
        assert!(formula.value(&[0.0, 1.0]).is_some_and(f64::is_sign_positive));
        assert!(formula.slope(&[0.0, 1.0], 1).is_some_and(f64::is_sign_positive));
    }
}
