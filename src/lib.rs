//! hallway: who talked about what, out of your own conference notes.
//!
//! The modules stand in the order in which data flows; each may use only those above it.
//! `docs/architecture.md` draws the house.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod span;
pub mod diagnostic;
pub mod date;
pub mod note;
pub mod document;
pub mod name;
pub mod vocabulary;
pub mod terms;
pub mod curated;
pub mod model;
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

use crate::curated::Lexicon;
use crate::curated::overrides::Overrides;
use crate::diagnostic::Diagnostic;
use crate::export::formats::EXPORTERS;
use crate::export::{File, Options};
use crate::finding::{End, Findings};
use crate::graph::Graph;
use crate::model::Models;
use crate::model::ask::Oracle;
use crate::note::Note;
use crate::store::notes::Source;
use crate::terms::Terms;
use rayon::prelude::*;

/// The confidence under which findings are left out, unless the user says otherwise.
pub const THRESHOLD: f32 = 0.5;

/// Notes in, graph out, with all that there is to say about the notes, by path and place.
///
/// The notes are read one by one on all threads; they meet in `resolve` and nowhere else, so that
/// neither the order of `sources` nor the number of threads shows in the result.
pub fn build(
    sources: &[Source],
    lexicon: &Lexicon,
    overrides: &Overrides,
    threshold: f32,
) -> (Graph, Vec<Diagnostic>) {
    let mut findings: Vec<Findings> =
        sources.par_iter().map(|source| sure(read(source, lexicon), threshold)).collect();
    let mut diagnostics: Vec<Diagnostic> =
        findings.iter_mut().flat_map(|f| std::mem::take(&mut f.diagnostics)).collect();
    let mut resolution = resolve::resolve(&findings, lexicon, overrides);
    diagnostics.append(&mut resolution.diagnostics);
    diagnostics.sort();
    (graph::assemble(resolution), diagnostics)
}

/// Graph in, the files of the output folder out.
pub fn render(graph: &Graph, options: &Options) -> Vec<File> {
    let build = EXPORTERS.par_iter().filter_map(|exporter| exporter.build);
    build.flat_map_iter(|build| build(graph, options)).collect()
}

/// One note in, what it says out: the half of the pipeline that needs no other note.
pub fn read(source: &Source, lexicon: &Lexicon) -> Findings {
    let (note, mut diagnostics) = Note::new(&source.path, &source.bytes);
    let (document, more) = document::parse(&note);
    diagnostics.extend(more);
    let models = Models::embedded();
    let mut findings = extract::extract(&note, &document, lexicon, &Oracle::new(&models));
    diagnostics.append(&mut findings.diagnostics);
    Findings { diagnostics, ..findings }
}

/// One note in, its words out: what `query::related` compares.
pub fn words(source: &Source) -> Terms {
    let (note, _) = Note::new(&source.path, &source.bytes);
    let (document, _) = document::parse(&note);
    terms::of(&note, &document)
}

/// The findings without those under the threshold, and without claims one end of which is gone.
pub fn sure(mut findings: Findings, threshold: f32) -> Findings {
    let mut places = vec![None; findings.entities.len()];
    let kept = findings.entities.iter().enumerate().filter(|(_, t)| t.confidence >= threshold);
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
