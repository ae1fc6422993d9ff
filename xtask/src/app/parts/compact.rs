//! A wasm module written anew, as short as it can be once it is compressed.
//!
//! The linker writes every number that it may yet have to change at full length, and names every
//! function: both have served their turn once the module is cut. Functions that have one name, as all
//! that are made of one generic function do, are much alike, and compress better side by side.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, Export, FunctionSectionReader, ImportSectionReader,
    KnownCustom, Name, Parser, Payload, TypeRef,
};

use super::short_names::ShortNames;

/// Sections that only people read, and that tell them nothing once functions have no names.
const UNREAD: [&str; 2] = ["name", "producers"];

/// The same module in fewer bytes, whose imports and exports have these names.
///
/// # Errors
/// When the bytes are no wasm module.
pub(super) fn compact(module: &[u8], names: &ShortNames) -> Result<Vec<u8>> {
    let mut written = Module::new();
    let mut compact = Compact { order: Order::of(module).map_err(not_wasm)?, names };
    compact
        .parse_core_module(&mut written, Parser::new(0), module)
        .map_err(not_wasm)
        .context("writing it anew")?;
    Ok(written.finish())
}

fn not_wasm(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("not a wasm module: {error}")
}

/// In which order a module's own functions are written.
#[derive(Default)]
struct Order {
    /// How many functions come from elsewhere: those keep their numbers.
    imported: u32,
    /// The functions as they are written, by their places before.
    places: Vec<usize>,
    /// Where each went.
    moved_to: Vec<u32>,
}

impl Order {
    fn of(module: &[u8]) -> wasmparser::Result<Self> {
        let (mut imported, mut names, mut sizes) = (0_u32, HashMap::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        // Names are a help only; a section of them that is broken is none.
                        for name in section.into_iter().flatten() {
                            let Name::Function(functions) = name else { continue };
                            names.extend(
                                functions
                                    .into_iter()
                                    .flatten()
                                    .map(|function| (function.index, without_hash(function.name))),
                            );
                        }
                    }
                }
                _ => {}
            }
        }
        let numbered = (imported..).zip(&sizes);
        let keys: Vec<_> =
            numbered.map(|(number, size)| (names.get(&number).copied(), *size)).collect();
        let mut places: Vec<usize> = (0..keys.len()).collect();
        places.sort_by_key(|place| keys[*place]);
        let mut moved_to = vec![0; places.len()];
        for (to, place) in (0_u32..).zip(&places) {
            moved_to[*place] = to;
        }
        Ok(Self { imported, places, moved_to })
    }
}

/// A function's name without the hash that tells those of one name apart.
fn without_hash(name: &str) -> &str {
    name.rsplit_once("17h").map_or(name, |(name, _)| name)
}

struct Compact<'n> {
    order: Order,
    names: &'n ShortNames,
}

