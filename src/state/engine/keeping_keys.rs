//! The keys of the workspace, in the engine: kept, told to the other tabs, and shown to the relay.

use std::rc::Rc;

use leptos::prelude::*;

use crate::platform::task;
use crate::state::access::Keyring;
use crate::state::engine::Inner;
use crate::state::engine::relaying::Line;
use crate::state::engine::tab_wire::TabMessage;

impl Inner {
    /// Follows what becomes of the keys.
    pub(super) fn listen_to_keys(self: &Rc<Self>) {
        let engine = StoredValue::new_local(Rc::downgrade(self));
        let keyring = self.session.keyring();
        Effect::new(move |before: Option<Keyring>| {
            let now = keyring.get();
            let engine = engine.try_get_value().and_then(|engine| engine.upgrade());
            if let Some(engine) = engine.filter(|_| before.is_some_and(|before| before != now)) {
                engine.keys_changed(now.clone());
            }
            now
        });
    }

    fn keys_changed(self: &Rc<Self>, keyring: Keyring) {
        let engine = Rc::clone(self);
        task::spawn(async move {
            // Where nothing can be kept the banner says so, and the keys hold for as long as the page.
            if engine.vault.keep_keyring(engine.document, &keyring).await.is_ok() {
                engine.tell_tabs(&TabMessage::Keys { from: engine.me.clone() });
            }
        });
        if matches!(self.line_state.get(), Line::Unshared | Line::Shut(_)) {
            self.call_relay();
        }
    }

    /// Another tab has changed the keys.
    pub(super) fn read_keys(self: &Rc<Self>) {
        let engine = Rc::clone(self);
        task::spawn(async move {
            let keyring = engine.vault.keyring(engine.document).await;
            engine.session.change_keyring(|ring| *ring = keyring);
        });
    }
}
