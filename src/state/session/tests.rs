use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use causeway_document::{
    ActorSeed, Command, Document, NewLink, NewWorkspace, Point, Refusal, Stamp,
};
use causeway_model::{Instant, LinkKind, NodeId, NodeKind, Path, Problem, WorkspaceId};
use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use super::*;
use crate::state::access::AccessKey;
use crate::state::notice::Notice;

fn clock() -> Instant {
    causeway_model::time::parse_instant("2026-11-22T12:00:00Z").unwrap()
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn document(seed: u8) -> Document {
    let id = WorkspaceId::new("w1").unwrap();
    let new = NewWorkspace { id, title: "Growth".into(), now: clock() };
    Document::create(&new, ActorSeed([seed; 16])).unwrap()
}

fn session(document: Document) -> Session {
    Session::open(DocumentId::from_bytes([1; 16]), document, clock, Signal::stored("Ana".into()))
}

fn create(session: Session, node: &str, kind: NodeKind) {
    let command = Command::CreateNode {
        node: id(node),
        kind,
        title: node.to_owned(),
        position: None,
        link: None,
    };
    session.dispatch(command).unwrap();
}

fn rename(session: Session, node: &str, base: &str, title: &str) {
    let (base, title) = (base.to_owned(), title.to_owned());
    session.dispatch(Command::RenameNode { node: id(node), base, title }).unwrap();
}

fn title_of(session: Session, node: &str) -> String {
    session.node(&id(node)).unwrap().get_untracked().title.shown().into_owned()
}

/// Takes in what another copy of the document has, as a frame of the relay does.
fn receive(session: Session, other: &mut Document) {
    let core = session.core().unwrap();
    core.borrow_mut().document_mut().merge(other).unwrap();
    core.borrow_mut().follow();
}

/// Counts how often a signal wakes what reads it, from now on.
fn count_wakes<T: Send + Sync + Clone + 'static>(
    signal: impl Get<Value = T> + Send + Sync + 'static,
) -> Arc<AtomicUsize> {
    let wakes = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&wakes);
    let effect = ImmediateEffect::new(move || {
        signal.get();
        counter.fetch_add(1, Ordering::Relaxed);
    });
    on_cleanup(move || drop(effect));
    wakes.store(0, Ordering::Relaxed);
    wakes
}

fn wakes(count: &AtomicUsize) -> usize {
    count.load(Ordering::Relaxed)
}

#[test]
fn a_moved_node_wakes_its_own_view_and_no_other() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        create(session, "nrr", NodeKind::Kpi);
        let moved = count_wakes(session.node(&id("churn")).unwrap());
        let other = count_wakes(session.node(&id("nrr")).unwrap());
        let list = count_wakes(session.node_ids());
        let place = Some(Point { x: 10.0, y: 20.0 });
        session.dispatch(Command::MoveNodes { places: vec![(id("churn"), place)] }).unwrap();
        assert_eq!((wakes(&moved), wakes(&other), wakes(&list)), (1, 0, 0));
    });
}

#[test]
fn a_colleagues_edit_reaches_the_view_by_the_same_path() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        let mut theirs = Document::empty(ActorSeed([2; 16]));
        receive_into(&mut theirs, session);
        let stamp = Stamp { now: clock(), person: None };
        let command =
            Command::RenameNode { node: id("churn"), base: "churn".into(), title: "Churn".into() };
        theirs.apply(command, &stamp).unwrap();
        let woken = count_wakes(session.node(&id("churn")).unwrap());
        receive(session, &mut theirs);
        assert_eq!((title_of(session, "churn").as_str(), wakes(&woken)), ("Churn", 1));
    });
}

fn receive_into(other: &mut Document, session: Session) {
    let core = session.core().unwrap();
    other.merge(core.borrow_mut().document_mut()).unwrap();
}

