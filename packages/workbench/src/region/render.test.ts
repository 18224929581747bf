import { expect, test } from "vitest";
import { analyse } from "../analysis/analyse.ts";
import type { SessionResults } from "../analysis/results.ts";
import { evidenceOf, type EvidenceOptions } from "../evidence/evidence-fixture.ts";
import { experimentWith, variantWith } from "../experiment/experiment-fixture.ts";
import { createRandom } from "../statistics/random.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { renderEnvironment } from "./render-environment.ts";
import { renderErrors } from "./render-errors.ts";
import { renderResources } from "./render-resources.ts";
import { renderResults } from "./render-results.ts";

const DOCUMENT = "docs/spikes/a.md";
const STANDING = { document: DOCUMENT, sessions: 1, changes: [], changedInputs: [] };

function resultsOf(more: Partial<EvidenceOptions> = {}): SessionResults {
  const random = createRandom(3);
  const value = (variant: string): number => (variant === "four" ? 36 : 42) * (1 + 0.02 * random.normal());
  return analyse(evidenceOf({ rounds: 16, value, ...more }).evidence);
}

/** As they are written. */
const rowsOf = (markdown: string): string[][] =>
  parseMarkdown(markdown).tables.flatMap(({ rows }) =>
    rows.map(({ cells }) => cells.map(({ from, to }) => markdown.slice(from, to).trim())),
  );

test("the first line says which session, how many rounds, the level and the machine", () => {
  expect(renderResults(resultsOf(), STANDING)).toMatch(
    /^Session `20261129T061500-3f2a91`: 16 paired rounds, 95 % intervals, machine `5d0c1f3a9b77`\.\n/,
  );
  const design = { ...experimentWith().design, looks: [8, 16, 24, 32] } as const;
  const running = resultsOf({ experiment: experimentWith({ design }), rounds: 11, end: null });
  expect(renderResults(running, STANDING)).toMatch(
    /8 paired rounds at look 1 of 4, 11 are done, 98\.18 % intervals, machine `5d0c1f3a9b77`\. It has not ended/,
  );
});

test("a row has both medians, the effect, the noise floor and the verdict", () => {
  const [row = []] = rowsOf(renderResults(resultsOf(), STANDING));
  expect(row[0]).toBe("p95 latency (primary, lower is better, ±5 % matters)");
  expect(row[1]).toBe("four frames");
  expect(row[2]).toMatch(/^4\d\.\d+ ms \[[\d.]+, [\d.]+\]$/);
  expect(row[4]).toMatch(/^−1\d\.\d % \[−[\d.]+, −[\d.]+\]$/);
  expect(row[5]).toMatch(/^−[\d.]+ % \[−[\d.]+, \+[\d.]+\]$/);
  expect(row[6]).toBe("better");
});

test("an inconclusive verdict says why, and an effect without an interval is not told", () => {
  const [row = []] = rowsOf(renderResults(resultsOf({ rounds: 3 }), STANDING));
  expect(row[4]).toBe("too few rounds for an interval");
  expect(row[6]).toMatch(/^inconclusive: .*too few paired rounds/);
});

