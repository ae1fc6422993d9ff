//! Figures and days as people write them.

use causeway_model::Date;
use chrono::Datelike;

use crate::words::Language;

const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
];

/// A day: `29 May 2026`, `29 de maio de 2026`.
pub fn date(day: Date, language: Language) -> String {
    let month = usize::try_from(day.month0()).unwrap_or(0);
    match language {
        Language::English => format!("{} {} {}", day.day(), MONTHS[0][month], day.year()),
        Language::Portuguese => format!("{} de {} de {}", day.day(), MONTHS[1][month], day.year()),
    }
}

/// A figure with as many places as help: two, more where it is small, none for noughts.
pub fn figure(value: f64, language: Language) -> String {
    let places = match value.abs() {
        size if size >= 1000.0 || size == 0.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.01 => 3,
        _ => 6,
    };
    if let Some(whole) = whole(value) {
        return grouped(&whole, language);
    }
    let fixed = format!("{value:.places$}");
    let short = if fixed.contains('.') {
        fixed.trim_end_matches('0').trim_end_matches('.')
    } else {
        &fixed
    };
    grouped(if short == "-0" { "0" } else { short }, language)
}

/// Money with its two places: `USD 6,000,000.00`, `USD 6.000.000,00`.
pub fn money(value: f64, currency: &str, language: Language) -> String {
    let fixed = whole(value).map_or_else(|| format!("{value:.2}"), |whole| whole + ".00");
    format!("{currency} {}", grouped(&fixed, language))
}

/// A share in whole per cent.
pub fn percent(share: f64, language: Language) -> String {
    let whole = (share * 100.0).round() + 0.0;
    format!("{} %", grouped(&format!("{whole:.0}"), language))
}

/// The digits of a figure without places, which are written far faster than those of others.
#[allow(clippy::cast_possible_truncation, reason = "whole, and within the exact range")]
fn whole(value: f64) -> Option<String> {
    let is_exact = value.fract() == 0.0 && value.abs() < 9e15;
    is_exact.then(|| (value as i64).to_string())
}

/// Groups the thousands of a decimal number, with the marks of the language.
fn grouped(decimal: &str, language: Language) -> String {
    let (group, point) = match language {
        Language::English => (',', '.'),
        Language::Portuguese => ('.', ','),
    };
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut text = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Language, date, figure, money, percent};

    #[test]
    fn figures_follow_the_language() {
        assert_eq!(figure(1_234_567.0, Language::English), "1,234,567");
        assert_eq!(figure(1234.5, Language::Portuguese), "1.234");
        assert_eq!(figure(40.1, Language::Portuguese), "40,1");
        assert_eq!(figure(-0.64, Language::English), "−0.64");
        assert_eq!(figure(0.0, Language::English), "0");
        assert_eq!(figure(1e-9, Language::English), "0");
        assert_eq!(money(6e6, "BRL", Language::Portuguese), "BRL 6.000.000,00");
        assert_eq!(percent(0.455, Language::English), "46 %");
    }

    #[test]
    fn the_smaller_a_figure_the_more_places_it_has() {
        let english = |value: f64| figure(value, Language::English);
        assert_eq!(english(1.2345), "1.23");
        assert_eq!(english(0.123_45), "0.123");
        assert_eq!(english(0.012_345), "0.012");
        assert_eq!(english(0.001_234_5), "0.001234");
        assert_eq!(english(1e20), "100,000,000,000,000,000,000");
        assert_eq!(percent(-0.001, Language::English), "0 %");
    }

    #[test]
    fn days_are_written_out() {
        let day = crate::sketch::day("2026-03-01");
        assert_eq!(date(day, Language::English), "1 March 2026");
        assert_eq!(date(day, Language::Portuguese), "1 de março de 2026");
    }
}