#[test]
fn a_deleted_node_leaves_the_lists_and_takes_its_links_along() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        create(session, "nrr", NodeKind::Kpi);
        let link = NewLink::between(LinkKind::Causes, id("churn"), id("nrr"));
        session.dispatch(Command::LinkNodes(link.clone())).unwrap();
        assert_eq!(session.link_ids().get_untracked(), std::slice::from_ref(&link.link));
        session.dispatch(Command::DeleteNodes { nodes: vec![id("churn")] }).unwrap();
        assert_eq!(session.node_ids().get_untracked(), [id::<NodeId>("nrr")]);
        assert_eq!(session.link_ids().get_untracked(), []);
        session.undo();
        assert_eq!(session.node_ids().get_untracked().len(), 2);
        assert_eq!(session.link_ids().get_untracked(), [link.link]);
    });
}

#[test]
fn undo_leaves_a_colleagues_step_alone_and_says_so() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        session.add_myself(id("ana"), "Ana".into()).unwrap();
        session.dispatch(Command::SetOwner { node: id("churn"), owner: Some(id("ana")) }).unwrap();
        let mut theirs = Document::empty(ActorSeed([2; 16]));
        receive_into(&mut theirs, session);
        let stamp = Stamp { now: clock(), person: None };
        let ben = Command::AddPerson { person: id("ben"), name: "Ben".into() };
        theirs.apply(ben, &stamp).unwrap();
        let owner = Some(id("ben"));
        theirs.apply(Command::SetOwner { node: id("churn"), owner }, &stamp).unwrap();
        receive(session, &mut theirs);
        session.undo();
        let owner = session.node(&id("churn")).unwrap().get_untracked().owner.clone();
        assert_eq!(owner.one(), Some(&id("ben")), "{owner:?}");
        let notices = session.notices.shown().get_untracked();
        assert!(
            notices.iter().any(|shown| matches!(shown.notice, Notice::Skipped(_))),
            "{notices:?}"
        );
    });
}

#[test]
fn a_refused_step_changes_nothing_and_is_shown() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        let link = NewLink::between(LinkKind::Causes, id("churn"), id("churn"));
        assert_eq!(session.dispatch(Command::LinkNodes(link)), Err(Refusal::SelfLink));
        let notices = session.notices.shown().get_untracked();
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].notice, Notice::Refused(Refusal::SelfLink));
        assert!(session.link_ids().get_untracked().is_empty());
    });
}

#[test]
fn those_who_store_and_send_hear_of_own_steps_only() {
    Owner::new().with(|| {
        let session = session(document(1));
        let heard = Rc::new(Cell::new(0));
        let counter = Rc::clone(&heard);
        let core = session.core().unwrap();
        core.borrow_mut().on_change(Rc::new(move || counter.set(counter.get() + 1)));
        create(session, "churn", NodeKind::Driver);
        let mut theirs = Document::empty(ActorSeed([2; 16]));
        receive_into(&mut theirs, session);
        receive(session, &mut theirs);
        assert_eq!(heard.get(), 1);
    });
}

#[test]
fn the_document_learns_who_someone_is_with_their_first_step() {
    Owner::new().with(|| {
        let mut made = document(1);
        let stamp = Stamp { now: clock(), person: None };
        made.apply(Command::AddPerson { person: id("ana"), name: "Ana".into() }, &stamp).unwrap();
        let before = made.heads();
        let session = session(made);
        session.choose_person(id("ana")).unwrap();
        let core = session.core().unwrap();
        assert_eq!(core.borrow_mut().document_mut().heads(), before);
        create(session, "churn", NodeKind::Driver);
        let actors = core.borrow().projection().workspace().actors.clone();
        let people: Vec<_> = actors.values().filter_map(|actor| actor.person.clone()).collect();
        assert_eq!(people, [id("ana")]);
        assert!(session.can_undo().get_untracked());
        session.undo();
        assert_eq!(core.borrow().projection().workspace().actors, actors);
    });
}

