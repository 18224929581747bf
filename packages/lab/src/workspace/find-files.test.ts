import { expect, test } from "vitest";
import { findFiles } from "./find-files.ts";
import type { WorkspaceFile } from "./list-files.ts";

const file = (path: string, changedMs = 0): WorkspaceFile => ({ path, kind: "source", sizeBytes: 1, changedMs });
const find = (paths: readonly string[], text: string): string[] =>
  findFiles(
    paths.map((path) => file(path)),
    text,
    10,
  ).files.map(({ path }) => path);

test("every word must occur, in any order and case", () => {
  expect(find(["src/stream/log.ts", "src/stream/tail.ts", "docs/LOG.md"], "LOG stream")).toEqual(["src/stream/log.ts"]);
});

test("a hit in the name goes before one in a folder, the whole name before a part, a word's start before its middle", () => {
  expect(find(["session/a.ts", "a/obsession.ts", "a/session-store.ts", "a/b/session.ts"], "session")).toEqual([
    "a/b/session.ts",
    "a/session-store.ts",
    "a/obsession.ts",
    "session/a.ts",
  ]);
  expect(find(["backlog.ts", "StreamLog.ts"], "log")).toEqual(["StreamLog.ts", "backlog.ts"]);
});

test("without words the files that changed last come first", () => {
  const { files, total } = findFiles([file("old.ts", 1), file("new.ts", 2)], "  ", 1);
  expect([files.map(({ path }) => path), total]).toEqual([["new.ts"], 2]);
});

test("50,000 paths are searched; how long it takes is printed", () => {
  const files = Array.from({ length: 50_000 }, (_, i) => file(`packages/part-${i % 97}/src/module-${i}.ts`, i));
  const started = performance.now();
  expect(findFiles(files, "part-9 module 42", 20).files).toHaveLength(20);
  console.log(`50,000 paths: ${Math.round(performance.now() - started)} ms`);
});
