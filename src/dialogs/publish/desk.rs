//! Between the dialog and what this device keeps of the publishing of a workspace.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::dialogs::publish::Stage;
use crate::i18n::{Key, say};
use crate::platform::task;
use crate::state::library::Library;
use crate::state::publishing::{Choices, Ledger};
use crate::state::session::Session;

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    library: Option<Library>,
    /// What this device keeps of the publishing of the workspace; `None` until that is read.
    pub(super) ledger: RwSignal<Option<Ledger>>,
    /// What it kept and nobody can read.
    pub(super) aside: RwSignal<Option<String>>,
    pub(super) stage: RwSignal<Stage>,
    pub(super) fault: RwSignal<Option<String>>,
    /// Rises with every beginning: what was begun before is given up.
    pub(super) run: StoredValue<u32>,
    /// How many changes are on their way to where they are kept.
    changing: StoredValue<u32>,
}

impl Desk {
    /// An empty one; see [`Desk::recall`].
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            library: use_context(),
            ledger: RwSignal::new(None),
            aside: RwSignal::new(None),
            stage: RwSignal::new(Stage::Choosing),
            fault: RwSignal::new(None),
            run: StoredValue::new(0),
            changing: StoredValue::new(0),
        }
    }

    pub(super) fn choices(self) -> Choices {
        self.ledger
            .with(|ledger| ledger.as_ref().map(|ledger| ledger.choices.clone()))
            .unwrap_or_default()
    }

    /// Changes what is kept: at once in the dialog, and soon on this device, or it is said that it can't be.
    /// `change` is done to both.
    pub(super) fn change(self, change: impl Fn(&mut Ledger) + 'static) {
        self.set_out(change, |desk, why| _ = desk.fault.try_set(Some(why)));
    }

    /// Changes what is chosen. It holds in the dialog even where it can't be kept, and so nothing is said of that.
    pub(super) fn choose(self, choose: impl Fn(&mut Choices) + 'static) {
        self.fault.try_set(None);
        self.stage.try_set(Stage::Choosing);
        self.set_out(move |ledger| choose(&mut ledger.choices), |_, _| ());
    }

    fn set_out(self, change: impl Fn(&mut Ledger) + 'static, fail: fn(Self, String)) {
        let Some(Some(mut ledger)) = self.ledger.try_get_untracked() else { return };
        change(&mut ledger);
        self.ledger.try_set(Some(ledger));
        task::spawn(async move {
            if let Err(why) = self.alter(change).await {
                fail(self, why);
            }
        });
    }

    /// Changes what is kept as it is now, whatever another tab has made of it, and waits until that is durable;
    /// a sentence says why it could not be.
    pub(super) async fn alter(
        self,
        change: impl Fn(&mut Ledger) + 'static,
    ) -> Result<Ledger, String> {
        self.changing.try_update_value(|changing| *changing += 1);
        let altered = self.keep(change).await;
        self.changing.try_update_value(|changing| *changing -= 1);
        let mut ledger = altered.ok_or_else(|| say(Key::PublishNotKept).to_owned())?;
        // The day is chosen for one version, and not kept.
        ledger.choices.until =
            self.ledger.try_get_untracked().flatten().and_then(|ledger| ledger.choices.until);
        if self.changing.try_get_value() == Some(0) {
            self.ledger.try_set(Some(ledger.clone()));
        }
        Ok(ledger)
    }

    /// What is kept once it was changed; `None` where it can't be read or written.
    async fn keep(self, change: impl Fn(&mut Ledger) + 'static) -> Option<Ledger> {
        let aside = self.aside.try_get_untracked().flatten();
        let outcome = Rc::new(RefCell::new(None));
        let alter = {
            let outcome = outcome.clone();
            move |kept: Option<String>| {
                let changed = Ledger::changed(kept.as_deref(), aside.as_deref(), &change).ok();
                let text = changed.as_ref().map(Ledger::write);
                *outcome.borrow_mut() = changed;
                text
            }
        };
        if let Some(library) = self.library {
            let document = self.session.document();
            library.vault().await.change_publishing(document, Rc::new(alter)).await.ok()?;
        } else {
            let kept = self.ledger.try_get_untracked().flatten();
            alter(kept.as_ref().map(Ledger::write));
        }
        outcome.take()
    }

    /// Reads what is kept. What can't be read is set aside before anything is written in its place.
    pub(super) fn recall(self) {
        let (library, document) = (self.library, self.session.document());
        task::spawn(async move {
            let Some(library) = library else {
                self.ledger.try_set(Some(Ledger::default()));
                return;
            };
            let vault = library.vault().await;
            let unread = || _ = self.fault.try_set(Some(say(Key::PublishUnread).to_owned()));
            let (Ok(kept), Ok(before)) =
                (vault.publishing(document).await, vault.publishing_aside(document).await)
            else {
                return unread();
            };
            let read = kept.as_deref().map(Ledger::read).transpose();
            let aside = kept.filter(|_| read.is_err());
            if let Some(text) = &aside
                && vault.set_publishing_aside(document, text).await.is_err()
            {
                return unread();
            }
            self.aside.try_set(aside.or(before));
            self.ledger.try_set(Some(read.ok().flatten().unwrap_or_default()));
        });
    }
}
