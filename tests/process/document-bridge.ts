// The real bridge in the process of a test: its database and its files are in a folder on a real disk, and it can be stopped and started as
// often as a test likes. Who speaks to it does so over its socket.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Client, type LiveDocument, systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import type { FileTroubleCode } from "@nomous/protocol";
import { createPairingLink } from "@nomous/server";
import { pino } from "pino";
import { composeBridge, type ComposedBridge } from "../../apps/cli/src/compose/compose-bridge.ts";
import { openWorkspaceFolder } from "../../apps/cli/src/state/workspace-folder.ts";
import { DocumentPeer } from "./document-peer.ts";
import { makeKey } from "./raw-socket.ts";

const LATE_MS = 20_000;

export class DocumentBridge {
  /** Of everything that the test makes. */
  readonly folder = mkdtempSync(join(tmpdir(), "nomous-documents-"));
  readonly workspace = join(this.folder, "harbor");
  /** What the bridge logged as a fault of its own. */
  readonly faults: string[] = [];
  readonly #clients: Client[] = [];
  readonly #peers: DocumentPeer[] = [];
  #bridge: ComposedBridge | undefined;
  #port = 0;

  /** `prepare` is called with the folder there and no bridge in it yet. */
  static async start(
    files: Readonly<Record<string, string>> = {},
    prepare: (bridge: DocumentBridge) => void = () => {},
  ): Promise<DocumentBridge> {
    const bridge = new DocumentBridge();
    mkdirSync(bridge.workspace);
    for (const [path, text] of Object.entries(files)) bridge.write(path, text);
    prepare(bridge);
    await bridge.start();
    return bridge;
  }

  path(path: string): string {
    return join(this.workspace, path);
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  /** Resolves once a file is this text. */
  async holds(path: string, text: string): Promise<void> {
    const late = performance.now() + LATE_MS;
    for (let now = this.read(path); now !== text; now = this.read(path)) {
      if (performance.now() > late) throw new Error(`${path} is another text: ${JSON.stringify(now.slice(0, 200))}`);
      await pause(20);
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the port that it had before. */
  async start(): Promise<void> {
    const logger = pino({ level: "error" }, { write: (line: string) => void this.faults.push(line) });
    const composed = await composeBridge({
      runtime: systemRuntime,
      folder: await openWorkspaceFolder(this.workspace),
      port: this.#port,
      build: "test",
      env: { HOME: this.folder, XDG_STATE_HOME: this.folder, NOMOUS_SERVERS: "" },
      models: {},
      openLog: () => logger,
    });
    if (composed.status !== "started") throw composed.error;
    this.#bridge = composed;
    this.#port = composed.port;
  }

  async stop(): Promise<void> {
    await this.#bridge?.close();
    this.#bridge = undefined;
  }

  /** Another person's program, which speaks as the SDK does. */
  async client(): Promise<Client> {
    const client = await openNodeClient({ url: this.url, pairing: await this.#secret() });
    this.#clients.push(client);
    return client;
  }

  /** Another person's program, which speaks the wire by hand. */
  async peer(key = makeKey(), isKnown = false): Promise<DocumentPeer> {
    const peer = await DocumentPeer.enter(this.url, key, isKnown ? undefined : await this.#secret());
    this.#peers.push(peer);
    return peer;
  }

  async end(): Promise<void> {
    for (const peer of this.#peers) peer.raw.web.terminate();
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #secret(): Promise<string> {
    return (await createPairingLink(join(this.workspace, ".nomous"), systemRuntime)).secret;
  }
}

type DocumentView = ReturnType<LiveDocument["view"]["current"]>;

/** Resolves when a document's view is as it is wanted. */
export async function until(document: LiveDocument, isWanted: (view: DocumentView) => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = (): void => {
    if (isWanted(document.view.current())) resolve();
  };
  const stop = document.view.subscribe(look);
  const late = setTimeout(() => {
    const { text, people: _, doc: __, ...view } = document.view.current();
    reject(new Error(`not as wanted in time: ${JSON.stringify({ ...view, text: text.slice(0, 200) })}`));
  }, LATE_MS);
  look();
  try {
    await promise;
  } finally {
    stop();
    clearTimeout(late);
  }
}

/** The client has all that the bridge has, and it is this text. */
export const shows = (document: LiveDocument, text: string): Promise<void> =>
  until(document, (view) => view.status === "live" && view.text === text);

/** The file has all that this client has. */
export const inFile = (document: LiveDocument): Promise<void> =>
  until(document, ({ file, seq }) => file?.status === "current" && file.seq >= seq);

export const troubled = (document: LiveDocument, code: FileTroubleCode): Promise<void> =>
  until(document, ({ file }) => file?.trouble?.code === code);

/** Types at the very beginning, and waits until that is saved. */
export async function type(document: LiveDocument, insert: string): Promise<void> {
  await document.edit([{ from: 0, to: 0, insert }]);
  await document.saved();
}
