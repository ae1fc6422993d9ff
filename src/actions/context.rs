//! What an action is about.

use causeway_canvas::{MapPoint, Placed, Selection};
use causeway_document::{Command, NewLink, Point};
use causeway_model::{LinkKind, NodeId, NodeKind};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

use crate::parts::paste_text;
use crate::platform::{clipboard, random, task};
use crate::state::notice::Notice;
use crate::state::rows::RowHands;
use crate::state::session::Session;
use crate::views::map::Atlas;

/// The session, and the map where one is shown.
#[derive(Clone, Copy)]
pub struct Context {
    /// The workspace.
    pub session: Session,
    /// The map; `None` on other screens.
    pub atlas: Option<Atlas>,
    /// The outline's rows; `None` on other screens.
    pub rows: Option<RowHands>,
    /// Makes an id that no other node has.
    pub fresh_id: fn() -> NodeId,
    /// The clipboard.
    pub hands: Hands,
}

/// What reaches for the clipboard.
#[derive(Clone, Copy)]
pub struct Hands {
    /// Puts a text there.
    pub copy: fn(String),
    /// Takes a text from there, and pastes it.
    pub paste: fn(Context),
}

impl Context {
    /// What actions are about on the map.
    pub fn on(atlas: Atlas) -> Self {
        Self::over(atlas.session(), Some(atlas))
    }

    /// What actions are about on a screen that may or may not show the map.
    pub fn over(session: Session, atlas: Option<Atlas>) -> Self {
        let hands = Hands { copy, paste };
        let rows = session.lens.rows.try_get_untracked().flatten();
        Self { session, atlas, rows, fresh_id: fresh_node_id, hands }
    }

    /// What a signal says; what asks from within a view follows it.
    pub fn follow<T: Clone + Default + Send + Sync + 'static>(&self, signal: Signal<T>) -> T {
        let value =
            if Observer::get().is_some() { signal.try_get() } else { signal.try_get_untracked() };
        value.unwrap_or_default()
    }

    /// What is selected.
    pub fn selection(&self) -> Selection {
        self.follow(self.session.selection.into())
    }

    /// The one selected node.
    pub fn node(&self) -> Option<NodeId> {
        self.selection().only_node().cloned()
    }

    /// Whether the workspace can be changed.
    pub fn can_edit(&self) -> bool {
        self.follow(self.session.read_only()).is_none()
    }

    /// Selects a node, brings it into view and says so.
    pub fn go_to(&self, node: &NodeId) {
        self.session.selection.set(Selection::node(node.clone()));
        if let Some(atlas) = self.atlas {
            atlas.unhide(node);
            atlas.reveal([node]);
        }
    }

    /// The card of a node, where it lies.
    pub fn card(&self, node: &NodeId) -> Option<Placed> {
        self.atlas?.with_scene(|scene| scene.card(node))?
    }

    /// Selects a node and has its title typed; one of which there are two is chosen in the inspector first.
    pub fn rename(&self, node: NodeId) {
        let dispute = untrack(|| self.session.title_dispute(&node));
        self.session.selection.set(Selection::node(node.clone()));
        match dispute {
            Some(dispute) => self.session.notices.say(Notice::Refused(dispute)),
            None => self.session.editing.set(Some(node)),
        }
    }

    /// The command that adds a node there, selected and with its title ready to be typed.
    pub fn new_node(
        &self,
        kind: NodeKind,
        at: MapPoint,
        tie: Option<(LinkKind, NodeId, Way)>,
    ) -> Command {
        self.new_node_as((self.fresh_id)(), kind, at, tie)
    }

    /// The same, where the layout finds room: near what it is tied to.
    pub fn new_node_nearby(&self, kind: NodeKind, tie: Option<(LinkKind, NodeId, Way)>) -> Command {
        let node = (self.fresh_id)();
        let ends = tie.as_ref().map(|(_, other, way)| match way {
            Way::Upstream => (&node, other),
            Way::Downstream => (other, &node),
        });
        let at =
            self.atlas.map_or_else(MapPoint::default, |atlas| atlas.place_for(kind, ends, &node));
        self.new_node_as(node, kind, at, tie)
    }

    fn new_node_as(
        &self,
        node: NodeId,
        kind: NodeKind,
        at: MapPoint,
        tie: Option<(LinkKind, NodeId, Way)>,
    ) -> Command {
        self.session.selection.set(Selection::node(node.clone()));
        self.session.editing.set(Some(node.clone()));
        let link = tie.map(|(says, other, way)| match way {
            Way::Upstream => NewLink::between(says, node.clone(), other),
            Way::Downstream => NewLink::between(says, other, node.clone()),
        });
        let position = Some(Point { x: at.x.round(), y: at.y.round() });
        Command::CreateNode { node, kind, title: String::new(), position, link }
    }
}

/// On which side of its neighbour a new node comes to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Before it: the link leads from the new node.
    Upstream,
    /// After it: the link leads to the new node.
    Downstream,
}

/// An id that no other node has.
pub fn fresh_node_id() -> NodeId {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 32)]);
    let id: String = random::bytes::<16>().into_iter().map(letter).collect();
    // Sixteen letters always make an id.
    NodeId::new(&id).unwrap_or_else(|_| unreachable!("{id} is an id"))
}

fn copy(text: String) {
    task::spawn(async move {
        clipboard::copy(&text).await;
    });
}

fn paste(context: Context) {
    task::spawn(async move {
        match clipboard::read().await {
            Some(text) => paste_text(context, text).await,
            None => context.session.notices.say(Notice::PasteByKey),
        }
    });
}
