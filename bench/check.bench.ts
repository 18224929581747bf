// `nomous check` on ten megabytes of real Markdown against markdownlint-cli2, each as a program of its own on the same files; then what
// an editor waits for after a keystroke in a document of 100 kB.
import { spawnSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { BUILT_IN_TYPES, checkDocument, RULES, type Surroundings } from "@nomous/workbench";
import { BUDGET_HEAD, type Figures, interleave, judge, report, table } from "./harness.ts";
import { longSpec } from "./long-spec.ts";

const ROOT = join(import.meta.dirname, "..");
const MEGABYTES = Number(process.argv[2] ?? 10);
const ROUNDS = Number(process.argv[3] ?? 5);

/** Real documents of many authors: those of the packages that are installed here, and their copies until they are enough. */
function makeCorpus(folder: string): { files: number; bytes: number } {
  const sources = globSync("node_modules/**/*.md", { cwd: ROOT }).filter((path) => statSync(join(ROOT, path)).isFile());
  let bytes = 0;
  let files = 0;
  for (let copy = 0; bytes < MEGABYTES * 1_000_000; copy += 1)
    for (const path of sources) {
      if (bytes >= MEGABYTES * 1_000_000) break;
      const target = join(
        folder,
        `copy-${copy}`,
        path.replace("node_modules/", "").replaceAll("node_modules", "packages"),
      );
      mkdirSync(join(target, ".."), { recursive: true });
      copyFileSync(join(ROOT, path), target);
      bytes += statSync(target).size;
      files += 1;
    }
  return { files, bytes };
}

function timed(args: readonly string[], cwd: string): Figures {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, maxBuffer: 1024 * 1024 * 1024 });
  // Both end with 1 when they found something.
  if (status !== 0 && status !== 1) throw new Error(`${args[0]} ended with ${status}: ${String(stderr).slice(-500)}`);
  return { seconds: (performance.now() - startedMs) / 1_000 };
}

const SURROUNDINGS: Surroundings = {
  kindOf: () => "unknown",
  textOf: () => undefined,
  filesIn: () => undefined,
  hasCommit: () => undefined,
  approval: "unknown",
};

function checkMs(text: string): number {
  const startedMs = performance.now();
  checkDocument({ path: "specs/a.md", text, types: BUILT_IN_TYPES, rules: RULES, surroundings: SURROUNDINGS });
  return performance.now() - startedMs;
}

/** From a keystroke to the findings of the whole document, in a process that is warm: what an editor waits for. */
function keystrokes(): Figures {
  const text = longSpec(100_000);
  const times = Array.from({ length: 60 }, (_, i) => {
    const at = Math.floor((text.length / 60) * i);
    return checkMs(`${text.slice(0, at)}x${text.slice(at)}`);
  }).slice(20);
  const sorted = times.toSorted((a, b) => a - b);
  return { "keystroke ms, median": sorted[20] ?? 0, "keystroke ms, slowest of 40": sorted.at(-1) ?? 0 };
}

const corpus = mkdtempSync(join(tmpdir(), "nomous-bench-"));
try {
  const { files, bytes } = makeCorpus(corpus);
  const nomous = [join(ROOT, "apps/cli/src/main.ts"), "check", "--format", "json", "--workspace", corpus];
  const peer = [join(ROOT, "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"), "**/*.md"];
  const results = await interleave(
    {
      nomous: () => Promise.resolve(timed(nomous, corpus)),
      "markdownlint-cli2": () => Promise.resolve(timed(peer, corpus)),
    },
    ROUNDS,
  );
  const seconds = (name: string): readonly number[] => results.get(name)?.get("seconds") ?? [];
  const typing = await interleave({ "100 kB spec": () => Promise.resolve(keystrokes()) }, ROUNDS);
  report(
    "check",
    `${files} Markdown files of the packages that are installed here, ${(bytes / 1_000_000).toFixed(1)} MB, copied until they are enough. Each program starts cold, with
its default rules; the other one looks at style, ours at links, citations and content.

${BUDGET_HEAD}
${judge({ what: "whole run, cold", ours: seconds("nomous"), peer: seconds("markdownlint-cli2"), peerName: "markdownlint-cli2", limit: 0.3, sense: "at most" })}

${table(results)}

From a keystroke to the findings of the whole document (budget 50 ms):

${table(typing)}`,
  );
} finally {
  rmSync(corpus, { recursive: true, force: true });
}
