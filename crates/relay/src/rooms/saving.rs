//! One write to the store, while it is under way.

use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;

use causeway_sync::chunks::Write;
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{SharedChunkStore, StoreError};

use crate::hub::Hub;

/// The write that is under way, if there is one.
#[derive(Default)]
pub(crate) struct Saving(Option<Writing>);

type Writing = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send>>;

impl Saving {
    pub(crate) fn is_idle(&self) -> bool {
        self.0.is_none()
    }

    /// Begins a write; it goes on while [`Saving::finished`] is waited for.
    pub(crate) fn begin<S: SharedChunkStore + 'static>(
        &mut self,
        hub: &Arc<Hub<S>>,
        document: DocumentId,
        write: Write,
    ) {
        let hub = Arc::clone(hub);
        self.0 = Some(Box::pin(async move {
            match write {
                Write::Put(chunk) => hub.store.put(document, chunk).await,
                Write::Compact { snapshot, replaces } => {
                    hub.store.compact(document, snapshot, replaces).await
                }
            }
        }));
    }

    /// Returns when the write has ended; never, if there is none.
    pub(crate) async fn finished(&mut self) -> Result<(), StoreError> {
        let Some(write) = &mut self.0 else { return pending().await };
        let result = write.await;
        self.0 = None;
        result
    }
}
