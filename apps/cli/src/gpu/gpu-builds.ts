// The builds of llama.cpp that use a GPU. They are large, so a person fetches the one for their machine; it lies outside of
// the checkout, where no `npm ci` removes it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeJson } from "@nomous/protocol";
import { dataHome, type UserEnvironment } from "@nomous/server";
import * as z from "zod/mini";

export type GpuKind = "vulkan" | "cuda";

export interface GpuBuild {
  readonly kind: GpuKind;
  readonly packages: readonly string[];
  /** Of the download; on disk it is about the same. */
  readonly sizeBytes: number;
  readonly gpus: string;
  readonly needs: string;
}

/** Those that exist for a platform: `linux`, `x64`. */
export function gpuBuilds(platform: NodeJS.Platform, arch: string): readonly GpuBuild[] {
  const system = { linux: "linux", win32: "win" }[platform as string];
  if (system === undefined || arch !== "x64") return [];
  const name = (kind: string): string => `@node-llama-cpp/${system}-x64-${kind}`;
  return [
    {
      kind: "vulkan",
      packages: [name("vulkan")],
      sizeBytes: 71e6,
      gpus: "AMD, Intel and NVIDIA",
      needs: "a driver with Vulkan",
    },
    {
      kind: "cuda",
      packages: [name("cuda"), name("cuda-ext")],
      sizeBytes: 540e6,
      gpus: "NVIDIA, faster there",
      needs: "NVIDIA's driver",
    },
  ];
}

/** Where the builds lie; `node_modules` in it is what the runtime is given. */
export const gpuFolder = (user: UserEnvironment): string => join(dataHome(user), "llama-gpu");
export const gpuPackages = (user: UserEnvironment): string => join(gpuFolder(user), "node_modules");

/** The version of a build that is installed in `folder`; `undefined` when one of its packages is not there. */
export function installedVersion(folder: string, { packages }: GpuBuild): string | undefined {
  const versions = packages.map((name) => versionOf(join(folder, "node_modules", name, "package.json")));
  return versions.includes(undefined) ? undefined : versions[0];
}

const versionOf = (manifest: string): string | undefined =>
  existsSync(manifest)
    ? decodeJson(z.object({ version: z.string() }), readFileSync(manifest, "utf8"))?.version
    : undefined;