#[test]
fn signals_from_events_are_the_signals_from_scratch() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        create(session, "nrr", NodeKind::Kpi);
        rename(session, "nrr", "nrr", "Net revenue retention");
        session
            .dispatch(Command::ArchiveNode { node: id("churn"), reason: String::new() })
            .unwrap();
        session.add_myself(id("ana"), "Ana".into()).unwrap();
        let core = session.core().unwrap();
        let mut again = Document::empty(ActorSeed([3; 16]));
        receive_into(&mut again, session);
        let fresh = Core::new(again);
        assert_eq!(fresh.projection().workspace(), core.borrow().projection().workspace());
        let (new, old) = (fresh.overview(), core.borrow().overview());
        assert_eq!(new.node_ids.get_untracked(), old.node_ids.get_untracked());
        assert_eq!(new.archived_ids.get_untracked(), old.archived_ids.get_untracked());
        assert_eq!(new.people.get_untracked(), old.people.get_untracked());
        assert_eq!(new.title.get_untracked(), old.title.get_untracked());
    });
}

#[test]
fn a_document_that_has_not_arrived_yet_is_waited_for_and_then_open() {
    Owner::new().with(|| {
        let session = session(Document::empty(ActorSeed([4; 16])));
        assert_eq!(session.read_only().get_untracked(), Some(ReadOnly::Empty));
        receive(session, &mut document(1));
        session.set_read_only(session.core().unwrap().borrow().read_only());
        assert_eq!(session.read_only().get_untracked(), None);
        assert_eq!(session.title().get_untracked().shown(), "Growth");
    });
}

#[test]
fn who_holds_a_node_hears_that_it_went_and_that_it_came_back() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        let found = Memo::new(move |_| {
            session.comings().track();
            session.node(&id("churn"))
        });
        assert!(found.get_untracked().is_some());
        session.dispatch(Command::DeleteNodes { nodes: vec![id("churn")] }).unwrap();
        assert!(found.get_untracked().is_none());
        assert_eq!(session.deleted_node(&id("churn")).unwrap().title.shown(), "churn");
        session.dispatch(Command::RestoreNodes { nodes: vec![id("churn")] }).unwrap();
        let back = found.get_untracked().unwrap();
        rename(session, "churn", "churn", "Churn");
        assert_eq!(back.get_untracked().title.shown(), "Churn");
        assert_eq!(session.deleted_node(&id("churn")), None);
    });
}

#[test]
fn a_view_that_is_still_there_when_its_node_and_link_come_back_goes_on_following_them() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        create(session, "revenue", NodeKind::Kpi);
        let link = NewLink {
            link: id("l1"),
            ..NewLink::between(LinkKind::Causes, id("churn"), id("revenue"))
        };
        session.dispatch(Command::LinkNodes(link)).unwrap();
        let node = session.node(&id("churn")).unwrap();
        let link = session.link(&id("l1")).unwrap();
        session.dispatch(Command::DeleteNodes { nodes: vec![id("churn")] }).unwrap();
        session.undo();
        rename(session, "churn", "churn", "Churn");
        let lag =
            Command::SetField { path: Path::of(["links", "l1", "lag_days"]), value: 30.into() };
        session.dispatch(lag).unwrap();
        assert_eq!(node.get_untracked().title.shown(), "Churn");
        assert_eq!(link.get_untracked().lag_days, Some(30));
    });
}

#[test]
fn a_readers_session_refuses_every_step_whoever_asks_for_it() {
    let owner = Owner::new();
    owner.with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        let relay = RelayAddress::parse("wss://plan.example/sync").unwrap();
        let key = AccessKey::parse("cwk-view-0000").unwrap();
        let mut keyring = Keyring::default();
        keyring.add(&relay, key.clone());
        keyring.learn(&relay, &key, Role::View);
        session.attach(Some(relay.clone()), keyring);

        assert_eq!(session.read_only().get_untracked(), Some(ReadOnly::Viewing));
        let delete = Command::DeleteNodes { nodes: vec![id("churn")] };
        assert_eq!(session.dispatch(delete), Err(Refusal::ReadOnly(ReadOnly::Viewing)));
        session.undo();
        assert!(session.add_myself(id("vera"), "Vera".into()).is_err());
        assert_eq!(session.node_ids().get_untracked(), [id("churn")]);
        assert!(session.people().get_untracked().is_empty());

        session.change_keyring(|ring| ring.learn(&relay, &key, Role::Edit));
        rename(session, "churn", "churn", "Churn");
        assert_eq!(title_of(session, "churn"), "Churn");
    });
}

