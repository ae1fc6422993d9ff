//! Five people on a failing network: in the end they agree, and nothing that anyone typed is lost.
//!
//! Each seed is a story of its own. One that fails prints its steps; `CAUSEWAY_SEED` tells it
//! alone.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands, in its own functions too")]

mod mix;
mod story;
mod world;

use story::Story;

/// Tells the stories of these seeds, or the one that was asked for.
fn tell(seeds: std::ops::Range<u64>) {
    let asked = std::env::var("CAUSEWAY_SEED").ok().map(|seed| seed.parse::<u64>().unwrap());
    let mut done = story::Tally::default();
    for seed in seeds.filter(|seed| asked.is_none_or(|asked| asked == *seed)) {
        let mut story = Story::begin(seed);
        story.unfold();
        story.end();
        done.add(&story.tally);
    }
    if asked.is_none() {
        done.assert_is_a_rich_mix();
    }
}

#[test]
fn everybody_agrees_and_nothing_is_lost_first_quarter() {
    tell(0..50);
}

#[test]
fn everybody_agrees_and_nothing_is_lost_second_quarter() {
    tell(50..100);
}

#[test]
fn everybody_agrees_and_nothing_is_lost_third_quarter() {
    tell(100..150);
}

#[test]
fn everybody_agrees_and_nothing_is_lost_last_quarter() {
    tell(150..200);
}
