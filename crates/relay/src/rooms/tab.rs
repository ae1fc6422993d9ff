//! How many documents that nobody has one connection is waiting for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many documents one connection may have loaded at once. Each takes a thread of the pool, which
/// all connections share, and a thread takes memory.
const MOST_LOADING: usize = 8;

/// What one connection has asked for. Whether a document is known shows only when it is loaded, so
/// there is a limit on those that are being loaded as well.
#[derive(Debug, Clone)]
pub(crate) struct Tab {
    most: usize,
    unknown: Arc<AtomicUsize>,
    loading: Arc<Semaphore>,
}

/// One document on the tab; off it when dropped.
#[derive(Debug)]
pub(crate) struct Asked {
    unknown: Arc<AtomicUsize>,
    is_counted: bool,
    loading: Option<OwnedSemaphorePermit>,
}

impl Tab {
    pub(crate) fn new(most: usize) -> Self {
        let loading = Arc::new(Semaphore::new(most.min(MOST_LOADING)));
        Self { most, unknown: Arc::default(), loading }
    }

    /// Puts one more document on the tab; none if too many unknown ones are on it. Waits while too
    /// many are being loaded.
    pub(crate) async fn ask(&self) -> Option<Asked> {
        if self.is_full() {
            return None;
        }
        let loading = Arc::clone(&self.loading).acquire_owned().await.ok()?;
        let unknown = Arc::clone(&self.unknown);
        let asked = Asked { unknown, is_counted: false, loading: Some(loading) };
        (!self.is_full()).then_some(asked)
    }

    fn is_full(&self) -> bool {
        self.unknown.load(Ordering::Relaxed) >= self.most
    }
}

impl Asked {
    /// It is known now whether anybody has the document.
    pub(crate) fn settle(&mut self, is_unknown: bool) {
        if is_unknown != self.is_counted {
            self.is_counted = is_unknown;
            if is_unknown {
                self.unknown.fetch_add(1, Ordering::Relaxed);
            } else {
                self.unknown.fetch_sub(1, Ordering::Relaxed);
            }
        }
        // Counted before it makes room for the next one.
        self.loading = None;
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.settle(false);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_document_counts_until_somebody_brings_it() {
        let tab = Tab::new(2);
        let (mut one, mut two) = (tab.ask().await.unwrap(), tab.ask().await.unwrap());
        one.settle(true);
        two.settle(true);
        assert!(tab.ask().await.is_none());
        two.settle(false);
        assert!(tab.ask().await.is_some());
    }

    #[tokio::test]
    async fn few_are_loaded_at_once_however_many_may_be_unknown() {
        let tab = Tab::new(100);
        let mut loading = Vec::new();
        for _ in 0..MOST_LOADING {
            loading.push(tab.ask().await.unwrap());
        }
        assert!(tab.ask().now_or_never().is_none());
        loading[0].settle(true);
        assert!(tab.ask().now_or_never().is_some());
    }

    #[tokio::test]
    async fn who_asks_for_many_waits_until_it_is_known_what_they_are() {
        let tab = Tab::new(1);
        let mut known = tab.ask().await.unwrap();
        let (next, ()) = tokio::join!(tab.ask(), async { known.settle(false) });
        assert!(next.is_some());
        drop(next);
        let mut unknown = tab.ask().await.unwrap();
        let (next, ()) = tokio::join!(tab.ask(), async { unknown.settle(true) });
        assert!(next.is_none());
    }
}
