//! The words that several rules listen to, as sorted lists of folded keys (`name::key`: small letters
//! and digits only). A list that one rule alone needs stands in that rule.

use crate::curated::layout;

/// A sorted list of folded keys, with a filter that says of most other words at once that they are
/// not in it: nearly every word of a note is looked up in dozens of lists.
pub struct List {
    words: &'static [&'static str],
    filter: [u64; FILTER],
}

/// So many times 64 bits has a filter; the longest list fills a fifth of them.
const FILTER: usize = 16;

impl List {
    /// The list of these words. One that is out of order is refused by the compiler.
    pub const fn of(words: &'static [&'static str]) -> List {
        let mut filter = [0; FILTER];
        let mut i = 0;
        while i < words.len() {
            assert!(i == 0 || is_before(words[i - 1].as_bytes(), words[i].as_bytes()));
            let bit = bit(layout::extend(layout::START, words[i]));
            filter[bit / 64] |= 1 << (bit % 64);
            i += 1;
        }
        List { words, filter }
    }

    /// Whether it holds a word.
    pub fn has(&self, word: &str) -> bool {
        self.may_have(layout::extend(layout::START, word)) && self.finds(word)
    }

    /// Whether it may hold the word of this hash. Wrong once in five questions at most, never missing one.
    pub fn may_have(&self, hash: u64) -> bool {
        let bit = bit(hash);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The same for a word that it may hold. Most of its words differ in the first letters, which are
    /// compared far faster than the whole.
    pub fn finds(&self, word: &str) -> bool {
        let lead = first_four(word);
        let order = |known: &&str| first_four(known).cmp(&lead).then_with(|| (*known).cmp(word));
        self.words.binary_search_by(order).is_ok()
    }

    /// Its words, in order.
    pub fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

/// Whether one word comes before another in a sorted list.
const fn is_before(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i < b.len() && (i == a.len() || a[i] < b[i])
}

/// The first four bytes as a number that sorts as they do; a shorter word comes first.
fn first_four(word: &str) -> u32 {
    match *word.as_bytes() {
        [a, b, c, d, ..] => u32::from_be_bytes([a, b, c, d]),
        [a, b, c] => u32::from_be_bytes([a, b, c, 0]),
        [a, b] => u32::from_be_bytes([a, b, 0, 0]),
        [a] => u32::from_be_bytes([a, 0, 0, 0]),
        [] => 0,
    }
}

/// Which bit of the filter stands for a hash.
const fn bit(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - (64 * FILTER).ilog2())) as usize
}

/// What a speaker does: “Nic Jackson *showed* …”.
pub static SPEAKS: List = List::of(&[
    "addressed", "addresses", "advised", "advocated", "argued", "argues", "asked", "asks", "began",
    "begins", "broke", "brought", "challenged", "closed", "compared", "concluded", "continued",
    "covered", "covering", "covers", "deep", "delivered", "delivering", "delivers", "demoed",
    "demoing", "demonstrated", "demonstrates", "demonstrating", "described", "describes",
    "describing", "detailed", "did", "discussed", "discusses", "discussing", "dived", "dove",
    "emphasised", "emphasized", "ended", "enlightened", "entertained", "examined", "explained",
    "explaining", "explains", "explored", "explores", "exploring", "finished", "focused", "gave",
    "gives", "giving", "goes", "highlighted", "highlights", "hosted", "illustrated", "inspired",
    "introduced", "introduces", "introducing", "joined", "keynoted", "kicked", "kicks", "laid",
    "led", "mentioned", "moderated", "noted", "offered", "opened", "opens", "outlined", "outlines",
    "performed", "pointed", "points", "posited", "presented", "presenting", "presents", "proposed",
    "provided", "provides", "pushed", "put", "ran", "recommended", "reminded", "revealed",
    "reviewed", "said", "says", "shared", "shares", "sharing", "showcased", "showed", "showing",
    "shown", "shows", "speak", "speaking", "speaks", "spoke", "started", "starts", "stated",
    "stressed", "suggested", "summarized", "talk", "talked", "talking", "talks", "taught",
    "teaches", "tells", "told", "took", "touched", "tried", "urged", "urges", "walked", "walks",
    "went", "wowed", "wrapped",
]);

/// Verbs that need an audience: whoever does this gave a talk.
pub static PRESENTS: List = List::of(&[
    "delivered", "delivering", "delivers", "demoed", "demoing", "demonstrated", "demonstrates",
    "demonstrating", "discussed", "discusses", "discussing", "keynoted", "moderated", "presented",
    "presenting", "presents", "speak", "speaking", "speaks", "spoke", "talk", "talked", "talking",
    "talks",
]);

