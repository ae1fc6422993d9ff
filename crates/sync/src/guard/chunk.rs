//! The chunks that saves and sync messages are made of.

use flate2::bufread::DeflateDecoder;
use std::io::Read;

use crate::guard::{
    Budget, Bytes, Refused,
    column::{check_columns, read_table},
};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

const DOCUMENT: u8 = 0;
const CHANGE: u8 = 1;
const COMPRESSED_CHANGE: u8 = 2;
const BUNDLE: u8 = 3;

/// Checks chunks that follow one another.
pub(super) fn check_all(bytes: &[u8], budget: &mut Budget) -> Result<(), Refused> {
    let mut bytes = Bytes(bytes);
    while !bytes.is_empty() {
        let (kind, body) = next_chunk(&mut bytes)?;
        match kind {
            DOCUMENT => check_document(Bytes(body), budget)?,
            CHANGE => check_change(Bytes(body), budget)?,
            COMPRESSED_CHANGE => check_change(Bytes(&inflate(body, budget)?), budget)?,
            BUNDLE => check_bundle(Bytes(body), budget)?,
            _ => return Err(Refused::Malformed),
        }
    }
    Ok(())
}

/// Cuts bytes where one chunk ends and the next begins.
pub(crate) fn split_chunks(bytes: &[u8]) -> Result<Vec<&[u8]>, Refused> {
    let mut rest = Bytes(bytes);
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let begin = rest;
        next_chunk(&mut rest)?;
        chunks.push(&begin.0[..begin.0.len() - rest.0.len()]);
    }
    Ok(chunks)
}

/// Whether this is a whole document, and no single change.
pub(crate) fn is_document(chunk: &[u8]) -> bool {
    matches!(next_chunk(&mut Bytes(chunk)), Ok((DOCUMENT, _)))
}

/// The kind of the next chunk, and what is in it.
fn next_chunk<'a>(bytes: &mut Bytes<'a>) -> Result<(u8, &'a [u8]), Refused> {
    if bytes.take(4)? != MAGIC {
        return Err(Refused::Malformed);
    }
    let _checksum = bytes.take(4)?;
    Ok((bytes.byte()?, bytes.prefixed()?))
}

fn check_document(mut body: Bytes<'_>, budget: &mut Budget) -> Result<(), Refused> {
    body.skip_many()?; // actors
    body.skip_hashes()?; // heads
    let (changes, operations) = (read_table(&mut body)?, read_table(&mut body)?);
    check_columns(&changes, &mut body, budget)?;
    check_columns(&operations, &mut body, budget)
}

fn check_change(mut body: Bytes<'_>, budget: &mut Budget) -> Result<(), Refused> {
    body.skip_hashes()?; // dependencies
    let _actor = body.prefixed()?;
    let _sequence = body.unsigned()?;
    let _first_operation = body.unsigned()?;
    let _time = body.signed()?;
    let _message = body.prefixed()?;
    body.skip_many()?; // other actors
    let operations = read_table(&mut body)?;
    check_columns(&operations, &mut body, budget)
}

fn check_bundle(mut body: Bytes<'_>, budget: &mut Budget) -> Result<(), Refused> {
    body.skip_hashes()?; // dependencies
    body.skip_many()?; // actors
    for _changes_then_operations in 0..2 {
        let columns = read_table(&mut body)?;
        check_columns(&columns, &mut body, budget)?;
    }
    Ok(())
}

/// Inflates, but never more than the budget has left.
pub(super) fn inflate(deflated: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Refused> {
    let mut plain = Vec::new();
    let mut decoder = DeflateDecoder::new(deflated).take(budget.left().saturating_add(1));
    decoder.read_to_end(&mut plain).map_err(|_| Refused::Malformed)?;
    budget.spend(plain.len())?;
    Ok(plain)
}
