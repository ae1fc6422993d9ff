use causeway_model::Workspace;

use crate::{
    facts::Facts,
    numeric::Sign,
    sketch::{TODAY, ask, day, standing, workspace},
    status::Status,
};

fn place(facts: &Facts<'_>, id: &str) -> usize {
    facts.present().place(id).unwrap()
}

fn influence(map: &str, from: &str, to: &str) -> f64 {
    ask(map, |facts| facts.influence(place(facts, from), place(facts, to)))
}

#[test]
fn an_objective_is_as_bad_as_the_worst_of_what_serves_it() {
    let map = "
        objective top
        objective part
        kpi good watch=5 obs=9
        kpi bad watch=5 obs=5
        kpi empty
        part serves top
        good serves top
        bad serves part
        empty serves part";
    assert_eq!(standing(map, "top").status, Status::Watch);
    assert_eq!(standing("objective o\n kpi k\n k serves o", "o").status, Status::NoData);
    assert_eq!(
        standing("objective o\n kpi k obs=1\n kpi m\n k serves o\n m serves o", "o").status,
        Status::Unknown
    );
    assert_eq!(standing("objective o", "o").status, Status::NoData);
}

#[test]
fn of_serves_links_in_a_loop_the_last_by_id_is_left_out() {
    let map =
        "objective a\n objective b\n kpi k watch=5 obs=1\n k serves b\n a serves b\n b serves a";
    // a-b comes first; b-a would close the loop, so that a is served by nothing.
    assert_eq!(standing(map, "b").status, Status::Watch);
    assert_eq!(standing(map, "a").status, Status::NoData);
}

#[test]
fn an_initiative_is_the_worse_of_its_report_and_its_milestones() {
    let status = |more: &str| standing(&format!("initiative i {more}"), "i").status;
    let due = |on: &str| format!("initiative.milestones.m.due={on}");
    assert_eq!(status(""), Status::Ok);
    assert_eq!(status("status=at_risk"), Status::Watch);
    assert_eq!(status("status=off_track"), Status::Act);
    assert_eq!(status("status=stopped"), Status::Unknown);
    assert_eq!(status(&due("2026-03-31")), Status::Ok);
    assert_eq!(status(&due("2026-03-30")), Status::Watch);
    assert_eq!(status(&due("2026-03-17")), Status::Watch);
    assert_eq!(status(&due("2026-03-16")), Status::Act);
    let met = " initiative.milestones.m.done_on=2026-03-31 initiative.milestones.m.evidence=seen";
    assert_eq!(status(&(due("2026-01-01") + met)), Status::Ok);
    let claimed = " initiative.milestones.m.done_on=2026-03-31";
    assert_eq!(status(&(due("2026-01-01") + claimed)), Status::Act);
}

#[test]
fn a_risk_is_rated_by_likelihood_and_impact() {
    let status = |likelihood: &str, impact: &str| {
        standing(&format!("risk r risk.likelihood={likelihood} risk.impact={impact}"), "r").status
    };
    assert_eq!(status("high", "high"), Status::Act);
    assert_eq!(status("medium", "high"), Status::Watch);
    assert_eq!(status("high", "low"), Status::Ok);
    assert_eq!(standing("risk r risk.likelihood=high", "r").status, Status::Unknown);
}

