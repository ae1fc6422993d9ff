//! The brief as one self-contained page that prints on two.

use crate::{brief::Brief, table::Table};

/// No colours: status is a shape and a word, and paper is white. In print no cell is longer than
/// three lines: with as many rows as the page has at most, that is what two pages hold.
const STYLE: &str = "@page{size:A4;margin:14mm}\
body{font:14px/1.4 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:1.2rem 0 .3rem;break-after:avoid}\
.lead{font-size:1.1rem;font-weight:600}\
table{border-collapse:collapse;width:100%}\
th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid;font-variant-numeric:tabular-nums}\
.figure{text-align:right}\
th{font-weight:600}tr{break-inside:avoid}\
@media print{body{font-size:10px;line-height:1.3;margin:0;padding:0;max-width:none}\
h1{font-size:16px}h2{font-size:12px;margin:.5rem 0 .1rem}.lead{font-size:12px}p{margin:.3rem 0}\
th,td{padding:.1rem .5rem .1rem 0}\
h1,p,th div,td div{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}\
.steps td div{-webkit-line-clamp:3}}";

impl Brief {
    /// The brief as one HTML page without any outside resource.
    pub fn to_html(&self) -> String {
        let sections: String = self.tables().map(section).collect();
        let title = escaped(&self.title);
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n\
             <p class=\"lead\">{}</p>\n{sections}</body>\n</html>\n",
            self.language,
            escaped(&self.line),
            escaped(&self.lead),
        )
    }
}

fn section(table: &Table) -> String {
    let head = cells("th", &table.head, table.figures);
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| format!("<tr>{}</tr>\n", cells("td", row, table.figures)))
        .collect();
    // Without figures, the cells hold sentences.
    let class = if table.figures.is_empty() { " class=\"steps\"" } else { "" };
    format!(
        "<section{class}>\n<h2>{}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
        escaped(&table.title),
        rows.concat(),
    )
}

fn cells(tag: &str, cells: &[String], figures: &[usize]) -> String {
    let cell = |(column, text): (usize, &String)| {
        let class = if figures.contains(&column) { " class=\"figure\"" } else { "" };
        format!("<{tag}{class}><div>{}</div></{tag}>", escaped(text))
    };
    cells.iter().enumerate().map(cell).collect::<Vec<_>>().concat()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_has_a_meaning_in_html_loses_it() {
        assert_eq!(escaped(r#"R&D <b> "x" a"#), "R&amp;D &lt;b&gt; &quot;x&quot; a");
    }
}
