// What a tokenizer needs. The tokens themselves are not kept: a list has up to 260,000 of them.
import { GgufError } from "./gguf-error.ts";
import type { GgufKeys } from "./gguf-keys.ts";
import { hasTwins } from "./has-twins.ts";

/** Its tokenizer ends llama.cpp's process without a token for the line break. */
const SENTENCE_PIECE = "llama";
const NEWLINES = ["<0x0A>", "\n"].map((text) => {
  const length = Buffer.alloc(8);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
});
/** Lists with one number for each token. */
const TOKEN_NUMBERS = ["scores", "token_type"];
/** -1: there is no such token. */
const NO_TOKEN = 2 ** 32 - 1;
/** Four times the most that is known. */
const MAX_TOKENS = 2 ** 20;

/** Returns how many tokens there are. `keys` are those of the tokenizer. Throws a `GgufError`. */
export function readVocabulary(keys: GgufKeys): number {
  const model = keys.text("model");
  if (model === undefined) throw keys.wrong("model", "missing");
  if (model === "none" || model === "no_vocab") {
    throw new GgufError("unsupported", "The model has no tokenizer, so it cannot be given text.");
  }
  const tokens = keys.texts("tokens");
  if (tokens === undefined || tokens.length === 0) throw keys.wrong("tokens", "missing or empty");
  if (tokens.length > MAX_TOKENS) throw keys.wrong("tokens", `a list of ${tokens.length}, more than any model has`);
  if (model === SENTENCE_PIECE && !NEWLINES.some((newline) => tokens.bytes.includes(newline)))
    throw keys.wrong("tokens", "a list without a line break");
  if (hasTwins(tokens.bytes, tokens.length)) throw keys.wrong("tokens", "a list with a token twice");
  checkNumbers(keys, tokens.length);
  checkIds(keys, tokens.length);
  return tokens.length;
}

function checkNumbers(keys: GgufKeys, tokens: number): void {
  for (const key of TOKEN_NUMBERS) {
    const { length } = keys.numbers(key) ?? { length: tokens };
    if (length !== tokens) throw keys.wrong(key, `a list of ${length}, for ${tokens} tokens`);
  }
}

function checkIds(keys: GgufKeys, tokens: number): void {
  for (const key of keys.names().filter((name) => name.endsWith("_token_id"))) {
    const id = keys.count(key) ?? 0;
    if (id >= tokens && id !== NO_TOKEN) throw keys.wrong(key, `the token ${id}, but there are only ${tokens}`);
  }
}
