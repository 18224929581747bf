import type { TurnId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { answerJson, withoutControls } from "./print-answer.ts";

test("a quoted file cannot steer the terminal", () => {
  expect(withoutControls("\u001B[2Jred\u001B]0;title\u0007\ttab\nline\r\u009B1mend")).toBe(
    "[2Jred]0;title\ttab\nline1mend",
  );
});

test("a script gets text, engine, reason and places", () => {
  const route = { engine: "workspace", name: "workspace search (no model)", reason: "because …", refused: [] };
  const citation = { n: 1, path: "a.md", line: 3, endLine: 5, excerpt: "x" };
  const id = "019a0000-0000-7000-8000-000000000001";
  const answer = { id: id as TurnId, text: "t", route, citations: [citation], end: "done", error: undefined } as const;
  expect(answerJson(answer, id as never)).toBe(
    `{"text":"t","engine":"workspace","reason":"because …","citations":[{"path":"a.md","line":3}],"generation":"${id}","conversation":"${id}","end":"done"}`,
  );
});
