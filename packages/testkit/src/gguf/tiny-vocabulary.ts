// The pieces of text that a tiny model knows, for llama.cpp's SentencePiece tokenizer. That joins the best scored pair of
// pieces again and again, so a word is reached only if each of its beginnings is a piece too, and longer ones score better.

/** The numbers of llama.cpp. */
const KINDS = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;
type Kind = keyof typeof KINDS;

const WORDS = (
  "the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not " +
  "what all were we when your can said there use an each which she do how their if will up other about out many then " +
  "them these so some her would make like him into time has look two more write go see number no way could people my " +
  "than first water been call who now find long down day did get come made may part yes hello test local model bridge " +
  "answer true false null"
).split(" ");

/** What a space is written as. */
const SPACE = "\u2581";

export interface TinyVocabulary {
  readonly pieces: readonly string[];
  readonly scores: readonly number[];
  readonly kinds: readonly number[];
  /** The number of a piece. Throws when there is none. */
  id(piece: string): number;
  /** One token a word of `text`; spaces between are part of the words. */
  ids(text: string): readonly number[];
  /** Whether an answer may have it: text of one line, no byte and nothing special. */
  isText(id: number): boolean;
}

/** Every word of `text` becomes one piece. */
export function tinyVocabulary(text: string): TinyVocabulary {
  const known = new Map<string, number>();
  const scores: number[] = [];
  const kinds: number[] = [];
  const add = (piece: string, score: number, kind: Kind): void => {
    if (known.has(piece)) return;
    known.set(piece, known.size);
    scores.push(score);
    kinds.push(KINDS[kind]);
  };
  const addWord = (word: string): void => {
    const letters = Array.from(word);
    for (let end = 1; end <= letters.length; end += 1) add(letters.slice(0, end).join(""), end - 500, "normal");
  };
  const id = (piece: string): number => {
    const found = known.get(piece);
    if (found === undefined) throw new Error(`no piece ${piece}`);
    return found;
  };
  add("<unk>", 0, "unknown");
  add("<s>", 0, "control");
  add("</s>", 0, "control");
  for (let byte = 0; byte < 256; byte += 1) add(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`, 0, "byte");
  add("<|im_start|>", 0, "control");
  add("<|im_end|>", 0, "control");
  add(SPACE, -1_000, "normal");
  for (let code = 33; code < 127; code += 1) add(String.fromCharCode(code), -1_000, "normal");
  const words = splitWords(text);
  for (const word of [...WORDS.map((word) => SPACE + word), ...words]) addWord(word);
  return {
    pieces: [...known.keys()],
    scores,
    kinds,
    id,
    ids: (text) => splitWords(text).map(id),
    isText: (id) => kinds[id] === KINDS.normal,
  };
}

function splitWords(text: string): readonly string[] {
  return text.split(" ").flatMap((word, index) => (word === "" ? [] : [index === 0 ? word : SPACE + word]));
}
