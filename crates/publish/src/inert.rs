//! Text that stays text wherever it is put.

/// Text as it is written in HTML, in an element or in an attribute in double quotes.
pub(crate) fn html(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            sign => written.push(sign),
        }
    }
    written
}

/// JSON as it is written in a `<script>`: these signs stand only within its texts, where they can be
/// written as numbers.
pub(crate) fn json(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    for sign in json.chars() {
        match sign {
            '<' => written.push_str("\\u003c"),
            '>' => written.push_str("\\u003e"),
            '&' => written.push_str("\\u0026"),
            '\u{2028}' => written.push_str("\\u2028"),
            '\u{2029}' => written.push_str("\\u2029"),
            sign => written.push(sign),
        }
    }
    written
}

/// Our own JavaScript as it is written in a `<script>`: what would end the element stands only within texts.
pub(crate) fn script(code: &str) -> String {
    code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</script><script>alert(1)</script><!-- \u{2028}&quot;\"'";

    #[test]
    fn nothing_in_a_title_is_markup() {
        let written = html(HOSTILE);
        assert!(!written.contains(['<', '>', '"', '\'']), "{written}");
        assert_eq!(html("a & b"), "a &amp; b");
    }

    #[test]
    fn json_in_a_script_has_nothing_that_ends_it_and_says_the_same() {
        let plain = serde_json::json!({ "title": HOSTILE });
        let written = json(&plain.to_string());
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), plain);
    }
}
