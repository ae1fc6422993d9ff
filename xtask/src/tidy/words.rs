//! Words that may not stand in some places.

use super::source::Source;

/// Words that may not stand in some places, and why.
struct Absence {
    words: &'static [&'static str],
    /// Where to look.
    within: &'static [&'static str],
    /// Where they may stand all the same.
    except: &'static [&'static str],
    why: &'static str,
}

const ABSENCES: [Absence; 3] = [
    Absence {
        words: &["automerge::", "use automerge"],
        within: &["src/", "crates/"],
        except: &["crates/document/", "crates/sync/", "crates/relay/", "crates/testkit/"],
        why: "Automerge is named only in document, sync, relay and testkit",
    },
    Absence {
        words: &["web_sys", "js_sys", "gloo::", "wasm_bindgen::JsCast"],
        within: &["src/", "crates/"],
        except: &["src/platform/"],
        why: "the browser is named only under src/platform/",
    },
    Absence {
        words: &[
            "SystemTime::now",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "thread_rng",
            "rand::rng()",
            "from_os_rng",
        ],
        within: &["crates/"],
        except: &["crates/cli/", "crates/relay/"],
        why: "there is no clock and no unseeded randomness in crates/ but cli and relay: time and ids are arguments",
    },
];

/// Every line of code with a word where it may not stand.
pub(super) fn forbidden(sources: &[Source]) -> impl Iterator<Item = String> {
    sources.iter().flat_map(|source| ABSENCES.iter().flat_map(|absence| absence.broken_in(source)))
}

impl Absence {
    fn broken_in(&self, source: &Source) -> Vec<String> {
        if !source.is_in(self.within) || source.is_in(self.except) {
            return Vec::new();
        }
        source.lines().filter_map(|(number, line)| self.broken_on(source, number, line)).collect()
    }

    fn broken_on(&self, source: &Source, number: usize, line: &str) -> Option<String> {
        let code = line.trim_start();
        if code.starts_with("//") || code.starts_with("/*") {
            return None;
        }
        let word = self.words.iter().find(|word| code.contains(**word))?;
        Some(format!("{}:{number}: `{word}`: {}", source.name, self.why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many lines of a file break an absence.
    fn broken(name: &str, text: &str) -> usize {
        forbidden(&[Source::new(name, text)]).count()
    }

    #[test]
    fn a_broken_absence_is_told_with_its_place_and_its_reason() {
        let source = Source::new("src/state/session.rs", "//! Docs.\nuse automerge::ReadDoc;\n");
        assert_eq!(
            forbidden(&[source]).collect::<Vec<_>>(),
            [
                "src/state/session.rs:2: `automerge::`: Automerge is named only in document, sync, relay and testkit"
            ]
        );
    }

    #[test]
    fn automerge_stands_only_in_four_crates() {
        let code = "let document = automerge::Automerge::new();";
        for name in ["src/app.rs", "crates/model/src/lib.rs", "crates/cli/src/main.rs"] {
            assert_eq!(broken(name, code), 1, "{name}");
        }
        for name in ["document", "sync", "relay", "testkit"] {
            assert_eq!(broken(&format!("crates/{name}/src/lib.rs"), code), 0, "{name}");
        }
    }

    #[test]
    fn the_browser_stands_only_under_platform() {
        for code in ["web_sys::window()", "js_sys::Date::now()", "use gloo::events::EventListener;"]
        {
            assert_eq!(broken("src/views/map.rs", code), 1, "{code}");
            assert_eq!(broken("crates/canvas/src/lib.rs", code), 1, "{code}");
            assert_eq!(broken("src/platform/clock.rs", code), 0, "{code}");
        }
    }

    #[test]
    fn clocks_and_dice_stand_only_in_the_binary_and_the_relay() {
        for code in ["std::time::Instant::now()", "chrono::Utc::now()", "rand::rng().random()"] {
            assert_eq!(broken("crates/insight/src/judge.rs", code), 1, "{code}");
            assert_eq!(broken("crates/sync/tests/suite.rs", code), 1, "{code}");
            assert_eq!(broken("crates/relay/src/hub.rs", code), 0, "{code}");
            assert_eq!(broken("crates/cli/src/main.rs", code), 0, "{code}");
        }
    }

    #[test]
    fn a_word_in_a_comment_breaks_nothing() {
        assert_eq!(broken("src/app.rs", "    /// As `web_sys` has it.\n// automerge::sync"), 0);
    }

    #[test]
    fn a_word_after_code_on_the_line_counts() {
        assert_eq!(broken("src/app.rs", "let x = 1; web_sys::console::log_0();"), 1);
    }
}
