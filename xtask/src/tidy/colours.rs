//! Colours are named only in the tokens: components use meanings.

use super::source::Source;

const TOKENS: &str = "style/tokens.css";
const FUNCTIONS: [&str; 9] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
const NAMES: [&str; 12] = [
    "white", "black", "red", "green", "blue", "yellow", "orange", "purple", "gray", "grey",
    "silver", "navy",
];

/// Every line of the style that names a colour outside the tokens.
pub(super) fn elsewhere(sources: &[Source]) -> impl Iterator<Item = String> {
    sources.iter().filter(|source| is_style(source)).flat_map(|source| {
        source.lines().filter(|(_, line)| names_colour(line)).map(|(number, _)| {
            format!("{}:{number}: colours are named only in {TOKENS}", source.name)
        })
    })
}

fn is_style(source: &Source) -> bool {
    source.is_in(&["style/"]) && source.name != TOKENS
}

fn names_colour(line: &str) -> bool {
    let code = line.split("/*").next().unwrap_or_default();
    // A declaration ends with a semicolon or its block; before its colon stand no values.
    code.split([';', '{', '}']).any(|declaration| {
        let Some((_, value)) = declaration.split_once(':') else { return false };
        has_function(value) || has_name(value) || has_digits(value) && is_whole(code)
    })
}

/// Whether the line has a whole declaration: `a:hover #add` is a selector.
fn is_whole(code: &str) -> bool {
    code.contains(';')
}

fn has_function(value: &str) -> bool {
    FUNCTIONS.iter().any(|function| {
        value.match_indices(function).any(|(start, _)| {
            !value[..start]
                .ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '-')
        })
    })
}

fn has_name(value: &str) -> bool {
    value
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'))
        .any(|word| NAMES.contains(&word))
}

/// Whether it has a colour in hexadecimal.
fn has_digits(value: &str) -> bool {
    value.match_indices('#').any(|(start, _)| {
        let is_address = value[..start].ends_with("url(") || value[..start].ends_with("url(\"");
        let rest = &value[start + 1..];
        let word = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let is_hexadecimal = rest[..word].chars().all(|letter| letter.is_ascii_hexdigit());
        !is_address && is_hexadecimal && matches!(word, 3 | 4 | 6 | 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(line: &str) -> bool {
        elsewhere(&[Source::new("style/ui.css", line)]).next().is_some()
    }

    #[test]
    fn a_colour_is_told_with_its_place() {
        let source = Source::new("style/ui.css", ".a {\n  color: #fff;\n}\n");
        assert_eq!(
            elsewhere(&[source]).collect::<Vec<_>>(),
            ["style/ui.css:2: colours are named only in style/tokens.css"]
        );
    }

    #[test]
    fn every_way_of_naming_a_colour_counts() {
        for line in [
            "  color: #1a2b3c;",
            "  background: #ffff;",
            "  color: rgb(0 0 0 / 50%);",
            "  fill: oklch(70% 0.1 200);",
            "  border: 1px solid black;",
            ".a { color: white; }",
            "  box-shadow: 0 1px 2px rgba(",
        ] {
            assert!(broken(line), "{line}");
        }
    }

    #[test]
    fn meanings_and_what_only_looks_like_a_colour_do_not() {
        for line in [
            "  color: var(--ink);",
            "  white-space: nowrap;",
            "  color: color-mix(in oklab, var(--act) 20%, transparent);",
            "  background: url(#fade);",
            "  background: url(\"#fade\");",
            "#add:hover, #bad {",
            "  mask: var(--green-1);",
            "  /* the #fff of paper; as rgb(255 255 255) */",
        ] {
            assert!(!broken(line), "{line}");
        }
    }

    #[test]
    fn the_tokens_may_name_them_and_code_is_not_looked_at() {
        for name in [TOKENS, "src/ui/icon.rs"] {
            assert_eq!(elsewhere(&[Source::new(name, "  --paper: #ffffff;")]).next(), None);
        }
    }
}