#[test]
fn what_breaks_the_model_is_known_without_reading_the_whole_document_again() {
    Owner::new().with(|| {
        let tree = serde_json::json!({
            "format": "causeway/1", "title": "Growth", "currency": "dollars",
            "nodes": {
                "k": {"kind": "kpi", "title": "Retention", "metric": {"direction": "sideways"}},
                "o": {"kind": "objective", "title": "Grow"},
                "x": {"kind": "wish"},
                "no id!": {"kind": "kpi"},
            },
            "links": {
                "backwards": {"from": "o", "to": "k", "type": "serves"},
                "self": {"from": "k", "to": "k", "type": "causes"},
                "torn": {"from": "k", "type": "causes"},
            },
            "actions": {"a": {"due": "soon"}},
        });
        let session = session(Document::from_tree(&tree, ActorSeed([1; 16])).unwrap());
        let sorted = |mut problems: Vec<Problem>| {
            problems.sort_by_key(|problem| (problem.path.clone(), problem.found.clone()));
            problems
        };
        let by_the_whole = || {
            let core = session.core().unwrap();
            let core = core.borrow();
            sorted(core.document().workspace().problems)
        };
        assert_eq!(by_the_whole().len(), 8);
        assert_eq!(sorted(session.problems()), by_the_whole());
        rename(session, "k", "Retention", "Net retention");
        session.dispatch(Command::DeleteNodes { nodes: vec![id("o")] }).unwrap();
        assert_eq!(sorted(session.problems()), by_the_whole());
        let read = session.reading().unwrap().value;
        assert!(read.links.is_empty());
        assert_eq!(read.nodes["k"].title.shown(), "Net retention");
    });
}

#[test]
fn a_workspace_that_was_read_stays_as_it_was_while_somebody_edits() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "k", NodeKind::Kpi);
        let before = session.reading().unwrap().value;
        rename(session, "k", "k", "Retention");
        assert_eq!(before.nodes["k"].title.shown(), "k");
        assert_eq!(session.reading().unwrap().value.nodes["k"].title.shown(), "Retention");
    });
}

#[test]
fn a_publication_is_read_by_everybody_and_judged_without_an_engine() {
    Owner::new().with(|| {
        let mut document = document(3);
        let stamp = Stamp { now: clock(), person: None };
        let command = Command::CreateNode {
            node: id("churn"),
            kind: NodeKind::Kpi,
            title: "Churn".to_owned(),
            position: None,
            link: None,
        };
        document.apply(command.clone(), &stamp).unwrap();
        let published = crate::state::route::PUBLISHED;
        let session = Session::open_published(published, document, clock);
        assert_eq!(session.role().get_untracked(), Role::View);
        assert_eq!(session.dispatch(command), Err(Refusal::ReadOnly(ReadOnly::Viewing)));
        assert_eq!(session.judged().get_untracked(), 0);
        session.judge();
        assert_eq!(session.judged().get_untracked(), 1);
    });
}

