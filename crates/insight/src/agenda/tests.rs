use crate::{
    agenda::{Agenda, Outcome, Section},
    facts::Facts,
    findings::Findings,
    rules::RULES,
    sketch::{TODAY, day, workspace},
    words::{Language, Speaker},
};

const MAP: &str = "
    person ana\n person ben\n person ceo
    objective o owner=ana rank=1
    kpi k owner=ana act=5 obs=4 contract.conversation=What-now? contract.escalation.s.to=ceo
    k serves o
    kpi l owner=ben watch=9 act=2 obs=20
    driver d owner=ana watch=5 obs=4
    d causes l
    d causes k";

fn agenda(map: &str, minutes: u32) -> Agenda {
    let workspace = workspace(map);
    let facts = Facts::of(&workspace, day(TODAY));
    Agenda::of(&facts, &Findings::from_facts(&facts, &[], Language::English), minutes)
}

#[test]
fn what_needs_a_decision_comes_first_with_its_conversation_and_people() {
    let agenda = agenda(MAP, 60);
    let first = &agenda.items[0];
    assert_eq!(
        (first.codes[0], first.minutes, first.text.as_str()),
        ("action-overdue", 10, "What-now?")
    );
    assert_eq!(first.people, ["ana", "ceo"]);
    assert_eq!(agenda.items[1].codes[0], "early-warning");
    assert!(agenda.items[1].people.contains(&"ben".to_owned()));
    assert!(!agenda.by_exception.is_empty());
}

#[test]
fn the_findings_of_one_subject_are_one_item() {
    let agenda = agenda(MAP, 60);
    let mut subjects: Vec<_> =
        agenda.items.iter().chain(&agenda.by_exception).map(|item| &item.subject).collect();
    let all = subjects.len();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), all);
}

#[test]
fn minutes_are_scaled_to_fit_and_never_below_three() {
    let many = (0..8).map(|at| format!("kpi k{at} act=5 obs=4")).collect::<Vec<_>>().join("\n");
    let scaled = agenda(&many, 40);
    assert_eq!(scaled.items.iter().map(|item| item.minutes).sum::<u32>(), 40);
    let short = agenda(&many, 10);
    assert_eq!(
        short.items.iter().map(|item| item.minutes).collect::<Vec<_>>(),
        [4, 3, 3][..].to_vec()
    );
    assert_eq!(short.not_discussed.len(), 5);
    assert!(agenda(&many, 2).items.is_empty());
}

#[test]
fn the_text_says_it_in_both_languages() {
    let workspace = workspace(MAP);
    let facts = Facts::of(&workspace, day(TODAY));
    for language in Language::ALL {
        let agenda = Agenda::of(&facts, &Findings::from_facts(&facts, &[], language), 60);
        let text = agenda.to_markdown(Speaker { facts: &facts, language });
        assert!(text.contains("What-now?") && !text.contains(['{', '}']), "{text}");
    }
}

/// The agenda's findings of one code, wherever it places them.
fn placed(code: &str, map: &str) -> Option<(Section, Outcome)> {
    let agenda = agenda(map, 600);
    let items = agenda.items.iter().chain(&agenda.by_exception);
    let mut items = items.filter(|item| item.codes[0] == code);
    items.next().map(|item| (item.section, item.outcome))
}

#[test]
fn each_kind_of_finding_has_its_place_and_its_outcome() {
    let off = "driver d act=5 obs=4\n d causes k strength=0.5\n";
    let cases = [
        (
            "breach",
            "kpi k act=5 obs=4 contract.respond_hours=200".to_owned(),
            Section::Answer,
            Outcome::Plan,
        ),
        ("early-warning", format!("kpi k act=5 obs=9\n {off}"), Section::Ahead, Outcome::Plan),
        (
            "deteriorating",
            "kpi k act=5 baseline=0 potential=9 obs=9,8.5,8,7.5,7,6.5".to_owned(),
            Section::Ahead,
            Outcome::Plan,
        ),
        (
            "risk-materialising",
            format!("kpi k\n {off} risk r risk.sign=d"),
            Section::Ahead,
            Outcome::Plan,
        ),
        (
            "two-owners",
            r#"kpi k owner={"conflict":["a","b"]}"#.to_owned(),
            Section::Decide,
            Outcome::Owner,
        ),
        (
            "decision-pending",
            "decision x raised.on=2026-03-01".to_owned(),
            Section::Decide,
            Outcome::Decision,
        ),
        (
            "decision-to-revisit",
            "decision x made.on=2026-03-01 revisit.on=2026-03-05".to_owned(),
            Section::LookAgain,
            Outcome::Decision,
        ),
        (
            "contradicted-hypothesis",
            "kpi k\n driver e\n e causes k evidence.x.verdict=contradicts".to_owned(),
            Section::LookAgain,
            Outcome::Decision,
        ),
        (
            "captain-not-closest",
            "function f\n function g\n person ana function=f\n driver d function=g owner=ana"
                .to_owned(),
            Section::ByException,
            Outcome::Owner,
        ),
        (
            "leakage",
            "kpi k potential=9 value_per_unit=1 obs=4".to_owned(),
            Section::ByException,
            Outcome::Decision,
        ),
    ];
    for (code, map, section, outcome) in cases {
        assert_eq!(placed(code, &map), Some((section, outcome)), "{code}");
    }
}

