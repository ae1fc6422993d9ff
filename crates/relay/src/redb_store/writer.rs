//! The one thread that writes.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::{io, thread};

use causeway_sync::store::StoreError;
use tokio::sync::{mpsc, oneshot};

use crate::redb_store::file::StoreFile;
use crate::redb_store::tables::{self, Write};

/// How many writes share one commit at most, and how many more may wait.
const MOST_TOGETHER: usize = 256;

/// Hands writes to the thread, and waits for its end when dropped: then the file is free again.
#[derive(Debug)]
pub(crate) struct Writer {
    /// There until the drop, which ends the thread by taking it.
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Job {
    write: Write,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Writer {
    pub(crate) fn start(file: Arc<StoreFile>) -> io::Result<Self> {
        let (queue, jobs) = mpsc::channel(MOST_TOGETHER);
        let thread = thread::Builder::new().name("store".to_owned());
        let thread = thread.spawn(move || run(&file, jobs))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Returns when the write is on the disk, or has failed.
    pub(crate) async fn write(&self, write: Write) -> Result<(), StoreError> {
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        let (done, answer) = oneshot::channel();
        queue.send(Job { write, done }).await.map_err(|_| StoreError::Closed)?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has been printed already, and there is nothing left to save.
            let _ = thread.join();
        }
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
