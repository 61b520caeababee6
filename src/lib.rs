//! hallway: who talked about what, from your own conference notes.
//!
//! The modules are listed in the order in which data flows; each may use only those above it. See
//! `docs/architecture.md`.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod span;
pub mod diagnostic;
pub mod fence;
pub mod markers;
pub mod date;
pub mod note;
pub mod document;
pub mod name;
pub mod vocabulary;
pub mod terms;
pub mod curated;
pub mod model;
pub mod layout;
pub mod finding;
pub mod extract;
#[cfg(feature = "train")]
pub mod train;
pub mod entity;
pub mod resolve;
pub mod graph;
pub mod query;
pub mod export;
pub mod link;
pub mod store;

use crate::curated::lexicon::Lexicon;
use crate::curated::overrides::Overrides;
use crate::diagnostic::Diagnostic;
use crate::export::formats::EXPORTERS;
use crate::export::{File, Options};
use crate::finding::{End, Findings};
use crate::graph::Graph;
use crate::layout::forms::Forms;
use crate::layout::weights::LayoutModel;
use crate::model::Models;
use crate::model::oracle::Oracle;
use crate::note::Note;
use crate::store::notes::Source;
use crate::terms::Terms;
use rayon::prelude::*;

/// Findings below this confidence are left out, unless the user sets another threshold.
pub const THRESHOLD: f32 = 0.5;

/// Builds the graph of all notes. Also returns their diagnostics, sorted by path and place.
///
/// The notes are read one by one on all threads. Their forms meet in `layout`, names only in `resolve`; neither
/// the order of `sources` nor the number of threads affects the result.
pub fn build(
    sources: &[Source],
    lexicon: &Lexicon,
    overrides: &Overrides,
    threshold: f32,
) -> (Graph, Vec<Diagnostic>) {
    let forms = survey(sources, lexicon);
    let read = |source: &Source| sure(read(source, lexicon, &forms), threshold);
    let mut findings: Vec<Findings> = sources.par_iter().map(read).collect();
    let mut diagnostics: Vec<Diagnostic> =
        findings.iter_mut().flat_map(|f| std::mem::take(&mut f.diagnostics)).collect();
    let mut resolution = resolve::resolve(&findings, lexicon, overrides);
    diagnostics.append(&mut resolution.diagnostics);
    diagnostics.sort();
    (graph::assemble(resolution), diagnostics)
}

/// What the notes of each folder have in common in their form: the half of the pipeline that only looks at beginnings.
pub fn survey(sources: &[Source], lexicon: &Lexicon) -> Forms {
    let texts: Vec<(&str, &[u8])> =
        sources.iter().map(|source| (source.path.as_str(), &source.bytes[..])).collect();
    layout::survey(&texts, lexicon, LayoutModel::embedded())
}

/// Renders the files of the output folder.
pub fn render(graph: &Graph, options: &Options) -> Vec<File> {
    let build = EXPORTERS.par_iter().filter_map(|exporter| exporter.build);
    build.flat_map_iter(|build| build(graph, options)).collect()
}

/// Reads one note, given what the notes of its folder have in common.
pub fn read(source: &Source, lexicon: &Lexicon, forms: &Forms) -> Findings {
    let (note, mut diagnostics) = Note::new(&source.path, &source.bytes);
    let (document, more) = document::parser::parse(&note);
    diagnostics.extend(more);
    let models = Models::embedded();
    let layout = layout::read(&note, &document, lexicon, forms, LayoutModel::embedded());
    let mut findings = extract::extract(&note, &document, &layout, lexicon, &Oracle::new(&models));
    diagnostics.append(&mut findings.diagnostics);
    Findings { diagnostics, ..findings }
}

/// The words of one note, which `query::related` compares.
pub fn words(source: &Source) -> Terms {
    let (note, _) = Note::new(&source.path, &source.bytes);
    let (document, _) = document::parser::parse(&note);
    terms::of(&note, &document)
}

/// The findings at or above the threshold, without claims whose subject or object is left out.
pub fn sure(mut findings: Findings, threshold: f32) -> Findings {
    let mut places = vec![None; findings.entities.len()];
    let kept = findings.entities.iter().enumerate().filter(|(_, e)| e.confidence >= threshold);
    for (new, (old, _)) in kept.enumerate() {
        places[old] = Some(End::Entity(new));
    }
    let end = |end: End| match end {
        End::Note => Some(End::Note),
        End::Entity(i) => places.get(i).copied().flatten(),
    };
    findings.claims.retain_mut(|claim| {
        let ends = (end(claim.subject), end(claim.object));
        if let (Some(subject), Some(object)) = ends {
            (claim.subject, claim.object) = (subject, object);
        }
        claim.confidence() >= threshold && ends.0.is_some() && ends.1.is_some()
    });
    findings.entities.retain(|entity| entity.confidence >= threshold);
    findings
}
