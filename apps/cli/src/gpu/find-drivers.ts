// Whether the machine has what the GPU builds need. Only a build that is installed can say which devices it sees.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { GpuKind } from "./gpu-builds.ts";

const VULKAN_LOADERS = [
  "/usr/lib/x86_64-linux-gnu/libvulkan.so.1",
  "/usr/lib64/libvulkan.so.1",
  "/usr/lib/libvulkan.so.1",
  join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "vulkan-1.dll"),
];

const ANSWER_MS = 5_000;

/** What was found for each kind, for people; `undefined` when nothing was. */
export async function findDrivers(): Promise<Readonly<Record<GpuKind, string | undefined>>> {
  return { vulkan: VULKAN_LOADERS.find((path) => existsSync(path)), cuda: await nvidiaDriver() };
}

async function nvidiaDriver(): Promise<string | undefined> {
  const args = ["--query-gpu=name,driver_version", "--format=csv,noheader"];
  const [answer] = await Promise.allSettled([promisify(execFile)("nvidia-smi", args, { timeout: ANSWER_MS })]);
  if (answer.status === "rejected") return undefined;
  const [name, version] = answer.value.stdout.split("\n")[0]?.split(",") ?? [];
  return version === undefined ? undefined : `${name?.trim()}, driver ${version.trim()}`;
}
