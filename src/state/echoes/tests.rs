use super::*;

fn deed(by: &str, at: &str, did: Did) -> Deed {
    let titles = vec![at.to_owned()];
    Deed { by: by.parse().ok(), path: Path::of(at.split('/')), did, titles }
}

fn places(shown: &Shown) -> Vec<&str> {
    shown.keys().map(String::as_str).collect()
}

#[test]
fn an_edit_is_shown_on_its_card_and_at_its_field() {
    let shown = with(&Shown::new(), &[deed("ana", "nodes/churn/title", Did::Changed)], 10);
    assert_eq!(places(&shown), ["nodes/churn", "nodes/churn/title"]);
    assert_eq!(shown["nodes/churn"].by, "ana".parse().ok());
}

#[test]
fn what_is_deleted_is_shown_nowhere() {
    assert!(
        with(&Shown::new(), &[deed("ana", "nodes/churn/deleted", Did::Deleted)], 10).is_empty()
    );
}

#[test]
fn someone_who_goes_on_typing_goes_on_being_shown_as_one() {
    let typed = [deed("ana", "nodes/churn/title", Did::Changed)];
    let once = with(&Shown::new(), &typed, 10);
    let twice = with(&once, &typed, 500);
    assert_eq!(once["nodes/churn"].number, twice["nodes/churn"].number);
    assert!(twice["nodes/churn"].until_ms > once["nodes/churn"].until_ms);
    let other = with(&twice, &[deed("ben", "nodes/churn/title", Did::Changed)], 600);
    assert_ne!(other["nodes/churn"].number, twice["nodes/churn"].number);
}

#[test]
fn what_was_shown_long_enough_fades() {
    Owner::new().with(|| {
        let echoes = Echoes::new();
        echoes.take_in(vec![deed("ana", "nodes/churn/title", Did::Changed)], 100);
        assert_eq!(echoes.fade(101), Some(100 + SHOWN_MS));
        echoes.take_in(vec![deed("ana", "nodes/nrr/title", Did::Changed)], 1_000);
        assert_eq!(echoes.fade(100 + SHOWN_MS), Some(1_000 + SHOWN_MS));
        assert!(untrack(|| echoes.at("nodes/churn")).is_none());
        assert_eq!(echoes.fade(1_000 + SHOWN_MS), None);
    });
}

#[test]
fn a_flood_of_edits_lights_up_a_few_places() {
    let flood: Vec<Deed> =
        (0..500).map(|n| deed("ana", &format!("nodes/n{n}/title"), Did::Changed)).collect();
    assert_eq!(with(&Shown::new(), &flood, 10).len(), MOST);
}

#[test]
fn one_node_made_and_named_is_told_as_one_thing() {
    let made = deed("ana", "nodes/churn/kind", Did::Added);
    let named = deed("ana", "nodes/churn/title", Did::Changed);
    let told = Telling::of(vec![made, named.clone()]);
    assert_eq!(told, Telling::One(Deed { did: Did::Added, ..named }));
}

#[test]
fn many_edits_are_told_by_their_number() {
    let two = vec![
        deed("ana", "nodes/churn/title", Did::Changed),
        deed("ana", "nodes/nrr/title", Did::Changed),
        deed("ana", "nodes/nrr/owner", Did::Changed),
    ];
    assert_eq!(Telling::of(two.clone()), Telling::Several { by: "ana".parse().ok(), count: 2 });
    let more = [two, vec![deed("ben", "nodes/nrr/owner", Did::Changed)]].concat();
    let by = ["ana", "ben"].map(|name| name.parse().ok()).to_vec();
    assert_eq!(Telling::of(more), Telling::Many { by, count: 3 });
    assert_eq!(Telling::of(Vec::new()), Telling::Nothing);
}
