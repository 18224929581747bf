import type { Runtime } from "@nomous/protocol";
import { createPairingLink } from "@nomous/server";

export interface Link {
  /** `http://127.0.0.1:4747/#pair=<secret>`: the part behind # never leaves the browser. */
  readonly link: string;
  readonly secret: string;
  /** Wall clock, milliseconds. */
  readonly expiresAt: number;
}

/** A new one-time link to the bridge at `url`, whether or not it runs now. */
export async function createLink(runtime: Runtime, state: string, url: string): Promise<Link> {
  const { secret, expiresAt } = await createPairingLink(state, runtime);
  return { link: `${url}/#pair=${secret}`, secret, expiresAt };
}

export const urlOfPort = (port: number): string => `http://127.0.0.1:${port}`;
