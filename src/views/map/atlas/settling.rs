//! Cards come to where they belong: at once, gliding, or laid out in slices.

use std::cell::Cell;
use std::collections::BTreeSet;

use causeway_canvas::{Scene, settle_in_steps};
use causeway_model::NodeId;
use leptos::prelude::*;

use super::sheet::{Sheet, Unsettled};
use super::{Atlas, show};
use crate::platform::frame::next_frame;
use crate::platform::{clock, locale, task, timer};

/// A slice of a layout may keep the page for so long, in milliseconds: half a frame.
const SLICE_MS: u64 = 8;

impl Atlas {
    /// Draws what is known with the next frame.
    pub(in crate::views::map) fn settle_soon(self) {
        let Some(gate) = self.gate.try_get_value() else { return };
        gate.at_next_frame(move || {
            self.settle((!locale::prefers_reduced_motion()).then(clock::now_ms));
            self.glide();
        });
    }

    /// Draws cards that are on their way, frame by frame until they have arrived.
    fn glide(self) {
        if self.with_sheet(|sheet| sheet.is_gliding()) != Some(true) {
            return self.come_to_rest();
        }
        next_frame(move || {
            if let Some(changed) = self.with_sheet(|sheet| sheet.glide(clock::now_ms())) {
                show(changed);
                self.note_drawn();
            }
            if self.with_sheet(|sheet| sheet.is_gliding()) == Some(true) {
                self.glide();
            } else {
                self.come_to_rest();
            }
        });
    }

    /// All cards lie where they belong.
    fn come_to_rest(self) {
        self.rested.try_update(|times| *times = times.wrapping_add(1));
        let bounds = self.with_scene(Scene::bounds).flatten();
        if self.bounds.try_get_untracked() != Some(bounds) {
            self.bounds.try_set(bounds);
        }
        if self.fits_next.try_get_value() == Some(true) {
            self.fits_next.set_value(false);
            self.fit();
        }
    }

    /// Brings what is drawn up to what is known. Done once a frame, however much has changed.
    ///
    /// With a moment, in milliseconds, cards that must move begin to glide; without one they jump.
    pub fn settle(self, now: Option<u64>) {
        let Some(changed) = self.with_sheet(|sheet| sheet.settle(now)) else { return };
        show(changed);
        self.note_drawn();
        self.lay_out_rest();
        self.rested.try_update(|times| *times = times.wrapping_add(1));
        let bounds = self.with_scene(Scene::bounds).flatten();
        if self.bounds.try_get_untracked() != Some(bounds) {
            self.bounds.try_set(bounds);
        }
        self.keep_order();
        self.fit_at_first();
        self.show_awaited();
    }

    /// Lays out what is too much to be laid out at once, while the page goes on answering.
    fn lay_out_rest(self) {
        let Some(unsettled) = self.with_sheet(Sheet::take_unsettled).flatten() else { return };
        task::spawn(async move {
            let Unsettled { cards, links, before } = unsettled;
            let began = Cell::new(clock::now_ms());
            let pause = async || {
                if clock::now_ms().saturating_sub(began.get()) >= SLICE_MS {
                    timer::sleep(0).await;
                    began.set(clock::now_ms());
                }
            };
            let places = settle_in_steps(&cards, &links, &before, pause).await;
            self.with_sheet(|sheet| sheet.take_layout(places));
            self.settle_soon();
        });
    }

    /// New cards are read last, so that reading isn't disturbed when one is moved.
    fn keep_order(self) {
        let comings = self.with_sheet(|sheet| sheet.comings()).unwrap_or_default();
        if self.ordered.try_get_value() == Some(comings) {
            return;
        }
        self.ordered.set_value(comings);
        let Some(reading) = self.with_scene(causeway_canvas::walk::reading_order) else {
            return;
        };
        let known = self.order.try_get_untracked().unwrap_or_default();
        let order = in_order(&known, reading);
        if order != known {
            self.order.try_set(order);
        }
    }
}

/// What is known already in its order, and then what is new, in the order in which it is read.
fn in_order(known: &[NodeId], reading: Vec<NodeId>) -> Vec<NodeId> {
    let here: BTreeSet<&NodeId> = reading.iter().collect();
    let mut order: Vec<NodeId> = known.iter().filter(|id| here.contains(id)).cloned().collect();
    let known: BTreeSet<&NodeId> = known.iter().collect();
    order.extend(reading.iter().filter(|id| !known.contains(id)).cloned());
    order
}
