use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use causeway_canvas::{MapPoint, Selection};
use causeway_document::{ActorSeed, Document};
use causeway_model::NodeId;
use leptos::prelude::*;

use super::*;
use crate::i18n::say;
use crate::state::errands::{Errand, ErrandHands};
use crate::state::notice::Notice;
use crate::state::peers::PresentPeer;
use crate::state::rows::{RowAct, RowHands};
use crate::state::session::Session;
use crate::views::map::Atlas;

/// A driver that moves a kpi, which serves an objective; and a second driver.
const MAP: &str = r#"{
    "format": "causeway/1", "workspace": "w1", "title": "Sample",
    "nodes": {
        "goal": {"kind": "objective", "title": "Grow"},
        "churn": {"kind": "kpi", "title": "Churn"},
        "onboarding": {"kind": "driver", "title": "Onboarding", "position": {"x": 0, "y": 0}},
        "support": {"kind": "driver", "title": "Support", "position": {"x": 0, "y": 200}}
    },
    "links": {
        "l1": {"from": "onboarding", "to": "churn", "type": "causes"},
        "l2": {"from": "churn", "to": "goal", "type": "serves"},
        "l3": {"from": "support", "to": "onboarding", "type": "causes", "lag_days": 30}
    }
}"#;

fn node(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn fresh_id() -> NodeId {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    node(&format!("new-{}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

thread_local! {
    /// What was copied last, in the place of a clipboard.
    static COPIED: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

thread_local! {
    /// What was done in the outline, in the place of one.
    static DONE_TO_ROWS: std::cell::RefCell<Vec<RowAct>> = const { std::cell::RefCell::new(Vec::new()) };
}

thread_local! {
    /// What was asked of the frame around the screens, in the place of one.
    static ERRANDS: std::cell::RefCell<Vec<Errand>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// The same within a frame, which does whatever it is asked.
fn in_a_frame(context: Context) -> Context {
    ERRANDS.take();
    context.session.lens.errands.set(Some(ErrandHands {
        can: Callback::new(|_| true),
        perform: Callback::new(|errand| ERRANDS.with_borrow_mut(|run| run.push(errand))),
    }));
    context
}

/// The same in the outline, where everything can be done.
fn in_rows(context: Context) -> Context {
    DONE_TO_ROWS.take();
    let rows = RowHands {
        can: Callback::new(|_| true),
        perform: Callback::new(|act| DONE_TO_ROWS.with_borrow_mut(|done| done.push(act))),
    };
    Context { atlas: None, rows: Some(rows), ..context }
}

/// Does `check` with the sample map open.
fn on_the_sample_map(check: impl FnOnce(Context)) {
    on_a_map(MAP, check);
}

fn on_a_map(map: &str, check: impl FnOnce(Context)) {
    let clock = || "2026-11-22T12:00:00Z".parse().unwrap();
    let id = causeway_sync::ids::DocumentId::from_bytes([1; 16]);
    let name = || Signal::derive(|| "Ana".to_owned());
    in_a_session(map, |document| Session::open(id, document, clock, name()), check);
}

/// Does `check` with the sample map open as it was published.
fn on_the_published_map(check: impl FnOnce(Context)) {
    let clock = || "2026-11-22T12:00:00Z".parse().unwrap();
    let open = |document| Session::open_published(crate::state::route::PUBLISHED, document, clock);
    in_a_session(MAP, open, check);
}

fn in_a_session(map: &str, open: impl FnOnce(Document) -> Session, check: impl FnOnce(Context)) {
    let owner = Owner::new();
    owner.with(|| {
        let tree = serde_json::from_str(map).unwrap();
        let session = open(Document::from_tree(&tree, ActorSeed([7; 16])).unwrap());
        let atlas = Atlas::new(session);
        let hands =
            Hands { copy: |text| COPIED.set(text), paste: |_| COPIED.set("pasted".to_owned()) };
        let context = Context { fresh_id, hands, ..Context::on(atlas) };
        follow(&context);
        check(context);
    });
}

#[test]
fn every_action_has_an_id_of_its_own() {
    let ids: BTreeSet<_> = all().map(|action| action.id).collect();
    assert_eq!(ids.len(), all().count());
}

#[test]
fn no_key_does_two_things_at_once() {
    for chosen in [
        Selection::default(),
        Selection::node(node("churn")),
        Selection::link("l1".parse().unwrap()),
    ] {
        on_the_sample_map(|context| {
            context.session.selection.set(chosen);
            let offered = all().filter(|action| (action.is_offered)(&context));
            let keys: Vec<_> = offered.flat_map(|action| action.shortcuts).collect();
            for (place, shortcut) in keys.iter().enumerate() {
                assert!(
                    !keys[..place].iter().any(|other| shortcut.is(other.key, other.held)),
                    "{shortcut:?}"
                );
            }
        });
    }
}

#[test]
fn no_key_does_two_things_at_once_in_the_outline() {
    on_the_sample_map(|context| {
        context.session.selection.set(Selection::node(node("churn")));
        let context = in_rows(context);
        let offered = all().filter(|action| (action.is_offered)(&context));
        let keys: Vec<_> = offered.flat_map(|action| action.shortcuts).collect();
        for (place, shortcut) in keys.iter().enumerate() {
            let is_same = |other: &&&Shortcut| shortcut.is(other.key, other.held);
            assert_eq!(keys[..place].iter().find(is_same), None, "{shortcut:?}");
        }
    });
}

#[test]
fn a_kind_is_added_at_the_top_of_the_outline_where_that_is_in_view() {
    on_the_sample_map(|context| {
        assert!(run(by_id("add-risk").unwrap(), &in_rows(context)));
        assert_eq!(DONE_TO_ROWS.take(), [RowAct::AddAtTop(causeway_model::NodeKind::Risk)]);
    });
}

#[test]
fn a_menu_opens_by_key_about_what_is_chosen() {
    on_the_sample_map(|context| {
        let atlas = context.atlas.unwrap();
        context.session.selection.set(Selection::node(node("churn")));
        let strike = |key, held| run(by_key(key, held, &context).unwrap(), &context);
        assert!(strike("ContextMenu", Held::default()));
        let on = atlas.menu().get_untracked().unwrap().on;
        assert_eq!(on, causeway_canvas::Target::Card(node("churn")));
        context.session.selection.set(Selection::default());
        assert!(strike("F10", Held { shift: true, ..Held::default() }));
        let on = atlas.menu().get_untracked().unwrap().on;
        assert_eq!(on, causeway_canvas::Target::Ground);
    });
}

#[test]
fn every_action_has_a_name() {
    assert!(all().all(|action| !say(action.label).is_empty() && !say(action.keywords).is_empty()));
}

#[test]
fn a_plus_is_struck_with_and_without_shift() {
    on_the_sample_map(|context| {
        let shifted = Held { shift: true, ..Held::default() };
        assert_eq!(by_key("+", shifted, &context).unwrap().id, "zoom-in");
        assert_eq!(by_key("+", Held::default(), &context).unwrap().id, "zoom-in");
        let all = Held { control: true, shift: false, alt: false };
        assert_eq!(by_key("A", all, &context).unwrap().id, "select-all");
    });
}

#[test]
fn keys_are_written_as_the_keyboard_says_them() {
    assert_eq!(Shortcut::control_shift("z").shown(true), "⌘⇧Z");
    assert_eq!(Shortcut::control("k").shown(false), "Ctrl\u{2009}K");
    assert_eq!(Shortcut::plain("+").shown(false), "+");
}

/// What can be told apart before and after an action.
fn state(context: &Context) -> String {
    let session = context.session;
    let nodes: Vec<_> = session
        .node_ids()
        .get_untracked()
        .iter()
        .map(|id| format!("{id} {:?}", session.node(id).unwrap().get_untracked().position))
        .collect();
    let links: Vec<_> = session
        .link_ids()
        .get_untracked()
        .iter()
        .map(|id| format!("{id} {:?}", session.link(id).unwrap().get_untracked()))
        .collect();
    format!(
        "{nodes:?} {links:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
        session.lens.asking.get_untracked(),
        session.lens.overlay.get_untracked(),
        session.lens.folded.get_untracked(),
        session.lens.focus.get_untracked(),
        session.lens.has_minimap.get_untracked(),
        session.lens.in_lanes.get_untracked(),
        session.traced.get_untracked(),
        session.selection.get_untracked(),
        session.editing.get_untracked(),
        session.camera.get_untracked(),
        COPIED.with_borrow(String::clone),
        context.atlas.map(|atlas| {
            (atlas.link_fields_asked().get_untracked(), atlas.menu().get_untracked())
        }),
        session.can_redo().get_untracked(),
        session.lens.tour.get_untracked(),
        DONE_TO_ROWS.with_borrow(Vec::clone),
        ERRANDS.with_borrow(Vec::clone),
        session.company.followed().get_untracked(),
    )
}

#[test]
fn every_offered_action_does_something_on_the_sample_map() {
    for action in all() {
        on_the_sample_map(|context| {
            let context = in_a_frame(context);
            let context = if action.id.starts_with("row-") { in_rows(context) } else { context };
            let session = context.session;
            if let Some(atlas) = context.atlas {
                atlas.resize(causeway_canvas::ScreenSize::new(800.0, 600.0));
            }
            let rename = Command::RenameNode {
                node: node("goal"),
                base: "Grow".to_owned(),
                title: "Grow!".to_owned(),
            };
            session.dispatch(rename).unwrap();
            if action.id == "redo" {
                session.undo();
            }
            // From the middle of the map there is a way to each side; the first and last are elsewhere.
            session.selection.set(Selection::node(node("churn")));
            if ["walk-up", "walk-down"].contains(&action.id) {
                let from = if action.id == "walk-up" { "support" } else { "onboarding" };
                session.selection.set(Selection::node(node(from)));
            }
            if action.id == "tidy" {
                session.selection.set(Selection::default());
            }
            if ["edit-link", "flip-sign", "stronger", "weaker", "turn-link"].contains(&action.id) {
                session.selection.set(Selection::link("l3".parse().unwrap()));
            }
            prepare_to_show(&context, action.id);
            COPIED.set(String::new());
            session.camera.set(causeway_canvas::Camera::looking_at(MapPoint::new(20.0, 30.0), 0.9));
            let before = state(&context);
            assert!(run(action, &context), "{} is not offered", action.id);
            assert_ne!(state(&context), before, "{} did nothing", action.id);
        });
    }
}

/// Brings about what an action of showing needs.
fn prepare_to_show(context: &Context, action: &str) {
    let session = context.session;
    match action {
        "show-all" => session.lens.fold(node("churn")),
        "trace-path" | "clear-path" => {
            session.selection.set(Selection::nodes([node("support"), node("goal")]));
            if action == "clear-path" {
                run(by_id("trace-path").unwrap(), context);
            }
        }
        "show-loops" => close_a_loop(context),
        "follow" | "stop-following" => {
            session.set_peers(colleagues());
            if action == "stop-following" {
                session.company.follow("ben");
            }
        }
        "colour-status" => session.lens.overlay.set(crate::state::lens::Overlay::Money),
        _ => {}
    }
}

/// Ben and Carl, who are here as well.
fn colleagues() -> Vec<PresentPeer> {
    let peer = |name: &str| PresentPeer { person: name.parse().ok(), ..PresentPeer::default() };
    vec![peer("carl"), peer("ben")]
}

#[test]
fn nothing_leads_elsewhere_where_nothing_would_take_one_there() {
    on_the_sample_map(|context| {
        assert!(!run(by_id("go-outline").unwrap(), &context));
        assert!(run(by_id("go-outline").unwrap(), &in_a_frame(context)));
        assert_eq!(ERRANDS.take(), [Errand::Show(crate::state::route::Screen::Outline)]);
    });
}

#[test]
fn an_action_says_among_all_others_what_comes_of_it() {
    let names = ["add-kpi", "colour-money", "go-brief", "fit"].map(|id| by_id(id).unwrap().name());
    let fit = say(by_id("fit").unwrap().label);
    assert_eq!(names, ["Add: KPI", "Colour by: Money at stake", "Go to: Brief", fit]);
}

#[test]
fn colleagues_are_followed_one_after_the_other_but_not_who_follows() {
    on_the_sample_map(|context| {
        let session = context.session;
        let follow = by_id("follow").unwrap();
        assert!(!run(follow, &context), "nobody is here");
        session.set_peers(colleagues());
        let leaders = [0, 1, 2].map(|_| {
            assert!(run(follow, &context));
            session.company.followed().get_untracked().unwrap()
        });
        assert_eq!(leaders, ["ben", "carl", "ben"]);
        session.company.stop();
        session.choose_person("me".parse().unwrap()).unwrap();
        let mut peers = colleagues();
        peers[1].shows.following = Some("me".to_owned());
        session.set_peers(peers);
        assert!(run(follow, &context));
        assert_eq!(session.company.followed().get_untracked().as_deref(), Some("carl"));
        assert!(!run(follow, &context), "there is nobody else");
    });
}

/// Lets the kpi move the driver at its beginning.
fn close_a_loop(context: &Context) {
    let link = causeway_document::NewLink::between(
        causeway_model::LinkKind::Causes,
        node("churn"),
        node("support"),
    );
    let minus = Command::SetField {
        path: causeway_model::Path::of(["links", link.link.as_str(), "polarity"]),
        value: "-".into(),
    };
    context.session.dispatch(Command::All(vec![Command::LinkNodes(link), minus])).unwrap();
}

#[test]
fn a_loop_says_its_sign_and_its_way_round() {
    on_the_sample_map(|context| {
        close_a_loop(&context);
        assert!(run(by_id("show-loops").unwrap(), &context));
        let trace = context.session.traced.get_untracked().unwrap().trace.unwrap();
        assert!(trace.against);
        assert_eq!((trace.places.len(), trace.count), (4, 1));
    });
}

#[test]
fn who_asks_for_a_loop_or_a_path_that_is_not_there_is_told_so() {
    on_the_sample_map(|context| {
        let session = context.session;
        assert!(run(by_id("show-loops").unwrap(), &context));
        let lonely = causeway_model::NodeKind::Driver;
        session.dispatch(context.new_node(lonely, MapPoint::default(), None)).unwrap();
        let lonely = session.selection.get_untracked().only_node().unwrap().clone();
        session.selection.set(Selection::nodes([node("churn"), lonely]));
        assert!(run(by_id("trace-path").unwrap(), &context));
        let shown = session.notices.shown().get_untracked();
        let said: Vec<_> = shown.into_iter().map(|shown| shown.notice).collect();
        let nameless = say(Key::NodeNameless).to_owned();
        assert_eq!(said, [Notice::NoLoops, Notice::NoPath("Churn".to_owned(), nameless)]);
        assert_eq!(session.traced.get_untracked(), None);
    });
}

#[test]
fn the_whole_map_again_is_without_a_way_as_well() {
    on_the_sample_map(|context| {
        close_a_loop(&context);
        run(by_id("show-loops").unwrap(), &context);
        assert!(run(by_id("show-all").unwrap(), &context));
        assert_eq!(context.session.traced.get_untracked(), None);
        assert!(!run(by_id("show-all").unwrap(), &context));
    });
}

#[test]
fn a_path_between_two_nodes_is_told_with_its_lag() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::nodes([node("goal"), node("support")]));
        assert!(run(by_id("trace-path").unwrap(), &context));
        let traced = session.traced.get_untracked().unwrap();
        let trace = traced.trace.unwrap();
        assert_eq!(trace.places, ["support", "onboarding", "churn", "goal"].map(node));
        assert_eq!((trace.against, trace.lag_days), (false, 30));
    });
}

#[test]
fn a_folded_branch_is_off_the_map_until_it_is_unfolded() {
    on_the_sample_map(|context| {
        let (session, atlas) = (context.session, context.atlas.unwrap());
        session.selection.set(Selection::node(node("churn")));
        let fold = by_id("fold").unwrap();
        assert!(run(fold, &context));
        assert_eq!(atlas.shown_nodes().get_untracked(), ["churn", "goal"].map(node));
        assert_eq!(atlas.shown_links().get_untracked().len(), 1);
        assert_eq!(untrack(|| atlas.folded_at(&node("churn"))), Some(2));
        assert!(run(fold, &context));
        assert_eq!(atlas.shown_nodes().get_untracked().len(), 4);
    });
}

#[test]
fn what_drives_a_result_is_shown_alone() {
    on_the_sample_map(|context| {
        let (session, atlas) = (context.session, context.atlas.unwrap());
        session.selection.set(Selection::node(node("onboarding")));
        assert!(run(by_id("show-drivers").unwrap(), &context));
        assert_eq!(atlas.shown_nodes().get_untracked(), ["onboarding", "support"].map(node));
        context.go_to(&node("goal"));
        assert_eq!(atlas.shown_nodes().get_untracked().len(), 4);
    });
}

#[test]
fn what_only_reads_cannot_change_anything() {
    on_the_sample_map(|context| {
        let without_map = Context { atlas: None, ..context };
        let action = by_id("add-driver").unwrap();
        assert!(!run(action, &without_map));
    });
}

#[test]
fn nothing_that_edits_is_offered_in_a_publication() {
    let chosen = [
        Selection::default(),
        Selection::node(node("churn")),
        Selection::nodes([node("support"), node("goal")]),
        Selection::link("l3".parse().unwrap()),
    ];
    for action in all() {
        on_the_published_map(|context| {
            let session = context.session;
            let titles = || session.with_workspace(|workspace| format!("{workspace:?}"));
            let before = titles();
            for chosen in &chosen {
                session.selection.set(chosen.clone());
                if (action.is_offered)(&context) {
                    assert!((action.perform)(&context).is_none(), "{} is offered", action.id);
                    assert_eq!(session.editing.get_untracked(), None, "{}", action.id);
                }
            }
            assert_eq!(titles(), before, "{} changed something", action.id);
        });
    }
}

#[test]
fn what_only_looks_is_offered_in_a_publication() {
    on_the_published_map(|context| {
        for id in ["fit", "zoom-in", "select-all", "palette", "keys", "colour-money", "lanes"] {
            assert!((by_id(id).unwrap().is_offered)(&context), "{id}");
        }
    });
}

#[test]
fn a_tree_of_three_takes_five_keys_besides_the_titles() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("goal")));
        let keys = ["Tab", "Tab", "Enter"];
        for key in keys {
            session.editing.set(None);
            assert!(run(by_key(key, Held::default(), &context).unwrap(), &context), "{key}");
            follow(&context);
        }
        assert_eq!(session.node_ids().get_untracked().len(), 7);
        assert_eq!(session.link_ids().get_untracked().len(), 6);
    });
}

