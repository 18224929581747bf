// Runs the real command line in a folder of its own. Everything it starts is ended by its process id.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Client } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { endStuckProgram, runWarm } from "./warm-program.ts";

const MAIN = join(import.meta.dirname, "../../apps/cli/src/main.ts");

export interface Result {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly said: { out: string; err: string };
  readonly result: Promise<Result>;
  /** Resolves once stdout holds `text`. */
  saw(text: string): Promise<void>;
}

export interface Bridge extends Running {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly workspace: string;
  readonly link: string;
}

export interface StartOptions {
  /** What is piped in; without it, stdin is /dev/null. */
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Another user, where the test may choose. */
  readonly uid?: number;
}

export interface ServeOptions extends StartOptions {
  /** Options of `nomous serve`. */
  readonly serveOptions?: readonly string[];
}

export interface Connected {
  readonly bridge: Bridge;
  readonly client: Client;
}

/** A folder to work in, with state of its own; `end` stops what was started in it and removes it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "nomous-cli-"));
  readonly #children: ChildProcess[] = [];
  readonly #clients: Client[] = [];

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** A folder to serve, which says one thing that can be searched for. */
  portsFolder(): string {
    const folder = this.path("a folder");
    mkdirSync(folder);
    writeFileSync(join(folder, "ports.md"), "# Ports\n\nThe zanzibar relay listens on 7070.\n");
    return folder;
  }

  /** Nothing of the person who runs the tests: no settings, no models, no model servers. */
  #home(): NodeJS.ProcessEnv {
    return {
      HOME: this.path("home"),
      XDG_STATE_HOME: this.path("state"),
      XDG_CONFIG_HOME: this.path("config"),
      XDG_DATA_HOME: this.path("data"),
      XDG_CACHE_HOME: this.path("cache"),
      NOMOUS_SERVERS: "",
    };
  }

  #environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { ...process.env, ...this.#home(), NO_COLOR: "1", SSH_CONNECTION: undefined, ...more };
  }

  start(args: readonly string[], { input, cwd = this.folder, env, uid }: StartOptions = {}): Running {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: this.#environment(env),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      ...(uid !== undefined && { uid }),
    });
    this.#children.push(child);
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    return follow(child);
  }

  run(args: readonly string[], options?: StartOptions): Promise<Result> {
    return this.start(args, options).result;
  }

  /** As `run`, in a process that has loaded the program already; of those one command runs at a time. */
  runWarm(
    args: readonly string[],
    { cwd = this.folder, env }: Pick<StartOptions, "cwd" | "env"> = {},
  ): Promise<Result> {
    const given = Object.entries(this.#environment(env)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return runWarm({ args, cwd, env: Object.fromEntries(given) as Record<string, string> });
  }

  /** `nomous serve --json`, once it listens; on any port, or on the one that an earlier bridge had. */
  async serve(workspace: string, port = 0, { serveOptions = [], ...options }: ServeOptions = {}): Promise<Bridge> {
    const args = ["serve", "--json", "--workspace", workspace, "--port", String(port), ...serveOptions];
    const running = this.start(args, options);
    await running.saw("\n");
    return { ...running, ...(JSON.parse(running.said.out) as Omit<Bridge, keyof Running>) };
  }

  /** A bridge on any port, with a program that uses the SDK. */
  async connect(workspace: string, options?: ServeOptions): Promise<Connected> {
    const bridge = await this.serve(workspace, 0, options);
    const client = await openNodeClient({ url: bridge.link });
    this.#clients.push(client);
    return { bridge, client };
  }

  /** Kills what still runs, and waits until it is gone. */
  async stop(): Promise<void> {
    const running = this.#children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const gone = running.map((child) => once(child, "exit"));
    for (const child of running) child.kill("SIGKILL");
    await Promise.all(gone);
  }

  async end(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.stop();
    await endStuckProgram();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function follow(child: ChildProcess): Running {
  const said = { out: "", err: "" };
  const waiting = new Set<() => void>();
  const hear = (key: "out" | "err") => (text: string) => {
    said[key] += text;
    for (const look of waiting) look();
  };
  child.stdout?.setEncoding("utf8").on("data", hear("out"));
  child.stderr?.setEncoding("utf8").on("data", hear("err"));
  const result = new Promise<Result>((resolve) => {
    child.on("close", (exit) => resolve({ exit, ...said }));
  });
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!said.out.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void result.then(({ exit, err }) => reject(new Error(`ended with ${exit} before it said ${text}: ${err}`)));
    });
  return { child, said, result, saw };
}
