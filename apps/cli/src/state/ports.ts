// Which port is whose. The browser files what it keeps under the origin, port included, so a workspace has one port for
// good. A claim is a file named for the port that holds the folder: making one is atomic, so two first starts at once
// get two ports.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

const FIRST_PORT = 4747;

export class Ports {
  readonly #folder: string;

  /** `folder` need not exist. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The port of this workspace, if it has one. */
  of(workspace: string): number | undefined {
    return this.#claims().find((claim) => claim.workspace === workspace)?.port;
  }

  /** The workspace that a port belongs to. */
  owner(port: number): string | undefined {
    return this.#claims().find((claim) => claim.port === port)?.workspace;
  }

  /** The port of this workspace; the first time, the lowest that no other workspace has. */
  remembered(workspace: string): number {
    const known = this.of(workspace);
    if (known !== undefined) return known;
    const taken = new Set(this.#claims().map((claim) => claim.port));
    let port = FIRST_PORT;
    while (taken.has(port) || !this.#claim(port, workspace)) port += 1;
    return port;
  }

  /** Throws when `port` belongs to another folder that is still there. */
  assertFree(workspace: string, port: number): void {
    const owner = this.owner(port);
    if (owner === undefined || owner === workspace || !existsSync(owner)) return;
    throw new CliError(
      EXIT.unavailable,
      `Port ${port} is the port of ${owner}.`,
      "A browser keeps its data by port, so each workspace has its own: choose another number.",
    );
  }

  /** Makes `port` the port of this workspace instead of the one it had. */
  choose(workspace: string, port: number): void {
    if (this.of(workspace) === port) return;
    this.assertFree(workspace, port);
    rmSync(this.#file(port), { force: true });
    if (!this.#claim(port, workspace)) return this.choose(workspace, port);
    for (const claim of this.#claims())
      if (claim.workspace === workspace && claim.port !== port) rmSync(this.#file(claim.port), { force: true });
  }

  #file(port: number): string {
    return join(this.#folder, String(port));
  }

  /** False when somebody else has it. */
  #claim(port: number, workspace: string): boolean {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(this.#file(port), `${workspace}\n`, { flag: "wx", mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }

  #claims(): { port: number; workspace: string }[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ port: Number(name), workspace: readFileSync(join(this.#folder, name), "utf8").trimEnd() }))
      .toSorted((a, b) => a.port - b.port);
  }
}
