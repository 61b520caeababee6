//! The projection of the graph on entities other than notes: edges between entities, direct or by way
//! of a note, before anything is left out.

use crate::entity::Entity;
use crate::finding::Evidence;
use crate::graph::{EdgeRef, Graph};
use crate::vocabulary::{EntityId, Kind, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Entities and the edges between them.
pub struct Projection<'g> {
    /// All entities except notes, by id.
    pub entities: Vec<&'g Entity>,
    /// By both ends; each pair of entities at most once.
    pub edges: Vec<ProjectedEdge<'g>>,
}

/// All that connects two entities.
#[derive(Clone)]
pub struct ProjectedEdge<'g> {
    /// Index of the subject in `Projection::entities`.
    pub source: usize,
    /// Index of the object.
    pub target: usize,
    /// The most informative of the relations between the two.
    pub relation: MapRelation,
    /// The highest confidence of any of them.
    pub confidence: f32,
    /// The evidence, each with the path of its note, each place once.
    pub evidence: Vec<(&'g str, &'g Evidence)>,
}

impl<'g> Projection<'g> {
    /// All edges between entities: relations of the graph, then what notes add.
    pub fn new(graph: &'g Graph) -> Projection<'g> {
        let entities: Vec<&Entity> = graph.nodes().filter(|e| e.kind != Kind::Note).collect();
        let mut edges = claimed(graph, &entities);
        edges.extend(by_authors(graph, &entities));
        let mut connected = vec![false; entities.len()];
        edges.iter().for_each(|s| (connected[s.source], connected[s.target]) = (true, true));
        let orphans: Vec<usize> = (0..entities.len()).filter(|&i| !connected[i]).collect();
        edges.extend(by_sentence(&entities, &orphans));
        edges.extend(by_event(graph, &entities, &orphans));
        Projection { edges: merged(edges), entities }
    }

    /// The part at most `depth` edges away from the given entities; all of it if none is given.
    pub fn around(self, ids: &[EntityId], depth: usize) -> Projection<'g> {
        if ids.is_empty() {
            return self;
        }
        let neighbours = self.neighbours();
        let mut reached: Vec<bool> = self.entities.iter().map(|t| ids.contains(&t.id)).collect();
        let mut front: Vec<usize> = (0..reached.len()).filter(|&i| reached[i]).collect();
        for _ in 0..depth {
            let mut next = Vec::new();
            for &other in front.iter().flat_map(|&i| &neighbours[i]) {
                if !reached[other] {
                    reached[other] = true;
                    next.push(other);
                }
            }
            front = next;
        }
        self.keep(|i| reached[i], self.edges.clone())
    }

    /// The part with evidence in the notes of a year; `year_of` gives the year of a note.
    pub fn in_year(&self, year: u16, year_of: &dyn Fn(&str) -> Option<u16>) -> Projection<'g> {
        let mut in_year = vec![false; self.entities.len()];
        let mut edges = Vec::new();
        for edge in &self.edges {
            let of_year = |e: &&(&str, &Evidence)| year_of(e.0) == Some(year);
            let evidence: Vec<_> = edge.evidence.iter().filter(of_year).copied().collect();
            if !evidence.is_empty() {
                (in_year[edge.source], in_year[edge.target]) = (true, true);
                edges.push(ProjectedEdge { evidence, ..edge.clone() });
            }
        }
        self.keep(|entity| in_year[entity], edges)
    }

    /// The projection without talks: speakers get edges to what their talks were about and to the events.
    pub fn fold_talks(&self) -> Projection<'g> {
        let mut talks: BTreeMap<usize, Vec<&ProjectedEdge<'g>>> = BTreeMap::new();
        for edge in &self.edges {
            for end in [edge.source, edge.target] {
                if self.entities[end].kind == Kind::Talk {
                    talks.entry(end).or_default().push(edge);
                }
            }
        }
        let mut edges = self.edges.clone();
        for (talk, around) in talks {
            let by = |relation: Relation| {
                around.iter().filter(move |s| s.relation == MapRelation::Claimed(relation))
            };
            for edge in by(Relation::About).chain(by(Relation::PartOf)) {
                let relation = match edge.relation {
                    MapRelation::Claimed(Relation::PartOf) => {
                        MapRelation::Claimed(Relation::SpokeAt)
                    }
                    _ => MapRelation::Claimed(Relation::TalkedAbout),
                };
                for gave in by(Relation::Gave).filter(|s| s.target == talk) {
                    let confidence = edge.confidence.min(gave.confidence);
                    edges.push(ProjectedEdge {
                        source: gave.source,
                        relation,
                        confidence,
                        ..(*edge).clone()
                    });
                }
            }
        }
        self.keep(|i| self.entities[i].kind != Kind::Talk, edges)
    }

    /// For each entity the ones with an edge to it, ascending.
    pub fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.entities.len()];
        for edge in &self.edges {
            neighbours[edge.source].push(edge.target);
            neighbours[edge.target].push(edge.source);
        }
        neighbours.iter_mut().for_each(|n| n.sort_unstable());
        neighbours
    }

    /// The projection with these edges and without some entities.
    fn keep(&self, keep: impl Fn(usize) -> bool, edges: Vec<ProjectedEdge<'g>>) -> Projection<'g> {
        let mut place = vec![None; self.entities.len()];
        let mut entities = Vec::new();
        for (i, entity) in self.entities.iter().enumerate().filter(|(i, _)| keep(*i)) {
            place[i] = Some(entities.len());
            entities.push(*entity);
        }
        let kept = edges.into_iter().filter_map(|s| {
            let (source, target) = (place[s.source]?, place[s.target]?);
            Some(ProjectedEdge { source, target, ..s })
        });
        Projection { edges: merged(kept.collect()), entities }
    }
}