/// Brings the map up to the document, as the keepers do on the page.
fn follow(context: &Context) {
    let (session, atlas) = (context.session, context.atlas.unwrap());
    for id in session.node_ids().get_untracked() {
        let node = session.node(&id).unwrap().get_untracked();
        let placed = node.position.as_ref().map(|at| MapPoint::new(at.x.unwrap(), at.y.unwrap()));
        atlas.know_card(&id, node.kind, placed);
    }
    for id in session.link_ids().get_untracked() {
        let link = session.link(&id).unwrap().get_untracked();
        let (from, to) = (link.from.clone(), link.to.clone());
        atlas.know_link(&id, causeway_canvas::Tie { from, to, kind: link.kind });
    }
    atlas.settle(None);
}

#[test]
fn deleting_goes_on_from_where_the_card_lay() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("onboarding")));
        run(by_id("delete").unwrap(), &context);
        assert!(!session.node_ids().get_untracked().contains(&node("onboarding")));
        assert!(session.selection.get_untracked().only_node().is_some());
        run(by_id("undo").unwrap(), &context);
        assert!(session.node_ids().get_untracked().contains(&node("onboarding")));
    });
}

#[test]
fn a_title_of_which_there_are_two_is_chosen_before_it_is_typed() {
    let torn = MAP.replace(r#""Support""#, r#"{"conflict": ["Help", "Support"]}"#);
    on_a_map(&torn, |context| {
        let session = context.session;
        session.selection.set(Selection::node(node("support")));
        assert!(run(by_id("rename").unwrap(), &context));
        assert_eq!(session.editing.get_untracked(), None);
        assert_eq!(session.notices.shown().get_untracked().len(), 1);
    });
}

/// What a link of the sample map is.
fn link(context: &Context, id: &str) -> causeway_model::Link {
    causeway_model::Link::clone(
        &context.session.link(&id.parse().unwrap()).unwrap().get_untracked(),
    )
}

#[test]
fn a_link_that_is_turned_around_keeps_what_was_said_of_it() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::link("l3".parse().unwrap()));
        assert!(run(by_id("turn-link").unwrap(), &context));
        let chosen = session.selection.get_untracked().only_link().unwrap().clone();
        let turned = link(&context, chosen.as_str());
        assert_eq!(
            (turned.from, turned.to, turned.lag_days),
            (node("onboarding"), node("support"), Some(30))
        );
        assert_eq!(session.link_ids().get_untracked().len(), 3);
        session.undo();
        assert_eq!(link(&context, "l3").from, node("support"));
        assert_eq!(session.link_ids().get_untracked().len(), 3);
    });
}

