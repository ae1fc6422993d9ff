//! Cuts a formula into tokens.

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
    match text[start..end].parse::<f64>() {
        Ok(value) if value.is_finite() => Ok((Token::Number(value), end)),
        _ => Err(FormulaError { at: start }),
    }
}

fn run(bytes: &[u8], mut at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|byte| belongs(*byte)) {
        at += 1;
    }
    at
}
