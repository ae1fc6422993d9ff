//! From text to postfix order, by Dijkstra's shunting yard.

use core::fmt;

use crate::formula::{
    Step,
    token::{self, Token},
};

/// Where a text stops being a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormulaError {
    /// The byte at which it goes wrong; the length of the text where it ends too soon.
    pub at: usize,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not a formula from character {}", self.at + 1)
    }
}

impl core::error::Error for FormulaError {}

/// What waits on the yard's stack for its operands.
#[derive(Clone, Copy, PartialEq)]
enum Waiting {
    Operator(Step),
    Open(usize),
}

/// The steps in postfix order, and the name of each mention, in the order of the text.
pub(super) fn postfix(text: &str) -> Result<(Vec<Step>, Vec<String>), FormulaError> {
    let mut yard = Yard { out: Vec::new(), waiting: Vec::new(), names: Vec::new() };
    let mut wants_operand = true;
    let mut at = 0;
    while let Some((token, start, end)) = token::next(text, at)? {
        let refused = FormulaError { at: start };
        wants_operand = if wants_operand {
            yard.operand(token, start).ok_or(refused)?
        } else {
            yard.operator(token).ok_or(refused)?
        };
        at = end;
    }
    if wants_operand {
        return Err(FormulaError { at: text.len() });
    }
    while let Some(top) = yard.waiting.pop() {
        match top {
            Waiting::Operator(step) => yard.out.push(step),
            Waiting::Open(start) => return Err(FormulaError { at: start }),
        }
    }
    Ok((yard.out, yard.names))
}

struct Yard {
    out: Vec<Step>,
    waiting: Vec<Waiting>,
    names: Vec<String>,
}

impl Yard {
    /// Takes a token where a number, a term, a minus or `(` may stand; says if one is still wanted.
    fn operand(&mut self, token: Token<'_>, start: usize) -> Option<bool> {
        match token {
            Token::Number(value) => self.out.push(Step::Number(value)),
            Token::Term(id) => {
                self.out.push(Step::Term(self.names.len()));
                self.names.push(id.to_owned());
            }
            Token::Mark(b'-') => {
                self.waiting.push(Waiting::Operator(Step::Negate));
                return Some(true);
            }
            Token::Mark(b'(') => {
                self.waiting.push(Waiting::Open(start));
                return Some(true);
            }
            Token::Mark(_) => return None,
        }
        Some(false)
    }

    /// Takes a token where an operator or `)` may stand; says if an operand is wanted next.
    fn operator(&mut self, token: Token<'_>) -> Option<bool> {
        let step = match token {
            Token::Mark(b'+') => Step::Add,
            Token::Mark(b'-') => Step::Subtract,
            Token::Mark(b'*') => Step::Multiply,
            Token::Mark(b'/') => Step::Divide,
            Token::Mark(b')') => return self.close(),
            _ => return None,
        };
        while let Some(Waiting::Operator(top)) = self.waiting.last().copied() {
            if binding(top) < binding(step) {
                break;
            }
            self.out.push(top);
            self.waiting.pop();
        }
        self.waiting.push(Waiting::Operator(step));
        Some(true)
    }

    fn close(&mut self) -> Option<bool> {
        loop {
            match self.waiting.pop()? {
                Waiting::Operator(step) => self.out.push(step),
                Waiting::Open(_) => return Some(false),
            }
        }
    }
}

/// How tightly an operator holds its operands.
fn binding(step: Step) -> u8 {
    match step {
        Step::Negate => 3,
        Step::Multiply | Step::Divide => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::formula::Formula;

    #[test]
    fn what_is_not_a_formula_is_refused_at_its_place() {
        let wrong = [
            ("", 0),
            ("   ", 3),
            ("1 +", 3),
            ("* 2", 0),
            ("(1", 0),
            ("1)", 1),
            ("a b", 2),
            ("[a", 2),
            ("[]", 1),
            ("[a b]", 2),
            ("1 + + 2", 4),
            ("2 é", 2),
            (".", 0),
            ("2e", 1),
            ("2e+", 1),
            ("1e999", 0),
            ("()", 1),
        ];
        for (text, at) in wrong {
            assert_eq!(Formula::parse(text).map_err(|error| error.at).err(), Some(at), "{text:?}");
        }
    }

    #[test]
    fn numbers_may_have_fractions_and_exponents() {
        for (text, value) in
            [("1.5", 1.5), (".5", 0.5), ("2.", 2.0), ("1e3", 1000.0), ("25E-1", 2.5)]
        {
            assert_eq!(Formula::parse(text).unwrap().value(&[]), Some(value), "{text:?}");
        }
    }

    #[test]
    fn an_id_in_brackets_has_at_most_64_characters() {
        assert!(Formula::parse(&format!("[{}]", "x".repeat(64))).is_ok());
        assert!(Formula::parse(&format!("[{}]", "x".repeat(65))).is_err());
    }

    #[test]
    fn a_bare_term_may_begin_with_an_underscore() {
        assert_eq!(Formula::parse("_a + b_2").unwrap().terms(), ["_a", "b_2"]);
    }

    #[test]
    fn an_error_says_where_counted_from_one() {
        let error = Formula::parse("1 + + 2").unwrap_err();
        assert_eq!(error.to_string(), "not a formula from character 5");
    }
}
