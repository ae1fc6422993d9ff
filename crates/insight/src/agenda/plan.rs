//! How long to talk about what.

use crate::{agenda::Item, finding::Severity};

/// No item is worth opening for less.
const LEAST: u32 = 3;

/// Minutes that an item deserves.
pub(super) fn wanted(severity: Severity) -> u32 {
    match severity {
        Severity::Critical => 10,
        Severity::High => 7,
        Severity::Medium | Severity::Low => 4,
    }
}

/// Scales the items down to fit, never below three minutes; what doesn't fit is given back.
pub(super) fn fit(mut items: Vec<Item>, minutes: u32) -> (Vec<Item>, Vec<Item>) {
    let most = usize::try_from(minutes / LEAST).unwrap_or(usize::MAX);
    let rest = items.split_off(items.len().min(most));
    let total: u32 = items.iter().map(|item| item.minutes).sum();
    if total > minutes {
        scale(&mut items, total, minutes);
    }
    (items, rest)
}

/// Each its share, rounded down; minutes left over go to the first, minutes owed come off the longest.
fn scale(items: &mut [Item], total: u32, minutes: u32) {
    for item in items.iter_mut() {
        item.minutes =
            (u32::try_from(u64::from(item.minutes) * u64::from(minutes) / u64::from(total.max(1)))
                .unwrap_or(LEAST))
            .max(LEAST);
    }
    let planned: u32 = items.iter().map(|item| item.minutes).sum();
    for item in items.iter_mut().take(usize::try_from(minutes.saturating_sub(planned)).unwrap_or(0))
    {
        item.minutes += 1;
    }
    for _ in minutes..planned {
        let longest = items.iter_mut().rev().max_by_key(|item| item.minutes);
        if let Some(longest) = longest.filter(|item| item.minutes > LEAST) {
            longest.minutes -= 1;
        }
    }
}
