//! Notes: bytes of any kind become text, and every place of the text is found again on disk.

use hallway::note::Note;

#[test]
fn try_it() {
    let (note, told) =
        Note::new("a.md", "x\nShout out to NÃ©stor Salceda at \u{f0}Ÿ˜Ž\n".as_bytes());
    println!("{} {told:#?}", note.text);
    panic!();
}
