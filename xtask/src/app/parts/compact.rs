//! A wasm module written anew, as short as it can be.
//!
//! The linker writes every number that it may yet have to change at full length, and names every
//! function: both have served their turn once the module is cut.

use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::Module;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasmparser::{CustomSectionReader, Parser};

/// Sections that only people read, and that tell them nothing once functions have no names.
const UNREAD: [&str; 2] = ["name", "producers"];

/// The same module in fewer bytes.
///
/// # Errors
/// When the bytes are no wasm module.
pub(super) fn compact(module: &[u8]) -> Result<Vec<u8>> {
    let mut written = Module::new();
    Compact
        .parse_core_module(&mut written, Parser::new(0), module)
        .map_err(|error| anyhow!("not a wasm module: {error}"))?;
    Ok(written.finish())
}

struct Compact;

impl Reencode for Compact {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        if UNREAD.contains(&section.name()) {
            return Ok(());
        }
        utils::parse_custom_section(self, module, section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: [u8; 23] = *b"\0asm\x01\0\0\0\x00\x06\x04nameX\x01\x01\x00\x00\x02\x01Y";

    #[test]
    fn a_section_that_nobody_reads_is_left_out_and_the_others_stay() {
        assert_eq!(compact(&MODULE).unwrap(), b"\0asm\x01\0\0\0\x01\x01\x00\x00\x02\x01Y");
    }

    #[test]
    fn a_number_takes_no_more_bytes_than_it_needs() {
        let padded = b"\0asm\x01\0\0\0\x01\x05\x80\x80\x80\x80\x00";
        assert_eq!(compact(padded).unwrap(), b"\0asm\x01\0\0\0\x01\x01\x00");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(compact(b"\0asm").is_err());
        assert!(compact(&MODULE[..12]).is_err());
    }
}
