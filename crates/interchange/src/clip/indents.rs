//! An indented list.

use crate::sketch::Sketch;

/// How far a tab moves in, in spaces.
const TAB: usize = 4;

/// A tree of lines: what is further in leads to what it is under. Bullets and numbers before titles fall away.
pub(super) fn sketch(text: &str) -> Sketch {
    let mut sketch = Sketch::default();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for line in text.lines() {
        let title = without_bullet(line.trim());
        if title.is_empty() {
            continue;
        }
        let depth = depth_of(line);
        above.retain(|(depth_above, _)| *depth_above < depth);
        let node = sketch.add(title);
        if let Some((_, under)) = above.last() {
            sketch.link(node, *under);
        }
        above.push((depth, node));
    }
    sketch
}

fn depth_of(line: &str) -> usize {
    let before = line.chars().take_while(|sign| sign.is_whitespace());
    before.map(|sign| if sign == '\t' { TAB } else { 1 }).sum()
}

fn without_bullet(line: &str) -> &str {
    for bullet in ["- ", "* ", "+ ", "• ", "◦ ", "– ", "— ", "▪ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return rest.trim_start();
        }
    }
    let digits = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let rest = line[digits..].strip_prefix(". ").or_else(|| line[digits..].strip_prefix(") "));
    match rest {
        Some(rest) if digits > 0 => rest.trim_start(),
        _ if ["-", "*", "•"].contains(&line) => "",
        _ => line,
    }
}
