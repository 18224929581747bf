// The workspace and the bridge before it: written once, copied for each round, so that every round begins with files that nobody has opened.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Client, systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { createPairingLink } from "@nomous/server";
import { type Bridge, Desk } from "../../tests/support/desk.ts";
import { type MadeConversation, writeHistory } from "./history.ts";
import { type MadeDocument, TextMaker } from "./texts.ts";

export interface Amounts {
  readonly documents: number;
  readonly conversations: number;
  /** In all. */
  readonly turns: number;
}

export interface Made {
  readonly folder: string;
  readonly documents: readonly MadeDocument[];
  readonly conversations: readonly MadeConversation[];
  /** All texts, as UTF-8. */
  readonly bytes: number;
}

/** A repository of Markdown with a year of conversations beside it. */
export async function makeWorkspace(
  folder: string,
  { documents: count, conversations, turns }: Amounts,
): Promise<Made> {
  const texts = new TextMaker(7);
  const documents = Array.from({ length: count }, (_, n) => texts.document(n));
  for (const { path, text } of documents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-C", folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args]);
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", "Documents");
  const made = await writeHistory(join(folder, ".nomous"), texts, { conversations, turns });
  const all = [...documents, ...made.flatMap((conversation) => conversation.turns)];
  return {
    folder,
    documents,
    conversations: made,
    bytes: all.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
  };
}

/** A bridge on a copy of a workspace; it can go and come back on its port. */
export class Place {
  readonly workspace: string;
  readonly #desk = new Desk();
  #bridge: Bridge | undefined;
  #port = 0;

  private constructor(made: Made) {
    this.workspace = this.#desk.path("workspace");
    cpSync(made.folder, this.workspace, { recursive: true });
  }

  static async open(made: Made): Promise<Place> {
    const place = new Place(made);
    await place.start();
    return place;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** An address with a secret that is good once. */
  async newLink(): Promise<string> {
    const { secret } = await createPairingLink(join(this.workspace, ".nomous"), systemRuntime);
    return `${this.url}/#pair=${secret}`;
  }

  /** With a program at the bridge that keeps nothing. */
  async withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await openNodeClient({ url: await this.newLink() });
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  async start(): Promise<void> {
    this.#bridge = await this.#desk.serve(this.workspace, this.#port);
    this.#port = this.#bridge.port;
  }

  async stop(): Promise<void> {
    this.#bridge?.child.kill("SIGTERM");
    await this.#bridge?.result;
    this.#bridge = undefined;
  }

  end(): Promise<void> {
    return this.#desk.end();
  }
}
