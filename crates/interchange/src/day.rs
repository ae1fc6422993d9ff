//! Dates as people and spreadsheets write them.

use causeway_model::Date;
use causeway_model::time::parse_date;

/// Which of the two small numbers of a date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// The order that some dates can only have been written in, or else the reader's own.
pub(crate) fn order_of<'a>(cells: impl Iterator<Item = &'a str>, day_first: bool) -> Order {
    for cell in cells {
        if let Some([first, second, _]) = numbers(cell) {
            if (13..=31).contains(&first) {
                return Order::DayFirst;
            }
            if (13..=31).contains(&second) && first <= 12 {
                return Order::MonthFirst;
            }
        }
    }
    if day_first { Order::DayFirst } else { Order::MonthFirst }
}

/// A date; of a month or a quarter its last day.
pub(crate) fn read(cell: &str, order: Order) -> Option<Date> {
    let cell = cell.trim();
    parse_date(cell).or_else(|| by_numbers(cell, order)).or_else(|| by_words(cell))
}

fn by_numbers(cell: &str, order: Order) -> Option<Date> {
    if let Some([first, second, year]) = numbers(cell) {
        let (day, month) = match order {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
        };
        return date(whole(year), month, day);
    }
    // 2026-03 and 03/2026
    let parts: Vec<&str> = cell.split(['/', '-', '.']).collect();
    let [one, other] = parts[..] else { return None };
    let (year, month) = if one.len() == 4 { (one, other) } else { (other, one) };
    if year.len() != 4 || month.is_empty() || month.len() > 2 {
        return None;
    }
    end_of_month(year.parse().ok()?, month.parse().ok()?)
}

/// Three numbers of which the last is a year.
fn numbers(cell: &str) -> Option<[u32; 3]> {
    let mut parts = cell.trim().split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if parts.next().is_some() || !is_short(day) || !is_short(month) || ![2, 4].contains(&year.len())
    {
        return None;
    }
    Some([day.parse().ok()?, month.parse().ok()?, year.parse().ok()?])
}

/// `Mar 2026`, `31 March 2026`, `mar/26`, `Q1 2026`.
fn by_words(cell: &str) -> Option<Date> {
    let lower = cell.to_lowercase();
    let parts: Vec<&str> = lower
        .split([' ', '/', '-', '.', ','])
        .filter(|part| !part.is_empty() && *part != "de")
        .collect();
    let year =
        |text: &str| (text.len() == 2 || text.len() == 4).then(|| text.parse().ok().map(whole))?;
    match parts[..] {
        [one, other] => {
            if let Some(quarter) = quarter(one) {
                return end_of_month(year(other)?, quarter * 3);
            }
            if let Some(quarter) = quarter(other) {
                return end_of_month(year(one)?, quarter * 3);
            }
            end_of_month(year(other)?, month(one)?)
        }
        [one, two, three] => match month(one) {
            Some(month) => date(year(three)?, month, two.parse().ok()?),
            None => date(year(three)?, month(two)?, one.parse().ok()?),
        },
        _ => None,
    }
}

fn quarter(word: &str) -> Option<u32> {
    let digit = word.strip_prefix(['q', 't']).or_else(|| word.strip_suffix(['q', 't']))?;
    digit.parse().ok().filter(|quarter| (1..=4).contains(quarter))
}

/// The month that a word of English or Portuguese begins like.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [[&str; 4]; 12] = [
        ["jan", "january", "janeiro", "jan"],
        ["feb", "february", "fevereiro", "fev"],
        ["mar", "march", "março", "mar"],
        ["apr", "april", "abril", "abr"],
        ["may", "may", "maio", "mai"],
        ["jun", "june", "junho", "jun"],
        ["jul", "july", "julho", "jul"],
        ["aug", "august", "agosto", "ago"],
        ["sep", "september", "setembro", "set"],
        ["oct", "october", "outubro", "out"],
        ["nov", "november", "novembro", "nov"],
        ["dec", "december", "dezembro", "dez"],
    ];
    let place = MONTHS
        .iter()
        .position(|names| names.contains(&word) || word == "sept" && names[0] == "sep")?;
    u32::try_from(place + 1).ok()
}

/// A year of two digits is one of this century.
fn whole(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

fn end_of_month(year: u32, month: u32) -> Option<Date> {
    (28..=31).rev().find_map(|day| date(year, month, day))
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..=2999).contains(&year).then(|| parse_date(&format!("{year:04}-{month:02}-{day:02}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, day) in [
            ("2026-03-31", "2026-03-31"),
            ("31/03/2026", "2026-03-31"),
            ("31.3.26", "2026-03-31"),
            ("2026-02", "2026-02-28"),
            ("02/2024", "2024-02-29"),
            ("Mar 2026", "2026-03-31"),
            ("mar/26", "2026-03-31"),
            ("31 March 2026", "2026-03-31"),
            ("March 31, 2026", "2026-03-31"),
            ("31 de março de 2026", "2026-03-31"),
            ("Q1 2026", "2026-03-31"),
            ("2T26", ""),
            ("2T 26", "2026-06-30"),
            ("30/02/2026", ""),
            ("4.1", ""),
            ("Churn", ""),
            ("1200", ""),
        ] {
            let read = read(text, Order::DayFirst).map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(read, day, "{text}");
        }
    }
}