/// Words for a session.
pub static SESSION: List = List::of(&[
    "demo", "demonstration", "discussion", "fireside", "ignite", "keynote", "keynotes", "lecture",
    "lectures", "lightning", "panel", "panels", "plenary", "presentation", "presentations",
    "session", "sessions", "speech", "talk", "talks", "tutorial", "tutorials", "workshop",
    "workshops",
]);

/// What there is of a talk beside itself: links that follow its title or its speakers.
pub static MATERIAL: List =
    List::of(&["code", "deck", "link", "notes", "recording", "slides", "video"]);

/// What a line begins with that lists speakers: “Speakers: …”.
pub static SPEAKER_LABELS: List =
    List::of(&["panelists", "panellists", "presenter", "presenters", "speaker", "speakers"]);

/// Words for what somebody is; never part of a name.
pub static ROLES: List = List::of(&[
    "advocate", "advocates", "analyst", "architect", "assistant", "associate", "author", "ceo",
    "cfo", "chair", "chief", "ciso", "coach", "coauthor", "cofounder", "colleague", "colleagues",
    "consultant", "contributor", "coo", "core", "cpo", "creator", "cso", "cto", "designer", "dev",
    "developer", "developers", "devrel", "director", "dr", "editor", "engineer", "engineering",
    "engineers", "evangelist", "evangelists", "expert", "fellow", "founder", "founders", "friend",
    "friends", "guru", "head", "host", "inventor", "journalist", "lead", "leader", "maintainer",
    "manager", "managing", "mate", "member", "mr", "mrs", "ms", "officer", "organiser",
    "organizer", "owner", "partner", "phd", "pm", "president", "principal", "prof", "professor",
    "programmer", "research", "researcher", "scientist", "senior", "software", "speaker", "sre",
    "sres", "staff", "student", "svp", "team", "tech", "tester", "trainer", "vp", "writer",
]);

/// Capitalised words that begin no name and are part of none.
pub static NOT_NAMES: List = List::of(&[
    "a", "about", "after", "afternoon", "again", "agenda", "all", "also", "although", "am", "an",
    "and", "another", "any", "apparently", "april", "are", "as", "at", "august", "back", "be",
    "because", "before", "best", "beyond", "both", "break", "but", "by", "can", "christmas",
    "closing", "code", "conf", "conference", "conferences", "congrats", "congratulations", "could",
    "credit", "data", "day", "days", "december", "dinner", "do", "during", "each", "evening",
    "event", "every", "everyone", "february", "finally", "first", "follow", "following", "for",
    "four", "friday", "from", "fun", "great", "had", "has", "have", "he", "hello", "her", "here",
    "hey", "hi", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "january",
    "july", "june", "just", "keynote", "keynotes", "kudos", "last", "later", "learning", "lessons",
    "let", "lightning", "like", "live", "lunch", "many", "march", "meet", "monday", "more",
    "morning", "most", "much", "my", "new", "next", "no", "not", "note", "notes", "november",
    "now", "october", "of", "on", "once", "one", "only", "open", "opening", "or", "other", "our",
    "over", "overview", "panel", "part", "photo", "please", "read", "saturday", "second", "see",
    "september", "session", "sessions", "she", "should", "since", "slides", "so", "some", "source",
    "speaker", "speakers", "special", "still", "such", "summary", "summit", "sunday", "talk",
    "talks", "thank", "thanks", "that", "the", "their", "then", "there", "these", "they", "third",
    "this", "those", "three", "through", "thursday", "to", "today", "tomorrow", "tuesday", "two",
    "under", "until", "up", "update", "us", "using", "very", "via", "video", "want", "was",
    "watch", "we", "web", "wednesday", "welcome", "well", "were", "what", "when", "where", "which",
    "while", "who", "why", "with", "without", "work", "workshop", "workshops", "would", "writing",
    "yes", "yesterday", "you", "your",
]);

/// Marks between the parts of a line: “Title - Speaker”.
pub static BREAKS: List = List::of(&["-", ":", "|", "–", "—"]);

/// Months, in full and short.
pub static MONTHS: List = List::of(&[
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january", "jul",
    "july", "jun", "june", "mar", "march", "may", "nov", "november", "oct", "october", "sep",
    "sept", "september",
]);

/// First words of places that look like names of people.
pub static PLACES: List = List::of(&[
    "buenos", "cape", "central", "cluj", "costa", "eastern", "fort", "hong", "kuala", "las",
    "latin", "los", "monte", "new", "north", "northern", "puerto", "rio", "saint", "salt", "san",
    "santa", "santo", "sao", "south", "southern", "st", "tel", "united", "western",
]);

