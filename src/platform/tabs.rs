//! Other tabs of this browser: a channel to talk, and one leader among them.
//!
//! Without the Web Locks API, as on a page that is no secure context, every tab leads: each holds a
//! socket of its own, which costs a connection and is safe.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to all other tabs that opened the same name; dropping it leaves it.
pub struct TabChannel {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl TabChannel {
    /// Joins a channel; `None` where there are none, and then this tab is alone.
    pub fn join(name: &str, received: impl Fn(Vec<u8>) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(buffer) = message.and_then(|data| data.dyn_into::<ArrayBuffer>().ok()) {
                received(Uint8Array::new(&buffer).to_vec());
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Sends a message to all other tabs; says whether the browser took it.
    pub fn send(&self, message: &[u8]) -> bool {
        self.channel.post_message(&Uint8Array::from(message).buffer()).is_ok()
    }
}

impl Drop for TabChannel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// A place in the queue of tabs that would lead; dropping it leaves the queue, or steps down.
pub struct Candidacy {
    state: Rc<RefCell<State>>,
}

enum State {
    Waiting,
    /// Leading until this is called; without locks there is nothing to call.
    Leading(Option<Function>),
    SteppedDown,
}

impl Candidacy {
    /// Queues to lead the tabs that use the same name; `leads` hears when this tab does.
    ///
    /// A tab that closes or crashes leads no longer, and the next in the queue takes over.
    pub fn queue(name: &str, leads: impl FnOnce() + 'static) -> Self {
        let state = Rc::new(RefCell::new(State::Waiting));
        let leads = Rc::new(RefCell::new(Some(leads)));
        let elected = {
            let (state, leads) = (Rc::clone(&state), Rc::clone(&leads));
            Closure::once_into_js(move || lead_until_released(&state, &leads))
        };
        if request_lock(name, &elected).is_none() {
            *state.borrow_mut() = State::Leading(None);
            announce(&leads);
        }
        Self { state }
    }
}

impl Drop for Candidacy {
    fn drop(&mut self) {
        let was = self.state.replace(State::SteppedDown);
        if let State::Leading(Some(release)) = was {
            // Resolving a promise doesn't throw.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The lock is held for as long as the promise that this returns is open.
fn lead_until_released<F: FnOnce() + 'static>(
    state: &Rc<RefCell<State>>,
    leads: &Rc<RefCell<Option<F>>>,
) -> JsValue {
    if matches!(*state.borrow(), State::SteppedDown) {
        return JsValue::UNDEFINED;
    }
    let held = Promise::new(&mut |release, _| {
        *state.borrow_mut() = State::Leading(Some(release));
    });
    announce(leads);
    held.into()
}

fn announce<F: FnOnce()>(leads: &RefCell<Option<F>>) {
    let leads = leads.borrow_mut().take();
    if let Some(leads) = leads {
        leads();
    }
}

/// `navigator.locks.request(name, elected)`; `None` where there are no locks.
fn request_lock(name: &str, elected: &JsValue) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks: Object = Reflect::get(&navigator, &"locks".into()).ok()?.dyn_into().ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let outcome: Promise = request.call2(&locks, &name.into(), elected).ok()?.dyn_into().ok()?;
    // A request is refused only as the page goes away; without this, the console would report it.
    let quiet = Closure::once_into_js(|_: JsValue| {});
    let _ = Reflect::get(&outcome, &"catch".into())
        .ok()
        .and_then(|catch| catch.dyn_into::<Function>().ok())
        .and_then(|catch| catch.call1(&outcome, &quiet).ok());
    Some(())
}
