//! The files beside the relay that others write while it runs, looked at again and again.
//!
//! They are small, so they are read whole each time: that needs no signal, works on every system,
//! and sees a file that was replaced as well as one that was written.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use crate::access::Keys;
use crate::tls::Tls;

/// How often they are looked at.
const EVERY: Duration = Duration::from_secs(2);

/// What is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    /// The certificate.
    pub(crate) tls: Option<Arc<Tls>>,
    /// The signing keys, and what `causeway keys` asks.
    pub(crate) keys: Option<Arc<Keys>>,
}

impl Watched {
    /// Looks until it is stopped.
    pub(crate) async fn watch(self, mut stopped: watch::Receiver<bool>) {
        if self.tls.is_none() && self.keys.is_none() {
            return;
        }
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                // An error means that the relay is gone.
                _ = stopped.wait_for(|is_stopped| *is_stopped) => return,
            }
            let watched = self.clone();
            // One that panicked looks again.
            let _ = spawn_blocking(move || watched.look()).await;
        }
    }

    fn look(&self) {
        if let Some(tls) = &self.tls {
            tls.look();
        }
        if let Some(keys) = &self.keys {
            keys.look();
        }
    }
}
