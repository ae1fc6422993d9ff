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
    said(|text| write_date(text, day, language))
}

/// A figure with as many places as help: two, more where it is small, none for noughts.
pub fn figure(value: f64, language: Language) -> String {
    said(|text| write_figure(text, value, language))
}

/// Money, with cents only below a hundred: `USD 6,000,000`, `USD 6.000.000`, `USD 4.50`.
pub fn money(value: f64, currency: &str, language: Language) -> String {
    said(|text| write_money(text, value, currency, language))
}

/// A share in whole per cent.
pub fn percent(share: f64, language: Language) -> String {
    said(|text| write_percent(text, share, language))
}

fn said(write: impl FnOnce(&mut String)) -> String {
    let mut text = String::new();
    write(&mut text);
    text
}

/// Adds a day to a text.
pub(super) fn write_date(text: &mut String, day: Date, language: Language) {
    let month = usize::try_from(day.month0()).unwrap_or(0);
    let (months, of) = match language {
        Language::English => (&MONTHS[0], " "),
        Language::Portuguese => (&MONTHS[1], " de "),
    };
    write_count(text, day.day().into());
    for part in [of, months[month], of] {
        text.push_str(part);
    }
    write_count(text, day.year().into());
}

/// Adds a whole count to a text, without marks between its thousands.
pub(super) fn write_count(text: &mut String, count: i64) {
    if count < 0 {
        text.push('-');
    }
    write_digits(text, count.unsigned_abs());
}

/// From here on the digits say less than how many there are.
const UNSPEAKABLE: f64 = 1e24;

/// Adds a figure of more digits than anyone reads, as `1.7 × 10^308`; says whether it was one.
fn write_huge(text: &mut String, value: f64, language: Language) -> bool {
    if value.abs() < UNSPEAKABLE {
        return false;
    }
    let powers = format!("{value:.1e}");
    let (digits, power) = powers.split_once('e').unwrap_or((&powers, "0"));
    write_decimal(text, digits, language);
    text.push_str(" × 10^");
    text.push_str(power);
    true
}

/// Adds a figure to a text.
pub(super) fn write_figure(text: &mut String, value: f64, language: Language) {
    if write_huge(text, value, language) {
        return;
    }
    let places = match value.abs() {
        size if size >= 1000.0 || size == 0.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.01 => 3,
        _ => 6,
    };
    if let Some(whole) = whole(value) {
        return write_whole(text, whole, language);
    }
    let fixed = format!("{value:.places$}");
    let short = if fixed.contains('.') {
        fixed.trim_end_matches('0').trim_end_matches('.')
    } else {
        &fixed
    };
    write_decimal(text, if short == "-0" { "0" } else { short }, language);
}

/// From this much on, money is told without cents: nobody decides by them.
const WHOLE_MONEY: f64 = 100.0;

/// Adds money to a text.
pub(super) fn write_money(text: &mut String, value: f64, currency: &str, language: Language) {
    text.push_str(currency);
    text.push(' ');
    if write_huge(text, value, language) {
        return;
    }
    let told = if value.abs() < WHOLE_MONEY { value } else { value.round() };
    if let Some(whole) = whole(told) {
        write_whole(text, whole, language);
    } else {
        write_decimal(text, &format!("{value:.2}"), language);
    }
}

/// Adds a share to a text.
pub(super) fn write_percent(text: &mut String, share: f64, language: Language) {
    let percent = (share * 100.0).round() + 0.0;
    match whole(percent) {
        Some(whole) => write_whole(text, whole, language),
        None if write_huge(text, percent, language) => {}
        None => write_decimal(text, &format!("{percent:.0}"), language),
    }
    text.push_str(" %");
}

/// A figure without places, which is written far faster than others.
#[allow(clippy::cast_possible_truncation, reason = "whole, and within the exact range")]
fn whole(value: f64) -> Option<i64> {
    let is_exact = value.fract() == 0.0 && value.abs() < 9e15;
    is_exact.then_some(value as i64)
}

fn write_whole(text: &mut String, whole: i64, language: Language) {
    if whole < 0 {
        text.push('−');
    }
    write_thousands(text, whole.unsigned_abs(), group(language));
}

fn write_thousands(text: &mut String, number: u64, mark: char) {
    if number < 1000 {
        return write_digits(text, number);
    }
    write_thousands(text, number / 1000, mark);
    text.push(mark);
    for place in [100, 10, 1] {
        text.push(digit(number / place));
    }
}

fn write_digits(text: &mut String, number: u64) {
    if number >= 10 {
        write_digits(text, number / 10);
    }
    text.push(digit(number));
}

/// The last digit of a number.
#[allow(clippy::cast_possible_truncation, reason = "below ten")]
fn digit(number: u64) -> char {
    char::from(b'0' + (number % 10) as u8)
}

/// Adds a decimal number, its thousands grouped, with the marks of the language.
fn write_decimal(text: &mut String, decimal: &str, language: Language) {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    text.push_str(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group(language));
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point(language));
        text.push_str(fraction);
    }
}

/// What stands between thousands.
fn group(language: Language) -> char {
    match language {
        Language::English => ',',
        Language::Portuguese => '.',
    }
}

/// What stands before the places of a figure.
fn point(language: Language) -> char {
    match language {
        Language::English => '.',
        Language::Portuguese => ',',
    }
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
        assert_eq!(money(6e6, "BRL", Language::Portuguese), "BRL 6.000.000");
        assert_eq!(money(1234.5, "USD", Language::English), "USD 1,235");
        assert_eq!(money(99.5, "BRL", Language::Portuguese), "BRL 99,50");
        assert_eq!(money(40.0, "USD", Language::English), "USD 40");
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
    fn a_figure_of_more_digits_than_anyone_reads_is_a_power_of_ten() {
        assert_eq!(figure(-1.7e308, Language::English), "−1.7 × 10^308");
        assert_eq!(money(1.7e308, "BRL", Language::Portuguese), "BRL 1,7 × 10^308");
        assert_eq!(percent(1.25e30, Language::English), "1.2 × 10^32 %");
        assert_eq!(
            figure(9.99e23, Language::Portuguese).len(),
            "999.000.000.000.000.000.000.000".len()
        );
    }

    #[test]
    fn days_are_written_out() {
        let day = crate::sketch::day("2026-03-01");
        assert_eq!(date(day, Language::English), "1 March 2026");
        assert_eq!(date(day, Language::Portuguese), "1 de março de 2026");
    }
}