/// Countries, those who live there and what they speak: none of them begins a person's name, unless it is
/// known as one (Israel, Germán).
pub static NATIONS: List = List::of(&[
    "africa", "african", "albania", "albanian", "algeria", "algerian", "america", "american",
    "arab", "arabic", "argentina", "argentine", "argentinian", "armenia", "armenian", "asia",
    "asian", "australia", "australian", "austria", "austrian", "bangladesh", "belgian", "belgium",
    "bolivia", "bosnia", "bosnian", "brazil", "brazilian", "britain", "british", "bulgaria",
    "bulgarian", "cameroon", "canada", "canadian", "catalan", "chile", "chilean", "china",
    "chinese", "colombia", "colombian", "croatia", "croatian", "cuba", "cuban", "czech", "danish",
    "denmark", "dutch", "ecuador", "egypt", "egyptian", "england", "english", "estonia",
    "estonian", "ethiopia", "ethiopian", "europe", "european", "finland", "finnish", "france",
    "french", "german", "germany", "ghana", "greece", "greek", "hebrew", "hindi", "hungarian",
    "hungary", "iceland", "icelandic", "india", "indian", "indonesia", "indonesian", "iran",
    "iranian", "iraq", "iraqi", "ireland", "irish", "israel", "israeli", "italian", "italy",
    "japan", "japanese", "kenya", "kenyan", "korea", "korean", "latvia", "latvian", "lithuania",
    "lithuanian", "malaysia", "malaysian", "mexican", "mexico", "moroccan", "morocco", "nepal",
    "netherlands", "nigeria", "nigerian", "norway", "norwegian", "pakistan", "pakistani", "peru",
    "peruvian", "philippine", "philippines", "poland", "polish", "portugal", "portuguese",
    "romania", "romanian", "russia", "russian", "rwanda", "scotland", "scottish", "senegal",
    "serbia", "serbian", "singapore", "slovak", "slovakia", "slovenia", "slovenian", "spain",
    "spanish", "sweden", "swedish", "swiss", "switzerland", "taiwan", "taiwanese", "tanzania",
    "thai", "thailand", "tunisia", "tunisian", "turkey", "turkish", "uganda", "ugandan", "uk",
    "ukraine", "ukrainian", "uruguay", "usa", "venezuela", "venezuelan", "vietnam", "vietnamese",
    "wales", "welsh", "zambia", "zimbabwe",
]);

/// Lower-case words inside a person's name.
pub static PARTICLES: List = List::of(&[
    "af", "al", "ap", "av", "bin", "bint", "da", "de", "degli", "del", "dela", "della", "den",
    "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vd", "von", "y",
    "zu",
]);

/// What the name of an event ends with.
pub static EVENT_WORDS: List = List::of(&[
    "bash", "camp", "con", "conf", "conference", "congress", "convention", "days", "devcon",
    "fest", "festival", "forum", "hackathon", "meetup", "summit", "symposium", "unconference",
]);

/// What the name of a company ends with.
pub static COMPANY_WORDS: List = List::of(&[
    "ag", "agency", "bank", "college", "consulting", "corp", "corporation", "foundation", "gmbh",
    "group", "inc", "institute", "laboratories", "labs", "llc", "ltd", "partners", "solutions",
    "systems", "technologies", "university", "ventures",
]);

/// Headings and items that are no titles of talks.
pub static NO_TITLE: List = List::of(&[
    "about", "acknowledgements", "after", "afternoon", "afterparty", "agenda", "announcements",
    "appendix", "attendees", "background", "bonus", "books", "break", "breakfast", "city",
    "closing", "community", "conclusion", "conclusions", "conference", "cons", "contents",
    "credits", "day", "days", "dinner", "drinks", "evening", "event", "events", "expo", "favorite",
    "favorites", "favourite", "favourites", "feedback", "final", "finally", "first", "five",
    "food", "four", "friday", "general", "hallway", "highlights", "hotel", "impressions", "intro",
    "introduction", "key", "keynote", "keynotes", "last", "lightning", "links", "location",
    "lunch", "main", "misc", "miscellaneous", "monday", "more", "morning", "my", "networking",
    "new", "next", "notes", "observations", "one", "opening", "organisation", "organization",
    "other", "others", "overall", "overview", "panel", "part", "participants", "party", "people",
    "personal", "photos", "picks", "pictures", "posts", "pros", "questions", "recap", "references",
    "related", "remarks", "resources", "saturday", "schedule", "second", "sections", "session",
    "sessions", "slides", "social", "some", "speakers", "sponsors", "stuff", "summary", "sunday",
    "swag", "table", "takeaways", "talk", "talks", "thanks", "the", "themes", "things", "third",
    "thoughts", "three", "thursday", "tips", "tldr", "topics", "track", "tracks", "travel",
    "tuesday", "two", "up", "update", "updates", "vendors", "venue", "videos", "wednesday", "what",
    "why", "word", "words", "workshop", "workshops", "worth", "wrap", "wrapup",
]);
