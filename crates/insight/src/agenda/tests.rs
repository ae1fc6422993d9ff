use crate::{
    agenda::Agenda,
    facts::Facts,
    findings::Findings,
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
