//! Sync messages, as `automerge::sync` encodes them.

use crate::guard::{Allowance, Budget, Bytes, Refused, chunk};

const VERSION_1: u8 = 0x42;
const VERSION_2: u8 = 0x43;

/// More bits for each entry, or probes, than any sensible Bloom filter has.
const MOST_BLOOM: u64 = 64;

/// Checks a sync message, with the changes in it.
pub(crate) fn check_message(message: &[u8], allowance: Allowance) -> Result<(), Refused> {
    let mut bytes = Bytes(message);
    if !matches!(bytes.byte()?, VERSION_1 | VERSION_2) {
        return Err(Refused::Malformed);
    }
    bytes.skip_hashes()?; // heads
    bytes.skip_hashes()?; // need
    for _have in 0..bytes.unsigned()? {
        bytes.skip_hashes()?; // last sync
        check_bloom(Bytes(bytes.prefixed()?))?;
    }
    let mut budget = Budget::new(allowance);
    for _chunk in 0..bytes.unsigned()? {
        chunk::check_all(bytes.prefixed()?, &mut budget)?;
    }
    Ok(())
}

/// Automerge divides by the number of bits, and makes a list as long as the number of probes.
fn check_bloom(mut bytes: Bytes<'_>) -> Result<(), Refused> {
    if bytes.is_empty() {
        return Ok(());
    }
    let entries = bytes.unsigned()?;
    let (bits_each, probes) = (bytes.unsigned()?, bytes.unsigned()?);
    let sensible = 1..=MOST_BLOOM;
    if entries > 0 && !(sensible.contains(&bits_each) && sensible.contains(&probes)) {
        return Err(Refused::Malformed);
    }
    let bits = entries.checked_mul(bits_each).ok_or(Refused::Malformed)?;
    bytes.take(bits.div_ceil(8)).map(drop)
}
