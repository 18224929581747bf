// The real `nomous serve` in a process of its own, on a port that stays the same through its deaths.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MAIN = new URL("../../apps/cli/src/main.ts", import.meta.url).pathname;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export class Bridge {
  readonly url: string;
  readonly #port: number;
  readonly #workspace: string;
  #child: ChildProcess | undefined;
  /** A fresh pairing link, made at each start. */
  link = "";

  constructor(port: number, workspace: string) {
    this.#port = port;
    this.#workspace = workspace;
    this.url = `http://127.0.0.1:${port}`;
  }

  get secret(): string {
    return new URLSearchParams(new URL(this.link).hash.slice(1)).get("pair") ?? "";
  }

  async start(): Promise<void> {
    const args = [MAIN, "serve", "--json", "--port", String(this.#port), "--workspace", this.#workspace];
    const env = { ...process.env, XDG_STATE_HOME: join(this.#workspace, "state"), NO_COLOR: "1" };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    let complaint = "";
    child.stderr?.on("data", (data: Buffer) => (complaint += data.toString()));
    const lines = createInterface(child.stdout);
    const line = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => reject(new Error(`nomous serve ended with ${code}: ${complaint}`)));
    });
    child.removeAllListeners("exit");
    this.link = (JSON.parse(line) as { link: string }).link;
  }

  /** Ends it and waits until it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}