impl<'g> ProjectedEdge<'g> {
    /// The evidence with the highest confidence, the first of those.
    pub fn best(&self) -> Option<(&'g str, &'g Evidence)> {
        let mut best: Option<(&str, &Evidence)> = None;
        for &(note, evidence) in &self.evidence {
            if best.is_none_or(|(_, b)| evidence.confidence > b.confidence) {
                best = Some((note, evidence));
            }
        }
        best
    }

    /// The number of notes with evidence, at least 1.
    pub fn notes(&self) -> usize {
        let notes: BTreeSet<&str> = self.evidence.iter().map(|e| e.0).collect();
        notes.len().max(1)
    }
}

/// How two entities on the map are related: by an edge of the graph, or by a note. The most informative
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MapRelation {
    /// A relation of the graph.
    Claimed(Relation),
    /// The person wrote a note that covers the event.
    WroteAbout,
    /// A sentence names both.
    NotedWith,
    /// A note that covers the event names the entity.
    CameUpAt,
}

impl MapRelation {
    /// How it reads from the source: “works at”.
    pub fn words(self) -> &'static str {
        match self {
            MapRelation::Claimed(relation) => relation.forward(),
            MapRelation::WroteAbout => "wrote about",
            MapRelation::NotedWith => "is mentioned with",
            MapRelation::CameUpAt => "came up at",
        }
    }
}

/// A sentence and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MapEvidence {
    /// The sentence.
    pub quote: String,
    /// Path of the note.
    pub note: String,
    /// Line, from 1.
    pub line: usize,
}

impl MapEvidence {
    /// A copy of the evidence in a note.
    pub fn new(note: &str, evidence: &Evidence) -> MapEvidence {
        MapEvidence { quote: evidence.quote.clone(), note: note.to_string(), line: evidence.line }
    }
}

/// Merges edges between the same two entities, and drops edges of an entity with itself.
fn merged(edges: Vec<ProjectedEdge>) -> Vec<ProjectedEdge> {
    let mut pairs: BTreeMap<(usize, usize), ProjectedEdge> = BTreeMap::new();
    for edge in edges.into_iter().filter(|s| s.source != s.target) {
        let pair = (edge.source.min(edge.target), edge.source.max(edge.target));
        match pairs.get_mut(&pair) {
            None => {
                pairs.insert(pair, edge);
            }
            Some(kept) => {
                kept.confidence = kept.confidence.max(edge.confidence);
                kept.evidence.extend(&edge.evidence);
                if edge.relation < kept.relation {
                    (kept.source, kept.target) = (edge.source, edge.target);
                    kept.relation = edge.relation;
                }
            }
        }
    }
    let mut edges: Vec<ProjectedEdge> = pairs.into_values().collect();
    for edge in &mut edges {
        edge.evidence.sort_by_key(|(note, e)| (*note, e.span));
        edge.evidence.dedup_by_key(|(note, e)| (*note, e.span));
    }
    edges
}