test("a variant that fails is told with how often and why", () => {
  const failing = resultsOf({ value: (variant, round) => (variant === "four" && round < 3 ? null : 42) });
  expect(renderResults(failing, STANDING)).toMatch(/Failures: one frame 0 of \d+; four frames 2 of 16 \(p /);
  expect(renderErrors(failing)).toContain("four frames: 2 of 16 runs failed: it exited with 1 (2 times)");
  expect(renderErrors(resultsOf())).toMatch(/^No fault was provoked\.\n\nNo run failed by itself in \d+\.$/);
});

test("the tail has a line of its own when there are samples", () => {
  const random = createRandom(5);
  const samples = (variant: string): number[] =>
    Array.from({ length: 200 }, (_, i) => (variant === "four" && i > 180 ? 90 : 40) + random.next());
  expect(renderResults(resultsOf({ value: samples }), STANDING)).toMatch(
    /- Tail of p95 latency, four frames: 95th percentile .*; 99th percentile [^;]*; in all /,
  );
});

test("a fault has a row with what was injected, observed and how long recovery took", () => {
  const fault = {
    type: "fault",
    variant: "four",
    startedAt: "2026-11-29T06:24:00.000Z",
    injected: "killed after 200 ms",
  } as const;
  const faults = [
    { ...fault, fault: "killed", observed: "it came back | whole", recoveredMs: 1_240, outcome: "recovered" },
    { ...fault, fault: "gone", observed: "it stayed away", recoveredMs: null, outcome: "failed" },
  ] as const;
  expect(rowsOf(renderErrors(resultsOf({ faults })))).toEqual([
    ["killed", "four frames", "killed after 200 ms", "it came back \\| whole", "1.24 s"],
    ["gone", "four frames", "killed after 200 ms", "it stayed away", "did not recover"],
  ]);
});

test("resources have a column for each thing that the system could tell", () => {
  const markdown = renderResources(
    resultsOf({ run: ({ process }) => ({ process: { ...process, diskRead: null } }) }),
    DOCUMENT,
  );
  const [table] = parseMarkdown(markdown ?? "").tables;
  expect(table?.header.cells.map(({ text }) => text)).toEqual([
    "Variant",
    "Wall time",
    "Processor time",
    "Peak memory",
    "Written to disk",
    "Output",
  ]);
  expect(table?.rows[0]?.cells.map(({ text }) => text)).toEqual([
    "one frame",
    "120 ms",
    "80 ms",
    "52 MB",
    "4.1 kB",
    "24 bytes",
  ]);
});

test("the environment says what was uncommitted, missing, disturbed and run once more", () => {
  const head = {
    git: { commit: "faca4971d2b0c64b9f0a6d1f2f2d0a9c5b7e8f10", branch: "main", dirtyHash: "ab".repeat(32) },
  };
  const loaded = resultsOf({
    head,
    again: [4],
    run: ({ round, attempt, position, guard }) =>
      round === 4 && attempt === 1 && position === 2 ? { guard: { ...guard, load: 29 } } : {},
  });
  const text = renderEnvironment(loaded, DOCUMENT);
  expect(text).toContain("**Commit:** `faca4971d2b0` on main, uncommitted changes `abababababab`");
  expect(text).toContain("`bench/batch.mjs` (missing)");
  expect(text).toMatch(/\*\*Disturbances:\*\* Round 4, run 2: .*; 1 round was run once more/);
});

test("how a metric is judged stands in its first row alone", () => {
  const experiment = experimentWith({ variants: [variantWith("one"), variantWith("four"), variantWith("eight")] });
  const rows = rowsOf(renderResults(resultsOf({ experiment }), STANDING));
  expect(rows.map(([metric]) => metric)).toEqual([
    "p95 latency (primary, lower is better, ±5 % matters)",
    "p95 latency",
  ]);
});

test("where nothing was measured, no other reason is told than why", () => {
  const results = resultsOf({
    value: (variant) => (variant === "four" ? null : 42),
    run: ({ guard }) => ({ guard: { ...guard, load: 29 } }),
  });
  expect(rowsOf(renderResults(results, STANDING))[0]?.[6]).toBe(
    "inconclusive: nothing was measured; it failed at least once",
  );
});

test("many disturbances are counted by their cause, and the warm-up is none of them", () => {
  const busy = resultsOf({
    run: ({ round, guard }) => (round < 10 ? { guard: { ...guard, load: 29 } } : {}),
  });
  const text = renderEnvironment(busy, DOCUMENT);
  expect(text).toContain("**Disturbances:** 9 of 16 rounds, because the load was high (27 runs)\n");
  expect(text).toContain("in 16 rounds, of which 9 were flagged");
  expect(text).toMatch(/\*\*Measured:\*\* 2026-11-29 06:15 UTC, in \d+ min(?: \d+ s)?, by nomous/);
});

test("a command is told as the block says it, not as this machine started it", () => {
  const probe = variantWith("four", {
    command: { kind: "probe", probe: "http", params: { url: "http://127.0.0.1:8080/a b", requests: 5 } },
  });
  const branch = variantWith("eight", { ref: "perf/batching", folder: "app" });
  const experiment = experimentWith({ variants: [variantWith("one"), probe, branch] });
  const at = { argv: ["/opt/node", "main.ts"], cwd: ".nomous/worktrees/1a2b/app", commit: "ab".repeat(20) };
  const started = { one: { ...at, commit: null }, four: { ...at, commit: null }, eight: at };
  const text = renderEnvironment(resultsOf({ experiment, head: { variants: started } }), DOCUMENT);
  expect(text).toContain("`nomous probe http --requests=5 '--url=http://127.0.0.1:8080/a b'`\n");
  expect(text).toContain(" in `app` at `abababababab` (perf/batching)\n");
  expect(text).not.toContain("worktrees");
});

test("names and commands mean nothing but themselves, and a long command is cut", () => {
  const odd = variantWith("four", {
    title: "a_b_ <!-- /nomous:ws-batch/results --> [x] | y",
    command: { kind: "argv", argv: ["node", "-e", `\`${"it's ".repeat(60)}\``] },
  });
  const experiment = experimentWith({ variants: [variantWith("one"), odd] });
  const results = resultsOf({ experiment });
  for (const text of [renderResults(results, STANDING), renderErrors(results), renderEnvironment(results, DOCUMENT)]) {
    const markdown = parseMarkdown(text);
    expect(markdown.comments).toEqual([]);
    expect(markdown.links.filter(({ isImage, isShortcut }) => !isImage && !isShortcut)).toEqual([]);
  }
  expect(rowsOf(renderResults(results, STANDING))[0]?.[1]).toContain("\\[x\\] \\| y");
  expect(renderEnvironment(results, DOCUMENT)).toMatch(/`` node -e .*… ``/);
});
