//! The one thread that writes.

use std::sync::Arc;
use std::{io, thread};

use causeway_sync::store::StoreError;
use tokio::sync::{mpsc, oneshot};

use crate::redb_store::file::StoreFile;
use crate::redb_store::tables::{self, Write};

/// How many writes share one commit at most, and how many more may wait.
const MOST_TOGETHER: usize = 256;

/// Hands writes to the thread, which ends when the last clone is dropped.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
}

#[derive(Debug)]
struct Job {
    write: Write,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Writer {
    pub(crate) fn start(file: Arc<StoreFile>) -> io::Result<Self> {
        let (queue, jobs) = mpsc::channel(MOST_TOGETHER);
        thread::Builder::new().name("store".to_owned()).spawn(move || run(&file, jobs))?;
        Ok(Self { queue })
    }

    /// Returns when the write is on the disk, or has failed.
    pub(crate) async fn write(&self, write: Write) -> Result<(), StoreError> {
        let (done, answer) = oneshot::channel();
        self.queue.send(Job { write, done }).await.map_err(|_| StoreError::Closed)?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }
}

fn run(file: &StoreFile, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::new();
    while queue.blocking_recv_many(&mut jobs, MOST_TOGETHER) > 0 {
        let result = file.write(|transaction| {
            jobs.iter().try_for_each(|job| tables::write(transaction, &job.write))
        });
        for job in jobs.drain(..) {
            // Who asked may have gone; the write stands all the same.
            let _ = job.done.send(result.clone());
        }
    }
}
