// Why a model server gives no answer, in words for a person: what happened, and what to do. What a server itself says is
// shortened, without control characters, and left out where it repeats what a person wrote.
import { AnyJson, decodeJson } from "@nomous/protocol";
import { EngineError } from "../engine/engine.ts";

export interface FailureWords {
  /** Half a sentence after the server's name: "refuses connections". */
  readonly reason: string;
  /** A sentence. */
  readonly remedy: string;
  /** What the server said about it. */
  readonly said?: string | undefined;
  /** Set when the same request would fail elsewhere too, or when the answer is there: no other engine is to be asked. */
  readonly isFinal?: boolean;
  /** It answers soon. */
  readonly isLoading?: boolean;
}

/** A failure within this folder; its edges make an `EngineError` or a `problem` of it. */
export class ServerFailure extends Error {
  readonly words: FailureWords;
  constructor(words: FailureWords, options?: ErrorOptions) {
    super(words.reason, options);
    this.name = "ServerFailure";
    this.words = words;
  }

  /** `server` is "Ollama at 127.0.0.1:11434"; `written` is what a person wrote, which no error repeats. */
  toEngineError(server: string, written: readonly string[]): EngineError {
    const { reason, remedy, said = "", isFinal } = this.words;
    const what = `${server} ${reason}${said === "" || repeats(said, written) ? "" : `: ${said}`}`;
    const obstacle = { reason: `cannot answer: ${what}`, remedy };
    return new EngineError(`${endOf(what)} ${remedy}`, { cause: this, ...(isFinal === true ? {} : { obstacle }) });
  }

  toProblem(): { reason: string; remedy: string } {
    const { reason, remedy, said = "" } = this.words;
    return { reason: said === "" ? reason : `${reason}: ${said}`, remedy };
  }
}

const endOf = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);

/** So many characters in a row are no coincidence. */
const RUN_CHARACTERS = 24;

function repeats(said: string, written: readonly string[]): boolean {
  for (let at = 0; at + RUN_CHARACTERS <= said.length; at += 1) {
    const run = said.slice(at, at + RUN_CHARACTERS);
    if (written.some((text) => text.includes(run))) return true;
  }
  return false;
}

const SAID_CHARACTERS = 300;

/** The message in an error's body, in any of the forms that servers use; `undefined` when there is none. */
export function saidBy(body: string): string | undefined {
  const value = decodeJson(AnyJson, body);
  const said =
    typeof value === "object" && value !== null ? messageIn(value as Record<string, unknown>) : plainText(body);
  return said === undefined ? undefined : tidy(said);
}

function messageIn({ error, message, detail }: Record<string, unknown>): string | undefined {
  if (typeof error === "object" && error !== null) return messageIn(error as Record<string, unknown>);
  return [error, message, detail].find((said): said is string => typeof said === "string" && said !== "");
}

/** Not a page. */
const plainText = (body: string): string | undefined => (body.trim() === "" || body.includes("<") ? undefined : body);

function tidy(said: string): string {
  const line = said
    .slice(0, 4 * SAID_CHARACTERS)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > SAID_CHARACTERS ? `${line.slice(0, SAID_CHARACTERS)}…` : line;
}
