mod details;

use std::{collections::BTreeMap, fmt::Write};

use causeway_model::{Json, read};

use crate::{
    Findings,
    facts::Facts,
    finding::Finding,
    rules::{RULES, rule},
    sketch::{TODAY, day, tree},
    words::{Language, date},
};

/// The sketch in which each rule speaks.
fn examples() -> BTreeMap<&'static str, &'static str> {
    let parts = include_str!("examples.txt").split("\n## ").skip(1);
    parts
        .map(|part| part.split_once('\n').unwrap())
        .map(|(code, sketch)| (code, sketch.trim()))
        .collect()
}

/// What a rule finds in its example.
fn example(code: &str, language: Language) -> Finding {
    speaking(&tree(examples()[code]), code, language)
}

/// What a rule finds in a tree.
fn speaking(tree: &Json, code: &str, language: Language) -> Finding {
    let reading = read::workspace(tree);
    let found = Findings::of(&reading.value, &reading.problems, day(TODAY), language);
    let mut findings = found.findings.into_iter();
    findings
        .find(|finding| finding.code == code)
        .unwrap_or_else(|| panic!("{code} is silent in its example"))
}

#[test]
fn every_code_is_registered_once() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    assert_eq!(codes, examples().keys().copied().collect::<Vec<_>>());
    assert!(rule("early-warning").is_some() && rule("nonsense").is_none());
}

/// The example of a rule in which nothing is named as it is called by its id.
fn named(code: &str) -> Json {
    let mut tree = tree(examples()[code]);
    tree["title"] = Json::from("Name of all");
    for (map, key) in
        [("nodes", "title"), ("people", "name"), ("functions", "name"), ("decisions", "title")]
    {
        for (id, record) in tree[map].as_object_mut().into_iter().flatten() {
            record[key] = Json::from(format!("Name of {id}."));
        }
    }
    tree
}

/// What a title must name: the subject by its own title, a link by those of its ends.
fn names(tree: &Json, subject: &[String]) -> Vec<String> {
    let name = |id: &str| {
        let is_known = ["nodes", "people", "functions", "decisions"]
            .iter()
            .any(|map| !tree[map][id].is_null());
        if is_known { format!("Name of {id}.") } else { id.to_owned() }
    };
    let ends = |link: &Json| ["from", "to"].map(|end| name(link[end].as_str().unwrap())).to_vec();
    let of = |id: &String| match &tree["links"][id] {
        Json::Null => vec![name(id)],
        link => ends(link),
    };
    if subject.is_empty() {
        return vec!["Name of all".to_owned()];
    }
    subject.iter().flat_map(of).collect()
}

#[test]
fn every_text_names_its_subject_person_and_days_in_both_languages() {
    for rule in RULES {
        for language in Language::ALL {
            let tree = named(rule.code);
            let found = speaking(&tree, rule.code, language);
            let text = format!("{}\n{}\n{}", found.title, found.why, found.next);
            let nobody =
                if language == Language::English { "Nobody yet" } else { "Ninguém ainda" };
            let who = found.next_who.as_ref();
            let who = who.map_or_else(|| nobody.to_owned(), |id| format!("Name of {id}."));
            assert!(found.next.starts_with(&who), "{}: {}", rule.code, found.next);
            assert!(!text.contains(['{', '}']), "{}: {text}", rule.code);
            assert!(!found.why.is_empty(), "{}", rule.code);
            for name in names(&tree, &found.subject) {
                assert!(found.title.contains(&name), "{}: {} in {}", rule.code, name, found.title);
            }
            for on in
                [found.since, found.due, found.arrives_on, found.next_by].into_iter().flatten()
            {
                assert!(
                    text.contains(&date(on, language)),
                    "{} doesn't name {on}: {text}",
                    rule.code
                );
            }
            assert!(rule.severities.contains(&found.severity), "{}", rule.code);
        }
    }
}

#[test]
fn the_two_languages_differ_in_every_text() {
    for rule in RULES {
        let [english, portuguese] = Language::ALL.map(|language| example(rule.code, language));
        assert_ne!(english.title, portuguese.title, "{}", rule.code);
        assert_ne!(english.next, portuguese.next, "{}", rule.code);
        assert_eq!(english.subject, portuguese.subject);
    }
}

#[test]
fn an_answer_and_an_acceptance_change_the_state() {
    let state = |more: &str, code: &str| {
        let tree = tree(&format!("{}\n{more}", examples()[code]));
        let reading = read::workspace(&tree);
        let found = Findings::of(&reading.value, &[], day(TODAY), Language::English);
        let finding = found.findings.into_iter().find(|finding| finding.code == code).unwrap();
        (finding.state.as_str(), finding.answered_by, finding.accepted)
    };
    let none: Vec<String> = vec![];
    assert_eq!(state("", "weak-link"), ("open", none.clone(), None));
    let action = "action a1 node=onboarding plan=p owner=ana due=2026-05-01 opened=2026-03-01";
    assert_eq!(state(action, "weak-link"), ("answered", vec!["a1".to_owned()], None));
    assert_eq!(state(&format!("{action} done_on=2026-03-02"), "weak-link").0, "open");
    // The action is on a cause, which is as good; a decision must name the subject.
    assert_eq!(state(action, "early-warning").0, "answered");
    assert_eq!(
        state("decision d1 made.on=2026-03-01 nodes.onboarding=true", "early-warning").0,
        "open"
    );
    assert_eq!(
        state("decision d1 made.on=2026-03-01 nodes.retention=true", "early-warning").0,
        "answered"
    );
    let accepted =
        "acceptance x code=weak-link subject.onboarding=true on=2026-03-31 until=2026-03-31";
    assert_eq!(state(accepted, "weak-link"), ("accepted", none.clone(), Some("x".to_owned())));
    assert_eq!(
        state(&accepted.replace("until=2026-03-31", "until=2026-03-30"), "weak-link").0,
        "open"
    );
    // Rules that read actions themselves are not answered by one, and a breach can't be accepted.
    let late = "action a2 node=service plan=p owner=ana due=2026-05-01 opened=2026-03-21";
    assert_eq!(state(late, "late-adjustment").0, "open");
    let breach = "acceptance x code=breach subject.service=true on=2026-03-31 until=2026-03-31";
    assert_eq!(state(breach, "breach").0, "open");
}

