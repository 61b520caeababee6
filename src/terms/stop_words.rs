//! Stop words: words that say nothing about the subject of a text.

/// Sorted and folded, with the parts of contractions.
static STOP_WORDS: &[&str] = &[
    "about", "above", "across", "actually", "after", "again", "against", "ago", "all", "almost",
    "along", "already", "also", "always", "am", "among", "an", "and", "another", "any", "are",
    "aren", "around", "as", "at", "back", "be", "because", "been", "before", "behind", "being",
    "below", "between", "both", "but", "by", "came", "can", "cannot", "come", "could", "couldn",
    "did", "didn", "do", "does", "doesn", "doing", "don", "done", "down", "during", "each", "else",
    "etc", "even", "ever", "every", "few", "for", "from", "further", "get", "gets", "getting",
    "go", "going", "got", "had", "hadn", "has", "hasn", "have", "haven", "having", "he", "her",
    "here", "hers", "him", "his", "how", "however", "if", "in", "instead", "into", "is", "isn",
    "it", "its", "itself", "just", "know", "later", "let", "like", "ll", "lot", "made", "make",
    "makes", "many", "may", "maybe", "me", "might", "more", "most", "much", "must", "my", "myself",
    "need", "never", "new", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one",
    "only", "or", "other", "our", "ours", "out", "over", "own", "per", "quite", "rather", "re",
    "really", "right", "same", "see", "she", "should", "shouldn", "since", "so", "some",
    "something", "soon", "still", "such", "sure", "take", "than", "that", "the", "their", "theirs",
    "them", "then", "there", "these", "they", "thing", "things", "think", "this", "those",
    "though", "through", "to", "too", "toward", "towards", "two", "under", "until", "up", "upon",
    "us", "use", "used", "using", "usually", "ve", "very", "via", "want", "was", "wasn", "way",
    "we", "well", "were", "weren", "what", "when", "where", "whether", "which", "while", "who",
    "whom", "why", "will", "with", "within", "without", "won", "would", "wouldn", "yes", "yet",
    "you", "your", "yours",
];

/// The length of the longest, in bytes.
const LONGEST: usize = 9;

/// Whether a folded word is a stop word.
pub fn is_stop_word(word: &str) -> bool {
    word.len() <= LONGEST && STOP_WORDS.binary_search(&word).is_ok()
}
