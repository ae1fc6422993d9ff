//! Randomness from the browser's own generator.
//!
//! `crypto.getRandomValues` is there on every page; `crypto.randomUUID` only in a secure context,
//! which a page served from `http://192.168…` to the room is not.

use std::cell::Cell;

use wasm_bindgen::JsCast as _;

thread_local! {
    /// Feeds the generator below where a browser refuses its own; never zero.
    static STATE: Cell<u64> = const { Cell::new(0) };
}

/// Fresh random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if fill(&mut bytes).is_none() {
        fill_from_time(&mut bytes);
    }
    bytes
}

/// An id that nobody else draws: sixteen hexadecimal digits.
pub fn id() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes::<8>().iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn fill(bytes: &mut [u8]) -> Option<()> {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let crypto: web_sys::Crypto = crypto.dyn_into().ok()?;
    crypto.get_random_values_with_u8_array(bytes).ok()?;
    Some(())
}

/// Stands in where there is no `crypto`: `Math.random` is seeded by the browser, and the stir makes
/// two calls differ even if it repeats itself.
fn fill_from_time(bytes: &mut [u8]) {
    for byte in bytes {
        let drawn = (js_sys::Math::random() * 2f64.powi(53)).to_bits();
        let stirred = STATE.get().wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(drawn | 1);
        STATE.set(stirred);
        *byte = (stirred >> 56).to_le_bytes()[0];
    }
}
