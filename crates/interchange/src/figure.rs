//! Numbers as spreadsheets write them.

/// A number with its currency, percent sign and groups of thousands; in parentheses it is negative.
///
/// Where a single sign could be either, `decimal_comma` tells.
pub(crate) fn read(cell: &str, decimal_comma: bool) -> Option<f64> {
    let cell = cell.trim();
    let inside = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let mut text: String =
        inside.unwrap_or(cell).chars().filter(|sign| !sign.is_whitespace()).collect();
    for sign in ["R$", "US$", "$", "€", "£", "%"] {
        text = text.replace(sign, "");
    }
    let text = text.replace('−', "-").replace(['\'', '’'], "");
    let is_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '+');
    if !text.contains(|sign: char| sign.is_ascii_digit()) || !text.chars().all(is_number) {
        return None;
    }
    let number: f64 = plain(&text, decimal_comma)?.parse().ok()?;
    let number = if inside.is_some() { -number } else { number };
    number.is_finite().then_some(number)
}

/// With a point before the fraction and nothing between thousands.
fn plain(text: &str, decimal_comma: bool) -> Option<String> {
    let (comma, point) = (text.rfind(','), text.rfind('.'));
    let fraction = match (comma, point) {
        (Some(comma), Some(point)) => Some(if comma > point { ',' } else { '.' }),
        (Some(_), None) => is_fraction(text, ',', decimal_comma).then_some(','),
        (None, Some(_)) => is_fraction(text, '.', !decimal_comma).then_some('.'),
        (None, None) => None,
    };
    let Some(sign) = fraction else { return Some(text.replace([',', '.'], "")) };
    let (whole, part) = text.rsplit_once(sign)?;
    if whole.contains(sign) {
        return None;
    }
    Some(format!("{}.{part}", whole.replace([',', '.'], "")))
}

/// Whether a sign that stands alone is before a fraction rather than between thousands.
fn is_fraction(text: &str, sign: char, is_usual: bool) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split(sign);
    let first = groups.next().unwrap_or_default();
    let are_thousands =
        (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3);
    is_usual && text.matches(sign).count() == 1 || !are_thousands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, comma, number) in [
            ("12", false, Some(12.0)),
            ("1,234.5", false, Some(1234.5)),
            ("1.234,5", false, Some(1234.5)),
            ("1,234", false, Some(1234.0)),
            ("1,234", true, Some(1.234)),
            ("1.234", true, Some(1234.0)),
            ("4,5", false, Some(4.5)),
            ("1,234,567", true, Some(1_234_567.0)),
            ("-3.5 %", false, Some(-3.5)),
            ("(1,000)", false, Some(-1000.0)),
            ("R$ 1.200,00", true, Some(1200.0)),
            ("n/a", false, None),
            ("1.2.3", false, None),
            ("", false, None),
            ("--", false, None),
        ] {
            assert_eq!(read(text, comma), number, "{text}");
        }
    }
}