#[test]
fn what_a_colleague_did_is_told_with_who_it_was_and_what_became_of_it() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        create(session, "nrr", NodeKind::Kpi);
        let mut theirs = Document::empty(ActorSeed([2; 16]));
        receive_into(&mut theirs, session);
        let stamp = Stamp { now: clock(), person: Some(id("ben")) };
        let rename =
            Command::RenameNode { node: id("churn"), base: "churn".into(), title: "Churn".into() };
        let add = Command::CreateNode {
            node: id("new"),
            kind: NodeKind::Driver,
            title: "New".into(),
            position: None,
            link: None,
        };
        let delete = Command::DeleteNodes { nodes: vec![id("nrr")] };
        let claim = Command::ClaimActor { person: id("ben") };
        for command in [rename, add, delete, claim] {
            theirs.apply(command, &stamp).unwrap();
        }
        receive(session, &mut theirs);
        let deeds = session.core().unwrap().borrow_mut().take_deeds();
        let told: BTreeSet<_> = deeds
            .iter()
            .map(|deed| (deed.record()[1].clone(), format!("{:?}", deed.did), deed.titles.concat()))
            .collect();
        let told: Vec<_> = told
            .iter()
            .map(|(id, did, title)| [id.as_str(), did.as_str(), title.as_str()])
            .collect();
        let expected =
            [["churn", "Changed", "Churn"], ["new", "Added", "New"], ["nrr", "Deleted", "nrr"]];
        assert_eq!(told, expected);
        assert!(deeds.iter().all(|deed| deed.by == Some(id("ben"))));
    });
}

#[test]
fn ones_own_steps_are_no_news() {
    Owner::new().with(|| {
        let session = session(document(1));
        create(session, "churn", NodeKind::Driver);
        rename(session, "churn", "churn", "Churn");
        session.undo();
        assert_eq!(session.core().unwrap().borrow_mut().take_deeds(), []);
    });
}

#[test]
fn who_follows_shows_what_the_one_they_follow_sees() {
    Owner::new().with(|| {
        let session = session(document(1));
        let mine = causeway_canvas::MapRect { width: 800.0, ..Default::default() };
        let theirs = causeway_canvas::MapRect { width: 300.0, ..Default::default() };
        session.show(|shows| shows.view = Some(mine));
        let shows = Shows { view: Some(theirs), ..Shows::default() };
        let person = Some(id("ben"));
        session.set_peers(vec![PresentPeer { person, shows, ..PresentPeer::default() }]);
        assert_eq!(session.showing().view, Some(mine));
        session.company.follow("ben");
        assert_eq!(session.showing().view, Some(theirs));
        assert_eq!(session.showing().following.as_deref(), Some("ben"));
        session.company.stop();
        assert_eq!(session.showing().view, Some(mine));
    });
}

#[test]
fn a_workspace_of_many_records_is_read_at_once_as_it_is_one_by_one() {
    Owner::new().with(|| {
        let (mut nodes, mut links) = (serde_json::Map::new(), serde_json::Map::new());
        for at in 0..400 {
            let kind = if at == 0 { "kpi" } else { "driver" };
            nodes.insert(
                format!("n{at}"),
                serde_json::json!({ "kind": kind, "title": format!("Node {at}") }),
            );
        }
        nodes["n7"]["title"] = serde_json::json!({ "conflict": ["Seven", "Sieben"] });
        nodes["n8"]["kind"] = "comet".into();
        for at in 1..400 {
            links.insert(
                format!("l{at}"),
                serde_json::json!({ "type": "causes", "from": format!("n{at}"), "to": "n0" }),
            );
        }
        let tree = serde_json::json!({
            "format": "causeway/1", "workspace": "w1", "nodes": nodes, "links": links
        });
        let document = Document::from_tree(&tree, ActorSeed([7; 16])).unwrap();
        let expected = document.workspace();
        let session = session(document);
        let core = session.core().unwrap();
        let reading = core.borrow().projection().reading();
        let told = |problems: &[Problem]| {
            problems.iter().map(|problem| format!("{problem:?}")).collect::<BTreeSet<_>>()
        };
        assert!(*reading.value == expected.value);
        assert_eq!(told(&reading.problems), told(&expected.problems));
        assert!(expected.value.nodes.len() > 390 && !expected.problems.is_empty());
    });
}
