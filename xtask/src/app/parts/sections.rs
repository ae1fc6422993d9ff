//! The sections of a wasm module.

use anyhow::{Context, Result};

const HEADER: usize = 8;
const CUSTOM: u8 = 0;

/// The module without these custom sections.
///
/// # Errors
/// When the bytes are no wasm module.
pub(super) fn without(module: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER).context("not a wasm module")?;
    let mut kept = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, body) = number(after_id).context("a section has no length")?;
        let (content, after) = body.split_at_checked(length).context("a section is cut off")?;
        let (section, _) = rest.split_at(rest.len() - after.len());
        let is_unwanted = id == CUSTOM && name(content).is_some_and(|name| names.contains(&name));
        if !is_unwanted {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Ok(kept)
}

/// The name of a custom section.
fn name(content: &[u8]) -> Option<&str> {
    let (length, rest) = number(content)?;
    std::str::from_utf8(rest.get(..length)?).ok()
}

/// A number as wasm writes lengths, seven bits a byte and the lowest first, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (place, &byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[place + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: [u8; 23] = *b"\0asm\x01\0\0\0\x00\x06\x04nameX\x01\x01\x00\x00\x02\x01Y";

    #[test]
    fn a_section_that_nobody_reads_is_left_out_and_the_others_stay() {
        let kept = without(&MODULE, &["name"]).unwrap();
        assert_eq!(kept, b"\0asm\x01\0\0\0\x01\x01\x00\x00\x02\x01Y");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(without(b"\0asm", &[]).is_err());
        assert!(without(&MODULE[..12], &[]).is_err());
    }
}