/// The rules whose money is what leaks from their subject.
const LEAKING: [&str; 7] = [
    "action-overdue",
    "breach",
    "breach-persists",
    "conflicting-priorities",
    "green-dashboard-paradox",
    "leakage",
    "unreconciled-claims",
];

#[test]
fn money_is_what_leaks_from_the_subject_for_the_rules_that_say_so_and_else_none() {
    for rule in RULES.iter().filter(|rule| rule.code != "early-warning") {
        let mut tree = tree(examples()[rule.code]);
        let mut leak = 0.0;
        for id in example(rule.code, Language::English).subject {
            let node = &mut tree["nodes"][&id];
            let metric = &mut node["metric"];
            let (Some(observations), true) =
                (metric["observations"].as_object(), metric["direction"] != "range")
            else {
                continue;
            };
            // The potential is two on the good side of the latest value, each worth 50.
            let latest = observations.values().next_back().unwrap()["value"].as_f64().unwrap();
            let side = if metric["direction"] == "down" { -2.0 } else { 2.0 };
            metric["potential"] = Json::from(latest + side);
            metric["value_per_unit"] = Json::from(50);
            leak += 100.0;
        }
        let found = Findings::of(&read::workspace(&tree).value, &[], day(TODAY), Language::English);
        let Some(found) = found.findings.iter().find(|found| found.code == rule.code) else {
            // With another potential there is nothing to find, or it was read as a problem.
            assert!(["bad-part", "comfort-target"].contains(&rule.code), "{}", rule.code);
            continue;
        };
        let expected = (LEAKING.contains(&rule.code) && leak > 0.0).then_some(leak);
        assert_eq!(found.money, expected, "{}", rule.code);
    }
}

#[test]
fn every_key_of_the_json_form_is_always_there() {
    let workspace = read::workspace(&tree(examples()["action-overdue"])).value;
    let json =
        Findings::from_facts(&Facts::of(&workspace, day(TODAY)), &[], Language::English).to_json();
    let keys = "accepted answered_by arrives_on causes code due escalate_to failure group money next next_by \
        next_who part_of path question severity since state subject title why";
    let expected: Vec<&str> = keys.split_whitespace().collect();
    for finding in json["findings"].as_array().unwrap() {
        assert_eq!(
            finding.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(),
            expected
        );
    }
    let overdue = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == "action-overdue")
        .unwrap();
    assert_eq!(
        (overdue["escalate_to"].as_str(), overdue["due"].as_str()),
        (Some("ceo"), Some("2026-03-30"))
    );
    let mut top: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    top.sort_unstable();
    assert_eq!(
        top,
        ["as_of", "failures", "findings", "format", "index", "leakage", "status", "title"]
    );
}

/// The page `docs/findings.md`, from the registry and the examples.
fn page() -> String {
    let mut page = String::from(
        "# Findings\n\nWhat the model says about execution at a date, rule by rule. Generated from the registry of rules: \
         `UPDATE_DOCS=1 cargo test -p causeway-insight` writes it anew. Each example is a sketch of a workspace on 31 March 2026, \
         and what the rule says of it.\n",
    );
    for rule in RULES {
        let found = example(rule.code, Language::English);
        let severities: Vec<&str> =
            rule.severities.iter().map(|severity| severity.as_str()).collect();
        let _ = write!(
            page,
            "\n## {}\n\n{} · {} · {} · {}{}{}\n\n```text\n{}\n```\n\n> **{}** {} *{}*\n\n{}\n",
            rule.code,
            severities.join(" or "),
            rule.group.as_str(),
            rule.question.as_str(),
            rule.failure.as_str(),
            if rule.reads_answers { " · reads actions and decisions itself" } else { "" },
            if rule.can_be_accepted { "" } else { " · can't be accepted" },
            examples()[rule.code],
            found.title,
            found.why,
            found.next,
            details(&found),
        );
    }
    page
}

/// What else the JSON form of a finding says.
fn details(found: &Finding) -> String {
    let ids = |ids: &[String]| (!ids.is_empty()).then(|| ids.join(", "));
    let day = |day: Option<causeway_model::Date>| day.map(|day| day.to_string());
    let all = [
        ("subject", ids(&found.subject)),
        ("severity", Some(found.severity.as_str().to_owned())),
        ("causes", ids(&found.causes)),
        ("path", ids(&found.path)),
        ("since", day(found.since)),
        ("due", day(found.due)),
        ("arrives_on", day(found.arrives_on)),
        ("escalate_to", found.escalate_to.clone()),
        ("money", found.money.map(|money| money.to_string())),
        ("part_of", ids(&found.part_of)),
        ("next_who", found.next_who.clone()),
        ("next_by", day(found.next_by)),
    ];
    let said = all.into_iter().filter_map(|(key, value)| Some(format!("`{key}` {}", value?)));
    said.collect::<Vec<_>>().join(" · ")
}

#[test]
fn the_documentation_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == page,
        "run it with UPDATE_DOCS=1"
    );
}
