import { type Client, type EngineTurn, type PersonTurn, type TurnId } from "@nomous/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOfflineClient } from "../../web-fixture.tsx";
import { branchMarkdown } from "./branch-markdown.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

const actor = { person: "mara", client: "c" as never };
const person: PersonTurn = {
  role: "person",
  id: "a" as TurnId,
  parent: null,
  text: "Where is it?",
  attachments: [{ path: "a.ts", lines: [4, 7] }],
  at: 0,
  actor,
};
const engine: EngineTurn = {
  role: "engine",
  id: "A" as TurnId,
  parent: person.id,
  at: 0,
  actor,
  outcome: {
    reason: "done",
    route: { engine: "llama/1", name: "Tiny", reason: "because it is loaded", refused: [] },
    text: "Here [1].",
    citations: [{ n: 1, path: "b.ts", line: 1, endLine: 2, excerpt: "x" }],
    turns: [],
    count: 3,
    totalMs: 40,
  },
};

test("a branch is copied turn by turn, with its authors, files and sources", async () => {
  expect(await branchMarkdown(client, [person, engine])).toBe(
    "## mara\n\nWhere is it?\n\nAttached: `a.ts:4-7`\n\n## Tiny\n\nHere [1].\n\n[1] b.ts:1-2\n",
  );
});

test("a long answer that this browser does not have is not waited for while the bridge is away", async () => {
  const { text: _, ...outcome } = engine.outcome ?? { text: "" };
  const long = { ...engine, outcome } as EngineTurn;
  expect(await branchMarkdown(client, [long])).toBe(
    "## Tiny\n\n*The text of this answer is not in this browser.*\n\n[1] b.ts:1-2\n",
  );
});
