//! A native client of any automerge-repo server, driven by lines of JSON.
//!
//! `peer SERVER NAME DOCUMENT` reads commands from standard input, one a line: `{"set": [key, text]}`
//! writes a key of the root, `{"say": text}` says something to the others. It prints what happens,
//! one object a line: `{"document": …, "stored": …}`, `{"heard": text, "author": …}`,
//! `{"unavailable": true}`, `{"closed": code}`.

mod client;

use std::error::Error;
use std::io::{self, Write};

use automerge::transaction::Transactable;
use automerge::{AutoSerde, ROOT};
use causeway_sync::ids::PeerId;
use causeway_sync::wire::Payload;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, stdin};

use crate::client::{Client, News};

type Failure = Box<dyn Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next().ok_or("usage: peer SERVER NAME DOCUMENT");
    let (server, name, document) = (argument()?, argument()?, argument()?);
    let name = PeerId::new(&name).ok_or("not a name")?;
    let mut client = Client::join(&server, name, document.parse()?, None).await?;
    let mut commands = BufReader::new(stdin()).lines();
    loop {
        tokio::select! {
            message = client.message() => {
                for news in client.read(message).await? {
                    if tell(&mut client, news)? {
                        return Ok(());
                    }
                }
            }
            line = commands.next_line() => match line? {
                Some(line) => obey(&mut client, &serde_json::from_str(&line)?).await?,
                None => return Ok(()),
            },
        }
    }
}

/// Prints what happened. True if it was the last.
fn tell(client: &mut Client, news: News) -> Result<bool, Failure> {
    let is_last = matches!(news, News::Closed(_));
    let line = match news {
        News::Document => {
            let stored = client.is_stored();
            json!({ "document": AutoSerde::from(&*client.doc()), "stored": stored })
        }
        News::Heard { author, data } => {
            let text: String = minicbor::decode(data.as_bytes())?;
            json!({ "heard": text, "author": author.as_str() })
        }
        News::Unavailable => json!({ "unavailable": true }),
        News::Closed(code) => json!({ "closed": code }),
    };
    writeln!(io::stdout(), "{line}")?;
    Ok(is_last)
}

async fn obey(client: &mut Client, command: &Value) -> Result<(), Failure> {
    if let (Some(key), Some(text)) = (command["set"][0].as_str(), command["set"][1].as_str()) {
        let mut written = Ok(());
        client.edit(|doc| written = doc.put(ROOT, key, text)).await?;
        written?;
    }
    if let Some(text) = command["say"].as_str() {
        let data = Payload::new(minicbor::to_vec(text)?).ok_or("nothing to say")?;
        client.say(&data).await?;
    }
    Ok(())
}
