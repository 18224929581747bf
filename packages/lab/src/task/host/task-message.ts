// What the program and the process that runs one command of a task tell each other. What the command prints is not among it: the command writes
// into the pipe that the process itself was given, so that both of its outputs come in the order in which they were written.

export interface CommandRequest {
  readonly type: "run";
  /** No shell: the first is a program's path. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** By this the processes that it starts are known, also those that leave its process group. */
  readonly mark: string;
  readonly timeoutMs: number;
}

export type CommandCall = CommandRequest | { readonly type: "kill" };

export interface CommandEnd {
  /** Why it could not be started; null when it was. */
  readonly notStarted: string | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly isTimedOut: boolean;
  readonly durationMs: number;
}

export type CommandReply = { readonly type: "ready" } | { readonly type: "ended"; readonly end: CommandEnd };