#[test]
fn every_rule_that_needs_a_decision_is_decided_first() {
    let mut decide: Vec<&str> = Vec::new();
    for rule in RULES {
        let mut found = example();
        found.code = rule.code;
        if Section::of(&found) == Section::Decide {
            decide.push(rule.code);
        }
    }
    decide.sort_unstable();
    let expected = [
        "action-overdue",
        "breach-persists",
        "conflicting-priorities",
        "consequence-due",
        "decision-pending",
        "two-owners",
    ];
    assert_eq!(decide, expected);
}

fn example() -> crate::Finding {
    let workspace = workspace(MAP);
    let found = Findings::of(&workspace, &[], day(TODAY), Language::English);
    found.findings.into_iter().next().unwrap()
}

#[test]
fn what_was_accepted_and_what_is_to_finish_is_not_talked_about() {
    let map = "driver d act=5 obs=4\n kpi k act=5 obs=9 owner=ana\n d causes k";
    assert!(placed("early-warning", map).is_some());
    let accepted = format!(
        "{map}\n acceptance x code=early-warning subject.k=true on=2026-03-01 until=2026-04-01"
    );
    assert_eq!(placed("early-warning", &accepted), None);
    assert_eq!(placed("no-owner", "kpi k"), None);
    let answered = format!("{map}\n decision x made.on=2026-03-01 nodes.k=true");
    assert!(placed("early-warning", &answered).is_some());
}

#[test]
fn within_a_section_the_worst_comes_first() {
    let map = "
        kpi a act=5 obs=9\n kpi b act=5 obs=9\n driver d act=5 obs=4\n driver e watch=5 obs=4
        e causes a\n d causes b strength=0.9";
    let agenda = agenda(map, 600);
    let ahead: Vec<_> = agenda.items.iter().filter(|item| item.section == Section::Ahead).collect();
    assert_eq!(ahead.iter().map(|item| item.subject[0].as_str()).collect::<Vec<_>>(), ["b", "a"]);
}

#[test]
fn without_an_agreed_conversation_the_reason_is_the_text() {
    let map = "kpi k act=5 obs=4\n kpi l watch=9 obs=10 contract.conversation=Talk\n driver d act=5 obs=4\n d causes l";
    let agenda = agenda(map, 600);
    let text =
        |id: &str| agenda.items.iter().find(|item| item.subject == [id]).unwrap().text.clone();
    assert!(text("k").starts_with("It stands at 4"), "{}", text("k"));
    // A conversation is agreed for breaches; a warning of one says why it warns.
    assert!(text("l").starts_with("d is in need of action"), "{}", text("l"));
}

#[test]
fn an_item_that_names_nobody_needs_nobody_yet() {
    let workspace = workspace("kpi k act=5 obs=4");
    let facts = Facts::of(&workspace, day(TODAY));
    let agenda = Agenda::of(&facts, &Findings::from_facts(&facts, &[], Language::English), 60);
    let speaker = Speaker { facts: &facts, language: Language::English };
    assert_eq!(agenda.items[0].needs(speaker), "Needs: Nobody yet. Ends with a plan.");
}

