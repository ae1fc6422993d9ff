//! What fits some typed letters, the best first.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, chars};

use super::entry::Entry;
use causeway_model::order::Arrange as _;

/// At most `most` entries in which the typed words are found, in any order, with gaps; accents and case don't count.
///
/// What is called exactly so comes first, then what begins so, then what has a word that begins so. Otherwise a
/// fit in the name counts more than one in the words beside it, where letters with gaps between them don't
/// count. With nothing typed, everything fits, in the order in which it is listed, but for what people do by key.
pub(super) fn best(entries: &[Entry], typed: &str, most: usize) -> Vec<Entry> {
    if typed.trim().is_empty() {
        return entries.iter().filter(|entry| !entry.is_a_step()).take(most).cloned().collect();
    }
    let fit = Fit::new(typed);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(Score, &Entry)> = entries
        .iter()
        .filter_map(|entry| Some((fit.score(&entry.label, &entry.words, &mut matcher)?, entry)))
        .collect();
    // Stable: what fits equally stays in the order in which it is listed.
    found.arrange_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(most).map(|(_, entry)| entry.clone()).collect()
}

/// How well something fits: how much of its name it is, and then by its letters.
type Score = (Named, u32);

/// How much of a name was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Otherwise,
    AWordBegins,
    Begins,
    Exactly,
}

struct Fit {
    /// What was typed, without case and accents.
    typed: String,
    letters: Pattern,
    words: Pattern,
}

impl Fit {
    fn new(typed: &str) -> Self {
        let plain = plain(typed);
        let pattern = |kind| Pattern::new(&plain, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            typed: folded(&plain),
            letters: pattern(AtomKind::Fuzzy),
            words: pattern(AtomKind::Substring),
        }
    }

    fn score(&self, label: &str, words: &str, matcher: &mut Matcher) -> Option<Score> {
        let mut room = Vec::new();
        let name = self.letters.score(Utf32Str::new(label, &mut room), matcher);
        let both = format!("{label} {words}");
        let all = self.words.score(Utf32Str::new(&both, &mut room), matcher);
        let score = name.map(|score| score * 2).max(all)?;
        Some((self.named(label), score))
    }

    fn named(&self, label: &str) -> Named {
        let label = folded(label);
        if label == self.typed {
            Named::Exactly
        } else if label.starts_with(&self.typed) {
            Named::Begins
        } else if label.split(' ').any(|word| word.starts_with(&self.typed)) {
            Named::AWordBegins
        } else {
            Named::Otherwise
        }
    }
}

/// Letters without case and accents, and without what a name ends with, such as the dots of what asks first.
fn folded(text: &str) -> String {
    let text = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    text.chars().flat_map(|sign| chars::normalize(sign).to_lowercase()).collect()
}

/// The signs by which a pattern asks for more than letters are only letters here.
fn plain(typed: &str) -> String {
    typed.chars().filter(|sign| !matches!(sign, '^' | '$' | '!' | '\'' | '\\')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(typed: &str, entries: &[(&str, &str)]) -> Vec<String> {
        let fit = Fit::new(typed);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<_> = entries
            .iter()
            .filter_map(|(label, words)| Some((fit.score(label, words, &mut matcher)?, *label)))
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, label)| label.to_owned()).collect()
    }

    #[test]
    fn letters_with_gaps_are_found() {
        assert_eq!(order("chrn", &[("Churn", ""), ("Growth", "")]), ["Churn"]);
    }

    #[test]
    fn a_name_counts_more_than_the_words_beside_it() {
        let entries = [("Add a driver", "new rename"), ("Rename", "title name")];
        assert_eq!(order("rename", &entries)[0], "Rename");
    }

    #[test]
    fn what_is_called_exactly_so_comes_first() {
        let entries = [
            ("Go to a link of this card", "walk"),
            ("Link", ""),
            ("Linking everything", "link link"),
            ("Edit the link", "link"),
        ];
        assert_eq!(order("link", &entries)[..2], ["Link", "Linking everything"]);
        assert_eq!(order("LINK", &[("Edit the link", ""), ("Link…", "")])[0], "Link…");
    }

    #[test]
    fn letters_with_gaps_among_the_words_beside_a_name_find_nothing() {
        let entries = [("Zoom out", "less in view, kept small"), ("Link", "")];
        assert_eq!(order("link", &entries), ["Link"]);
    }

    #[test]
    fn accents_need_not_be_typed() {
        assert_eq!(order("retencao", &[("Retenção de clientes", "")]).len(), 1);
    }

    #[test]
    fn words_may_come_in_any_order() {
        assert_eq!(order("rate churn", &[("Churn rate", "")]).len(), 1);
    }

    #[test]
    fn signs_ask_for_nothing_special() {
        assert_eq!(order("!churn", &[("Churn", "")]).len(), 1);
    }
}
