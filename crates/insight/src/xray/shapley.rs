//! Which term of a formula moved it by how much, exactly.

use causeway_model::Date;

use crate::{facts::Facts, formula::Formula, xray::change::value_on};

/// Up to so many terms every order is weighed; that is 2⁸ values of the formula.
const MOST: usize = 8;

/// What each term of a node's formula did to its change: the parts add up to the whole.
///
/// Shapley values (the mean over all orders in which the terms may change) up to eight terms,
/// else the mean of the order of ids and its reverse. Empty where a value lacks, or where the
/// formula has none on the way.
pub(super) fn of_terms(facts: &Facts<'_>, place: usize, from: Date, to: Date) -> Vec<(usize, f64)> {
    let Some(Ok(formula)) = facts.measure(place).and_then(|measure| measure.formula.as_ref())
    else {
        return Vec::new();
    };
    let places: Option<Vec<usize>> =
        formula.terms().iter().map(|term| facts.present().place(term)).collect();
    let amounts = places.as_ref().and_then(|places| {
        let on = |day: Date| {
            places.iter().map(|place| value_on(facts, *place, day)).collect::<Option<Vec<f64>>>()
        };
        let (before, after) = (on(from)?, on(to)?);
        let amounts = if before.len() <= MOST {
            all_orders(formula, &before, &after)
        } else {
            two_orders(formula, &before, &after)
        };
        // Two values that a double can hold may be further apart than one.
        amounts.filter(|amounts| amounts.iter().all(|amount| amount.is_finite()))
    });
    places.unwrap_or_default().into_iter().zip(amounts.unwrap_or_default()).collect()
}

/// Σ over sets S without the term: |S|! (n − |S| − 1)! / n! × (f(S and the term) − f(S)).
fn all_orders(formula: &Formula, before: &[f64], after: &[f64]) -> Option<Vec<f64>> {
    let count = before.len();
    let sets = 1_usize << count;
    let at = |set: usize| -> Vec<f64> {
        (0..count)
            .map(|term| if set & (1 << term) == 0 { before[term] } else { after[term] })
            .collect()
    };
    let values: Vec<f64> = (0..sets).map(|set| formula.value(&at(set))).collect::<Option<_>>()?;
    let factorial =
        |number: usize| (1..=number).fold(1.0, |product, factor| product * float(factor));
    let amounts = (0..count).map(|term| {
        let without = (0..sets).filter(|set| set & (1 << term) == 0);
        without
            .map(|set| {
                let size = usize::try_from(set.count_ones()).unwrap_or(0);
                let weight = factorial(size) * factorial(count - size - 1) / factorial(count);
                weight * (values[set | (1 << term)] - values[set])
            })
            .sum()
    });
    Some(amounts.collect())
}

/// The mean of changing the terms one by one in their order, and in the reverse.
fn two_orders(formula: &Formula, before: &[f64], after: &[f64]) -> Option<Vec<f64>> {
    let mut amounts = vec![0.0; before.len()];
    let forward: Vec<usize> = (0..before.len()).collect();
    let backward: Vec<usize> = forward.iter().rev().copied().collect();
    for order in [forward, backward] {
        let mut values = before.to_vec();
        let mut last = formula.value(&values)?;
        for term in order {
            values[term] = after[term];
            let next = formula.value(&values)?;
            amounts[term] += (next - last) / 2.0;
            last = next;
        }
    }
    Some(amounts)
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{all_orders, two_orders};
    use crate::formula::Formula;

    #[test]
    fn a_product_shares_what_both_did_together() {
        // 2·10 → 3·20: 40 in all; alone they bring 10 and 20, and share the other 10.
        let formula = Formula::parse("a*b").unwrap();
        assert_eq!(all_orders(&formula, &[2.0, 10.0], &[3.0, 20.0]), Some(vec![15.0, 25.0]));
        assert_eq!(two_orders(&formula, &[2.0, 10.0], &[3.0, 20.0]), Some(vec![15.0, 25.0]));
    }

    #[test]
    fn the_parts_add_up_and_a_division_by_zero_on_the_way_has_none() {
        let formula = Formula::parse("a*b/c - d").unwrap();
        let (before, after) = ([1.0, 2.0, 3.0, 4.0], [5.0, 7.0, 11.0, 13.0]);
        let whole = formula.value(&after).unwrap() - formula.value(&before).unwrap();
        for parts in [all_orders(&formula, &before, &after), two_orders(&formula, &before, &after)]
        {
            assert!((parts.unwrap().iter().sum::<f64>() - whole).abs() < 1e-12);
        }
        assert_eq!(all_orders(&Formula::parse("1/a").unwrap(), &[0.0], &[1.0]), None);
    }
}
