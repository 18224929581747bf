// The builds of llama.cpp that use a GPU: what is there, what it sees, and how to get or remove one.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { llamaVersion, lookAtLlama, type UserEnvironment } from "@nomous/server";
import { CliError } from "../cli-error.ts";
import { confirm } from "../confirm.ts";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findDrivers } from "../gpu/find-drivers.ts";
import { type GpuBuild, gpuBuilds, gpuFolder, type GpuKind, gpuPackages, installedVersion } from "../gpu/gpu-builds.ts";
import { sizeText } from "../size-text.ts";

const userOf = ({ env }: Context): UserEnvironment => ({ env, platform: process.platform, home: homedir() });

/** Prints what is installed, what it sees, and what one could install. */
export async function showGpu(context: Context): Promise<ExitCode> {
  const { console, json, runtime } = context;
  const user = userOf(context);
  const builds = gpuBuilds(process.platform, process.arch);
  const version = llamaVersion();
  const [drivers, llama] = await Promise.all([findDrivers(), lookAtLlama(runtime.clock, gpuPackages(user))]);
  const rows = builds.map((build) => ({
    ...build,
    installed: installedVersion(gpuFolder(user), build),
    driver: drivers[build.kind],
  }));
  if (json) {
    console.print(JSON.stringify({ version, builds: rows, devices: llama.gpus, failure: llama.failure ?? null }));
    return EXIT.ok;
  }
  console.print(`llama.cpp (node-llama-cpp ${version ?? "is missing"}): ${llama.failure ?? "runs"}`);
  if (process.platform === "darwin")
    console.print("On a Mac the GPU (Metal) is part of it; there is nothing to install.");
  else if (rows.length === 0) console.print(`There is no GPU build for ${process.platform}-${process.arch}.`);
  for (const row of rows) printBuild(console, row, version);
  for (const { name, totalBytes, freeBytes } of llama.gpus)
    console.print(`It sees ${name}: ${sizeText(freeBytes)} free of ${sizeText(totalBytes)}`);
  if (llama.gpus.length === 0 && rows.length > 0) console.print("It sees no GPU: models run on the CPU.");
  return EXIT.ok;
}

interface Row extends GpuBuild {
  readonly installed: string | undefined;
  readonly driver: string | undefined;
}

function printBuild(console: Console, row: Row, version: string | undefined): void {
  const { kind, gpus, needs, installed, driver, sizeBytes } = row;
  console.print("");
  console.print(`${kind} (${gpus}), about ${sizeText(sizeBytes)}`);
  console.print(`  needs ${needs}: ${driver === undefined ? "not found" : `found ${driver}`}`);
  if (installed === undefined) console.print(`  not installed: nomous gpu install ${kind}`);
  else if (installed === version) console.print(`  installed, ${installed}`);
  else console.print(`  installed for ${installed}, which does not fit any more: nomous gpu install ${kind}`);
}

/** Fetches a build from the package registry into the data folder of the person. */
export async function installGpu(
  context: Context,
  kind: GpuKind,
  { yes = false }: { yes?: boolean },
): Promise<ExitCode> {
  const { console, runtime } = context;
  const user = userOf(context);
  const version = llamaVersion();
  const build = gpuBuilds(process.platform, process.arch).find((build) => build.kind === kind);
  if (build === undefined)
    throw new CliError(
      EXIT.failure,
      `There is no ${kind} build of llama.cpp for ${process.platform}-${process.arch}.`,
      "A server on this machine, such as Ollama, may use its GPU; Nomous finds it.",
    );
  if (version === undefined)
    throw new CliError(EXIT.failure, "node-llama-cpp is not installed.", "Run `npm ci` first.");
  const driver = (await findDrivers())[kind];
  if (driver === undefined) console.note(`Nothing was found of ${build.needs}, which this build needs.`);
  const folder = gpuFolder(user);
  const question = `Fetch about ${sizeText(build.sizeBytes)} from the package registry into ${folder}?`;
  if (!(await confirm(question, yes))) return EXIT.interrupted;
  await npmInstall(
    folder,
    build.packages.map((name) => `${name}@${version}`),
  );
  const { gpus, failure } = await lookAtLlama(runtime.clock, gpuPackages(user));
  console.print(`Installed ${kind}, ${version}. Models that are loaded from now on use it.`);
  for (const { name } of gpus) console.print(`It sees ${name}.`);
  if (gpus.length === 0) console.note(failure ?? `It sees no GPU: look whether ${build.needs} works.`);
  return EXIT.ok;
}

/** Removes all GPU builds; models run on the CPU again. */
export function removeGpu(context: Context): ExitCode {
  const folder = gpuFolder(userOf(context));
  const isThere = existsSync(folder);
  rmSync(folder, { recursive: true, force: true });
  context.console.print(isThere ? `Removed ${folder}` : "There is no GPU build.");
  return EXIT.ok;
}

/** npm tells its progress itself. No script of a package runs. */
async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true}\n');
  const isWindows = process.platform === "win32";
  const flags = ["--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
  const child = spawn(isWindows ? "npm.cmd" : "npm", ["install", ...flags, ...packages], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: isWindows,
  });
  const end = await new Promise<number | string | null>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("exit", (code) => resolve(code));
  });
  if (end === 0) return;
  throw new CliError(
    EXIT.failure,
    typeof end === "string" ? `npm could not be started: ${end}.` : "npm could not fetch the build.",
    "Look at what it says above; npm has to be on the PATH and needs the network for this.",
  );
}
