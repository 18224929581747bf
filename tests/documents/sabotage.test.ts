// Would anybody notice? Each bridge here is broken in one way that merging can be, planted at one of its ports, and the oracle must say so.
import type { DocumentId } from "@nomous/protocol";
import { documentStream } from "@nomous/protocol";
import { expect, test } from "vitest";
import { isShort } from "../support/long.ts";
import { simulate } from "./simulate.ts";
import type { Sabotage } from "./world.ts";

const SEEDS = 45;

test.skipIf(isShort()).for<[string, Sabotage, RegExp]>([
  [
    "compares a changed file with the newest text instead of with what the file was",
    {
      merger: (merger, storage) => ({
        ...merger,
        async rewrite(state, text, yjs) {
          const stream = await storage.stream(documentStream(state.key.split("/")[0] as DocumentId));
          return merger.rewrite({ ...state, upTo: stream?.head ?? state.upTo, plus: [] }, text, yjs);
        },
      }),
    },
    /^lost/,
  ],
  [
    "forgets what it wrote itself, and takes it for somebody's change",
    {
      storage: (storage) => ({
        ...storage,
        async commit(commit) {
          const isOfAWrite = commit.appends === undefined && commit.records?.every(({ kind }) => kind === "shadow");
          return isOfAWrite === true ? { status: "committed" } : storage.commit(commit);
        },
      }),
    },
    /^repeated/,
  ],
  [
    "says saved before it commits",
    {
      storage: (storage, process) => ({
        ...storage,
        async commit(commit) {
          const outcome = await storage.commit({ expect: commit.expect ?? [] });
          if (outcome.status !== "committed") return outcome;
          process.clock.after(300, () => void storage.commit(commit).catch(() => undefined));
          return outcome;
        },
      }),
    },
    /^lost/,
  ],
  [
    "does not keep a version that came while its own was being written",
    {
      source: (source) => ({
        ...source,
        async write(path, text, expected) {
          const outcome = await source.write(path, text, expected);
          return outcome.status === "written" ? { ...outcome, late: null } : outcome;
        },
      }),
    },
    /^lost: \w+, in an overtaken file/,
  ],
  [
    "merges edits of one branch into the text of another",
    { source: (source) => ({ ...source, head: () => Promise.resolve("the only commit") }) },
    /^mixed/,
  ],
  ["writes all lines with the same end", { written: (raw) => raw.replaceAll("\r\n", "\n") }, /^line end/],
  ["drops the byte order mark", { written: (raw) => raw.replace("\ufeff", "") }, /^mark/],
])("a bridge that %s is caught", async ([, sabotage, complaint]) => {
  const problems: string[] = [];
  for (let seed = 1; seed <= SEEDS && !problems.some((problem) => complaint.test(problem)); seed += 1)
    // Some are broken so badly that they cannot be asked what is left.
    problems.push(...(await simulate(seed, sabotage).catch((error: unknown) => [String(error)])));
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
});
