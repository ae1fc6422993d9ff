//! Which colour is whose, among those who are here.
//!
//! The rule, which asks for nothing but who is here, so that every screen comes to the same colours:
//!
//! 1. Everybody has a colour of their own, which follows from their word ([`crew_of`]).
//! 2. Where several have the same, the first of them in the order of their words keeps it.
//! 3. Each of the others, in that order, takes the next colour after their own that nobody has.
//! 4. Once all six are taken, everybody else has their own.
//!
//! So most people have the same colour from day to day, and no two of up to six who are here share one.

use crate::ui::{CREWS, crew_of};

/// The colour of each of these words, 1 to [`CREWS`].
pub fn crews(mut words: Vec<String>) -> Vec<(String, u8)> {
    words.sort_unstable();
    words.dedup();
    let mut taken = [false; CREWS as usize];
    let mut take = |crew: u8| {
        let place = taken.get_mut(usize::from(crew) - 1);
        place.is_some_and(|is_taken| !std::mem::replace(is_taken, true))
    };
    let own: Vec<(u8, bool)> = words
        .iter()
        .map(|word| {
            let crew = crew_of(word);
            (crew, take(crew))
        })
        .collect();
    let next = |crew: u8, by: u8| (crew - 1 + by) % CREWS + 1;
    words
        .into_iter()
        .zip(own)
        .map(|(word, (crew, is_kept))| {
            let mut free = || (1..CREWS).map(|by| next(crew, by)).find(|crew| take(*crew));
            let crew = if is_kept { crew } else { free().unwrap_or(crew) };
            (word, crew)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(words: &[&str]) -> Vec<u8> {
        crews(words.iter().map(|word| (*word).to_owned()).collect())
            .into_iter()
            .map(|(_, crew)| crew)
            .collect()
    }

    /// Words whose own colour is that of the first letter of the alphabet.
    fn alike(count: usize) -> Vec<String> {
        let all = (0..10_000_u32).map(|at| format!("p{at:04}"));
        all.filter(|word| crew_of(word) == crew_of("a")).take(count).collect()
    }

    #[test]
    fn whoever_is_alone_or_unlike_the_others_has_their_own_colour() {
        assert_eq!(colours(&["ana"]), [crew_of("ana")]);
        let unlike = alike(1).into_iter().chain(["b".to_owned()]).collect::<Vec<_>>();
        assert_ne!(crew_of(&unlike[0]), crew_of(&unlike[1]));
        let of = |words: Vec<String>| crews(words).into_iter().collect::<Vec<_>>();
        assert!(of(unlike).iter().all(|(word, crew)| *crew == crew_of(word)));
    }

    #[test]
    fn six_who_would_all_have_one_colour_have_six() {
        let mut six: Vec<u8> = crews(alike(6)).into_iter().map(|(_, crew)| crew).collect();
        six.sort_unstable();
        assert_eq!(six, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn the_first_of_those_alike_keeps_the_colour_and_the_next_has_the_next() {
        let found = crews(alike(2));
        let own = crew_of("a");
        assert_eq!((found[0].1, found[1].1), (own, own % CREWS + 1));
    }

    #[test]
    fn who_took_the_next_colour_takes_none_that_is_somebodys_own() {
        let own = crew_of("a");
        let neighbour = (0..100_u32)
            .map(|at| format!("q{at}"))
            .find(|word| crew_of(word) == own % CREWS + 1)
            .unwrap();
        let found = crews(alike(2).into_iter().chain([neighbour.clone()]).collect());
        let theirs = found.iter().find(|(word, _)| *word == neighbour).unwrap().1;
        assert_eq!((theirs, found[1].1), (own % CREWS + 1, (own + 1) % CREWS + 1));
    }

    #[test]
    fn the_order_in_which_they_came_makes_no_difference() {
        let mut words = alike(4);
        let forward = crews(words.clone());
        words.reverse();
        words.push(words[0].clone());
        assert_eq!(crews(words), forward);
    }

    #[test]
    fn a_seventh_has_their_own_colour_again() {
        let found = crews(alike(7));
        assert_eq!(found[6].1, crew_of("a"));
    }
}
