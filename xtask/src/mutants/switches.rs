//! Rewrites a source file so that each of its mutants can be switched on while it runs.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::listed::{Mutant, Place};
use super::marks;

/// A piece of the source that has other versions.
#[derive(Debug)]
struct Piece {
    at: Range<usize>,
    form: Form,
    /// The mutants, each with its version of the piece.
    versions: Vec<(usize, String)>,
}

/// How a version takes the piece's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// The body of a function returns at once.
    Body,
    /// A pattern without a guard gets one that never holds.
    Pattern,
    /// A guard gets one more condition that never holds.
    Guarded,
    /// An expression is chosen among several.
    Choice,
}

/// The source with the switches of `mutants` in it.
///
/// # Errors
/// When the source isn't Rust.
pub(super) fn switched(source: &str, mutants: &[&Mutant]) -> Result<String> {
    let lines = line_starts(source);
    let mut wanted: BTreeMap<(usize, usize), Vec<&Mutant>> = BTreeMap::new();
    for mutant in mutants {
        let range = (offset(source, &lines, mutant.from), offset(source, &lines, mutant.to));
        wanted.entry(range).or_default().push(mutant);
    }
    let mut search = Search { source, wanted, pieces: Vec::new() };
    search.visit_file(&syn::parse_file(source).context("not Rust")?);
    let mut pieces = search.pieces;
    // What contains another piece comes before it.
    pieces.sort_by_key(|piece| {
        (piece.at.start, piece.form > Form::Body, usize::MAX - piece.at.end, piece.form)
    });
    let mut text = String::with_capacity(source.len() * 2);
    let rest = write(&mut text, source, 0..source.len(), &pieces);
    debug_assert!(rest.is_empty(), "every piece lies within the file");
    Ok(text)
}

/// Writes a part of the source with the pieces that lie within it; returns those that follow.
fn write<'p>(
    text: &mut String,
    source: &str,
    part: Range<usize>,
    mut pieces: &'p [Piece],
) -> &'p [Piece] {
    let mut at = part.start;
    while let Some((piece, rest)) = pieces.split_first() {
        if piece.at.start >= part.end && !piece.at.is_empty() || piece.at.start > part.end {
            break;
        }
        text.push_str(&source[at..piece.at.start]);
        at = piece.at.end;
        pieces = match piece.form {
            Form::Body => {
                for (id, version) in &piece.versions {
                    let switch = format!("if {} {{ return {version}; }} ", alive(*id));
                    text.push_str(&marks::around(*id, &switch));
                }
                rest
            }
            Form::Pattern => {
                for (id, _) in &piece.versions {
                    text.push_str(&marks::around(*id, &format!(" if !{}", alive(*id))));
                }
                rest
            }
            Form::Guarded => {
                for (id, _) in &piece.versions {
                    text.push_str(&marks::around(*id, &format!("!{} && ", alive(*id))));
                }
                text.push('(');
                let rest = write(text, source, piece.at.clone(), rest);
                text.push(')');
                rest
            }
            Form::Choice => {
                text.push('(');
                for (id, version) in &piece.versions {
                    let switch = format!("if {} {{ {version} }}", alive(*id));
                    text.push_str(&marks::around(*id, &switch));
                    text.push_str(" else ");
                }
                text.push_str("{ ");
                let rest = write(text, source, piece.at.clone(), rest);
                text.push_str(" })");
                rest
            }
        };
    }
    text.push_str(&source[at..part.end]);
    pieces
}

/// The condition under which a mutant is alive.
fn alive(id: usize) -> String {
    format!("crate::mutant::is({id})")
}

struct Search<'s> {
    source: &'s str,
    /// The mutants that no piece was found for yet, by where they are.
    wanted: BTreeMap<(usize, usize), Vec<&'s Mutant>>,
    pieces: Vec<Piece>,
}

impl Search<'_> {
    /// The mutants at a place that `fits`, taken out.
    fn take(&mut self, at: &Range<usize>, genre: &str) -> Vec<(usize, String)> {
        let Some(mutants) = self.wanted.get_mut(&(at.start, at.end)) else { return Vec::new() };
        let found = mutants.extract_if(.., |mutant| mutant.genre == genre);
        found.map(|mutant| (mutant.id, mutant.replacement.clone())).collect()
    }

    fn add(&mut self, at: Range<usize>, form: Form, versions: Vec<(usize, String)>) {
        if !versions.is_empty() {
            self.pieces.push(Piece { at, form, versions });
        }
    }

    fn body(&mut self, block: &syn::Block) {
        if let (Some(first), Some(last)) = (block.stmts.first(), block.stmts.last()) {
            let body = first.span().byte_range().start..last.span().byte_range().end;
            let versions = self.take(&body, "FnValue");
            self.add(body.start..body.start, Form::Body, versions);
        }
    }
}

impl<'ast> Visit<'ast> for Search<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.body(&function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.body(&function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let whole = arm.span().byte_range();
        // cargo-mutants counts the comma or doesn't, as the arm is written.
        let with_comma =
            whole.start..arm.comma.map_or(whole.end, |comma| comma.span().byte_range().end);
        let mut deleted = self.take(&whole, "MatchArm");
        deleted.extend(self.take(&with_comma, "MatchArm"));
        if let Some((_, guard)) = &arm.guard {
            let at = guard.span().byte_range();
            self.add(at.clone(), Form::Guarded, deleted);
            let versions = self.take(&at, "MatchArmGuard");
            self.add(at, Form::Choice, versions);
        } else {
            let end = arm.pat.span().byte_range().end;
            self.add(end..end, Form::Pattern, deleted);
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let operand = self.source[unary.expr.span().byte_range()].to_owned();
        let versions = self.take(&unary.op.span().byte_range(), "UnaryOperator");
        let versions = versions.into_iter().map(|(id, _)| (id, operand.clone())).collect();
        self.add(unary.span().byte_range(), Form::Choice, versions);
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let side = |side: &syn::Expr| self.source[side.span().byte_range()].to_owned();
        let (left, right) = (side(&binary.left), side(&binary.right));
        let versions = self.take(&binary.op.span().byte_range(), "BinaryOperator");
        // A chain of `let` has no other operator than `&&`.
        if !has_let(&binary.left) && !has_let(&binary.right) {
            let version = |(id, operator)| (id, format!("{left} {operator} {right}"));
            let versions = versions.into_iter().map(version).collect();
            self.add(binary.span().byte_range(), Form::Choice, versions);
        }
        visit::visit_expr_binary(self, binary);
    }
}

fn has_let(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Where a place is in bytes; columns count characters.
fn offset(source: &str, lines: &[usize], (line, column): Place) -> usize {
    let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(source.len());
    let rest = source[start..].char_indices().nth(column.saturating_sub(1));
    rest.map_or(source.len(), |(at, _)| start + at)
}
