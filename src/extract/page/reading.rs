//! What rules ask a page of its words, sentences and sections.

use crate::curated::lexicon::CommonWord;
use crate::curated::lexicon::NameWord;
use crate::document::BlockKind;
use crate::document::Document;
use crate::extract::page::MentionRange;
use crate::extract::page::Page;
use crate::extract::token::Token;
use crate::extract::token::flag;
use crate::extract::token::fold_space;
use crate::extract::words::List;
use crate::vocabulary::Kind;
use std::borrow::Cow;
use std::ops::Range;

impl<'a> Page<'a> {
    /// A token.
    pub fn token(&self, block: usize, i: usize) -> Token {
        self.blocks[block].tokens.get(i).copied().unwrap_or_default()
    }

    /// The text of a token; empty past the end.
    pub fn word(&self, block: usize, i: usize) -> &'a str {
        let document: &'a Document = self.document;
        match self.blocks[block].tokens.get(i) {
            Some(t) => &document.blocks[block].text[t.start as usize..t.end as usize],
            None => "",
        }
    }

    /// The folded key of a token; empty past the end and for punctuation.
    pub fn key(&self, block: usize, i: usize) -> &str {
        self.blocks[block].key_at(i)
    }

    /// Whether a list holds the word of a token.
    pub fn is_in(&self, list: &List, block: usize, i: usize) -> bool {
        let token = self.blocks[block].tokens.get(i);
        token.is_some_and(|t| list.may_have(t.hash)) && list.finds(self.key(block, i))
    }

    /// What is known of a token as an ordinary word.
    pub fn dictionary(&self, block: usize, i: usize) -> Option<CommonWord> {
        let token = self.blocks[block].tokens.get(i)?;
        self.lexicon.word_hashed(token.hash)
    }

    /// What is known of a token as a part of people's names.
    pub fn name_word(&self, block: usize, i: usize) -> NameWord {
        let token = self.blocks[block].tokens.get(i);
        token.map_or_else(NameWord::default, |token| self.lexicon.name_word_hashed(token.hash))
    }

    /// The text of a range of tokens as it stands.
    pub fn written(&self, block: usize, range: Range<usize>) -> &'a str {
        let tokens = self.blocks[block].tokens.get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
        let document: &'a Document = self.document;
        &document.blocks[block].text[first.start as usize..last.end as usize]
    }

    /// The text of a range of tokens, white space folded.
    pub fn text(&self, block: usize, range: Range<usize>) -> Cow<'a, str> {
        fold_space(self.written(block, range))
    }

    /// Whether a block is a heading.
    pub fn is_heading(&self, block: usize) -> bool {
        matches!(self.document.blocks[block].kind, BlockKind::Heading(_))
    }

    /// The blocks under a heading, up to the next of its level or above.
    pub fn section(&self, heading: usize) -> Range<usize> {
        let BlockKind::Heading(level) = self.document.blocks[heading].kind else {
            return heading..heading + 1;
        };
        let ends = |b: &usize| matches!(self.document.blocks[*b].kind, BlockKind::Heading(l) if l <= level);
        let end = (heading + 1..self.blocks.len()).find(ends).unwrap_or(self.blocks.len());
        heading + 1..end
    }

    /// The mentions of one kind in a sentence of a block, by place.
    pub fn mentions_in_sentence(
        &self,
        block: usize,
        sentence: u16,
        kind: Kind,
    ) -> Vec<MentionRange> {
        self.mentions_among(block, self.sentence(block, sentence), kind)
    }

    /// The tokens of a sentence of a block.
    pub fn sentence(&self, block: usize, sentence: u16) -> Range<usize> {
        let tokens = &self.blocks[block].tokens;
        let start = tokens.partition_point(|t| t.sentence < sentence);
        start..tokens.partition_point(|t| t.sentence <= sentence)
    }

    /// Whether the tokens stand in one sentence.
    pub fn same_sentence(&self, block: usize, a: usize, b: usize) -> bool {
        self.token(block, a).sentence == self.token(block, b).sentence
    }

    /// Whether a token is a word with a capital, outside code.
    pub fn is_capital(&self, block: usize, i: usize) -> bool {
        let token = self.token(block, i);
        token.is(flag::CAPITAL) && !token.is(flag::CODE | flag::HANDLE)
    }
}