impl Reencode for Compact<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let order = &self.order;
        let own = function.checked_sub(order.imported).and_then(|own| usize::try_from(own).ok());
        let moved_to = own.and_then(|own| order.moved_to.get(own));
        Ok(moved_to.map_or(function, |to| order.imported + to))
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            imports.import(import.module, self.names.called(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        exports.export(self.names.called(export.name), kind, index);
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for place in &self.order.places {
            if let Some(own) = types.get(*place) {
                functions.function(*own);
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for place in self.order.places.clone() {
            if let Some(body) = bodies.get(place) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        if UNREAD.contains(&section.name()) {
            return Ok(());
        }
        utils::parse_custom_section(self, module, section)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, Function, NameMap,
        NameSection, StartSection, TableSection, TableType, TypeSection,
    };

    use super::*;

    fn compact(module: &[u8]) -> Result<Vec<u8>> {
        super::compact(module, &ShortNames::default())
    }

    const MODULE: [u8; 23] = *b"\0asm\x01\0\0\0\x00\x06\x04nameX\x01\x01\x00\x00\x02\x01Y";

    #[test]
    fn a_section_that_nobody_reads_is_left_out_and_the_others_stay() {
        assert_eq!(compact(&MODULE).unwrap(), b"\0asm\x01\0\0\0\x01\x01\x00\x00\x02\x01Y");
    }

    #[test]
    fn a_number_takes_no_more_bytes_than_it_needs() {
        let padded = b"\0asm\x01\0\0\0\x01\x05\x80\x80\x80\x80\x00";
        assert_eq!(compact(padded).unwrap(), b"\0asm\x01\0\0\0\x01\x01\x00");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(compact(b"\0asm").is_err());
        assert!(compact(&MODULE[..12]).is_err());
    }

    /// A module that imports one function and has these; each is named in every way that wasm has.
    fn module_of(functions: &[(&str, i32)]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("env", "given", EntityType::Function(0));
        let (mut own, mut exports) = (FunctionSection::new(), ExportSection::new());
        let (mut code, mut names) = (CodeSection::new(), NameMap::new());
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: 9,
            maximum: None,
            shared: false,
        });
        for (index, (name, number)) in (1..).zip(functions) {
            own.function(0);
            names.append(index, name);
            exports.export(&format!("e{number}"), ExportKind::Func, index);
            let last = u32::try_from(functions.len()).unwrap();
            let mut body = Function::new([]);
            // Each says its number, and calls the one that is given and the last.
            body.instructions().i32_const(*number).drop().call(0).call(last).end();
            code.function(&body);
        }
        let mut elements = ElementSection::new();
        let all: Vec<u32> = (1..).take(functions.len()).collect();
        elements.active(Some(0), &ConstExpr::i32_const(1), Elements::Functions(all.into()));
        let mut section = NameSection::new();
        section.functions(&names);
        module.section(&types).section(&imports).section(&own).section(&tables).section(&exports);
        module.section(&StartSection { function_index: 1 });
        module.section(&elements).section(&code).section(&section);
        module.finish()
    }

    /// What is written where: the numbers that functions say, in their order; and who is named how.
    #[derive(Debug, PartialEq)]
    struct Told {
        bodies: Vec<(i32, u32)>,
        exports: Vec<(String, u32)>,
        elements: Vec<u32>,
        start: u32,
    }

    fn told(module: &[u8]) -> Told {
        let mut told = Told { bodies: vec![], exports: vec![], elements: vec![], start: 0 };
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(section) => told.exports.extend(
                    section
                        .into_iter()
                        .flatten()
                        .map(|export| (export.name.to_owned(), export.index)),
                ),
                Payload::StartSection { func, .. } => told.start = func,
                Payload::ElementSection(section) => {
                    for element in section.into_iter().flatten() {
                        let wasmparser::ElementItems::Functions(all) = element.items else {
                            continue;
                        };
                        told.elements.extend(all.into_iter().flatten());
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut said = (0, 0);
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            wasmparser::Operator::I32Const { value } => said.0 = value,
                            wasmparser::Operator::Call { function_index } => {
                                said.1 = function_index;
                            }
                            _ => {}
                        }
                    }
                    told.bodies.push(said);
                }
                _ => {}
            }
        }
        told
    }

    #[test]
    fn functions_of_one_name_come_together_and_all_that_names_them_follows() {
        let hash = |digit: &str| format!("17h{}E", digit.repeat(16));
        let (sort_a, sort_b) = (format!("_ZN4sort{}", hash("a")), format!("_ZN4sort{}", hash("b")));
        let module =
            module_of(&[(&sort_b, 10), ("_ZN4zoomE", 11), (&sort_a, 12), ("_ZN3addE", 13)]);
        let written = compact(&module).unwrap();
        wasmparser::validate(&written).unwrap();
        let expected = Told {
            bodies: vec![(13, 1), (10, 1), (12, 1), (11, 1)],
            exports: [("e10", 2), ("e11", 4), ("e12", 3), ("e13", 1)]
                .map(|(name, index)| (name.to_owned(), index))
                .to_vec(),
            elements: vec![2, 4, 3, 1],
            start: 2,
        };
        assert_eq!(told(&written), expected);
    }

    #[test]
    fn without_names_functions_stay_in_the_order_of_their_sizes() {
        let module = module_of(&[("", 10), ("", 300), ("", 11)]);
        assert_eq!(told(&compact(&module).unwrap()).bodies, [(10, 2), (11, 2), (300, 2)]);
    }
}
