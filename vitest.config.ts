import { defineConfig } from "vitest/config";

// Two cores, and tests that often wait for a process: three files at once, first those of parts, then those that start whole
// programs and browsers. Parts keep nothing in their modules, so their files share a worker and what it has loaded.
const beside = { maxWorkers: 3, isolate: false, sequence: { groupOrder: 0 } };
const whole = {
  environment: "node" as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/plain-line-reporter.mjs"],
    projects: [
      {
        test: {
          ...beside,
          name: "unit",
          environment: "node",
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/cli/src/**/*.test.ts",
            "tests/*.test.ts",
            "tests/{wire,simulation,defects,documents}/**/*.test.ts",
          ],
          pool: "threads",
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { conditions: ["browser"] },
        oxc: { jsx: { runtime: "automatic" } },
        test: { ...beside, name: "web", environment: "happy-dom", include: ["apps/web/src/**/*.test.{ts,tsx}"] },
      },
      { test: { ...whole, name: "process", include: ["tests/{process,crash}/**/*.test.ts"] } },
      { test: { ...whole, name: "e2e", include: ["tests/e2e/**/*.test.ts"] } },
    ],
  },
});
