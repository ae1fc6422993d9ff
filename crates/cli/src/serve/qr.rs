//! An address as a QR code, drawn with characters.

use fast_qr::QRBuilder;

/// Light modules around the code, without which cameras don't find it.
const MARGIN: isize = 3;

/// The code, two modules to a character; none if the address is too long for one.
///
/// Black on white whatever the terminal's colours are: not every camera reads the reverse.
pub(crate) fn drawn(address: &str) -> Option<String> {
    let code = QRBuilder::new(address).build().ok()?;
    let size = isize::try_from(code.size).ok()?;
    let is_dark = |x: isize, y: isize| {
        let inside = (0..size).contains(&x) && (0..size).contains(&y);
        inside && code[y.unsigned_abs()][x.unsigned_abs()].value()
    };
    let mut text = String::new();
    for y in (-MARGIN..size + MARGIN).step_by(2) {
        text.push_str("\x1b[30;107m");
        for x in -MARGIN..size + MARGIN {
            text.push(match (is_dark(x, y), is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        text.push_str("\x1b[0m\n");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_and_has_a_light_margin() {
        let code = drawn("http://192.168.1.7:8787/").unwrap();
        let lines: Vec<&str> = code.lines().collect();
        let width = lines[0].chars().filter(|c| " ▀▄█".contains(*c)).count();
        assert_eq!(lines.len(), width.div_ceil(2));
        assert!(!lines[0].contains(['▀', '▄', '█']));
    }

    #[test]
    fn an_endless_address_has_no_code() {
        assert_eq!(drawn(&"x".repeat(10_000)), None);
    }
}
