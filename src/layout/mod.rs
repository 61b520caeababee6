//! Reads the form of notes: which lines are sessions, what their titles are, who gave them and for whom they work.
//!
//! A note is a list of units (lines with a tree over them), a unit is cut into atoms, atoms fill slots, spans of atoms
//! are readings, and cells that are likely sessions are told from others together with their siblings. Everything is
//! learnt; nothing lists templates. See `docs/architecture.md`.

pub mod labels;
pub mod math;
pub mod weights;
pub mod word;
pub mod unit;
pub mod atom;
pub mod sheet;
pub mod tally;
pub mod forms;
pub mod slot;
pub mod reading;
pub mod kind;
pub mod siblings;
pub mod session;
pub mod person;
pub mod speaker;
pub mod employer;
pub mod event;
pub mod describe;

use crate::curated::lexicon::Lexicon;
use crate::document::Document;
use crate::document::parser;
use crate::layout::atom::EVENT;
use crate::layout::employer::Employment;
use crate::layout::event::FolderEvent;
use crate::layout::forms::Forms;
use crate::layout::person::PersonAt;
use crate::layout::reading::Byline;
use crate::layout::reading::Cell;
use crate::layout::session::SessionAt;
use crate::layout::sheet::Sheet;
use crate::layout::speaker::Pair;
use crate::layout::unit::UnitKind;
use crate::layout::weights::LayoutModel;
use crate::note::Note;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Sessions less likely than this are not looked at any further.
pub const LIKELY: f32 = 0.25;
/// From this probability on, that it tells of no session, a note is taken for one that tells of none.
const UNRELATED: f32 = 0.6;
/// The same for a note that has no word for talks or events.
const UNRELATED_IF_SILENT: f32 = 0.4;

/// A note whose form is read, stage by stage.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The note.
    pub sheet: Sheet,
    /// What follows each unit.
    pub bylines: Vec<Byline>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Its sessions.
    pub sessions: Vec<SessionAt>,
    /// The people in its units.
    pub people: Vec<PersonAt>,
    /// Who gave which session.
    pub pairs: Vec<Pair>,
    /// Who works where.
    pub employments: Vec<Employment>,
    /// The event that its folder tells of.
    pub event: Option<FolderEvent>,
}

/// A stage, with what it adds to what the folder's notes have in common.
pub struct Stage {
    /// Reads a note further.
    pub read: fn(&mut Layout, &Forms, &LayoutModel),
    /// Counts what the next stage needs of other notes.
    pub count: fn(&Layout, &mut Forms),
}

/// All stages in order: each reads a note with what the stages before it have counted in others.
pub const STAGES: [Stage; 5] = [
    Stage { read: Layout::fill_slots, count: Layout::count_slots },
    Stage { read: Layout::choose_readings, count: Layout::count_votes },
    Stage { read: Layout::choose_again, count: Layout::count_cells },
    Stage { read: Layout::judge, count: Layout::count_pairs },
    Stage { read: Layout::finish, count: |_, _| {} },
];

impl Layout {
    /// A note before anything is read.
    pub fn new(note: &Note, document: &Document, lexicon: &Lexicon) -> Layout {
        Layout { sheet: Sheet::new(note, document, lexicon), ..Layout::default() }
    }

    fn fill_slots(&mut self, _: &Forms, weights: &LayoutModel) {
        slot::first(&mut self.sheet, weights);
    }

    fn count_slots(&self, forms: &mut Forms) {
        slot::count_shared(&self.sheet, &mut forms.slots);
    }

    fn choose_readings(&mut self, forms: &Forms, weights: &LayoutModel) {
        slot::again(&mut self.sheet, forms, weights);
        self.cut_cells();
        kind::find(&mut self.sheet, &self.bylines, weights);
        let models = (&weights.reading, &weights.cell);
        reading::choose(&self.sheet, &mut self.cells, &self.bylines, models.0, models.1);
        reading::prune(&mut self.cells);
    }

    /// Whether the note most likely tells of no session: a tutorial, a release, a diary. One without any word for talks
    /// or events must be likelier to tell of some.
    pub fn is_unrelated(&self) -> bool {
        let mut heads = self.sheet.units.iter().filter(|unit| {
            unit.is_heading()
                || unit.top.is_some()
                || matches!(unit.kind, UnitKind::File | UnitKind::Field)
        });
        let told = self.sheet.told.iter().any(|told| told.talks > 0)
            || heads.any(|unit| self.sheet.atoms_of(unit).iter().any(|atom| atom.is(EVENT)))
            || self.event.as_ref().is_some_and(|event| event.sure);
        self.sheet.kind[kind::NONE] > if told { UNRELATED } else { UNRELATED_IF_SILENT }
    }

    /// Finds bylines and cells, once the slots are filled.
    pub fn cut_cells(&mut self) {
        self.bylines = reading::bylines(&self.sheet);
        self.cells = reading::cells(&self.sheet);
    }

    fn count_votes(&self, forms: &mut Forms) {
        siblings::count_votes(&self.sheet, &self.cells, &self.bylines, &mut forms.votes);
    }

    fn choose_again(&mut self, forms: &Forms, weights: &LayoutModel) {
        let model = &weights.reading_again;
        siblings::choose_again(&self.sheet, &mut self.cells, &self.bylines, forms, model);
        reading::ask(&self.sheet, &mut self.cells, &self.bylines, &weights.cell_again);
    }

