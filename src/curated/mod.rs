//! What is known before any note is read: the embedded catalogue and the user's `overrides.toml`.
//! One schema for both; every entry keeps its file and line. Gives the [`Lexicon`].

use crate::curated::added::Added;
use crate::curated::compiled::Compiled;
use crate::curated::overrides::Overrides;
use crate::vocabulary::Kind;
use smallvec::SmallVec;

pub mod layout;
pub mod word_breaks;
pub mod tables;
pub mod compiled;
pub mod fields;
pub mod contradiction;
pub mod overrides;
pub mod added;
pub mod check;

/// The number of an entry: stable within one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A known thing.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// company, tool, topic or event.
    pub kind: Kind,
    /// Its usual name; an event's series.
    pub name: &'a str,
    /// tool|language|framework|service|standard|project, company|foundation|university|government; else empty.
    pub class: &'a str,
    /// Homepage, or empty.
    pub homepage: &'a str,
    /// `owner/repo` or organisation on GitHub, or a company's handle; or empty.
    pub handle: &'a str,
    /// For a tool, who makes it; for a topic, the broader one; for an event, its parent series; or empty.
    pub parent: &'a str,
    /// The name is also an ordinary word, given name, place …: take it only with support.
    pub ambiguous: bool,
    /// What it clashes with: word, phrase, given, surname, place, company, tool, topic; or empty.
    pub clash: &'a str,
    /// How well attested: under 12 is one weak source. Topics: tier·20. User entries: 1000.
    pub score: u16,
    /// `tools.tsv:12` or `overrides.toml:3`.
    pub origin_file: &'a str,
    /// Line from 1.
    pub origin_line: u32,
}

/// What a spelling may mean, best attested first: mostly one thing, which needs no memory of its own.
pub type Senses<'a> = SmallVec<[Sense<'a>; 2]>;

/// A spelling that a lookup matched.
#[derive(Clone, Copy, Debug)]
pub struct Sense<'a> {
    /// The entry meant.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// Its score.
    pub score: u16,
    /// The name or alias as the catalogue writes it.
    pub surface: &'a str,
    /// Whether this spelling needs support: it is a word, a name, a place, or very short.
    pub ambiguous: bool,
}

/// What is known about an ordinary word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// 0 or 1 + log2 of its count in talk descriptions.
    pub frequency: u8,
    /// In how many of 12 dictionaries it is.
    pub dictionaries: u8,
    /// Share (percent) written with a capital inside a sentence.
    pub capital: u8,
    /// Bits of `Word::NOUN` and so on.
    pub parts: u8,
}

impl Word {
    /// It is used as a noun.
    pub const NOUN: u8 = 1;
    /// It is used as a verb.
    pub const VERB: u8 = 2;
    /// It is used as an adjective.
    pub const ADJECTIVE: u8 = 4;
    /// It is used as an adverb.
    pub const ADVERB: u8 = 8;
    /// It holds sentences together: article, pronoun, preposition, auxiliary …
    pub const FUNCTION: u8 = 16;
}

/// What is known about a word as a part of a person's name. Classes run from 9 (most common) to 2; 0: not known.
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

/// One edition of an event series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The year in which it began.
    pub year: u16,
    /// The city, or empty.
    pub city: &'a str,
    /// The country, or empty.
    pub country: &'a str,
    /// First day as an ISO date, or empty.
    pub start: &'a str,
    /// Last day as an ISO date, or empty.
    pub end: &'a str,
}

/// All that is known, ready to be asked. Loading it costs next to nothing: the compiled catalogue
/// is read in place.
pub struct Lexicon {
    catalogue: Compiled,
    added: Added,
}

impl Lexicon {
    /// The embedded catalogue alone.
    pub fn embedded() -> Lexicon {
        Lexicon { catalogue: Compiled::open(), added: Added::default() }
    }

    /// The embedded catalogue and what the user adds to it. An added entry of the kind and name of
    /// one in the catalogue takes its place, and keeps of it what the user leaves unsaid.
    pub fn with(overrides: &Overrides) -> Lexicon {
        let catalogue = Compiled::open();
        let added = Added::read(&catalogue, overrides);
        Lexicon { catalogue, added }
    }

    /// Changes whenever anything known changes: for the keys of caches.
    pub fn fingerprint(&self) -> u64 {
        layout::extend(self.catalogue.fingerprint(), &self.added.text())
    }

