import type { Runtime } from "@nomous/protocol";
import type { Console } from "./console.ts";

/** What every command is given. */
export interface Context {
  readonly runtime: Runtime;
  readonly console: Console;
  readonly env: NodeJS.ProcessEnv;
  /** Where the person is: paths on the command line count from here. */
  readonly cwd: string;
  /** The folder asked for, absolute; nobody has looked at it yet. */
  readonly workspace: string;
  /** A person named it; else commands that work on documents look for the nearest one. */
  readonly isWorkspaceNamed: boolean;
  /** One machine-readable document on stdout instead of words. */
  readonly json: boolean;
  /** Version of this build. */
  readonly build: string;
}
