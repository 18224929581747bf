// Reads what a person types. Lines that arrive together were pasted and belong together, so a prompt ends when the
// terminal has been quiet for a moment after Enter.
import process from "node:process";
import { createInterface } from "node:readline";
import type { Clock, StopTimer } from "@nomous/protocol";

const QUIET_MS = 30;

export type Typed =
  | { readonly status: "text"; readonly text: string }
  /** Ctrl-D. */
  | { readonly status: "end" }
  /** Ctrl-C with nothing typed; otherwise it clears the line. */
  | { readonly status: "interrupted" };

/** One prompt. `history` is newest first and grows. The terminal is given back before the promise resolves. */
export function readPrompt(clock: Clock, prompt: string, history: string[]): Promise<Typed> {
  return new Promise((resolve) => {
    const lines: string[] = [];
    let stop: StopTimer | undefined;
    const input = createInterface({ input: process.stdin, output: process.stderr, terminal: true, prompt, history });
    let isDone = false;
    const finish = (typed: Typed): void => {
      if (isDone) return;
      isDone = true;
      stop?.();
      input.close();
      if (typed.status !== "text") process.stderr.write("\n");
      resolve(typed);
    };
    input.on("history", (known: string[]) => void history.splice(0, Infinity, ...known));
    input.on("line", (line) => {
      lines.push(line);
      stop?.();
      stop = clock.after(QUIET_MS, () => {
        const text = lines.splice(0).join("\n").trim();
        if (text === "") input.prompt();
        else finish({ status: "text", text });
      });
    });
    input.on("SIGINT", () => {
      if (input.line === "" && lines.length === 0) return finish({ status: "interrupted" });
      lines.length = 0;
      input.write(null, { ctrl: true, name: "e" });
      input.write(null, { ctrl: true, name: "u" });
    });
    input.on("close", () => finish({ status: "end" }));
    input.prompt();
  });
}
