use crate::{
    brief::{About, Brief, Topic},
    facts::Facts,
    findings::Findings,
    sketch::{TODAY, day, workspace},
    words::{Language, Speaker},
};

fn brief(map: &str, language: Language) -> Brief {
    let workspace = workspace(map);
    let facts = Facts::of(&workspace, day(TODAY));
    let findings = Findings::from_facts(&facts, &[], language);
    let then = Facts::of(&workspace, Brief::since(&facts));
    Brief::of(Speaker { facts: &facts, language }, &findings, &then)
}

const MAP: &str = "
    person ana\n objective grow owner=ana rank=1
    kpi k owner=ana watch=9 act=5 potential=30 value_per_unit=10 baseline=8 obs=20,20,20,20,20,20
    k serves grow
    driver d owner=ana act=5 obs=9,9,9,9,9,4
    d causes k lag_days=60";

#[test]
fn the_page_says_how_it_stands_what_to_decide_and_what_changed() {
    let brief = brief(MAP, Language::English);
    let titles: Vec<&str> = brief.tables().map(|table| table.title.as_str()).collect();
    assert_eq!(titles, ["Index", "Objectives", "Decisions needed", "What changed", "Exposures"]);
    let changed = &brief.sections[3].table.rows;
    assert_eq!(changed, &[vec!["d", "9 → 4", "● ok → ◆ in need of action"]]);
    assert_eq!(
        brief.sections[1].table.rows[1][..5],
        ["– k", "● ok", "20", "", "27 May 2026"].map(str::to_owned)
    );
    assert_eq!(brief.sections[2].table.rows[0][0], "30 March 2026");
    assert!(brief.line.contains("29 December 2025"), "{}", brief.line);
}

#[test]
fn the_last_review_is_what_it_is_compared_with() {
    let brief = brief(&format!("{MAP}\n review r held.to=2026-03-10T10:00:00Z"), Language::English);
    assert!(brief.line.contains("10 March 2026, the last review"), "{}", brief.line);
}

#[test]
fn what_people_typed_is_never_markup() {
    let map = format!("{MAP}\n objective o title=<b>|x");
    for language in Language::ALL {
        let brief = brief(&map, language);
        let html = brief.to_html();
        assert!(html.contains("&lt;b&gt;|x") && !html.contains("<b>"));
        assert!(html.contains(&format!("lang=\"{}\"", language.tag())) && !html.contains("http"));
        assert!(brief.to_markdown().contains("\\<b\\>\\|x"));
        assert!(!brief.lead.contains(['{', '}']) && !brief.line.contains(['{', '}']));
        assert!(
            brief.tables().all(|table| table.rows.iter().all(|row| row.len() == table.head.len()))
        );
    }
}

#[test]
fn an_empty_workspace_has_a_brief_as_well() {
    let brief = brief("", Language::English);
    assert!(brief.lead.starts_with("There is nothing to work an index out from"), "{}", brief.lead);
}

#[test]
fn however_large_the_map_the_page_has_no_more_rows_than_two_pages_hold() {
    let mut map = String::from("person ana\n");
    for at in 0..30 {
        map.extend([format!(
            "objective o{at:02} owner=ana rank={}\n kpi k{at:02} act=5 value_per_unit=10 potential=90 baseline=8 obs=9,9,9,9,9,4
            k{at:02} serves o{at:02}\n driver d{at:02} act=5 obs=9,9,9,9,9,4\n d{at:02} causes k{at:02}\n",
            at + 1
        )]);
    }
    for (language, more) in
        [(Language::English, "… and 40 more"), (Language::Portuguese, "… e mais 40")]
    {
        let brief = brief(&map, language);
        let counts: Vec<usize> = brief.tables().map(|table| table.rows.len()).collect();
        assert_eq!(counts, [4, 21, 9, 11, 7]);
        let results = &brief.sections[1].table.rows;
        assert_eq!(results[20][0], more);
    }
}

#[test]
fn where_not_all_fit_the_objectives_and_the_worst_results_are_shown() {
    let mut map = String::from("objective o rank=1\n");
    for at in 0..25 {
        let value = if at == 24 { 4 } else { 9 };
        map.extend([format!("kpi k{at:02} act=5 obs={value}\n k{at:02} serves o\n")]);
    }
    let brief = brief(&map, Language::English);
    let shown: Vec<&str> = brief.sections[1].table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!((shown[0], shown[19], shown[20]), ("o", "– k24", "… and 6 more"));
}

#[test]
fn every_row_says_what_it_is_about() {
    let brief = brief(MAP, Language::English);
    for section in &brief.sections {
        assert_eq!(section.about.len(), section.table.rows.len(), "{:?}", section.topic);
    }
    let results = &brief.sections[1];
    assert_eq!(results.topic, Topic::Objectives);
    let nodes: Vec<(&str, bool)> = results
        .about
        .iter()
        .map(|about| match about {
            About::Node { node, is_under, .. } => (node.as_str(), *is_under),
            other => panic!("{other:?} is no node"),
        })
        .collect();
    assert_eq!(nodes, [("grow", false), ("k", true)]);
    assert!(matches!(brief.sections[2].about[0], About::Finding(_)));
}

