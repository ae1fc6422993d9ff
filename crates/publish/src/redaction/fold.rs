//! Texts as names are looked for in them: without accents, and both as they are capitalised and in small letters.

use unicode_normalization::char::decompose_compatible;

/// A letter of a text, or whatever else stands among them, and where it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// Without accents, capitalised as it was.
    pub(super) cased: char,
    /// The same in small.
    pub(super) small: char,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends there, with the marks that stand on it.
    pub(super) end: usize,
}

impl Letter {
    /// Whether it is a part of a word.
    pub(super) fn is_of_word(self) -> bool {
        self.small.is_alphanumeric()
    }
}

/// The letters of a text.
pub(super) fn folded(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        if is_mark(letter) {
            if let Some(last) = letters.last_mut() {
                last.end = end;
            }
            continue;
        }
        letters_under(letter, |cased| {
            let small = cased.to_lowercase().filter(|small| !is_mark(*small));
            letters.extend(small.map(|small| Letter { cased, small, start, end }));
        });
    }
    letters
}

/// Whether a letter belongs to a script that sets no spaces between words, or none between a name and
/// what follows it.
pub(super) fn is_unspaced(letter: char) -> bool {
    window(letter).is_some()
}

/// So many letters in a row of a script without spaces are a part of a name; `None` for other scripts.
///
/// The more a single letter says, the fewer it takes.
pub(super) fn window(letter: char) -> Option<usize> {
    match letter {
        // Han and Hangul.
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}'
        | '\u{ac00}'..='\u{d7a3}' => Some(2),
        // Hiragana and Katakana.
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' => Some(3),
        // Thai, Lao, Tibetan, Burmese, Khmer.
        '\u{0e00}'..='\u{0fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Some(4),
        _ => None,
    }
}

/// What stands on another letter, or isn't seen at all.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        // Accents on their own.
        | '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' | '\u{3099}' | '\u{309a}'
        // Vowels and other marks of Hebrew and Arabic, which most texts leave out.
        | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}' | '\u{05c2}' | '\u{05c4}' | '\u{05c5}' | '\u{05c7}'
        | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}'
        // What is neither a letter nor ends a word in the scripts of India and in Thai.
        | '\u{094d}' | '\u{09cd}' | '\u{0a4d}' | '\u{0acd}' | '\u{0b4d}' | '\u{0bcd}' | '\u{0c4d}'
        | '\u{0ccd}' | '\u{0d4d}' | '\u{0dca}' | '\u{0e47}'..='\u{0e4e}')
}

/// The letters under the accents of one.
fn letters_under(letter: char, mut found: impl FnMut(char)) {
    let written = match letter {
        // What Unicode takes for letters of their own.
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "Ae",
        'œ' => "oe",
        'Œ' => "Oe",
        'þ' => "th",
        'Þ' => "Th",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ı' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        'ς' => "σ",
        // Parts of syllables would not be counted as those are.
        '\u{ac00}'..='\u{d7a3}' => return found(letter),
        _ => {
            return decompose_compatible(letter, |part| {
                if !is_mark(part) {
                    found(part);
                }
            });
        }
    };
    written.chars().for_each(found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_compared_without_accents_however_they_are_written() {
        let small = |text| folded(text).into_iter().map(|letter| letter.small).collect::<String>();
        let table = [
            ("JOSÉ", "jose"),
            ("Jose\u{301}", "jose"),
            ("Nguyễn", "nguyen"),
            ("Łukasz Großmann", "lukasz grossmann"),
            ("İpek", "ipek"),
            ("Ａｎａ", "ana"),
            ("A\u{ad}n\u{200b}a", "ana"),
            ("Γιώργος", "γιωργοσ"),
            ("Фёдор", "федор"),
        ];
        for (text, expected) in table {
            assert_eq!(small(text), expected, "{text}");
        }
    }

    #[test]
    fn a_letter_ends_after_the_marks_on_it() {
        let text = "e\u{301}a";
        let ends: Vec<usize> = folded(text).iter().map(|letter| letter.end).collect();
        assert_eq!(ends, [3, 4]);
    }
}
