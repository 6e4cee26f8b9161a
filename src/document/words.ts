/** Up to this length the engine looks for the first character by the processor's own means, ten times as fast. */
const quickLength = 6;

/** As `text.includes(word)`, but quick in large texts that hold nothing like the word. */
export function includes(text: string, word: string): boolean {
  return text.includes(word.slice(0, quickLength)) && text.includes(word);
}

/** Where a word of few characters stands. */
export function* occurrences(text: string, word: string): Generator<number> {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) yield at;
}
