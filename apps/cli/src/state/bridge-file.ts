// `.nomous/bridge.json` tells other commands where the bridge of this workspace listens. A bridge that was killed leaves
// it behind, so it counts only while the process it names answers at the address it names.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";
import { writeWholeFile } from "./write-file.ts";

export const BridgeFile = z.object({
  url: z.string(),
  port: z.int(),
  pid: z.int(),
  workspace: z.string(),
  /** Wall clock, milliseconds. */
  startedAt: z.number(),
  build: z.string(),
});
export type BridgeFile = z.infer<typeof BridgeFile>;

const pathIn = (state: string): string => join(state, "bridge.json");

export const writeBridgeFile = (state: string, bridge: BridgeFile): void =>
  writeWholeFile(pathIn(state), `${JSON.stringify(bridge)}\n`);

/** Removes the file, if it is still the one of process `pid`. */
export function removeBridgeFile(state: string, pid: number): void {
  if (readBridgeFile(state)?.pid === pid) rmSync(pathIn(state), { force: true });
}

function readBridgeFile(state: string): BridgeFile | undefined {
  const path = pathIn(state);
  return existsSync(path) ? decodeJson(BridgeFile, readFileSync(path, "utf8")) : undefined;
}

/** The bridge that runs for this workspace now. */
export async function findRunningBridge(state: string): Promise<BridgeFile | undefined> {
  const bridge = readBridgeFile(state);
  if (bridge === undefined || !isAlive(bridge.pid)) return undefined;
  return (await pidAt(bridge.url)) === bridge.pid ? bridge : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const ANSWER_MS = 2_000;
const Health = z.object({ pid: z.int(), status: z.literal("ok") });

/** The process that answers there, if it is a bridge that is not about to stop. */
function pidAt(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(`${url}/healthz`, { timeout: ANSWER_MS, agent: false }, (response) => {
      text(response).then(
        (body) => resolve(decodeJson(Health, body)?.pid),
        () => resolve(undefined),
      );
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
  });
}
