//! Sorting that is one piece of code for all types.
//!
//! The standard library makes its sorts anew for every type and every comparison, which is right where they
//! must be fast. The app sorts hundreds of things at most, at more than a hundred places, and each such
//! sort was four kilobytes of the download. Here the one sort orders places, and asks which comes first.

use std::cmp::Ordering;

/// Stable sorts, for what is downloaded.
///
/// ```
/// use causeway_model::order::Arrange as _;
///
/// let mut words = ["two", "a", "one"];
/// words.arrange_by_key(|word| word.len());
/// assert_eq!(words, ["a", "two", "one"]);
/// ```
pub trait Arrange<T> {
    /// Sorts by the order of the type.
    fn arrange(&mut self)
    where
        T: Ord;

    /// Sorts by a comparison.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key, which is asked for at every comparison.
    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }

    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let places = ordered(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        follow(places, &mut |a, b| self.swap(a, b));
    }

    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// A set or a map of what comes, added one by one.
///
/// Collecting sorts before it builds, with a sort for every type.
pub fn gathered<S: Default + Extend<T>, T>(all: impl IntoIterator<Item = T>) -> S {
    let mut gathered = S::default();
    gathered.extend(all);
    gathered
}

/// The places from 0 in the order in which what stands there comes.
fn ordered(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Swaps until at each place stands what stood at the place that is named there.
fn follow(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut place = start;
        // Round one ring of places: what stood at its start is carried along to its end.
        loop {
            let next = std::mem::replace(&mut places[place], place);
            if next == start {
                break;
            }
            swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(numbers: Vec<u8>) {
            let (mut ours, mut theirs) = (numbers.clone(), numbers.clone());
            ours.arrange();
            theirs.sort_unstable();
            prop_assert_eq!(&ours, &theirs);

            let pairs: Vec<(usize, u8)> = numbers.into_iter().enumerate().collect();
            let (mut ours, mut theirs) = (pairs.clone(), pairs.clone());
            ours.arrange_by_key(|(_, number)| number % 4);
            theirs.sort_by_key(|(_, number)| number % 4);
            prop_assert_eq!(&ours, &theirs);

            let (mut ours, mut theirs) = (pairs.clone(), pairs);
            ours.arrange_by(|a, b| b.1.cmp(&a.1));
            theirs.sort_by_key(|(_, number)| Reverse(*number));
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn what_is_gathered_is_what_would_be_collected() {
        let pairs = [(2, 'b'), (1, 'a'), (2, 'c')];
        assert_eq!(gathered::<BTreeMap<_, _>, _>(pairs), BTreeMap::from(pairs));
        assert_eq!(gathered::<BTreeSet<_>, _>([3, 1, 3]), BTreeSet::from([1, 3]));
    }

    #[test]
    fn many_are_sorted_without_taking_long() {
        let mut numbers: Vec<u64> = (0..100_000_u64).map(|n| n * 7_919 % 100_003).collect();
        numbers.arrange();
        assert!(numbers.is_sorted());
    }
}
