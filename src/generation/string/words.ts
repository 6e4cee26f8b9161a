const TEXT = `
  an at by go in it no of on so to up we air arc art bay bee box cup day ear elm eye fig fir fox gem hat hill ice ink
  jar key kit lab leaf log map oak owl pen pin red rim row sea sky sun tea tin top urn van way web yak zen able atom
  bank bark beam bird blue boat bolt book calm cave city clay coal cove dawn deck deer desk dune east echo edge fern
  film fire fish flag frog gate gold gray harp hawk iris iron jade keel kite lake lamp lane lava lime line loom maple
  mast mill mint mist moon moss nest north note oasis ocean olive opal orbit paper path pearl pine plum pond port quartz
  quill rain reef ridge river road rose ruby sage sail salt sand seed shore silk silver slate snow solar spark stone
  storm sugar summit tide tiger timber tower trail tulip valley velvet violet wave west wheat willow wind winter wolf
  wood yard zebra almond amber anchor apple autumn badge bamboo basket beacon birch bridge bronze butter candle canvas
  canyon castle cedar cherry circle clover cobalt copper coral cotton crystal daisy desert eagle ember engine falcon
  feather forest garden ginger granite harbor harvest hazel heron horizon indigo island ivory jasmine juniper kettle
  lantern lavender lemon linen magnet marble market meadow mirror morning mountain orange orchid pebble pepper pigeon
  planet prairie rocket saffron signal sparrow spruce station sunrise thunder walnut window compass cascade blossom
  lighthouse watermelon strawberry
`;

/** Plain lower-case words, two letters and longer. */
export const WORDS: readonly string[] = TEXT.trim().split(/\s+/);

const byLength = new Map<number, readonly string[]>();

/** The words of that many letters; none below 2 and above 10. */
export function wordsOf(length: number): readonly string[] {
  let found = byLength.get(length);
  if (found === undefined) {
    found = WORDS.filter((word) => word.length === length);
    if (length <= 16) byLength.set(length, found);
  }
  return found;
}

/** Words that stand well by themselves. */
export const NOUNS: readonly string[] = WORDS.filter((word) => word.length >= 4);
