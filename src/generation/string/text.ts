import type { Random } from '../random.ts';
import { NOUNS, WORDS, wordsOf } from './words.ts';

/** Lower-case letters that read as words, joined by what is given, exactly so many characters. */
export function lettersOf(length: number, random: Random, joint = ''): string {
  let text = '';
  while (text.length < length) {
    let rest = length - text.length;
    if (text !== '' && rest > joint.length) {
      text += joint;
      rest -= joint.length;
    }
    const fit = rest <= 10 ? wordsOf(rest) : [];
    const word = fit.length > 0 ? random.pick(fit) : random.pick(NOUNS).slice(0, rest);
    // What is left must be enough for a joint and a letter.
    text +=
      rest - word.length > 0 && rest - word.length <= joint.length ? word.slice(0, -joint.length) : word;
  }
  return text;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** One to three words; longer or shorter where the length, in characters, asks for it. Empty only where it must be. */
export function plainText(random: Random, minLength: number, maxLength: number): string {
  if (minLength > 40) return longText(random, minLength, maxLength);
  const words = [capitalized(random.pick(NOUNS))];
  const wanted = random.int(1, 3);
  while (words.length < wanted) words.push(random.pick(NOUNS));
  let text = words.join(' ');
  while (text.length < minLength) text += ` ${random.pick(NOUNS)}`;
  while (text.length > maxLength && text.includes(' ')) {
    const shorter = text.slice(0, text.lastIndexOf(' '));
    if (shorter.length < minLength) break;
    text = shorter;
  }
  return text.length > maxLength ? capitalized(exactText(random, maxLength)) : text;
}

/** Words and, where they would leave too little room, the beginning of one. */
function exactText(random: Random, length: number): string {
  if (length <= 10) return lettersOf(length, random);
  const first = random.pick(NOUNS);
  return `${first} ${exactText(random, length - first.length - 1)}`;
}

/** Sentences, the last one cut where the length asks for it. */
function longText(random: Random, minLength: number, maxLength: number): string {
  const sentences: string[] = [];
  let length = 0;
  while (length < minLength) {
    const words = Array.from({ length: random.int(5, 10) }, () => random.pick(WORDS));
    const sentence = `${capitalized(words.join(' '))}. `;
    sentences.push(sentence);
    length += sentence.length;
  }
  const text = sentences.join('').trimEnd();
  const most = Math.min(maxLength, Math.max(minLength, text.length));
  if (text.length <= most && text.length >= minLength) return text;
  // Where the cut leaves no letter in front of the last full stop, one is put there.
  return `${text.slice(0, most - 1).replace(/[ .]+$/, (gap) => 's'.repeat(gap.length))}.`;
}
