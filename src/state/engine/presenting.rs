//! Who is here, in the engine: telling the others, and showing them.

use std::collections::BTreeMap;
use std::rc::Rc;

use causeway_canvas::{MapPoint, MapRect};
use causeway_model::{LinkId, NodeId, PersonId};
use causeway_sync::ids::PeerId;
use causeway_sync::presence::{self, Area, Effect, Event, Point, Portrait, Present};
use causeway_sync::wire::Payload;
use leptos::prelude::*;

use crate::platform::{clock, timer};
use crate::state::echoes::Deed;
use crate::state::engine::Inner;
use crate::state::peers::{PresentPeer, Pull, Shows, Typed};

impl Inner {
    /// Follows what the person does, for the others to see.
    pub(super) fn listen_to_shows(self: &Rc<Self>) {
        let engine = StoredValue::new_local(Rc::downgrade(self));
        let session = self.session;
        leptos::prelude::Effect::new(move || {
            let portrait = portrait(&session.showing(), session.person().get(), session.own_name());
            let engine = engine.try_get_value().and_then(|engine| engine.upgrade());
            if let Some(engine) = engine {
                engine.in_presence(Event::Moved(portrait));
            }
        });
    }

    /// Somebody said something in passing.
    pub(super) fn heard(self: &Rc<Self>, author: &PeerId, data: &Payload) {
        self.in_presence(Event::Heard { author, data });
    }

    /// A connection was made: who is there is greeted.
    pub(super) fn someone_came(self: &Rc<Self>) {
        self.in_presence(Event::Connected);
    }

    /// A connection was lost; with the last one, everybody is out of sight.
    pub(super) fn someone_went(self: &Rc<Self>) {
        if self.room.borrow().is_empty() {
            self.in_presence(Event::Disconnected);
        }
    }

    /// Says goodbye to everybody.
    pub(super) fn say_goodbye(self: &Rc<Self>) {
        self.in_presence(Event::Leaving);
    }

    fn in_presence(self: &Rc<Self>, event: Event<'_>) {
        let now = clock::now_ms();
        let effects = self.presence.borrow_mut().handle(event, now);
        for effect in effects {
            match effect {
                // Who only reads is not among those who work here, and says nothing of themselves.
                Effect::Say(_) if !self.session.may_edit() => {}
                Effect::Say(payload) => self.in_room(|room, _| room.broadcast(&payload)),
                Effect::Changed => self.show_peers(),
            }
        }
        let due = self.presence.borrow().deadline();
        let timer = due.map(|due| {
            let engine = Rc::downgrade(self);
            let delay = due.saturating_sub(now);
            timer::after(u32::try_from(delay).unwrap_or(u32::MAX), move || {
                if let Some(engine) = engine.upgrade() {
                    engine.in_presence(Event::Tick);
                }
            })
        });
        drop(self.presence_timer.replace(timer));
    }

    /// Shows for a moment what colleagues did; what the person did in another tab is no news.
    pub(super) fn echo(&self, mut deeds: Vec<Deed>) {
        let me = self.session.person().try_get_untracked().flatten();
        deeds.retain(|deed| deed.by.is_none() || deed.by != me);
        if !deeds.is_empty() {
            self.session.echoes.take_in(deeds, clock::now_ms());
        }
    }

    fn show_peers(&self) {
        let presence = self.presence.borrow();
        let me = self.session.person().try_get_untracked().flatten();
        let me = me.as_ref().map(PersonId::as_str);
        // The latest of each person's tabs stands for the person; those who haven't said who
        // they are can't be told apart, and are each shown.
        let mut latest: BTreeMap<&str, (&PeerId, &Present)> = BTreeMap::new();
        for (peer, present) in presence.others() {
            let person = present.portrait.person.as_deref();
            if person.is_some() && person == me {
                continue;
            }
            let shown = latest.entry(person.unwrap_or(peer.as_str())).or_insert((peer, present));
            if shown.1.active_ms < present.active_ms {
                *shown = (peer, present);
            }
        }
        let peers = latest.into_values().map(|(peer, present)| peer_of(peer, &present.portrait));
        self.session.set_peers(peers.collect());
    }
}

/// What the others see of us.
fn portrait(shows: &Shows, person: Option<PersonId>, name: String) -> Portrait {
    let nodes = shows.nodes.iter().map(NodeId::to_string);
    let links = shows.links.iter().map(LinkId::to_string);
    let dragging = shows.dragging.iter();
    Portrait {
        person: person.map(|person| person.to_string()),
        name: Some(name).filter(|name| !name.is_empty()),
        color: None,
        cursor: shows.cursor.map(to_wire),
        selection: nodes.chain(links).collect(),
        dragging: dragging.map(|(node, place)| (node.to_string(), to_wire(*place))).collect(),
        editing: shows.editing.as_ref().map(NodeId::to_string),
        screen: Some(shows.screen.clone()).filter(|screen| !screen.is_empty()),
        view: shows.view.map(to_area),
        marking: shows.marking.map(to_area),
        pull: shows.pull.as_ref().map(|pull| presence::Pull {
            node: pull.node.to_string(),
            at: to_wire(pull.at),
            is_beginning: pull.is_beginning,
        }),
        typing: shows.typing.as_ref().map(|typed| presence::Typing {
            node: typed.node.to_string(),
            field: typed.field.clone(),
            text: typed.text.clone(),
        }),
        following: shows.following.clone(),
    }
}

/// What we see of another. An id that is none of ours is left out; whether it is a node's or a
/// link's shows when it is looked up.
fn peer_of(peer: &PeerId, portrait: &Portrait) -> PresentPeer {
    let dragging = portrait.dragging.iter();
    PresentPeer {
        key: peer.to_string(),
        person: portrait.person.as_deref().and_then(|person| person.parse().ok()),
        name: portrait.name.clone().unwrap_or_default(),
        shows: Shows {
            cursor: portrait.cursor.map(to_map),
            nodes: portrait.selection.iter().filter_map(|id| id.parse().ok()).collect(),
            links: portrait.selection.iter().filter_map(|id| id.parse().ok()).collect(),
            dragging: dragging
                .filter_map(|(node, place)| Some((node.parse().ok()?, to_map(*place))))
                .collect(),
            editing: portrait.editing.as_deref().and_then(|node| node.parse().ok()),
            screen: portrait.screen.clone().unwrap_or_default(),
            view: portrait.view.map(to_rect),
            marking: portrait.marking.map(to_rect),
            pull: portrait.pull.as_ref().and_then(|pull| {
                let (at, is_beginning) = (to_map(pull.at), pull.is_beginning);
                Some(Pull { node: pull.node.parse().ok()?, at, is_beginning })
            }),
            typing: portrait.typing.as_ref().and_then(|typed| {
                let (field, text) = (typed.field.clone(), typed.text.clone());
                Some(Typed { node: typed.node.parse().ok()?, field, text })
            }),
            following: portrait.following.clone(),
        },
    }
}

fn to_wire(place: MapPoint) -> Point {
    Point { x: place.x, y: place.y }
}

fn to_map(place: Point) -> MapPoint {
    MapPoint { x: place.x, y: place.y }
}

fn to_area(rect: MapRect) -> Area {
    Area { centre: to_wire(rect.centre()), width: rect.width, height: rect.height }
}

fn to_rect(area: Area) -> MapRect {
    MapRect::around(to_map(area.centre), area.width, area.height)
}