#[test]
fn the_strength_of_a_link_goes_up_to_strong_and_stays() {
    on_the_sample_map(|context| {
        context.session.selection.set(Selection::link("l3".parse().unwrap()));
        let stronger = by_id("stronger").unwrap();
        assert!(run(stronger, &context));
        assert!(!run(stronger, &context));
        assert_eq!(link(&context, "l3").strength(), causeway_model::Strength::Strong);
    });
}

#[test]
fn links_are_walked_by_key() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("onboarding")));
        let strike = |key| run(by_key(key, Held::default(), &context).unwrap(), &context);
        assert!(strike("l"));
        assert_eq!(session.selection.get_untracked().only_link().unwrap().as_str(), "l1");
        assert!(strike("ArrowDown"));
        assert_eq!(session.selection.get_untracked().only_link().unwrap().as_str(), "l2");
        assert!(strike("ArrowRight"));
        assert_eq!(session.selection.get_untracked().only_node(), Some(&node("goal")));
    });
}

#[test]
fn what_is_copied_can_be_pasted_as_one_step_with_its_links() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::nodes([node("support"), node("onboarding")]));
        run(by_id("copy").unwrap(), &context);
        let text = COPIED.with_borrow(String::clone);
        assert!(
            text.starts_with(
                "- Driver: Onboarding\n  - Driver: Support\n\n{\"format\":\"causeway/1\""
            ),
            "{text}"
        );
        pasting::paste(&context, &text);
        assert_eq!(session.node_ids().get_untracked().len(), 6);
        assert_eq!(session.link_ids().get_untracked().len(), 4);
        assert_eq!(session.selection.get_untracked().nodes.len(), 2);
        session.undo();
        assert_eq!(session.node_ids().get_untracked().len(), 4);
    });
}

