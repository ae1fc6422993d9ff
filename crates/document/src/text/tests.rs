use super::*;

fn apply(text: &str, edit: &[Splice]) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for splice in edit.iter().rev() {
        units.splice(splice.at..splice.at + splice.delete, splice.insert.encode_utf16());
    }
    String::from_utf16(&units).unwrap()
}

fn check(old: &str, new: &str, expected: &[(usize, usize, &str)]) {
    let edit = splices(old, new);
    let found: Vec<_> =
        edit.iter().map(|splice| (splice.at, splice.delete, splice.insert.as_str())).collect();
    assert_eq!(found, expected);
    assert_eq!(apply(old, &edit), new);
}

#[test]
fn only_the_difference_is_written() {
    check("Churn", "Churn", &[]);
    check("", "Churn", &[(0, 0, "Churn")]);
    check("Churn", "", &[(0, 5, "")]);
    check("Churn rate", "Customer churn rate", &[(1, 0, "ustomer c")]);
    check("net revenue", "gross revenue!", &[(0, 3, "gross"), (11, 0, "!")]);
    check("abcdef", "abXdeYf", &[(2, 1, "X"), (5, 0, "Y")]);
}

#[test]
fn a_character_is_never_cut() {
    check("a😀b", "a😁b", &[(1, 2, "😁")]);
    check("👩‍👩‍👧 home", "👩‍👩‍👦 home", &[(0, 8, "👩‍👩‍👦")]);
    check("cafe", "cafe\u{301}", &[(3, 1, "e\u{301}")]);
    check("🇧🇷", "🇧🇪", &[(0, 4, "🇧🇪")]);
}

#[test]
fn texts_that_differ_much_are_replaced_where_they_differ() {
    let (old, new) = ("x".repeat(900), "y".repeat(900));
    check(&format!("a{old}b"), &format!("a{new}b"), &[(1, 900, new.as_str())]);
}

#[test]
fn every_difference_makes_the_new_text() {
    let mut seed = 7_u64;
    let mut next = move |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % most
    };
    let mut text = || -> String {
        (0..next(12)).map(|_| ["a", "b", "é", "😀", "e\u{301}", " "][next(6)]).collect()
    };
    for _ in 0..2_000 {
        let (old, new) = (text(), text());
        assert_eq!(apply(&old, &splices(&old, &new)), new, "{old:?} to {new:?}");
    }
}

fn splice(at: usize, delete: usize, insert: &str) -> Splice {
    Splice { at, delete, insert: insert.to_owned() }
}

#[test]
fn an_edit_of_an_older_text_keeps_what_came_since() {
    let rebased = |base, current, edit: &[Splice]| apply(current, &rebase(base, current, edit));
    assert_eq!(rebased("Churn", "Net churn", &[splice(5, 0, " rate")]), "Net churn rate");
    assert_eq!(rebased("one two", "one more two", &[splice(0, 3, "1")]), "1 more two");
    assert_eq!(rebased("one two", "two", &[splice(0, 4, "")]), "two");
    assert_eq!(rebased("abc", "", &[splice(3, 0, "d")]), "d");
    assert_eq!(rebased("one two", "one, two", &[splice(0, 7, "")]), ",");
    assert_eq!(rebased("a", "a😀", &[splice(1, 0, "b")]), "ab😀");
}

#[test]
fn edits_must_fit_their_text() {
    assert!(fits("a😀b", &[splice(0, 1, "x"), splice(3, 1, "")]));
    assert!(fits("", &[splice(0, 0, "x")]));
    assert!(!fits("a😀b", &[splice(2, 1, "")]));
    assert!(!fits("ab", &[splice(1, 2, "")]));
    assert!(!fits("ab", &[splice(1, 1, ""), splice(0, 1, "")]));
    assert!(!fits("ab", &[splice(1, usize::MAX, "")]));
}
