import { AnyJson, type CommandId, decodeJson, type OutboxEntry, type UnsentChange } from "@nomous/client";
import { expect, test } from "vitest";
import { unsentFile } from "./unsent-file.ts";

const AT = Date.UTC(2026, 10, 29, 14, 10);
const change = (id: string, part: Partial<UnsentChange>): UnsentChange => ({
  id: id as CommandId,
  kind: "conversation.prompt",
  where: "Flush timer",
  text: "And what does that do to line 3?",
  at: AT - 60_000,
  why: "It waits for the bridge.",
  ...part,
});

const CHANGES = [
  change("a", {}),
  change("b", { kind: "document.edit", where: "specs/line3.md", text: "A fence:\n````\ninside\n````" }),
];
const ENTRIES = [{ id: "a", name: "conversation.prompt", args: { text: "…" }, at: 0, isSent: false }];

test("the file tells each change in words, with its text whole", () => {
  const { name, text } = unsentFile(CHANGES, ENTRIES as unknown as OutboxEntry[], AT);
  expect(name).toBe("nomous-unsent-20261129T1410.md");
  expect(text).toContain("# 2 changes that Nomous did not send");
  expect(text).toContain("## 1. Flush timer\n\n`conversation.prompt`, 2026-11-29 14:09 UTC. It waits for the bridge.");
  expect(text).toContain("```text\nAnd what does that do to line 3?\n```");
  expect(text).toContain("`````text\nA fence:\n````\ninside\n````\n`````");
});

test("below stands the same for a program, with the arguments of what can still be sent", () => {
  const { text } = unsentFile(CHANGES, ENTRIES as unknown as OutboxEntry[], AT);
  const json = /\n`{5}json\n([^]*?)\n`{5}\n$/.exec(text)?.[1] ?? "";
  const commands = decodeJson(AnyJson, json) as { id: string; args?: unknown }[];
  expect(commands.map(({ id, args }) => [id, args])).toEqual([
    ["a", { text: "…" }],
    ["b", undefined],
  ]);
});