    /// What a spelling means, best attested first. `key` is `name::key` of it.
    pub fn senses(&self, key: &str) -> Senses<'_> {
        self.spelled(layout::extend(layout::START, key)).1
    }

    /// The key of this hash, and what it means: nothing, if no spelling has it.
    pub fn spelled(&self, hash: u64) -> (&str, Senses<'_>) {
        let (added, mut senses) = self.added.spelled(hash, self.catalogue.count());
        let (key, forms) = self.catalogue.spelled(hash).unwrap_or((added, (0, 0)));
        for (surface, entry, ambiguous) in
            self.catalogue.list(forms).map(|f| self.catalogue.form(f))
        {
            let told = senses.iter().any(|sense| sense.entry.0 == entry);
            if !told && !self.added.hides(entry) {
                let [kind, _, score, ..] = self.catalogue.entry(entry);
                let (kind, score) = (kind_of(kind), score as u16);
                senses.push(Sense { entry: EntryId(entry), kind, score, surface, ambiguous });
            }
        }
        (key, senses)
    }

    /// Fast test before `senses`: whether any entry has this key (no false negatives).
    pub fn knows(&self, key: &str) -> bool {
        self.knows_hash(layout::extend(layout::START, key))
    }

    /// The same for a key of which only the hash is at hand. The hash of a key of several words is
    /// grown word by word: `extend(extend(START, "feature"), "flags")` with
    /// [`layout::extend`] and [`layout::START`], each word in its `name::key`.
    pub fn knows_hash(&self, hash: u64) -> bool {
        self.catalogue.knows(hash) || self.added.knows(hash)
    }

    /// Whether any entry's key may begin with the text of this hash, where a text may part it ([`word_breaks`]),
    /// or be it (no false negatives).
    pub fn may_begin(&self, hash: u64) -> bool {
        self.catalogue.may_begin(hash) || self.added.may_begin(hash)
    }

    /// The entry of this number. One of another lexicon gives an empty topic, or another entry.
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        let all = self.catalogue.count();
        match id.0.checked_sub(all).and_then(|at| self.added.entry(at)) {
            Some(entry) => entry,
            None => self.catalogue_entry(id.0),
        }
    }

    fn catalogue_entry(&self, at: u32) -> Entry<'static> {
        let fields = self.catalogue.entry(at);
        let [kind, ambiguous, score, line, texts @ .., _, _, _, _] = fields;
        let [file, class, name, homepage, handle, parent, clash] =
            texts.map(|at| self.catalogue.text(at));
        Entry {
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

    /// The spellings of an entry besides its name.
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

    /// Entries whose homepage is this host (`falco.org`, without `www.`) or host and path, or whose
    /// GitHub repository or organisation is this path (`github.com/falcosecurity/falco`). Scheme,
    /// case, query and slashes at the end do not matter; a page of a repository means the repository.
    pub fn by_url(&self, url: &str) -> Vec<EntryId> {
        let key = layout::url_key(url);
        let mut found = self.added.by_url(&key, self.catalogue.count());
        let listed = self.catalogue.find(self.catalogue.urls, &key).unwrap_or_default();
        let visible = self.catalogue.list(listed).filter(|entry| !self.added.hides(*entry));
        found.extend(visible.map(EntryId));
        found
    }

    /// What is known of an ordinary word, folded and in lower case.
    pub fn word(&self, word: &str) -> Option<Word> {
        self.word_hashed(layout::extend(layout::START, word))
    }

    /// The same for a word whose hash is at hand.
    pub fn word_hashed(&self, hash: u64) -> Option<Word> {
        let (packed, _) = self.catalogue.find_hashed(self.catalogue.words, hash)?;
        let [frequency, dictionaries, capital, parts] = packed.to_le_bytes();
        Some(Word { frequency, dictionaries, capital, parts })
    }

    /// What is known of a part of people's names, folded and in lower case.
    pub fn name_word(&self, word: &str) -> NameWord {
        self.name_word_hashed(layout::extend(layout::START, word))
    }

    /// The same for a word whose hash is at hand.
    pub fn name_word_hashed(&self, hash: u64) -> NameWord {
        let found = self.catalogue.find_hashed(self.catalogue.names, hash);
        let Some((packed, _)) = found else { return NameWord::default() };
        let [given, surname, also, _] = packed.to_le_bytes();
        let word = also & 1 != 0;
        NameWord { given, surname, word, place: also & 2 != 0, thing: also & 4 != 0 }
    }

    /// The given names that a nickname may stand for, folded and lower case: `bob` → `robert`.
    pub fn nicknames(&self, word: &str) -> Vec<&str> {
        let listed = self.catalogue.find(self.catalogue.nicknames, word).unwrap_or_default();
        self.catalogue.list(listed).map(|text| self.catalogue.text(text)).collect()
    }
}

/// The kind that the compiled catalogue writes as a number, its place in [`layout::KINDS`].
fn kind_of(number: u32) -> Kind {
    const KINDS: [Kind; 4] = [Kind::Company, Kind::Tool, Kind::Topic, Kind::Event];
    KINDS.get(number as usize).copied().unwrap_or(Kind::Topic)
}
