//! What is asked of the map: a menu, the focus, a word to those who hear it.

use causeway_canvas::{MapRect, Target, Tie};
use causeway_model::{LinkId, NodeId};
use leptos::prelude::*;

use super::Atlas;
use crate::views::map::map_menu::MapMenu;
use crate::views::map::spoken::link_name;

impl Atlas {
    /// The open menu.
    pub fn menu(self) -> Signal<Option<MapMenu>> {
        self.menu.into()
    }

    /// Opens a menu.
    pub fn open_menu(self, menu: MapMenu) {
        self.menu.set(Some(menu));
    }

    /// Opens the menu of what is chosen, where it lies; of the map itself if nothing is.
    pub fn open_menu_of_chosen(self) {
        let (camera, view) = (self.session.camera.get_untracked(), self.view.get_untracked());
        let chosen = self.session.selection.get_untracked();
        let node = chosen.nodes.first().cloned();
        let link = chosen.links.first().cloned();
        let lies = self.with_scene(|scene| match (&node, &link) {
            (Some(node), _) => scene.card(node).map(|card| card.rect().centre()),
            (None, Some(link)) => {
                let Tie { from, to, .. } = scene.link(link)?;
                scene.bounds_of([from, to]).map(MapRect::centre)
            }
            (None, None) => None,
        });
        let at = lies.flatten().map_or_else(|| view.middle(), |at| camera.to_screen(at));
        let on = match (node, link) {
            (Some(node), _) => Target::Card(node),
            (None, Some(link)) => Target::Link(link),
            (None, None) => Target::Ground,
        };
        self.open_menu(MapMenu { at, on });
    }

    /// Closes the menu; the focus goes back to the map.
    pub fn close_menu(self) {
        if self.menu.try_update(Option::take).flatten().is_some() {
            self.take_focus();
        }
    }

    /// Rises when the map is to have the focus.
    pub(in crate::views::map) fn focus_asked(self) -> Signal<u32> {
        self.focus_asked.into()
    }

    /// Gives the focus to the chosen card, or else to the map.
    pub fn take_focus(self) {
        self.focus_asked.try_update(|times| *times = times.wrapping_add(1));
    }

    /// Rises when the fields on the chosen link are to have the focus.
    pub fn link_fields_asked(self) -> Signal<u32> {
        self.link_fields.into()
    }

    /// Moves the focus to the fields on the chosen link.
    pub fn ask_for_link_fields(self) {
        self.link_fields.try_update(|times| *times = times.wrapping_add(1));
    }

    /// Says a link to those who hear the map.
    pub fn say_link(self, id: &LinkId) {
        let title = |node: &NodeId| {
            let node = self.session.node(node);
            node.map(|node| node.with_untracked(|node| node.title.shown().into_owned()))
        };
        if let Some(link) = self.session.link(id) {
            let link = link.get_untracked();
            let (from, to) = (title(&link.from), title(&link.to));
            self.say(link_name(&link, &from.unwrap_or_default(), &to.unwrap_or_default()));
        }
    }

    /// What a screen reader says next.
    pub fn said(self) -> Signal<String> {
        self.said.into()
    }

    /// Says something to those who hear the map.
    pub fn say(self, text: String) {
        self.said.try_set(text);
    }
}
