import type { Actor, HistoryEntry } from "@nomous/protocol";
import { expect, test } from "vitest";
import { editOutcome, outcomeText } from "./edit-outcome.ts";
import { editorCommand } from "./editor.ts";
import { othersText } from "./people.ts";
import { rowOf } from "./versions.ts";

const client = "A".repeat(22) as Actor["client"];
const entry = (kind: HistoryEntry["kind"], last: number, person: string, agent?: string): HistoryEntry => ({
  version: `seq:${last}`,
  kind,
  seq: [last, last],
  at: [0, 0],
  actors: [{ person, client, ...(agent !== undefined && { agent }) }],
  edits: kind === "kept" ? 0 : 1,
});

const told = (entries: readonly HistoryEntry[]): string => outcomeText(editOutcome(entries, 10), "a.md");
const person = (tab: string, name: string) => ({ tab: tab as never, person: name, selection: null });

test("an editor's work is nothing, in, or merged with what others wrote since it was opened", () => {
  const file = entry("file", 12, "Ada", "file");
  expect(told([entry("edited", 11, "Ben"), entry("file", 9, "Ada", "file")])).toBe("Nothing changed in a.md.");
  expect(told([file, entry("edited", 10, "Ben")])).toBe("Your change to a.md is in.");
  expect(told([entry("edited", 13, "Cem"), file, entry("edited", 11, "Ben"), entry("edited", 14, "Ben")])).toBe(
    "Your change to a.md is merged with edits of Cem and Ben.",
  );
});

test("who else is there is told once a person, without this command", () => {
  expect(othersText([person("1", "Ada"), person("2", "Ben"), person("3", "Ben"), person("4", "Cem")], "1")).toBe(
    "Ben and Cem",
  );
  expect(othersText([person("1", "Ada")], "1")).toBe("");
});

test("the editor is the person's own, with its arguments, and a file with blanks is one file", () => {
  expect(editorCommand({ VISUAL: "code --wait", EDITOR: "vi" }, "linux", "/w/a b.md")).toEqual({
    program: "sh",
    args: ["-c", 'code --wait "$@"', "code --wait", "/w/a b.md"],
    isShell: false,
  });
  expect(editorCommand({ EDITOR: " " }, "darwin", "/w/a.md").args[2]).toBe("vi");
  expect(editorCommand({}, "win32", "C:\\a b.md")).toEqual({
    program: "notepad",
    args: ['"C:\\a b.md"'],
    isShell: true,
  });
});

test("a row of the history says version, when, who and what", () => {
  const [version, , who, what] = rowOf({
    ...entry("kept", 3, "Ada", "file"),
    version: `file:${"0123456789abcdef".repeat(4)}`,
    file: { hash: "0".repeat(64), sizeBytes: 2_000 },
  });
  expect([version, who, what]).toEqual([
    "file:0123456789ab",
    "a program",
    expect.stringMatching(/^the file as it was, /),
  ]);
});
