use crate::{
    facts::Facts,
    numeric::Sign,
    sketch::{ask, day, standing},
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