    fn count_cells(&self, forms: &mut Forms) {
        siblings::count_cells(&self.sheet, &self.cells, &self.bylines, &mut forms.cells);
    }

    fn judge(&mut self, forms: &Forms, weights: &LayoutModel) {
        let rows = siblings::rows(&self.sheet, &self.cells, &self.bylines, forms);
        siblings::judge(&mut self.cells, &rows, &weights.session);
        self.make_pairs();
        speaker::first(&mut self.pairs, weights);
        self.make_employments();
        employer::first(&mut self.employments, weights);
    }

    /// Decodes the sessions, and pairs them with the people near them.
    pub fn make_pairs(&mut self) {
        self.sessions = session::decode(&self.sheet, &self.cells, LIKELY);
        self.people = person::find(&self.sheet);
        self.pairs = speaker::pairs(&self.sheet, &self.sessions, &self.people);
    }

    /// Pairs people with organisations, once it is known who speaks.
    pub fn make_employments(&mut self) {
        let mut speaks = vec![false; self.people.len()];
        for pair in self.pairs.iter().filter(|p| p.alone > 0.5) {
            let key = self.people[pair.person].key;
            for (p, person) in self.people.iter().enumerate() {
                speaks[p] |= person.key == key;
            }
        }
        self.employments = employer::pairs(&self.sheet, &self.people, &speaks);
    }

    fn count_pairs(&self, forms: &mut Forms) {
        speaker::count_shared(&self.sheet, self.sessions.len(), &self.pairs, &mut forms.speakers);
        employer::count_shared(&self.sheet, &self.employments, &mut forms.employers);
    }

    fn finish(&mut self, forms: &Forms, weights: &LayoutModel) {
        speaker::add_siblings(&self.sheet, self.sessions.len(), &mut self.pairs, forms);
        speaker::again(&mut self.pairs, weights);
        employer::add_siblings(&self.sheet, &mut self.employments, forms);
        employer::again(&mut self.employments, weights);
    }
}

/// Reads the form of one note, given what its folder's notes have in common.
pub fn read(
    note: &Note,
    document: &Document,
    lexicon: &Lexicon,
    forms: &Forms,
    weights: &LayoutModel,
) -> Layout {
    let mut layout = Layout::new(note, document, lexicon);
    layout.sheet.find_notes(&forms.stems);
    let folder = note.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    layout.event = forms.events.get(folder).cloned();
    for stage in &STAGES {
        (stage.read)(&mut layout, forms, weights);
    }
    layout
}

/// The most notes of a folder that are looked at for what they have in common …
const MOST_OF_FOLDER: usize = 40;
/// … and of the whole collection.
const MOST: usize = 2000;
/// How many bytes of a note are looked at.
const BEGINNING: usize = 4096;

/// Finds what the notes of each folder have in common, from paths and bytes in any order.
///
/// Cost: the beginnings of at most [`MOST_OF_FOLDER`] notes of each folder, whatever their number.
pub fn survey(notes: &[(&str, &[u8])], lexicon: &Lexicon, weights: &LayoutModel) -> Forms {
    let mut forms = Forms::default();
    let mut layouts: Vec<Layout> = sample(notes)
        .into_par_iter()
        .map(|at| {
            let (path, bytes) = notes[at];
            let (note, _) = Note::new(path, beginning(bytes));
            let (document, _) = parser::parse(&note);
            Layout::new(&note, &document, lexicon)
        })
        .collect();
    forms.stems = notes.iter().map(|(path, _)| sheet::stem(path)).collect();
    layouts.iter_mut().for_each(|layout| layout.sheet.find_notes(&forms.stems));
    forms.sample = layouts.iter().map(|layout| layout.sheet.path.clone()).collect();
    for stage in &STAGES {
        layouts.par_iter_mut().for_each(|layout| (stage.read)(layout, &forms, weights));
        layouts.iter().for_each(|layout| (stage.count)(layout, &mut forms));
    }
    let paths: Vec<&str> = notes.iter().map(|(path, _)| *path).collect();
    let index =
        notes.iter().filter(|(path, _)| event::is_index(path)).filter_map(|(path, bytes)| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Some((folder.to_string(), event::title_of_index(path, beginning(bytes))?))
        });
    forms.events = event::of_folders(&paths, &index.collect(), lexicon);
    forms
}

/// The indices of the notes to look at: evenly spaced in the order of paths, in each folder and then in all.
fn sample(notes: &[(&str, &[u8])]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..notes.len()).collect();
    order.sort_by_key(|&at| notes[at].0);
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in order {
        let folder = notes[at].0.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(at);
    }
    let some = |all: &[usize], most: usize| -> Vec<usize> {
        let many = all.len().min(most);
        (0..many).map(|n| all[n * all.len() / many]).collect()
    };
    // A note on its own has no siblings.
    let of_folders: Vec<usize> =
        folders.values().flat_map(|all| some(all, MOST_OF_FOLDER)).collect();
    if of_folders.len() < 2 { Vec::new() } else { some(&of_folders, MOST) }
}

/// The first bytes of a note, to the end of a line.
fn beginning(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= BEGINNING {
        return bytes;
    }
    let end = bytes[..BEGINNING].iter().rposition(|b| *b == b'\n');
    &bytes[..end.map_or(BEGINNING, |at| at + 1)]
}