fn index(entities: &[&Entity], id: &EntityId) -> Option<usize> {
    entities.binary_search_by(|entity| entity.id.cmp(id)).ok()
}

/// The edges of the graph between two entities.
fn claimed<'g>(graph: &'g Graph, entities: &[&'g Entity]) -> Vec<ProjectedEdge<'g>> {
    let edge = |edge: EdgeRef<'g>| {
        Some(ProjectedEdge {
            source: index(entities, &edge.source.id)?,
            target: index(entities, &edge.target.id)?,
            relation: MapRelation::Claimed(edge.relation()),
            confidence: edge.confidence(),
            evidence: edge.evidence().iter().map(|c| (c.note.as_str(), &c.evidence)).collect(),
        })
    };
    graph.edges().filter_map(edge).collect()
}

/// Edges from the authors of a note to the events that it covers.
fn by_authors<'g>(graph: &'g Graph, entities: &[&'g Entity]) -> Vec<ProjectedEdge<'g>> {
    let mut edges = Vec::new();
    for note in graph.of_kind(Kind::Note) {
        let events = graph.targets(&note.id, Relation::Covers);
        for author in graph.sources(&note.id, Relation::Wrote) {
            for event in &events {
                let ends = (index(entities, &author.source.id), index(entities, &event.target.id));
                let (Some(source), Some(target)) = ends else { continue };
                let cited = event.evidence().iter().chain(author.evidence());
                edges.push(ProjectedEdge {
                    source,
                    target,
                    relation: MapRelation::WroteAbout,
                    confidence: event.confidence().min(author.confidence()),
                    evidence: cited.take(1).map(|c| (c.note.as_str(), &c.evidence)).collect(),
                });
            }
        }
    }
    edges
}

/// Edges from entities without a relation to the first three others in the same sentence.
fn by_sentence<'g>(entities: &[&'g Entity], orphans: &[usize]) -> Vec<ProjectedEdge<'g>> {
    let mut sentences: BTreeMap<(&str, usize, &str), Vec<usize>> = BTreeMap::new();
    for (i, entity) in entities.iter().enumerate() {
        for mention in &entity.mentions {
            let key =
                (mention.note.as_str(), mention.evidence.line, mention.evidence.quote.as_str());
            sentences.entry(key).or_default().push(i);
        }
    }
    let mut edges = Vec::new();
    for &orphan in orphans {
        for mention in &entities[orphan].mentions {
            let key =
                (mention.note.as_str(), mention.evidence.line, mention.evidence.quote.as_str());
            let others = sentences.get(&key).map_or(&[][..], Vec::as_slice);
            edges.extend(others.iter().filter(|&&o| o != orphan).take(3).map(|&other| {
                ProjectedEdge {
                    source: orphan,
                    target: other,
                    relation: MapRelation::NotedWith,
                    confidence: entities[orphan].confidence.min(entities[other].confidence),
                    evidence: vec![(mention.note.as_str(), &mention.evidence)],
                }
            }));
        }
    }
    edges
}

/// Edges from entities without a relation to the event that their note covers, if it covers only one.
fn by_event<'g>(
    graph: &'g Graph,
    entities: &[&'g Entity],
    orphans: &[usize],
) -> Vec<ProjectedEdge<'g>> {
    let mut covered: BTreeMap<&str, Vec<(usize, f32)>> = BTreeMap::new();
    for note in graph.of_kind(Kind::Note) {
        let Some(path) = note.path.as_deref() else { continue };
        for event in graph.targets(&note.id, Relation::Covers) {
            let found = index(entities, &event.target.id).map(|i| (i, event.confidence()));
            covered.entry(path).or_default().extend(found);
        }
    }
    let mut edges = Vec::new();
    for &orphan in orphans {
        for mention in &entities[orphan].mentions {
            let events = covered.get(mention.note.as_str()).map_or(&[][..], Vec::as_slice);
            let &[(event, confidence)] = events else { continue };
            edges.push(ProjectedEdge {
                source: orphan,
                target: event,
                relation: MapRelation::CameUpAt,
                confidence: confidence.min(entities[orphan].confidence),
                evidence: vec![(mention.note.as_str(), &mention.evidence)],
            });
        }
    }
    edges
}
