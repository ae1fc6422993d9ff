//! How much probing may cost, and tell.

use std::time::Duration;

use crate::flood::Batch;

/// How far apart the medians of what is forbidden and of what isn't there may be.
pub(crate) const APART: Duration = Duration::from_millis(1);

/// How much memory all unknown documents together may cost, in bytes.
pub(crate) const MOST_BYTES: u64 = 10_000_000;

/// How many times as much the last batches may cost as the first ones. If each one cost as much as
/// there were before it, it would be about six times.
const TIMES: u32 = 3;

/// Whether the medians are near enough.
///
/// # Errors
/// If they aren't, in a sentence.
pub(crate) fn apart(medians: Duration) -> Result<(), String> {
    if medians <= APART {
        return Ok(());
    }
    Err(format!("what is forbidden is told from what isn't there: {medians:?} apart"))
}

/// Whether the batches cost the same, and are not kept.
///
/// # Errors
/// If they don't, or are, in a sentence.
pub(crate) fn flooded(batches: &[Batch]) -> Result<(), String> {
    let median = |batches: &[Batch]| {
        let mut works: Vec<_> = batches.iter().map(|batch| batch.work).collect();
        works.sort();
        works.get(works.len() / 2).copied().unwrap_or_default()
    };
    let (first, last) = batches.split_at(batches.len() / 3);
    let (first, last) = (median(first), median(&last[last.len().saturating_sub(first.len())..]));
    if last > first * TIMES {
        return Err(format!("the cost of unknown documents grows: {first:?}, then {last:?}"));
    }
    match batches.iter().map(|batch| batch.grown).max() {
        Some(grown) if grown > MOST_BYTES => {
            Err(format!("unknown documents are kept: {grown} bytes more"))
        }
        _ => Ok(()),
    }
}
