//! Cuts a formula into tokens.

use serde_json::Value;

use crate::formula::FormulaError;

/// The smallest piece of a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Term(&'a str),
    /// One of `+ - * / ( )`.
    Mark(u8),
}

/// Cuts the first token off `text` from the byte `at`, and says where the next begins.
///
/// `None` at the end.
pub(super) fn next(
    text: &str,
    at: usize,
) -> Result<Option<(Token<'_>, usize, usize)>, FormulaError> {
    let bytes = text.as_bytes();
    let mut start = at;
    while bytes.get(start).is_some_and(u8::is_ascii_whitespace) {
        start += 1;
    }
    let Some(first) = bytes.get(start) else { return Ok(None) };
    let (token, end) = match *first {
        mark @ (b'+' | b'-' | b'*' | b'/' | b'(' | b')') => (Token::Mark(mark), start + 1),
        b'[' => bracketed(text, start)?,
        b'0'..=b'9' | b'.' => number(text, start)?,
        letter if letter == b'_' || letter.is_ascii_alphabetic() => {
            let end = run(bytes, start, |byte| byte == b'_' || byte.is_ascii_alphanumeric());
            (Token::Term(&text[start..end]), end)
        }
        _ => return Err(FormulaError { at: start }),
    };
    Ok(Some((token, start, end)))
}

fn bracketed(text: &str, start: usize) -> Result<(Token<'_>, usize), FormulaError> {
    let end = run(text.as_bytes(), start + 1, |byte| {
        byte == b'_' || byte == b'-' || byte.is_ascii_alphanumeric()
    });
    let id = &text[start + 1..end];
    if text.as_bytes().get(end) != Some(&b']') || id.is_empty() || id.len() > 64 {
        return Err(FormulaError { at: end });
    }
    Ok((Token::Term(id), end + 1))
}

fn number(text: &str, start: usize) -> Result<(Token<'_>, usize), FormulaError> {
    let bytes = text.as_bytes();
    let digit = |byte: u8| byte.is_ascii_digit();
    let mut end = run(bytes, start, digit);
    if bytes.get(end) == Some(&b'.') {
        end = run(bytes, end + 1, digit);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = run(bytes, end + 1 + sign, digit);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    value(&text[start..end])
        .map(|value| (Token::Number(value), end))
        .ok_or(FormulaError { at: start })
}

/// The value of digits, a point and an exponent.
///
/// Read as JSON, since whatever reads workspaces can do that: what the standard library brings for it
/// is 20 KB more to download. JSON wants no zeros before, and digits on both sides of the point.
fn value(number: &str) -> Option<f64> {
    let (digits, exponent) = match number.find(['e', 'E']) {
        Some(place) => number.split_at(place),
        None => (number, ""),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let mut json = String::with_capacity(number.len() + 2);
    for (piece, otherwise) in [(whole, "0"), (".", ""), (part, "0"), (exponent, "")] {
        json.push_str(if piece.is_empty() { otherwise } else { piece });
    }
    // Out of range is no JSON number.
    serde_json::from_str::<Value>(&json).ok()?.as_f64()
}

fn run(bytes: &[u8], mut at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|byte| belongs(*byte)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the standard library reads.
    fn read(number: &str) -> Option<f64> {
        number.parse().ok().filter(|value: &f64| value.is_finite())
    }

    proptest! {
        #[test]
        fn a_number_is_what_the_standard_library_reads(number in "[0-9]{0,20}\\.?[0-9]{0,20}([eE][+-]?[0-9]{1,3})?") {
            prop_assert_eq!(value(&number), read(&number));
        }
    }

    #[test]
    fn numbers_at_the_borders_are_exact() {
        for number in [
            "0",
            "007",
            ".5",
            "5.",
            ".",
            "",
            "1e308",
            "1.8e308",
            "9e999",
            "1e-400",
            "4.9e-324",
            "9007199254740993",
            "18446744073709551617",
            "0.1",
            "1E+2",
            "0.30000000000000004",
        ] {
            assert_eq!(value(number), read(number), "{number}");
        }
    }
}
