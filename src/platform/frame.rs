//! Work that is done once a frame, however often it is asked for.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;

use crate::platform::timer;

type Work = Box<dyn FnOnce()>;

/// Does the last work it was given, at the next frame; nothing any more once its last clone is
/// dropped, since with it goes what the work is about.
///
/// Pointer events come several times a frame, and only the last position is ever seen.
#[derive(Clone, Default)]
pub struct FrameGate {
    waiting: Rc<RefCell<Option<Work>>>,
}

impl FrameGate {
    /// A gate with nothing waiting.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does `work` at the next frame, in the place of what waits already.
    pub fn at_next_frame(&self, work: impl FnOnce() + 'static) {
        let is_asked_for = self.waiting.borrow_mut().replace(Box::new(work)).is_some();
        if is_asked_for {
            return;
        }
        let waiting = Rc::downgrade(&self.waiting);
        next_frame(move || {
            let work = waiting.upgrade().and_then(|waiting| waiting.borrow_mut().take());
            if let Some(work) = work {
                work();
            }
        });
    }
}

/// What `now` says, once the picture that shows what else changed with it is drawn; what it says at first, at once.
pub fn after_paint<T>(now: Memo<T>) -> ReadSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (drawn, draw) = signal(now.get_untracked());
    let gate = FrameGate::new();
    let painted = StoredValue::new_local(None);
    Effect::new(move |_| {
        now.track();
        gate.at_next_frame(move || {
            // The picture is drawn after the work of its frame.
            painted.set_value(Some(timer::after(0, move || {
                let now = now.get_untracked();
                if drawn.with_untracked(|drawn| *drawn != now) {
                    draw.set(now);
                }
            })));
        });
    });
    drawn
}

/// Does `work` just before the next paint.
pub fn next_frame(work: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = Closure::once_into_js(work);
    // A page that is going away has no next frame, and no one to see it.
    let _ = window.request_animation_frame(callback.unchecked_ref());
}
