//! The shortest edit that makes one text of another.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::command::Splice;
use crate::text::width;

/// How many characters may differ before the differing stretch is replaced as a whole.
///
/// The search takes the square of it in time and memory.
const MOST_DIFFERENT: usize = 400;

/// The edit that makes `new` of `old`, in order of positions, each counted in `old`.
pub(crate) fn splices(old: &str, new: &str) -> Vec<Splice> {
    let old: Vec<&str> = old.graphemes(true).collect();
    let new: Vec<&str> = new.graphemes(true).collect();
    let mut at = 0;
    let mut reached = 0;
    hunks(&old, &new)
        .into_iter()
        .map(|(from, to)| {
            at += units(&old[reached..from.start]);
            let splice = Splice { at, delete: units(&old[from.clone()]), insert: new[to].concat() };
            at += splice.delete;
            reached = from.end;
            splice
        })
        .collect()
}

fn units(graphemes: &[&str]) -> usize {
    graphemes.iter().map(|grapheme| width(grapheme)).sum()
}

type Hunk = (Range<usize>, Range<usize>);

/// The stretches that differ.
///
/// Of equally short edits the one is taken whose letters stand as late as they can: what is put
/// before a word then leaves the word whole.
fn hunks<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Hunk> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let from = head..old.len() - tail;
    let to = head..new.len() - tail;
    if from.is_empty() && to.is_empty() {
        return Vec::new();
    }
    let inner = if from.is_empty() || to.is_empty() {
        None
    } else {
        let reversed = |text: &[&'a str]| text.iter().rev().copied().collect::<Vec<&'a str>>();
        shortest(&reversed(&old[from.clone()]), &reversed(&new[to.clone()]))
    };
    let turned =
        |(a, b): Hunk| (from.end - a.end..from.end - a.start, to.end - b.end..to.end - b.start);
    match inner {
        Some(hunks) => hunks.into_iter().rev().map(turned).collect(),
        None => vec![(from, to)],
    }
}

/// Myers's greedy search for the shortest edit; nothing where it gets longer than is worth it.
///
/// `reach[k]` is how far into `old` the best path on diagonal `k` (old minus new) gets.
fn shortest(old: &[&str], new: &[&str]) -> Option<Vec<Hunk>> {
    let most = (old.len() + new.len()).min(MOST_DIFFERENT);
    let middle = most + 1;
    let mut reach = vec![0_usize; 2 * middle + 1];
    let mut trail: Vec<Vec<usize>> = Vec::new();
    for cost in 0..=most {
        trail.push(reach.clone());
        for diagonal in (middle - cost..=middle + cost).step_by(2) {
            let down = steps_down(&reach, diagonal, middle, cost);
            let mut x = if down { reach[diagonal + 1] } else { reach[diagonal - 1] + 1 };
            let mut y = x + middle - diagonal;
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            reach[diagonal] = x;
            if x >= old.len() && y >= new.len() {
                return Some(retrace(&trail, middle, (old.len(), new.len())));
            }
        }
    }
    None
}

/// Whether the best path to a diagonal inserts (comes from the diagonal above) or deletes.
fn steps_down(reach: &[usize], diagonal: usize, middle: usize, cost: usize) -> bool {
    diagonal == middle - cost
        || (diagonal != middle + cost && reach[diagonal - 1] < reach[diagonal + 1])
}

/// Walks the found path back from its end and gathers what differs.
fn retrace(trail: &[Vec<usize>], middle: usize, end: (usize, usize)) -> Vec<Hunk> {
    let (mut x, mut y) = end;
    let mut hunks: Vec<Hunk> = Vec::new();
    for (cost, reach) in trail.iter().enumerate().skip(1).rev() {
        let diagonal = x + middle - y;
        let down = steps_down(reach, diagonal, middle, cost);
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let (was_x, was_y) = (reach[from], reach[from] + middle - from);
        let after = if down { (was_x, was_y + 1) } else { (was_x + 1, was_y) };
        match hunks.last_mut() {
            Some((a, b)) if (a.start, b.start) == after => (a.start, b.start) = (was_x, was_y),
            _ => hunks.push((was_x..after.0, was_y..after.1)),
        }
        (x, y) = (was_x, was_y);
    }
    hunks.reverse();
    hunks
}
