//! The lexicon: the catalogue and the user's additions, asked as one.

use crate::curated::added::AddedEntries;
use crate::curated::compiled::CompiledCatalogue;
use crate::curated::entry::CatalogueEntry;
use crate::curated::entry::Edition;
use crate::curated::entry::EntryId;
use crate::curated::entry::Sense;
use crate::curated::entry::Senses;
use crate::curated::layout;
use crate::curated::overrides::Overrides;
use crate::vocabulary::Kind;

/// What is known about an ordinary word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommonWord {
    /// 1 + log2 of its count in talk descriptions, or 0 if there is none.
    pub frequency: u8,
    /// How many of 12 dictionaries have it.
    pub dictionaries: u8,
    /// How often it has a capital inside a sentence, in percent.
    pub capital: u8,
    /// Its parts of speech: bits `CommonWord::NOUN` and so on.
    pub parts: u8,
}

impl CommonWord {
    /// It is used as a noun.
    pub const NOUN: u8 = 1;
    /// It is used as a verb.
    pub const VERB: u8 = 2;
    /// It is used as an adjective.
    pub const ADJECTIVE: u8 = 4;
    /// It is used as an adverb.
    pub const ADVERB: u8 = 8;
    /// It is a function word: article, pronoun, preposition, auxiliary …
    pub const FUNCTION: u8 = 16;
}

/// What is known about a word as part of a person's name. Classes run from 9 (most common) to 2; 0 is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameWord {
    /// As a given name.
    pub given: u8,
    /// As a surname.
    pub surname: u8,
    /// Also an ordinary word.
    pub word: bool,
    /// Also a place.
    pub place: bool,
    /// Also a tool, company, topic or event.
    pub thing: bool,
}

/// All that is known before reading. Loading it costs next to nothing, since the compiled catalogue is read
/// in place.
pub struct Lexicon {
    catalogue: CompiledCatalogue,
    added: AddedEntries,
}

impl Lexicon {
    /// The embedded catalogue alone.
    pub fn embedded() -> Lexicon {
        Lexicon { catalogue: CompiledCatalogue::open(), added: AddedEntries::default() }
    }

    /// The embedded catalogue with the user's additions. An added entry with the kind and name of one in the
    /// catalogue replaces it, and keeps the values that the user does not give.
    pub fn with(overrides: &Overrides) -> Lexicon {
        let catalogue = CompiledCatalogue::open();
        let added = AddedEntries::read(&catalogue, overrides);
        Lexicon { catalogue, added }
    }

    /// A hash of everything that is known, to be part of cache keys.
    pub fn fingerprint(&self) -> u64 {
        layout::extend(self.catalogue.fingerprint(), &self.added.text())
    }

