import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Two cores, and tests that often wait for a process: three files at once, first those of parts, then those that start whole
// programs and browsers. None keeps anything in its modules, so files share a worker and what it has loaded.
const three = { maxWorkers: 3, isolate: false };
const beside = { ...three, sequence: { groupOrder: 0 } };
const whole = {
  ...three,
  environment: "node" as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  sequence: { groupOrder: 1 },
};

/** The crash series: small files that take long, and would end alone, because without a time to go by vitest begins with large files. */
const isCrash = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/tests/crash/");

class CrashFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- This one sorts no array.
    const sorted = await super.sort(files);
    const others = sorted.filter((file) => !isCrash(file));
    const first = others.findIndex(({ project }) => project.name === "process");
    return others.toSpliced(first === -1 ? others.length : first, 0, ...sorted.filter(isCrash));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: CrashFirst },
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
            "tests/{wire,simulation,defects,documents,staleness}/**/*.test.ts",
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