#[test]
fn strengths_words_numbers_and_polarity_make_the_coefficient() {
    let map = |more: &str| format!("driver a\n kpi b\n a causes b {more}");
    assert_eq!(influence(&map(""), "a", "b"), 0.5);
    assert_eq!(influence(&map("strength=weak polarity=-"), "a", "b"), -0.2);
    assert_eq!(influence(&map("strength=0.35"), "a", "b"), 0.35);
    assert_eq!(influence(&map(r#"polarity={"conflict":["+","-"]}"#), "a", "b"), 0.0);
}

#[test]
fn an_effect_counts_in_spans_unless_it_is_against_its_polarity() {
    let map = |more: &str| {
        format!(
            "driver a baseline=0 potential=10\n kpi b baseline=0 potential=100\n a causes b {more}"
        )
    };
    assert_eq!(influence(&map("effect=4"), "a", "b"), 0.4);
    assert_eq!(influence(&map("effect=-4"), "a", "b"), 0.5);
    assert_eq!(influence(&map("effect=-4 polarity=-"), "a", "b"), -0.4);
    assert_eq!(influence(&map("effect=400"), "a", "b"), 1.0);
    assert_eq!(influence(&map("effect=1e300"), "a", "b"), 1.0);
}

#[test]
fn a_formula_term_counts_instead_of_the_link_but_keeps_its_lag() {
    let map = "
        driver p baseline=0 potential=10 obs=4
        driver q baseline=0 potential=50 obs=20
        kpi r baseline=0 potential=1000 formula=p*q
        p causes r polarity=- lag_days=9";
    assert_eq!(influence(map, "p", "r"), 0.2);
    assert_eq!(influence(map, "q", "r"), 0.2);
    ask(map, |facts| assert_eq!(facts.graph().inward(2)[0].lag_days, 9.0));
}

#[test]
fn links_to_what_is_not_there_do_not_count() {
    let archived = "driver a archived.at=2026-03-31T09:00:00Z\n kpi b\n a causes b";
    ask(archived, |facts| assert!(facts.graph().inward(0).is_empty()));
    let later = "driver a archived.at=2026-04-01T00:00:00Z\n kpi b\n a causes b";
    assert_eq!(influence(later, "a", "b"), 0.5);
    let deleted = "driver a\n kpi b\n a causes b deleted.by=ana";
    assert_eq!(influence(deleted, "a", "b"), 0.0);
}

#[test]
fn movement_is_towards_the_bad_side_when_off_or_worsening() {
    let movement = |map: &str| ask(map, |facts| facts.movement(0));
    assert_eq!(movement("driver a watch=5 obs=9"), Sign::Zero);
    assert_eq!(movement("driver a watch=5 obs=4"), Sign::Negative);
    assert_eq!(movement("driver a direction=down watch=5 obs=6"), Sign::Positive);
    assert_eq!(movement("driver a watch=50 obs=1,2,3,4,5"), Sign::Positive);
    assert_eq!(movement("driver a obs=5,4,3,2,1"), Sign::Negative);
    assert_eq!(movement("initiative a"), Sign::Positive);
    assert_eq!(movement("initiative a status=at_risk"), Sign::Negative);
    assert_eq!(movement("initiative a status=done"), Sign::Zero);
    assert_eq!(movement("risk a risk.sign=s\n driver s watch=5 obs=4"), Sign::Positive);
    assert_eq!(movement("risk a risk.sign=s\n driver s watch=5 obs=9"), Sign::Zero);
}

#[test]
fn a_node_went_off_when_its_run_began() {
    let went_off = |map: &str| ask(map, |facts| facts.went_off(0));
    assert_eq!(went_off("driver a watch=5 act=2 obs=9,4,1,1"), Some(day("2026-02-28")));
    assert_eq!(went_off("driver a watch=5 act=2 obs=9,1,4"), Some(day("2026-02-28")));
    assert_eq!(went_off("driver a obs=5,4,3,2,1"), Some(day("2026-03-28")));
    assert_eq!(went_off("driver a watch=5 obs=9"), None);
    assert_eq!(
        went_off("initiative a initiative.milestones.m.due=2026-03-20"),
        Some(day("2026-03-21"))
    );
    assert_eq!(went_off("risk a risk.sign=s\n driver s act=5 obs=4"), Some(day("2026-03-28")));
}

#[test]
fn reach_is_the_largest_influence_on_a_serving_kpi() {
    let map = "
        objective o
        kpi k
        kpi loose
        driver d
        k serves o
        d causes k strength=0.15
        d causes loose strength=1";
    ask(map, |facts| {
        assert_eq!(facts.reach(place(facts, "d")), 0.15);
        assert!(facts.matters(place(facts, "d")));
        assert_eq!(facts.kpis_of(place(facts, "o")), [place(facts, "k")]);
    });
}

#[test]
fn a_deleted_person_or_function_reads_as_one_who_never_was() {
    let owned = "kpi a owner=ana function=ops";
    let deleted =
        format!("{owned}\n person ana function=ops deleted.by=ben\n function ops deleted.by=ben");
    for map in [owned, deleted.as_str()] {
        ask(map, |facts| {
            assert_eq!(facts.owner(0).map(ToString::to_string).as_deref(), Some("ana"));
            assert_eq!((facts.owner_function(0), facts.function(0)), (None, Some("ops")));
        });
    }
}

#[test]
fn only_a_decision_that_names_another_replaces_it() {
    let superseded = |more: &str| {
        let map = format!("decision d made.on=2026-03-01\n decision e made.on=2026-03-02 {more}");
        ask(&map, |facts| {
            let ids = facts.decisions().map(|(id, _)| id);
            ids.filter(|id| facts.is_superseded(id)).map(ToString::to_string).collect::<Vec<_>>()
        })
    };
    assert_eq!(superseded(""), [""; 0]);
    assert_eq!(superseded("supersedes=d"), ["d"]);
    assert_eq!(superseded("supersedes=e"), [""; 0]);
}

#[test]
fn of_links_that_say_the_same_one_counts_and_none_with_wrong_ends() {
    let counted = |workspace: &Workspace| {
        let facts = Facts::of(workspace, day(TODAY));
        (facts.causes().len(), facts.serves().len())
    };
    let twice = workspace("driver d\n kpi k\n d causes k\n twice d causes k");
    assert_eq!(counted(&twice), (1, 0));
    // A reader leaves these out; who builds a workspace by hand may not.
    for (from, to) in [("o", "k"), ("k", "k")] {
        let mut wrong = workspace("objective o\n driver d\n kpi k\n d causes k");
        let link = wrong.links.values_mut().next().unwrap();
        (link.from, link.to) = (from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(counted(&wrong), (0, 0), "{from} causes {to}");
    }
}

#[test]
fn an_effect_against_the_polarity_leaves_the_strength_and_one_of_zero_is_zero() {
    let coefficient = |link: &str| {
        let map = format!("driver d\n kpi k\n d causes k strength=0.2 {link}");
        ask(&map, |facts| facts.graph().inward(place(facts, "k"))[0].coefficient)
    };
    assert_eq!(coefficient("effect=0.3"), 0.3);
    assert_eq!(coefficient("effect=-0.3"), 0.2);
    assert_eq!(coefficient("effect=-0.3 polarity=-"), -0.3);
    assert_eq!(coefficient("effect=0.3 polarity=-"), -0.2);
    for link in ["effect=0", "effect=0 polarity=-", "strength=0 polarity=-"] {
        let none = coefficient(link);
        assert!(none == 0.0 && none.is_sign_positive(), "{link}");
    }
}

#[test]
fn of_leaks_in_a_loop_the_largest_counts_and_on_a_tie_the_first() {
    let parts = |first: u32, second: u32| {
        let leak = |id: &str, potential: u32| {
            format!("kpi {id} potential={potential} value_per_unit=10 obs=20\n")
        };
        let map = leak("a", first) + &leak("b", second) + "a causes b\n b causes a";
        ask(&map, |facts| facts.leaks().iter().map(|leak| leak.part_of.clone()).collect::<Vec<_>>())
    };
    assert_eq!(parts(30, 40), [vec![1], vec![]]);
    assert_eq!(parts(40, 30), [vec![], vec![0]]);
    assert_eq!(parts(30, 30), [vec![], vec![0]]);
}

#[test]
fn what_serves_an_objective_through_another_serves_it() {
    let map = "objective top\n objective part\n kpi k\n kpi l\n kpi m
        part serves top\n k serves part\n l serves top";
    ask(map, |facts| {
        let kpis = |id: &str| facts.kpis_of(place(facts, id));
        assert_eq!(kpis("top"), [place(facts, "k"), place(facts, "l")]);
        assert_eq!(kpis("part"), [place(facts, "k")]);
    });
}

#[test]
fn a_workspace_is_empty_without_nodes() {
    assert!(ask("person ana", |facts| facts.present().is_empty()));
    assert!(!ask("kpi k", |facts| facts.present().is_empty()));
}
