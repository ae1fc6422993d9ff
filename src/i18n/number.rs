//! Numbers as people write them: a decimal comma in Portuguese, a point in English.

use crate::i18n::Language;

/// The decimal sign and the sign between groups of three.
fn signs(language: Language) -> (char, char) {
    match language {
        Language::English => ('.', ','),
        Language::Portuguese => (',', '.'),
    }
}

/// A number as it stands in a field: the shortest form that reads back as the same, without groups.
pub fn format_number(value: f64, language: Language) -> String {
    let (decimal, _) = signs(language);
    let text = value.to_string();
    if decimal == '.' { text } else { text.replace('.', &decimal.to_string()) }
}

/// Sets digits in groups of three, as for reading: `12345.5` becomes `12,345.5`, or `12.345,5`.
pub fn grouped(plain: &str, language: Language) -> String {
    let (decimal, group) = signs(language);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("\u{2212}", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

/// A size in the unit that leaves one to three digits: `84 KB`.
pub fn file_size(bytes: u64, language: Language) -> String {
    let (decimal, _) = signs(language);
    let kilobytes = bytes.div_ceil(1000).max(1);
    if kilobytes < 1000 {
        return format!("{kilobytes}\u{a0}KB");
    }
    let tenths = bytes / 100_000;
    format!("{}{decimal}{}\u{a0}MB", tenths / 10, tenths % 10)
}

/// Reads a number typed in either way.
///
/// A sign that can only be decimal is taken as such, whatever the language: `1,5` is one and a
/// half in English too. What could be a group of three (`1,234`) is read by the language.
/// `None` for anything that isn't one finite number.
pub fn parse_number(typed: &str, language: Language) -> Option<f64> {
    let text: String = typed.chars().filter(|letter| !is_space(*letter)).collect();
    let text = text.replace('\u{2212}', "-");
    let plain = plain(&text, signs(language))?;
    let starts_as_number = plain.trim_start_matches(['-', '+']).starts_with(is_digit_or_point);
    starts_as_number.then(|| plain.parse::<f64>().ok()).flatten().filter(|value| value.is_finite())
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\''
}

fn is_digit_or_point(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '.'
}

/// The same number with a point and without groups, or `None` where the signs contradict.
fn plain(text: &str, (decimal, group): (char, char)) -> Option<String> {
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    if points == 0 && commas == 0 {
        return Some(text.to_owned());
    }
    let both = points > 0 && commas > 0;
    let last = text.rfind(['.', ',']).and_then(|at| text[at..].chars().next())?;
    let decimal_sign = if both {
        Some(last)
    } else if text.matches(last).count() > 1 {
        None
    } else if last == decimal || !is_grouped(text, group) {
        Some(last)
    } else {
        None
    };
    let (whole, fraction) = match decimal_sign {
        Some(sign) => {
            if text.matches(sign).count() != 1 {
                return None;
            }
            text.split_once(sign)?
        }
        None => (text, ""),
    };
    let separator = if decimal_sign == Some('.') { ',' } else { '.' };
    let separator = if decimal_sign.is_none() { last } else { separator };
    if whole.contains(separator) && !is_grouped(whole, separator) {
        return None;
    }
    let whole = whole.replace(separator, "");
    Some(if decimal_sign.is_some() { format!("{whole}.{fraction}") } else { whole })
}

/// Whether `sign` stands as between thousands: one to three digits first, not zero, then threes.
fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split(sign);
    let first = groups.next().unwrap_or_default();
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && all_digits(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && all_digits(group))
}
