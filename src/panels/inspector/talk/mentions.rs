//! People who are mentioned: `@` and their name.

/// A text in pieces, each with whether it mentions one of these people; the longest name counts.
pub(super) fn pieces<'a>(text: &'a str, names: &[String]) -> Vec<(bool, &'a str)> {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| from + at) {
        let after = &text[at + 1..];
        let length = names.iter().filter(|name| is_called(after, name)).map(String::len).max();
        match length.filter(|_| begins_a_word(text, at)) {
            Some(length) => {
                if plain < at {
                    pieces.push((false, &text[plain..at]));
                }
                let end = at + 1 + length;
                pieces.push((true, &text[at..end]));
                (plain, from) = (end, end);
            }
            None => from = at + 1,
        }
    }
    if plain < text.len() {
        pieces.push((false, &text[plain..]));
    }
    pieces
}

/// Whether a text begins with a name, and the name ends there.
fn is_called(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.starts_with(name)
        && !text[name.len()..].starts_with(|next: char| next.is_alphanumeric())
}

fn begins_a_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|before: char| before.is_alphanumeric())
}

/// The name that is being typed after an `@`, with where the `@` stands, in UTF-16 units; `caret` is where one types.
pub(super) fn asked(text: &str, caret: usize) -> Option<(usize, String)> {
    let units: Vec<u16> = text.encode_utf16().take(caret).collect();
    let before = String::from_utf16(&units).ok()?;
    let at = before.rfind('@').filter(|at| begins_a_word(&before, *at))?;
    let typed = &before[at + 1..];
    let is_name = typed.chars().count() <= 40 && !typed.contains('\n');
    is_name.then(|| (before[..at].encode_utf16().count(), typed.to_lowercase()))
}

/// The names that go on as typed, at most so many.
pub(super) fn offered(names: &[String], typed: &str, most: usize) -> Vec<String> {
    let fits = |name: &&String| {
        let name = name.to_lowercase();
        name != typed
            && (name.starts_with(typed)
                || name.split_whitespace().any(|word| word.starts_with(typed)))
    };
    names.iter().filter(fits).take(most).cloned().collect()
}

/// The text with a name put in the place of what was typed after the `@`, and where the caret then stands.
pub(super) fn completed(text: &str, at: usize, caret: usize, name: &str) -> (String, usize) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (at, caret) = (at.min(units.len()), caret.min(units.len()).max(at.min(units.len())));
    let put = format!("@{name} ");
    let before = String::from_utf16_lossy(&units[..at]);
    let after = String::from_utf16_lossy(&units[caret..]);
    let stands = at + put.encode_utf16().count();
    (format!("{before}{put}{after}"), stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["Ana", "Ana Souza", "Ben"].map(str::to_owned).to_vec()
    }

    fn told(text: &str) -> String {
        let piece = |(is_mention, piece): (bool, &str)| {
            if is_mention { format!("[{piece}]") } else { piece.to_owned() }
        };
        pieces(text, &names()).into_iter().map(piece).collect()
    }

    #[test]
    fn the_longest_name_is_mentioned() {
        assert_eq!(told("@Ana Souza and @Ben: see @Ana."), "[@Ana Souza] and [@Ben]: see [@Ana].");
    }

    #[test]
    fn what_only_looks_like_a_name_is_plain() {
        assert_eq!(told("ana@Ben.example, @Benno, @ Ben, @"), "ana@Ben.example, @Benno, @ Ben, @");
    }

    #[test]
    fn a_name_is_asked_for_as_soon_as_the_sign_stands() {
        assert_eq!(asked("ask @", 5), Some((4, String::new())));
        assert_eq!(asked("é @an", 5), Some((2, "an".to_owned())));
        assert_eq!(asked("mail@an", 7), None);
        assert_eq!(asked("ask @an", 3), None);
    }

    #[test]
    fn names_that_go_on_as_typed_are_offered() {
        assert_eq!(offered(&names(), "an", 5), ["Ana", "Ana Souza"]);
        assert_eq!(offered(&names(), "so", 5), ["Ana Souza"]);
        assert_eq!(offered(&names(), "ben", 5), Vec::<String>::new());
    }

    #[test]
    fn a_chosen_name_takes_the_place_of_what_was_typed() {
        assert_eq!(completed("ask @an now", 4, 7, "Ana"), ("ask @Ana  now".to_owned(), 9));
        assert_eq!(completed("@", 0, 9, "Ben"), ("@Ben ".to_owned(), 5));
    }
}
