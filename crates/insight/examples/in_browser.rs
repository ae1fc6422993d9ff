//! The engine as a module of its own for a browser: its digests, and maps to measure it on.
//!
//! `cargo xtask bench findings` and `cargo xtask test --only same-bytes` load it in Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "functions for a script")]
#![allow(clippy::unwrap_used, reason = "a workspace that can't be built ends it")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

#[path = "shared/digests.rs"]
mod digests;
#[path = "shared/maps.rs"]
mod maps;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static MAP: RefCell<Option<maps::Map>> = const { RefCell::new(None) };
}

/// A line for each workspace: see `shared/digests.rs`.
#[wasm_bindgen]
pub fn digests() -> String {
    digests::lines()
}

/// Makes the map of so many nodes, with so many kpis, that the next calls are about.
#[wasm_bindgen]
pub fn load(nodes: usize, kpis: usize) {
    MAP.set(Some(maps::Map::of(nodes, kpis)));
}

/// Works out what there is to find, and returns how much that is.
#[wasm_bindgen]
pub fn find() -> usize {
    MAP.with_borrow(|map| map.as_ref().unwrap().find())
}

/// The same after one edit: a new value of one driver.
#[wasm_bindgen]
pub fn edit_and_find() -> usize {
    MAP.with_borrow_mut(|map| {
        let map = map.as_mut().unwrap();
        map.edit();
        map.find()
    })
}

/// How long the longest step takes of a search that may pause between any two, in milliseconds.
#[wasm_bindgen]
pub fn longest_step() -> f64 {
    MAP.with_borrow(|map| map.as_ref().unwrap().longest_step(now))
}

/// How long it takes to judge every node, in milliseconds.
#[wasm_bindgen]
pub fn judging() -> f64 {
    MAP.with_borrow(|map| map.as_ref().unwrap().judging(now))
}

/// How long the brief takes once everything is found, in milliseconds.
#[wasm_bindgen]
pub fn brief() -> f64 {
    MAP.with_borrow(|map| map.as_ref().unwrap().pages(now))[0]
}

/// How long the longest X-ray of a kpi takes once everything is found, in milliseconds.
#[wasm_bindgen]
pub fn xray() -> f64 {
    MAP.with_borrow(|map| map.as_ref().unwrap().pages(now))[1]
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}
