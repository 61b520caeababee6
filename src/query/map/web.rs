//! All ties between things, before anything is left out.

use crate::entity::Entity;
use crate::finding::Evidence;
use crate::graph::Graph;
use crate::query::map::Proof;
use crate::query::map::Tie;
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Things and what ties them.
pub struct Web<'g> {
    /// All but notes, by id.
    pub things: Vec<&'g Entity>,
    /// By both ends; each pair of things at most once.
    pub strands: Vec<Strand<'g>>,
}

/// All that ties two things.
#[derive(Clone)]
pub struct Strand<'g> {
    /// Index of the thing that is the subject.
    pub source: usize,
    /// Index of the other.
    pub target: usize,
    /// The most telling of the ties between the two.
    pub tie: Tie,
    /// The best confidence of any.
    pub confidence: f32,
    /// Path of the note and place in it, each place once.
    pub evidence: Vec<(&'g str, &'g Evidence)>,
}

impl Web<'_> {
    /// For each thing those it is tied with, ascending.
    pub fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut near = vec![Vec::new(); self.things.len()];
        for strand in &self.strands {
            near[strand.source].push(strand.target);
            near[strand.target].push(strand.source);
        }
        near.iter_mut().for_each(|n| n.sort_unstable());
        near
    }
}

impl<'g> Strand<'g> {
    /// The surest piece of evidence; of equals the first.
    pub fn best(&self) -> Option<(&'g str, &'g Evidence)> {
        let mut best: Option<(&str, &Evidence)> = None;
        for &(note, evidence) in &self.evidence {
            if best.is_none_or(|(_, b)| evidence.confidence > b.confidence) {
                best = Some((note, evidence));
            }
        }
        best
    }

    /// In how many notes the tie is found.
    pub fn notes(&self) -> usize {
        let notes: BTreeSet<&str> = self.evidence.iter().map(|e| e.0).collect();
        notes.len().max(1)
    }
}

/// The evidence as an owned sentence with its place.
pub fn proof(note: &str, evidence: &Evidence) -> Proof {
    Proof { words: evidence.quote.clone(), note: note.to_string(), line: evidence.line }
}

/// Everything that ties two things: relations, then what their notes add.
pub fn weave(graph: &Graph) -> Web<'_> {
    let things: Vec<&Entity> = graph.nodes().filter(|e| e.kind != Kind::Note).collect();
    let mut strands = said(graph, &things);
    strands.extend(by_authors(graph, &things));
    let mut tied = vec![false; things.len()];
    strands.iter().for_each(|s| (tied[s.source], tied[s.target]) = (true, true));
    let orphans: Vec<usize> = (0..things.len()).filter(|&i| !tied[i]).collect();
    strands.extend(by_sentence(&things, &orphans));
    strands.extend(by_event(graph, &things, &orphans));
    Web { strands: merged(strands), things }
}

/// The part of a web within some steps of the given things; all of it if none is given.
pub fn around<'g>(web: Web<'g>, ids: &[EntityId], depth: usize) -> Web<'g> {
    if ids.is_empty() {
        return web;
    }
    let near = web.neighbours();
    let mut reached: Vec<bool> = web.things.iter().map(|t| ids.contains(&t.id)).collect();
    let mut front: Vec<usize> = (0..reached.len()).filter(|&i| reached[i]).collect();
    for _ in 0..depth {
        let mut next = Vec::new();
        for &other in front.iter().flat_map(|&i| &near[i]) {
            if !reached[other] {
                reached[other] = true;
                next.push(other);
            }
        }
        front = next;
    }
    keep(&web, |i| reached[i], web.strands.clone())
}

/// The part of a web that notes of a year told, each note with its year given by `year_of`.
pub fn told_in<'g>(web: &Web<'g>, year: u16, year_of: &dyn Fn(&str) -> Option<u16>) -> Web<'g> {
    let mut told = vec![false; web.things.len()];
    let mut strands = Vec::new();
    for strand in &web.strands {
        let of_year = |e: &&(&str, &Evidence)| year_of(e.0) == Some(year);
        let evidence: Vec<_> = strand.evidence.iter().filter(of_year).copied().collect();
        if !evidence.is_empty() {
            (told[strand.source], told[strand.target]) = (true, true);
            strands.push(Strand { evidence, ..strand.clone() });
        }
    }
    keep(web, |thing| told[thing], strands)
}

/// The web without talks: who gave one is tied with what it was about and where it was given.
pub fn fold_talks<'g>(web: &Web<'g>) -> Web<'g> {
    let mut talks: BTreeMap<usize, Vec<&Strand<'g>>> = BTreeMap::new();
    for strand in &web.strands {
        for end in [strand.source, strand.target] {
            if web.things[end].kind == Kind::Talk {
                talks.entry(end).or_default().push(strand);
            }
        }
    }
    let mut strands = web.strands.clone();
    for (talk, around) in talks {
        let by = |tie: Relation| around.iter().filter(move |s| s.tie == Tie::Said(tie));
        for told in by(Relation::About).chain(by(Relation::PartOf)) {
            let tie = match told.tie {
                Tie::Said(Relation::PartOf) => Tie::Said(Relation::SpokeAt),
                _ => Tie::Said(Relation::TalkedAbout),
            };
            for gave in by(Relation::Gave).filter(|s| s.target == talk) {
                let confidence = told.confidence.min(gave.confidence);
                strands.push(Strand { source: gave.source, tie, confidence, ..(*told).clone() });
            }
        }
    }
    keep(web, |i| web.things[i].kind != Kind::Talk, strands)
}

