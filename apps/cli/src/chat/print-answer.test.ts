import type { ConversationId, Route, TurnId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { createConsole } from "../console.ts";
import { answerJson, answerPrinter } from "./print-answer.ts";

const ROUTE: Route = { engine: "workspace", name: "workspace search (no model)", reason: "because …", refused: [] };

/** A printer, and what went to the two streams. */
function printer(isTTY: boolean, reasoning = false) {
  const said = { out: "", err: "" };
  const stream = (key: "out" | "err") => ({
    isTTY,
    on: () => stream(key) as never,
    write: (text: string | Uint8Array): boolean => {
      said[key] += String(text);
      return true;
    },
  });
  const console = createConsole({ stdout: stream("out"), stderr: stream("err") }, { NO_COLOR: "1" });
  return { listener: answerPrinter(console, { reasoning }), said };
}

test("a person sees which engine answers and what goes on, a script only the text", () => {
  for (const [isTTY, err] of [
    [true, "workspace search (no model), because …\nreading the prompt 25 %\r\u001B[2K"],
    [false, ""],
  ] as const) {
    const { listener, said } = printer(isTTY);
    listener.route(ROUTE);
    listener.progress({ stage: "prefill", done: 64, total: 256 });
    listener.progress(undefined);
    listener.text("the answer");
    expect(said).toEqual({ out: "the answer", err });
  }
});

test("scripts are told too when another engine answers than was to, and that text leaves the machine", () => {
  const { listener, said } = printer(false);
  const refused = [{ engine: "llama/1", name: "Big", reason: "needs 40 GB", remedy: "Use a smaller one." }];
  listener.route({ ...ROUTE, name: "Far", leavesTo: "api.example", refused });
  expect(said.err).toBe("Big needs 40 GB. Use a smaller one.\nFar, because …\ntext leaves this machine: api.example\n");
});

test("what the model thinks goes to stderr when it is asked for, and never into the answer", () => {
  for (const [wanted, err] of [
    [true, "hmm, so\n\n"],
    [false, ""],
  ] as const) {
    const { listener, said } = printer(false, wanted);
    listener.reasoning("hmm, ");
    listener.reasoning("so");
    listener.text("42");
    expect(said).toEqual({ out: "42", err });
  }
});

test("a script gets text, engine, reason and places, and what the answer says about itself", () => {
  const citation = { n: 1, path: "a.md", line: 3, endLine: 5, excerpt: "x" };
  const id = "019a0000-0000-7000-8000-000000000001";
  const answer = {
    id: id as TurnId,
    text: "t",
    reasoning: "",
    calls: [],
    route: ROUTE,
    citations: [citation],
    context: undefined,
    stats: { outputTokens: 1 },
    end: "done",
    error: undefined,
  } as const;
  expect(JSON.parse(answerJson(answer, id as ConversationId))).toEqual({
    text: "t",
    engine: "workspace",
    reason: "because …",
    citations: [{ path: "a.md", line: 3 }],
    generation: id,
    conversation: id,
    end: "done",
    route: ROUTE,
    reasoning: "",
    calls: [],
    context: null,
    stats: { outputTokens: 1 },
  });
});