    /// What a spelling means, best attested first. `key` is `name::key` of it.
    pub fn senses(&self, key: &str) -> Senses<'_> {
        self.spelled(layout::extend(layout::START, key)).1
    }

    /// The key with this hash, and what it means; no senses if no spelling has it.
    pub fn spelled(&self, hash: u64) -> (&str, Senses<'_>) {
        let (added, mut senses) = self.added.spelled(hash, self.catalogue.count());
        let (key, forms) = self.catalogue.spelled(hash).unwrap_or((added, (0, 0)));
        for (surface, entry, ambiguous) in
            self.catalogue.list(forms).map(|f| self.catalogue.form(f))
        {
            let is_known = senses.iter().any(|sense| sense.entry.0 == entry);
            if !is_known && !self.added.hides(entry) {
                let [kind, _, score, ..] = self.catalogue.entry(entry);
                let (kind, score) = (kind_of(kind), score as u16);
                senses.push(Sense { entry: EntryId(entry), kind, score, surface, ambiguous });
            }
        }
        (key, senses)
    }

    /// Whether any entry may have this key: a fast test before `senses`, without false negatives.
    pub fn knows(&self, key: &str) -> bool {
        self.knows_hash(layout::extend(layout::START, key))
    }

    /// The same for a key given by its hash. The hash of a key of several words is extended word by word, each
    /// in its `name::key`, with [`layout::extend`] and [`layout::START`]:
    /// `extend(extend(START, "feature"), "flags")`.
    pub fn knows_hash(&self, hash: u64) -> bool {
        self.catalogue.knows(hash) || self.added.knows(hash)
    }

    /// Whether any entry's key may be the text with this hash, or begin with it up to a word break
    /// ([`word_breaks`](crate::curated::word_breaks)). No false negatives.
    pub fn may_begin(&self, hash: u64) -> bool {
        self.catalogue.may_begin(hash) || self.added.may_begin(hash)
    }

    /// The entry with this number. A number of another lexicon gives an empty topic or a different entry.
    pub fn entry(&self, id: EntryId) -> CatalogueEntry<'_> {
        let all = self.catalogue.count();
        match id.0.checked_sub(all).and_then(|at| self.added.entry(at)) {
            Some(entry) => entry,
            None => self.catalogue_entry(id.0),
        }
    }

    fn catalogue_entry(&self, at: u32) -> CatalogueEntry<'static> {
        let fields = self.catalogue.entry(at);
        let [kind, ambiguous, score, line, texts @ .., _, _, _, _] = fields;
        let [file, class, name, homepage, handle, parent, clash] =
            texts.map(|at| self.catalogue.text(at));
        CatalogueEntry {
            kind: kind_of(kind),
            name,
            class,
            homepage,
            handle,
            parent,
            ambiguous: ambiguous != 0,
            clash,
            score: score as u16,
            origin_file: file,
            origin_line: line,
        }
    }

    /// The aliases of an entry.
    pub fn aliases(&self, id: EntryId) -> Vec<&str> {
        if let Some(aliases) = self.added.aliases(id.0.wrapping_sub(self.catalogue.count())) {
            return aliases;
        }
        let [.., first, count, _, _] = self.catalogue.entry(id.0);
        (first..first + count).skip(1).map(|form| self.catalogue.form(form).0).collect()
    }

    /// The known editions of an event, by year.
    pub fn editions(&self, id: EntryId) -> Vec<Edition<'_>> {
        let replaced = self.added.replaced(id.0.wrapping_sub(self.catalogue.count()));
        let [.., first, count] = self.catalogue.entry(replaced.unwrap_or(id.0));
        let editions = (first..first + count).map(|at| self.catalogue.edition(at));
        editions
            .map(|[year, texts @ ..]| {
                let [city, country, start, end] = texts.map(|at| self.catalogue.text(at));
                Edition { year: year as u16, city, country, start, end }
            })
            .collect()
    }

    /// The entries whose homepage has this host (`falco.org`, without `www.`) or host and path, or whose GitHub
    /// repository or organisation this is (`github.com/falcosecurity/falco`). Scheme, case, query and
    /// trailing slashes do not matter; a page within a repository means the repository.
    pub fn by_url(&self, url: &str) -> Vec<EntryId> {
        let key = layout::url_key(url);
        let mut found = self.added.by_url(&key, self.catalogue.count());
        let listed = self.catalogue.find(self.catalogue.urls, &key).unwrap_or_default();
        let visible = self.catalogue.list(listed).filter(|entry| !self.added.hides(*entry));
        found.extend(visible.map(EntryId));
        found
    }

    /// What is known about an ordinary word, given folded and in lower case.
    pub fn word(&self, word: &str) -> Option<CommonWord> {
        self.word_hashed(layout::extend(layout::START, word))
    }

    /// The same for a word given by its hash.
    pub fn word_hashed(&self, hash: u64) -> Option<CommonWord> {
        let (packed, _) = self.catalogue.find_hashed(self.catalogue.words, hash)?;
        let [frequency, dictionaries, capital, parts] = packed.to_le_bytes();
        Some(CommonWord { frequency, dictionaries, capital, parts })
    }

    /// What is known about a word in people's names, given folded and in lower case.
    pub fn name_word(&self, word: &str) -> NameWord {
        self.name_word_hashed(layout::extend(layout::START, word))
    }

    /// The same for a word given by its hash.
    pub fn name_word_hashed(&self, hash: u64) -> NameWord {
        let found = self.catalogue.find_hashed(self.catalogue.names, hash);
        let Some((packed, _)) = found else { return NameWord::default() };
        let [given, surname, also, _] = packed.to_le_bytes();
        let word = also & 1 != 0;
        NameWord { given, surname, word, place: also & 2 != 0, thing: also & 4 != 0 }
    }

    /// The given names that a nickname may stand for, folded and in lower case: `bob` → `robert`.
    pub fn nicknames(&self, word: &str) -> Vec<&str> {
        let listed = self.catalogue.find(self.catalogue.nicknames, word).unwrap_or_default();
        self.catalogue.list(listed).map(|text| self.catalogue.text(text)).collect()
    }
}

/// The kind with this number in the compiled catalogue, as in [`layout::KINDS`].
fn kind_of(number: u32) -> Kind {
    const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];
    KINDS.get(number as usize).copied().unwrap_or(Kind::Topic)
}
