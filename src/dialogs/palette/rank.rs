//! What fits some typed letters, the best first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::entry::Entry;
use causeway_model::order::Arrange as _;

/// At most `most` entries in which the typed words are found, in any order, with gaps; accents and case don't count.
///
/// A fit in the name counts more than one in the words beside it. With nothing typed, everything fits, in the
/// order in which it is listed, but for what people do by key.
pub(super) fn best(entries: &[Entry], typed: &str, most: usize) -> Vec<Entry> {
    if typed.trim().is_empty() {
        return entries.iter().filter(|entry| !entry.is_a_step()).take(most).cloned().collect();
    }
    let fit = Fit::new(typed);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(u32, &Entry)> = entries
        .iter()
        .filter_map(|entry| Some((fit.score(&entry.label, &entry.words, &mut matcher)?, entry)))
        .collect();
    // Stable: what fits equally stays in the order in which it is listed.
    found.arrange_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(most).map(|(_, entry)| entry.clone()).collect()
}

struct Fit(Pattern);

impl Fit {
    fn new(typed: &str) -> Self {
        Self(Pattern::parse(&plain(typed), CaseMatching::Ignore, Normalization::Smart))
    }

    fn score(&self, label: &str, words: &str, matcher: &mut Matcher) -> Option<u32> {
        let mut room = Vec::new();
        let name = self.0.score(Utf32Str::new(label, &mut room), matcher);
        let both = format!("{label} {words}");
        let all = self.0.score(Utf32Str::new(&both, &mut room), matcher);
        name.map(|score| score * 2).max(all)
    }
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
