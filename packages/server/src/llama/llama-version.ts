import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";

/** The version of node-llama-cpp that is installed, which a GPU build must have too; `undefined` when there is none. */
export function llamaVersion(): string | undefined {
  const manifest = findPackageJSON("node-llama-cpp", import.meta.url);
  return manifest && decodeJson(z.object({ version: z.string() }), readFileSync(manifest, "utf8"))?.version;
}