#[test]
fn the_json_form_has_the_words_of_the_specification() {
    let json = agenda(MAP, 12).to_json();
    assert_eq!(json["format"], "causeway-agenda/1");
    assert_eq!((json["as_of"].as_str(), json["minutes"].as_u64()), (Some(TODAY), Some(12)));
    let first = &json["items"][0];
    assert_eq!(first["section"], "decide");
    assert_eq!(first["outcome"], "plan");
    assert_eq!(first["severity"], "critical");
    assert_eq!(json["by_exception"][0]["section"], "by-exception");
    let words: Vec<&str> = [Section::Answer, Section::Ahead, Section::LookAgain]
        .map(Section::as_str)
        .into_iter()
        .chain([Outcome::Decision, Outcome::Owner].map(Outcome::as_str))
        .collect();
    assert_eq!(words, ["answer", "ahead", "look-again", "decision", "owner"]);
}

#[test]
fn what_does_not_fit_and_what_is_left_to_exception_is_named_at_the_end() {
    let many = (0..8).map(|at| format!("kpi k{at} act=5 obs=4")).collect::<Vec<_>>().join("\n");
    let workspace = workspace(&format!("{many}\n driver z capacity=1 obs=2"));
    let facts = Facts::of(&workspace, day(TODAY));
    let findings = Findings::from_facts(&facts, &[], Language::English);
    let speaker = Speaker { facts: &facts, language: Language::English };
    let short = Agenda::of(&facts, &findings, 21);
    assert_eq!(short.line(speaker), "21 of 21 minutes, written by the findings.");
    let endings = short.endings(speaker);
    assert!(endings[0].starts_with("By exception: z"), "{endings:?}");
    assert!(endings[1].starts_with("Not discussed: k7 needs action"), "{endings:?}");
    assert_eq!(endings.len(), 2);
}

#[test]
fn minutes_that_the_shortest_need_come_off_the_longest() {
    let mut map = String::from("objective o\n kpi k act=5 obs=4\n k serves o\n");
    map.extend((0..4).map(|at| format!("decision d{at} raised.on=2026-03-01\n")));
    let minutes = |given: u32| -> Vec<u32> {
        agenda(&map, given).items.iter().map(|item| item.minutes).collect()
    };
    assert_eq!(minutes(26), [10, 4, 4, 4, 4]);
    assert_eq!(minutes(27), [10, 4, 4, 4, 4]);
    // 6 and four times 3 would be 18.
    assert_eq!(minutes(16), [4, 3, 3, 3, 3]);
    assert_eq!(minutes(15), [3, 3, 3, 3, 3]);
    // 9 and four times 3 are 21: the four that are left over go to the first.
    assert_eq!(minutes(25), [10, 4, 4, 4, 3]);
}

#[test]
fn without_items_it_says_so() {
    let text = |map: &str, minutes: u32| {
        let workspace = workspace(map);
        let facts = Facts::of(&workspace, day(TODAY));
        let findings = Findings::from_facts(&facts, &[], Language::English);
        let speaker = Speaker { facts: &facts, language: Language::English };
        Agenda::of(&facts, &findings, minutes).endings(speaker)
    };
    assert_eq!(text("", 60), ["Nothing needs talking about."]);
    // There is something, and no time for it.
    assert_eq!(
        text("decision d raised.on=2026-03-01", 2),
        ["Not discussed: d is waiting for a decision."]
    );
}

#[test]
fn the_text_has_a_heading_numbers_its_items_and_names_whom_each_needs() {
    let workspace = workspace(MAP);
    let facts = Facts::of(&workspace, day(TODAY));
    let speaker = Speaker { facts: &facts, language: Language::English };
    let agenda = Agenda::of(&facts, &Findings::from_facts(&facts, &[], Language::English), 60);
    assert_eq!(agenda.heading(speaker), "Review of 31 March 2026: Sketch");
    let text = agenda.to_markdown(speaker);
    assert!(text.contains("\n## 1. k needs action") && text.contains("\n## 2. "), "{text}");
    assert!(text.contains("Needs: ana and ceo. Ends with a plan."), "{text}");
}

#[test]
fn the_agenda_of_an_untitled_workspace_says_so() {
    let workspace = workspace("set title=\"\"");
    let facts = Facts::of(&workspace, day(TODAY));
    let agenda = Agenda::of(&facts, &Findings::from_facts(&facts, &[], Language::English), 60);
    let heading = agenda.heading(Speaker { facts: &facts, language: Language::Portuguese });
    assert_eq!(heading, "Revisão de 31 de março de 2026: Espaço de trabalho sem título");
}
