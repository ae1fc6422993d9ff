//! What `ARCHITECTURE.md` says stays true: what it names is there.

const FOLDERS: [&str; 7] = ["src/", "crates/", "style/", "public/", "tests/", "xtask/", "docs/"];

/// Every path that a page names in backquotes and that isn't there.
pub(super) fn gone(page: &str, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    page.split('`')
        .skip(1)
        .step_by(2)
        .filter(|named| is_path(named) && !is_there(named))
        .map(|named| format!("ARCHITECTURE.md names {named}, which does not exist"))
        .collect()
}

fn is_path(named: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    FOLDERS.iter().any(|folder| named.starts_with(folder)) && named.chars().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_gone_is_told() {
        let page = "See `src/app.rs` and `crates/old/`, and `style/`.";
        let is_there = |path: &str| path != "crates/old/";
        let told = ["ARCHITECTURE.md names crates/old/, which does not exist"];
        assert_eq!(gone(page, is_there), told);
    }

    #[test]
    fn only_paths_of_this_workspace_are_looked_for() {
        let page =
            "`cargo xtask tidy`, `/sync`, `causeway/1`, `src/a file with spaces`, and src/gone.rs";
        assert_eq!(gone(page, |_| false), [""; 0]);
    }
}
