import { defineConfig } from "vitest/config";

// `unit` runs beside each other; what starts processes or browsers runs one file at a time on these two cores.
const serial = { environment: "node" as const, testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false };

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/plain-line-reporter.mjs"],
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/cli/src/**/*.test.ts",
            "tests/*.test.ts",
            "tests/{wire,simulation}/**/*.test.ts",
          ],
          pool: "threads",
          testTimeout: 30_000,
        },
      },
      {
        resolve: { conditions: ["browser"] },
        oxc: { jsx: { runtime: "automatic" } },
        test: { name: "web", environment: "happy-dom", include: ["apps/web/src/**/*.test.{ts,tsx}"] },
      },
      { test: { ...serial, name: "process", include: ["tests/{process,crash}/**/*.test.ts"] } },
      { test: { ...serial, name: "e2e", include: ["tests/e2e/**/*.test.ts"] } },
    ],
  },
});
