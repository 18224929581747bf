import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { llamaVersion } from "@nomous/server";
import { expect, test } from "vitest";
import { gpuBuilds, installedVersion } from "./gpu-builds.ts";

test("every package that is offered is one that the installed runtime knows, in its version", () => {
  const path = join(import.meta.dirname, "../../../../node_modules", "node-llama-cpp", "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { optionalDependencies: Record<string, string> };
  const offered = [...gpuBuilds("linux", "x64"), ...gpuBuilds("win32", "x64")].flatMap(({ packages }) => packages);
  expect(offered).toHaveLength(6);
  expect(offered.map((name) => manifest.optionalDependencies[name])).toEqual(offered.map(() => llamaVersion()));
});

test("where no build exists none is offered", () => {
  for (const [platform, arch] of [
    ["darwin", "arm64"],
    ["linux", "arm64"],
    ["win32", "arm64"],
  ] as const)
    expect(gpuBuilds(platform, arch)).toEqual([]);
});

test("a build counts as installed when all of its packages are there", () => {
  const folder = mkdtempSync(join(tmpdir(), "nomous-gpu-"));
  const [, cuda] = gpuBuilds("linux", "x64");
  if (cuda === undefined) throw new Error("there is no CUDA build");
  for (const [index, name] of cuda.packages.entries()) {
    expect(installedVersion(folder, cuda)).toBeUndefined();
    const place = join(folder, "node_modules", name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), JSON.stringify({ version: `1.0.${index}` }));
  }
  expect(installedVersion(folder, cuda)).toBe("1.0.0");
  rmSync(folder, { recursive: true });
});
