// The real `nomous serve`, on a port that stays the same through its deaths.
import type { Bridge as Running, Desk } from "../support/desk.ts";

export class Bridge {
  readonly #desk: Desk;
  readonly #workspace: string;
  readonly #options: readonly string[];
  #running: Running | undefined;
  /** 0 until the first start has found one. */
  #port = 0;

  constructor(desk: Desk, workspace: string, options: readonly string[]) {
    this.#desk = desk;
    this.#workspace = workspace;
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Of the link that the last start has printed. */
  get secret(): string {
    return new URLSearchParams(new URL(this.#running?.link ?? this.url).hash.slice(1)).get("pair") ?? "";
  }

  async start(): Promise<void> {
    this.#running = await this.#desk.serve(this.#workspace, this.#port, {
      cwd: this.#workspace,
      serveOptions: this.#options,
    });
    this.#port = this.#running.port;
  }

  /** Ends it and waits until it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    this.#running?.child.kill(signal);
    await this.#running?.result;
    this.#running = undefined;
  }
}
