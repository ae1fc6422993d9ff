//! The pages of `diagnose`, `agenda`, `brief` and `xray`: for terminals, in Markdown, HTML and JSON.

use serde_json::Value;

use crate::cases::Case;
use crate::run::{causeway, command, stderr, stdout};

/// Every command on the case of net revenue retention, ready for more arguments.
fn commands(case: &Case) -> [Vec<&str>; 4] {
    let xray = vec!["xray", case.path(), "nrr", "--from", "2025-12-31", "--to", "2026-03-31"];
    let plain = |name| vec![name, case.path()];
    [plain("diagnose"), plain("agenda"), plain("brief"), xray]
        .map(|arguments| [arguments, vec!["--as-of", case.as_of()]].concat())
}

fn said(arguments: &[&str], more: &[&str]) -> String {
    let output = causeway(arguments.iter().chain(more));
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn every_command_speaks_both_languages_in_every_format() {
    let case = Case::named("saas-retention");
    for arguments in commands(&case) {
        for format in ["text", "markdown"] {
            let english = said(&arguments, &["--format", format]);
            let portuguese = said(&arguments, &["--format", format, "--lang", "pt-BR"]);
            assert!(english.contains("31 March 2026"), "{english}");
            assert!(portuguese.contains("31 de março de 2026"), "{portuguese}");
            for text in [english, portuguese] {
                assert!(text.ends_with('\n') && !text.contains(['{', '}']), "{text}");
            }
        }
    }
}

#[test]
fn every_json_form_names_itself_and_its_date() {
    let case = Case::named("saas-retention");
    for arguments in commands(&case) {
        let json: Value = serde_json::from_str(&said(&arguments, &["--format=json"])).unwrap();
        let name = match arguments[0] {
            "diagnose" => "findings",
            other => other,
        };
        assert_eq!(json["format"], format!("causeway-{name}/1"));
        assert_eq!(json["as_of"], "2026-03-31");
    }
}

#[test]
fn without_a_terminal_there_are_no_colours_and_no_line_is_wider_than_a_hundred() {
    let case = Case::named("saas-retention");
    for arguments in commands(&case) {
        let text = said(&arguments, &[]);
        assert!(!text.contains('\u{1b}'), "{text}");
        let widest = text.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(100), "{widest:?}: {text}");
    }
}

#[test]
fn colours_can_be_asked_for_and_no_color_forbids_them() {
    let case = Case::named("saas-retention");
    let coloured = |forbidden: bool| {
        let mut command = command();
        command.args(["diagnose", case.path()]).env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
        if forbidden {
            command.env("NO_COLOR", "1");
        }
        stdout(&command.output().unwrap()).contains('\u{1b}')
    };
    assert_eq!((coloured(false), coloured(true)), (true, false));
}

#[test]
fn the_worst_comes_first_and_what_is_to_finish_last() {
    let case = Case::named("saas-retention");
    let text = said(&commands(&case)[0], &[]);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    let order = ["\ncritical", "\nhigh", "\nmedium", "\nTo finish (2)", "\nlow"].map(at);
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn the_agenda_fits_the_minutes_asked_for() {
    let case = Case::named("saas-retention");
    let minutes = |asked: &str| -> u64 {
        let json = said(&commands(&case)[1], &["--format=json", "--minutes", asked]);
        let agenda: Value = serde_json::from_str(&json).unwrap();
        let items = agenda["items"].as_array().unwrap();
        items.iter().map(|item| item["minutes"].as_u64().unwrap()).sum()
    };
    assert_eq!((minutes("60"), minutes("20"), minutes("7")), (27, 20, 7));
    let output = causeway(["agenda", case.path(), "--minutes", "0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_html_of_a_brief_needs_nothing_from_elsewhere() {
    let case = Case::named("saas-retention");
    let html = said(&commands(&case)[2], &["--format=html"]);
    assert!(html.starts_with("<!doctype html>"), "{html}");
    for outside in ["http:", "https:", "src=", "url(", "@import", "<link", "<script"] {
        assert!(!html.contains(outside), "{outside} is in {html}");
    }
}
