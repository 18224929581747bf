// Some models think aloud at the beginning of their answer, between <think> and </think>. Servers that do not tell this apart
// pass it on as text, cut anywhere.
//
//   start ──<think>──► thinking ──</think>──► gap ──anything but space──► text
//     └────────────── anything else ─────────────────────────────────────►

const OPEN = "<think>";
const CLOSE = "</think>";
/** Space before <think>; an answer of space alone ends up as text. */
const MAX_LEADING_SPACE = 64;

export type SaidPart = { readonly type: "text" | "reasoning"; readonly text: string };

export class ThinkSplitter {
  #state: "start" | "thinking" | "gap" | "text" = "start";
  /** What may be the beginning of a mark. */
  #held = "";

  push(text: string): SaidPart[] {
    const parts: SaidPart[] = [];
    this.#held += text;
    while (this.#step(parts));
    return parts.filter((part) => part.text !== "");
  }

  /** What was held when the answer ended. */
  end(): SaidPart[] {
    const text = this.#held;
    this.#held = "";
    if (text === "" || this.#state === "gap") return [];
    return [{ type: this.#state === "thinking" ? "reasoning" : "text", text }];
  }

  /** True when the state changed and the rest is to be looked at again. */
  #step(parts: SaidPart[]): boolean {
    switch (this.#state) {
      case "start":
        return this.#start();
      case "thinking":
        return this.#think(parts);
      case "gap":
        this.#held = this.#held.trimStart();
        return this.#held !== "" && this.#enter("text", this.#held);
      case "text":
        parts.push({ type: "text", text: this.#held });
        this.#held = "";
        return false;
      default:
        return this.#state satisfies never;
    }
  }

  #start(): boolean {
    const text = this.#held.trimStart();
    if (this.#held.length - text.length > MAX_LEADING_SPACE) return this.#enter("text", this.#held);
    if (text.startsWith(OPEN)) return this.#enter("thinking", text.slice(OPEN.length));
    return !OPEN.startsWith(text) && this.#enter("text", this.#held);
  }

  #think(parts: SaidPart[]): boolean {
    const at = this.#held.indexOf(CLOSE);
    const end = at === -1 ? this.#held.length - beginOfClose(this.#held) : at;
    parts.push({ type: "reasoning", text: this.#held.slice(0, end) });
    if (at !== -1) return this.#enter("gap", this.#held.slice(at + CLOSE.length));
    this.#held = this.#held.slice(end);
    return false;
  }

  #enter(state: "thinking" | "gap" | "text", rest: string): boolean {
    this.#state = state;
    this.#held = rest;
    return true;
  }
}

/** How many characters at the end of `text` begin </think>. */
function beginOfClose(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1)
    if (CLOSE.startsWith(text.slice(-length))) return length;
  return 0;
}
