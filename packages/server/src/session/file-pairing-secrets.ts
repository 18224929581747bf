// One-time links are files that only the user can read, so that `nomous link` can make one while no bridge runs, and for
// one that does. A file is named for the hash of its secret: who can list the folder learns no secret. Taking a link is
// removing its file, which succeeds for one process only.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, decodeJson, type Runtime } from "@nomous/protocol";
import * as z from "zod/mini";
import { randomToken } from "../random-token.ts";
import type { PairingSecrets } from "./pairing-secrets.ts";

/** A link is good for ten minutes (rule H8). */
const LINK_MS = 10 * 60_000;

const Link = z.object({ expiresAt: z.number() });
const FILE_NAME = /^[0-9a-f]{64}\.json$/;

const folderOf = (directory: string): string => join(directory, "links");
const fileOf = (directory: string, secret: string): string =>
  join(folderOf(directory), `${createHash("sha256").update(secret).digest("hex")}.json`);

/** A new one-time secret (base64url) and when it expires, wall clock in milliseconds. `directory` belongs to the workspace. */
export async function createPairingLink(
  directory: string,
  runtime: Runtime,
): Promise<{ readonly secret: string; readonly expiresAt: number }> {
  const secret = randomToken(runtime.random);
  const expiresAt = runtime.clock.now() + LINK_MS;
  await mkdir(folderOf(directory), { recursive: true, mode: 0o700 });
  await removeExpired(directory, runtime.clock);
  await writeFile(fileOf(directory, secret), JSON.stringify({ expiresAt }), { mode: 0o600, flag: "wx" });
  return { secret, expiresAt };
}

export function createFilePairingSecrets(directory: string, clock: Clock): PairingSecrets {
  return {
    async take(secret) {
      const file = fileOf(directory, secret);
      const expiresAt = await expiryOf(file);
      return (await isRemovedByUs(file)) && clock.now() < expiresAt;
    },
  };
}

async function removeExpired(directory: string, clock: Clock): Promise<void> {
  const names = await readdir(folderOf(directory));
  for (const name of names.filter((name) => FILE_NAME.test(name))) {
    const file = join(folderOf(directory), name);
    if ((await expiryOf(file)) <= clock.now()) await isRemovedByUs(file);
  }
}

/** When a link expires; 0, long ago, when there is none or it cannot be read. */
async function expiryOf(file: string): Promise<number> {
  try {
    return decodeJson(Link, await readFile(file, "utf8"))?.expiresAt ?? 0;
  } catch {
    return 0;
  }
}

async function isRemovedByUs(file: string): Promise<boolean> {
  try {
    await unlink(file);
    return true;
  } catch {
    return false;
  }
}
