// From the command to listening, and memory when nothing happens: `nomous serve --json` on an empty workspace, in a fresh
// process, against `node -e ""` for what Node itself takes.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { interleave, report, summarise, table } from "./harness.ts";
import type { Figures } from "./harness.ts";

const entry = new URL("../scripts/nomous.mjs", import.meta.url).pathname;

async function serve(): Promise<Figures> {
  const workspace = mkdtempSync(join(tmpdir(), "nomous-bench-"));
  const env = { ...process.env, XDG_STATE_HOME: workspace };
  const startedMs = performance.now();
  const child = spawn(process.execPath, [entry, "serve", "--json", "--port", "0", "--workspace", workspace], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await new Promise<void>((resolve) => void createInterface(child.stdout).once("line", () => resolve()));
  const listeningMs = performance.now() - startedMs;
  await new Promise((resolve) => void setTimeout(resolve, 3_000));
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8");
  const megabytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1_000;
  child.kill("SIGTERM");
  await new Promise((resolve) => void child.once("exit", resolve));
  rmSync(workspace, { recursive: true, force: true });
  return { "ms to listening": listeningMs, "MB when idle": megabytes("VmRSS"), "of it, files": megabytes("RssFile") };
}

function bareNode(): Promise<Figures> {
  const startedMs = performance.now();
  spawnSync(process.execPath, ["-e", ""]);
  return Promise.resolve({ "ms to listening": performance.now() - startedMs });
}

const results = await interleave({ nomous: serve, "node, nothing": bareNode }, Number(process.argv[2] ?? 5));
const median = (name: string): number => summarise(results.get("nomous")?.get(name) ?? []).median;
const verdict = (value: number, limit: number): string => (value <= limit ? "met" : "**missed**");
const listening = median("ms to listening");
const memory = median("MB when idle");

report(
  "startup",
  `Through the bootstrap, with everything in place and the compile cache warm. Memory is resident, of the whole process.

| what | measured | budget | |
|---|---|---|---|
| start to listening | ${Math.round(listening)} ms | ≤ 500 ms | ${verdict(listening, 500)} |
| idle memory, no model | ${Math.round(memory)} MB | ≤ 120 MB | ${verdict(memory, 120)} |

About half of the memory is the Node binary itself, mapped from its file and shared with other Node processes. The rest is three V8 heaps: main, the writer of
the log, and the search index, whose threads keep the disk and the indexing away from the sockets. An index adds to it: see docs/decisions/0007.

${table(results)}`,
);
process.exit(0);
