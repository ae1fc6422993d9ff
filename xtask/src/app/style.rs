//! The style as one file, without what only its writers read.
//!
//! It is written as one file a layer. A browser would ask for each, and each would be compressed
//! without what the others say alike.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Puts one file in the place of those that `index.html` names, in their order.
///
/// # Errors
/// When the page names no style, or a file of it isn't there.
pub(crate) fn gather(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = fs::read_to_string(&index)?;
    let sheets = sheets(&page);
    if sheets.is_empty() {
        bail!("{} names no style", index.display());
    }
    let mut style = String::new();
    for sheet in &sheets {
        let file = dist.join(sheet.file);
        let written = fs::read_to_string(&file)
            .with_context(|| format!("no {} for the page", file.display()))?;
        shorten(&written, &mut style);
        fs::remove_file(file)?;
    }
    let mut hasher = DefaultHasher::new();
    style.hash(&mut hasher);
    let name = format!("style-{:016x}.css", hasher.finish());
    fs::write(dist.join(&name), style)?;
    let link = format!("<link rel=\"stylesheet\" href=\"./{name}\"/>");
    let mut page = page.replacen(sheets[0].link, &link, 1);
    for sheet in &sheets[1..] {
        page = page.replacen(sheet.link, "", 1);
    }
    fs::write(index, page)?;
    Ok(())
}

/// A link of a page to a style.
struct Sheet<'a> {
    /// The whole of it.
    link: &'a str,
    /// Where it leads, from the page.
    file: &'a str,
}

fn sheets(page: &str) -> Vec<Sheet<'_>> {
    let links = page.match_indices("<link").filter_map(|(start, _)| {
        let link = &page[start..];
        Some(&link[..=link.find('>')?])
    });
    links
        .filter(|link| link.contains("rel=\"stylesheet\""))
        .filter_map(|link| {
            let (_, address) = link.split_once("href=\"")?;
            let (file, _) = address.split_once('"')?;
            Some(Sheet { link, file: file.strip_prefix("./").unwrap_or(file) })
        })
        .collect()
}

/// Adds a style without comments, and with no more space than it needs.
fn shorten(style: &str, into: &mut String) {
    let mut rest = style;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, rest)| rest);
                space(into);
                continue;
            }
            '"' | '\'' => quoted(rest, next),
            _ => next.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if next.is_whitespace() {
            space(into);
        } else {
            if hugs(next) && into.ends_with(' ') {
                into.pop();
            }
            if next == '}' && into.ends_with(';') {
                into.pop();
            }
            into.push_str(token);
        }
    }
}

/// One space at most, and none beside what ends a word by itself.
fn space(into: &mut String) {
    if !into.ends_with(|last: char| last == ' ' || hugs(last)) && !into.is_empty() {
        into.push(' ');
    }
}

/// Whether spaces beside it mean nothing.
fn hugs(letter: char) -> bool {
    matches!(letter, '{' | '}' | ';' | ',')
}

/// The length of a string in quotes, with them.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        if letter == quote && !is_escaped {
            return index + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(style: &str) -> String {
        let mut short = String::new();
        shorten(style, &mut short);
        short
    }

    #[test]
    fn what_only_writers_read_is_left_out() {
        let style =
            "/* The frame. */\n@layer views {\n  .frame > .a,\n  .b { color: var(--ink); }\n}\n";
        assert_eq!(shortened(style), "@layer views{.frame > .a,.b{color: var(--ink)}}");
    }

    #[test]
    fn a_space_that_means_something_stays() {
        for style in [
            ".a :hover{inset: 0 auto}",
            "@media (width > 40rem) and (hover){a{top: calc(1px + 2px)}}",
            "a /* or */ b{left: 0}",
        ] {
            assert_eq!(shortened(style), style.replace("/* or */ ", ""));
        }
    }

    #[test]
    fn what_stands_in_quotes_stays_as_it_is() {
        for style in [
            "a{content: \"{ ,  /* } */\"}",
            "a{content: \"say \\\"  ;\"}",
            "a{content: '  \"'}",
            "a{content: \"\\\\\"}",
        ] {
            assert_eq!(shortened(style), style);
        }
    }

    #[test]
    fn a_style_that_breaks_off_is_read_to_its_end() {
        assert_eq!(shortened("a{content: \"never"), "a{content: \"never");
        assert_eq!(shortened("a{} /* never"), "a{}");
    }

    #[test]
    fn a_page_names_its_styles_in_their_order() {
        let page = "<link rel=\"icon\" href=\"a.svg\"/><link rel=\"stylesheet\" href=\"./b-1.css\">\
            <link integrity=\"x\" rel=\"stylesheet\" href=\"c-2.css\"/>";
        let files: Vec<_> = sheets(page).iter().map(|sheet| sheet.file).collect();
        assert_eq!(files, ["b-1.css", "c-2.css"]);
    }
}
