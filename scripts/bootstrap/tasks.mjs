// The developer's tasks. `test` is `check` and all suites; `test:long` repeats the random suites with long counts.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildWeb } from "./build-web.mjs";
import { node, nodeBeside, root, say } from "./house.mjs";
import { ensureSystemParts } from "./system-parts.mjs";
import { ensureVulkanBuild } from "./vulkan-build.mjs";

const vitest = (...args) => ["node_modules/vitest/vitest.mjs", "run", ...args];

/** It takes as long as all other checks together, so it runs beside them. */
const LINT = ["node_modules/oxlint/bin/oxlint", "--quiet", "."];

const CHECKS = [
  ["format", ["node_modules/oxfmt/bin/oxfmt", "--check", "."]],
  // Each checker of a project works out anew what all share, which is a third of the work.
  ["types", ["node_modules/typescript/bin/tsc", "-b", "--checkers", "1"]],
  ["unused", ["node_modules/knip/bin/knip.js", "--no-progress"]],
  ["rule ids", ["scripts/check-rules.mjs"]],
  ["documents", ["apps/cli/src/main.ts", "gate"]],
];

async function check() {
  const lint = nodeBeside(LINT);
  for (const [name, args] of CHECKS) {
    say(`check: ${name}`);
    const code = node(args);
    if (code === 0) continue;
    lint.stop();
    return code;
  }
  say("check: lint");
  const { code, said } = await lint.end;
  await new Promise((resolve) => process.stdout.write(said, resolve));
  return code;
}

function test(args) {
  ensureSystemParts();
  ensureVulkanBuild();
  buildWeb();
  return node(["scripts/check-bundle.mjs"]) || node(vitest(...args));
}

/** Counts for a night, not for the gate. */
const LONG = {
  NOMOUS_LONG: "1",
  NOMOUS_FUZZ_CASES: "1000000",
  NOMOUS_SIM_SEEDS: "300",
  NOMOUS_CRASH_ROUNDS: "1000",
  NOMOUS_LLAMA_ROUNDS: "300",
  NOMOUS_LLAMA_CYCLES: "200",
  NOMOUS_DEFECTS: "1000",
  NOMOUS_HOSTILE: "100000",
  NOMOUS_STATISTICS_RUNS: "20000",
  NOMOUS_REAL_SESSIONS: "20",
};

function bench(args) {
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(".bench.ts"))
    .map((file) => file.slice(0, -".bench.ts".length));
  const [name, ...rest] = args;
  if (name === undefined || !existsSync(join(root, "bench", `${name}.bench.ts`))) {
    say(`usage: npm run bench -- NAME, where NAME is ${names.join(", ")}`);
    return 2;
  }
  buildWeb();
  return node(["--expose-gc", join("bench", `${name}.bench.ts`), ...rest]);
}

/** Resolves with the exit code. */
export async function runTask(task, args) {
  switch (task) {
    case "format":
      return node(["node_modules/oxfmt/bin/oxfmt", "."]);
    case "check":
      return check();
    case "test":
      return (await check()) || test(args);
    case "test:long":
      Object.assign(process.env, LONG);
      return test([
        "--testTimeout",
        "3600000",
        "tests/crash",
        "tests/wire",
        "tests/simulation",
        "tests/documents",
        "packages/server/src/document/file/replica-simulation",
        "packages/protocol",
        "packages/server/src/gguf",
        "packages/server/src/llama",
        "packages/lab/src/document",
        "packages/workbench/src/diagram",
        "packages/workbench/src/contract",
        "packages/workbench/src/statistics",
        "packages/workbench/src/analysis",
        "tests/process/experiments",
        "tests/defects",
        "tests/corpus",
        "tests/e2e/document-session",
        "tests/process/hostile-models",
        "tests/process/many-conversations",
        "tests/process/stock-servers",
        ...args,
      ]);
    default:
      return bench(args);
  }
}
