//! Writes the bytes that every document begins from to the file named on the command line.
//!
//! They are written once, for the first release, and never again.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("name the file to write")?;
    std::fs::write(file, causeway_document::genesis::compose()?)?;
    Ok(())
}