#[test]
fn an_indented_list_is_hung_under_the_chosen_node() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("churn")));
        pasting::paste(&context, "Pricing\n\tDiscounts");
        assert_eq!(session.node_ids().get_untracked().len(), 6);
        assert_eq!(session.link_ids().get_untracked().len(), 5);
        session.undo();
        assert_eq!(session.link_ids().get_untracked().len(), 3);
    });
}

#[test]
fn values_under_dates_go_to_the_node_of_their_title_or_to_a_new_kpi() {
    on_the_sample_map(|context| {
        let session = context.session;
        pasting::paste(&context, "KPI\t2026-01-31\t2026-02-28\nchurn\t4\t5\nNew\t1\t");
        let values = |id: &NodeId| {
            let node = session.node(id).unwrap().get_untracked();
            node.metric.as_ref().map_or(0, |metric| metric.observations.len())
        };
        assert_eq!(values(&node("churn")), 2);
        assert_eq!(session.node_ids().get_untracked().iter().map(values).sum::<usize>(), 3);
        session.undo();
        assert_eq!(session.node_ids().get_untracked().len(), 4);
    });
}

#[test]
fn a_text_that_makes_no_sense_is_answered() {
    on_the_sample_map(|context| {
        pasting::paste(&context, "Churn\t4");
        assert_eq!(context.session.notices.shown().get_untracked().len(), 1);
        assert_eq!(context.session.node_ids().get_untracked().len(), 4);
    });
}