#[test]
fn the_lead_counts_what_is_open_and_warns_and_of_that_what_is_critical() {
    let map =
        "person ana\n objective o owner=ana rank=1\n kpi k owner=ana act=5 obs=9,9,4\n k serves o
        decision d captain=ana raised.on=2026-03-01
        decision e captain=ana raised.on=2026-03-01
        decision f captain=ana raised.on=2026-03-01
        acceptance a code=decision-pending subject.e=true on=2026-03-01 until=2026-04-30
        review r held.to=2026-03-20T10:00:00Z";
    // Open and warning: the breach that nobody answered, which is critical, and two decisions. Accepted: the
    // third decision. Not warning: what is to be filled in.
    let lead = brief(map, Language::English).lead;
    assert!(lead.ends_with(" 3 open signals, 1 critical."), "{lead}");
}

#[test]
fn the_lead_tells_one_from_many_and_says_what_the_index_was_and_when() {
    // Served by nothing that is measured: the index is 0 on both days, and one decision waits.
    let map = "objective o rank=1\n decision d raised.on=2026-03-01";
    let lead = |language| brief(map, language).lead;
    assert_eq!(
        lead(Language::English),
        "Index 50 of 100, 50 on 29 December 2025; the weakest part is strategy. 1 open signal, 0 critical."
    );
    assert_eq!(
        lead(Language::Portuguese),
        "Índice 50 de 100, 50 em 29 de dezembro de 2025; a parte mais fraca é estratégia. 1 sinal aberto, 0 críticos."
    );
}

#[test]
fn an_index_that_had_no_value_to_move_from_has_not_moved() {
    let map = "kpi k act=5 metric.observations.2026-03-28.value=9";
    let found = brief(map, Language::English);
    assert!(found.lead.starts_with("Index 0 of 100; the weakest part is"), "{}", found.lead);
    assert_eq!(found.before.total(), None);
    assert_eq!(found.sections[0].table.rows[3][1..], ["100".to_owned(), "–".to_owned()]);
    let changed = found.tables().find(|table| table.title == "What changed").unwrap();
    assert_eq!(changed.rows, [vec!["k", "– → 9", "○ without data → ● ok"]]);
}

#[test]
fn without_an_index_the_lead_says_so() {
    let lead = |language| brief("", language).lead;
    let english = "There is nothing to work an index out from yet. 0 open signals, 0 critical.";
    assert_eq!(lead(Language::English), english);
    assert!(lead(Language::Portuguese).starts_with("Ainda não há do que calcular um índice. 0 "));
}

#[test]
fn decisions_are_what_is_open_and_needs_one() {
    let map = "decision d raised.on=2026-03-01\n decision e raised.on=2026-03-01
        acceptance a code=decision-pending subject.e=true on=2026-03-01 until=2026-04-30
        kpi k watch=9 obs=20";
    let brief = brief(map, Language::English);
    let needed = brief.sections.iter().find(|section| section.topic == Topic::Decisions).unwrap();
    let titles: Vec<&str> = needed.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(titles, ["d is waiting for a decision"]);
}

#[test]
fn exposures_are_each_leak_once_and_the_warnings_unless_they_were_accepted() {
    let leak = "potential=30 value_per_unit=10 baseline=8 watch=9 act=5 obs=20,20,20,20,20,20";
    let map = format!(
        "kpi k {leak}\n kpi l {leak}\n kpi m {leak}\n driver d act=5 obs=9,9,9,9,9,4
        k causes l\n d causes m
        acceptance a code=leakage subject.m=true on=2026-03-01 until=2026-04-30"
    );
    let brief = brief(&map, Language::English);
    let exposed = brief.sections.iter().find(|section| section.topic == Topic::Exposures).unwrap();
    let titles: Vec<&str> = exposed.table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(titles, ["l leaks USD 100 a year", "m is ok, but d is heading the wrong way"]);
}

#[test]
fn the_json_form_is_the_page_as_it_reads() {
    let brief = brief(MAP, Language::English);
    let json = brief.to_json();
    assert_eq!(
        (&json["format"], &json["lead"]),
        (&"causeway-brief/1".into(), &(*brief.lead).into())
    );
    assert_eq!(json["tables"][0]["head"][0], "Part");
    assert_eq!(json["tables"][3]["rows"][0][1], "9 → 4");
}

#[test]
fn the_brief_of_an_untitled_workspace_says_so() {
    assert_eq!(brief("set title=\"\"", Language::English).title, "Untitled workspace");
}
