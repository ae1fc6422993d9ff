//! How the system asks the relay to stop.

use std::io;

/// The signals that ask for an orderly stop.
pub(crate) struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens from now on. Must be called within the runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    /// Returns when one has come: the interrupt of the keyboard, or the request to terminate.
    #[cfg(unix)]
    pub(crate) async fn received(mut self) {
        tokio::select! {
            // Without a handler for the keyboard there is still the other signal.
            Ok(()) = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Returns when the interrupt of the keyboard has come.
    #[cfg(not(unix))]
    pub(crate) async fn received(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