/// The same with fewer things.
fn keep<'g>(web: &Web<'g>, keep: impl Fn(usize) -> bool, strands: Vec<Strand<'g>>) -> Web<'g> {
    let mut place = vec![None; web.things.len()];
    let mut things = Vec::new();
    for (i, thing) in web.things.iter().enumerate().filter(|(i, _)| keep(*i)) {
        place[i] = Some(things.len());
        things.push(*thing);
    }
    let moved = strands.into_iter().filter_map(|s| {
        let (source, target) = (place[s.source]?, place[s.target]?);
        Some(Strand { source, target, ..s })
    });
    Web { strands: merged(moved.collect()), things }
}

/// Ties between the same two things made one; a tie of a thing with itself is none.
fn merged(strands: Vec<Strand>) -> Vec<Strand> {
    let mut pairs: BTreeMap<(usize, usize), Strand> = BTreeMap::new();
    for strand in strands.into_iter().filter(|s| s.source != s.target) {
        let pair = (strand.source.min(strand.target), strand.source.max(strand.target));
        match pairs.get_mut(&pair) {
            None => {
                pairs.insert(pair, strand);
            }
            Some(kept) => {
                kept.confidence = kept.confidence.max(strand.confidence);
                kept.evidence.extend(&strand.evidence);
                if strand.tie < kept.tie {
                    (kept.source, kept.target) = (strand.source, strand.target);
                    kept.tie = strand.tie;
                }
            }
        }
    }
    let mut strands: Vec<Strand> = pairs.into_values().collect();
    for strand in &mut strands {
        strand.evidence.sort_by_key(|(note, e)| (*note, e.span));
        strand.evidence.dedup_by_key(|(note, e)| (*note, e.span));
    }
    strands
}

fn index(things: &[&Entity], id: &EntityId) -> Option<usize> {
    things.binary_search_by(|thing| thing.id.cmp(id)).ok()
}

/// The relations of the graph that join two things.
fn said<'g>(graph: &'g Graph, things: &[&'g Entity]) -> Vec<Strand<'g>> {
    let strand = |edge: crate::graph::EdgeRef<'g>| {
        Some(Strand {
            source: index(things, &edge.source.id)?,
            target: index(things, &edge.target.id)?,
            tie: Tie::Said(edge.relation()),
            confidence: edge.confidence(),
            evidence: edge.evidence().iter().map(|c| (c.note.as_str(), &c.evidence)).collect(),
        })
    };
    graph.edges().filter_map(strand).collect()
}

/// Who wrote a note about an event belongs to the event.
fn by_authors<'g>(graph: &'g Graph, things: &[&'g Entity]) -> Vec<Strand<'g>> {
    let mut strands = Vec::new();
    for note in graph.of_kind(Kind::Note) {
        let events = graph.targets(&note.id, Relation::Covers);
        for author in graph.sources(&note.id, Relation::Wrote) {
            for event in &events {
                let ends = (index(things, &author.source.id), index(things, &event.target.id));
                let (Some(source), Some(target)) = ends else { continue };
                let cited = event.evidence().iter().chain(author.evidence());
                strands.push(Strand {
                    source,
                    target,
                    tie: Tie::WroteAbout,
                    confidence: event.confidence().min(author.confidence()),
                    evidence: cited.take(1).map(|c| (c.note.as_str(), &c.evidence)).collect(),
                });
            }
        }
    }
    strands
}

/// A thing that no relation holds is tied with what the same sentence names: the first three.
fn by_sentence<'g>(things: &[&'g Entity], orphans: &[usize]) -> Vec<Strand<'g>> {
    let mut sentences: BTreeMap<(&str, usize, &str), Vec<usize>> = BTreeMap::new();
    for (i, thing) in things.iter().enumerate() {
        for seen in &thing.mentions {
            let key = (seen.note.as_str(), seen.evidence.line, seen.evidence.quote.as_str());
            sentences.entry(key).or_default().push(i);
        }
    }
    let mut strands = Vec::new();
    for &orphan in orphans {
        for seen in &things[orphan].mentions {
            let key = (seen.note.as_str(), seen.evidence.line, seen.evidence.quote.as_str());
            let company = sentences.get(&key).map_or(&[][..], Vec::as_slice);
            strands.extend(company.iter().filter(|&&o| o != orphan).take(3).map(|&other| Strand {
                source: orphan,
                target: other,
                tie: Tie::NotedWith,
                confidence: things[orphan].confidence.min(things[other].confidence),
                evidence: vec![(seen.note.as_str(), &seen.evidence)],
            }));
        }
    }
    strands
}

/// A thing that no relation holds came up at the event that its note covers; of several events
/// nobody can tell at which.
fn by_event<'g>(graph: &'g Graph, things: &[&'g Entity], orphans: &[usize]) -> Vec<Strand<'g>> {
    let mut covered: BTreeMap<&str, Vec<(usize, f32)>> = BTreeMap::new();
    for note in graph.of_kind(Kind::Note) {
        let Some(path) = note.path.as_deref() else { continue };
        for event in graph.targets(&note.id, Relation::Covers) {
            let found = index(things, &event.target.id).map(|i| (i, event.confidence()));
            covered.entry(path).or_default().extend(found);
        }
    }
    let mut strands = Vec::new();
    for &orphan in orphans {
        for seen in &things[orphan].mentions {
            let events = covered.get(seen.note.as_str()).map_or(&[][..], Vec::as_slice);
            let &[(event, confidence)] = events else { continue };
            strands.push(Strand {
                source: orphan,
                target: event,
                tie: Tie::CameUpAt,
                confidence: confidence.min(things[orphan].confidence),
                evidence: vec![(seen.note.as_str(), &seen.evidence)],
            });
        }
    }
    strands
}
