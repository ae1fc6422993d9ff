//! Counts the entries of a column without unfolding its runs.

use crate::inflation::input::Input;

const DEFLATED: u64 = 0b1000;
const KIND: u64 = 0b0111;
const BOOLEAN: u64 = 4;
const STRING: u64 = 5;
const VALUE: u64 = 7;

/// One column of a table: what it holds, and how many bytes it has as stored.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) spec: u64,
    pub(super) length: u64,
}

impl Column {
    pub(super) fn is_deflated(self) -> bool {
        self.spec & DEFLATED != 0
    }

    /// How many entries the column's inflated bytes stand for; as far as they can be read.
    pub(super) fn entries(self, bytes: &[u8]) -> u64 {
        let mut input = Input(bytes);
        let mut entries = 0_u64;
        let run: fn(&mut Input<'_>) -> Option<u64> = match self.spec & KIND {
            // Values lie side by side, and another column says where each ends.
            VALUE => return 0,
            // Lengths of runs of false and true, in turn.
            BOOLEAN => |input: &mut Input<'_>| input.number(),
            STRING => string_run,
            _ => number_run,
        };
        while let Some(length) = run(&mut input) {
            entries = entries.saturating_add(length);
        }
        entries
    }
}

fn string_run(input: &mut Input<'_>) -> Option<u64> {
    run(input, string)
}

fn string(input: &mut Input<'_>) -> Option<()> {
    input.text()
}

fn number_run(input: &mut Input<'_>) -> Option<u64> {
    // How many bytes a number has is the same with and without a sign.
    run(input, |input| input.number().map(drop))
}

/// A run: a length and one value; a negative length and as many values; or 0 and a length of nothings.
fn run(input: &mut Input<'_>, value: fn(&mut Input<'_>) -> Option<()>) -> Option<u64> {
    let length = input.signed()?;
    match length {
        0 => input.number(),
        1.. => value(input).map(|()| length.unsigned_abs()),
        _ => {
            // Each takes a byte at least, so that the bytes bound the loop.
            (0..length.unsigned_abs()).try_for_each(|_| value(input))?;
            Some(length.unsigned_abs())
        }
    }
}
