// A small product with documents and code that use the same words, and questions as people ask them. Each names the places that
// answer it: one of them has to be among the first three.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { LiveIndex } from "./live-index.ts";

const CORPUS: Readonly<Record<string, string>> = {
  "README.md": `# Lantern

Lantern keeps notes in step between machines on one network. Nothing leaves the network.

## Install

Download the archive for your system and unpack it. There is no installer.

## Start

Run \`lantern serve\`. It prints the address. Stop it with Ctrl-C.

## Where your notes are

Notes are plain Markdown files in the folder that you chose. History is in \`.lantern/\`.

## Uninstall

Delete the program and the folder \`.lantern/\`. Your notes stay.
`,
  "docs/sync.md": `# Synchronisation

## How two machines find each other

Each machine announces itself by multicast every five seconds. A machine that was silent for twenty seconds is taken for gone.

## Conflicts

When two people change the same paragraph, both versions are kept and shown side by side. The last writer never wins silently.

## What happens without a network

Changes are written to the journal first. When the network is back, the journal is replayed from the last acknowledged entry.

## Large files

Attachments above 20 MB are not synchronised. They are listed with a warning.
`,
  "docs/security.md": `# Security

## Pairing

A new machine shows six digits. Type them on a machine that is paired already. The digits are valid for two minutes.

## Encryption

Traffic is encrypted with the Noise protocol. Keys never leave the machine.

## What is not protected

Notes are not encrypted on disk. Use the encryption of your system.
`,
  "docs/faq.md": `# Questions

### Can I use it from my phone?

There is no app. The web page works in the browser of a phone on the same network.

### How much does it cost?

Nothing. The licence is MIT.

### Why is the fan running?

The first scan of a large folder reads every file once. It ends after some minutes.
`,
  "src/server/choose-port.ts": `// The port is remembered for each folder, so that bookmarks stay right.
import { createServer } from "node:net";

export const DEFAULT_PORT = 7373;

/** The remembered port of a folder, the default one, or one that is free. */
export async function choosePort(folder: string, remembered: Map<string, number>): Promise<number> {
  const port = remembered.get(folder) ?? DEFAULT_PORT;
  if (await isFree(port)) return port;
  throw new Error(\`Port \${port} is in use. Stop the other program or name another port.\`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => probe.once("error", () => resolve(false)).listen(port, () => probe.close(() => resolve(true))));
}
`,
  "src/server/choose-port.test.ts": `import { choosePort } from "./choose-port";
test("the port is chosen and remembered for each folder", async () => {
  expect(await choosePort("a", new Map([["a", 9000]]))).toBe(9000);
});
test("a port in use is an error", async () => {
  await expect(choosePort("a", new Map())).rejects.toThrow("in use");
});
`,
  "src/journal/journal.ts": `/** What was changed here and not yet acknowledged by the others. */
export class Journal {
  private entries: Entry[] = [];

  /** Writes an entry and waits until it is on the disk. */
  async append(entry: Entry): Promise<void> {
    this.entries.push(entry);
    await this.file.sync();
  }

  /** Sends again what was not acknowledged. */
  async *replay(since: number): AsyncIterable<Entry> {
    for (const entry of this.entries) if (entry.number > since) yield entry;
  }

  /** Forgets entries that everybody has. */
  compact(acknowledged: number): void {
    this.entries = this.entries.filter(({ number }) => number > acknowledged);
  }
}
`,
  "src/journal/retry_policy.py": `MAX_ATTEMPTS = 8


def retry_delay(attempt, random):
    """Seconds to wait before the next attempt: doubles each time, with jitter."""
    return min(60, 2 ** attempt) * (0.5 + random())


def should_give_up(attempt):
    return attempt >= MAX_ATTEMPTS
`,
  "src/peers/multicast.ts": `const ANNOUNCE_EVERY_MS = 5_000;
const GONE_AFTER_MS = 20_000;

export function startAnnouncing(socket: Socket, self: Peer): () => void {
  const timer = setInterval(() => socket.send(encodePeer(self)), ANNOUNCE_EVERY_MS);
  return () => clearInterval(timer);
}

export function removeSilentPeers(peers: Map<string, Peer>, now: number): void {
  for (const [id, peer] of peers) if (now - peer.lastSeen > GONE_AFTER_MS) peers.delete(id);
}
`,
  "src/web/note-list.tsx": `/** The list of notes on the left; typing filters it. */
export function NoteList({ notes, onOpen }: NoteListProps) {
  const [filter, setFilter] = useState("");
  const shown = notes.filter((note) => note.title.includes(filter));
  return <ul>{shown.map((note) => <li key={note.id} onClick={() => onOpen(note)}>{note.title}</li>)}</ul>;
}
`,
  "src/web/theme.css": `:root {
  --background: white;
  --text: black;
}

@media (prefers-color-scheme: dark) {
  :root {
    --background: black;
    --text: white;
  }
}
`,
  "config/limits.yaml": `# Sizes in bytes.
attachment_max_bytes: 20971520
note_max_bytes: 1048576

# Connections that may be open at once.
peers_max: 32
`,
  "CHANGELOG.txt": `1.2.0
Paired machines are remembered after an update.

1.1.0
The port is chosen once for each folder. Dark mode.

1.0.0
First version.
`,
};

const QUESTIONS: readonly (readonly [question: string, ...answers: string[]])[] = [
  ["where is the port chosen?", "src/server/choose-port.ts"],
  ["How do I install it?", "README.md"],
  ["How do I start and stop it?", "README.md"],
  ["how does pairing work", "docs/security.md"],
  ["what happens when two people edit the same paragraph?", "docs/sync.md"],
  ["how long do we wait before retrying", "src/journal/retry_policy.py"],
  ["retryDelay", "src/journal/retry_policy.py"],
  ["Is there a phone app?", "docs/faq.md"],
  ["what is the maximum size of an attachment", "config/limits.yaml", "docs/sync.md"],
  ["when is a machine considered gone", "docs/sync.md", "src/peers/multicast.ts"],
  ["removing silent peers", "src/peers/multicast.ts"],
  ["where are my notes stored on disk", "README.md", "docs/security.md"],
  ["are notes encrypted?", "docs/security.md"],
  ["dark mode colors", "src/web/theme.css", "CHANGELOG.txt"],
  ["which component filters the list of notes", "src/web/note-list.tsx"],
  ["replay the journal after being offline", "docs/sync.md", "src/journal/journal.ts"],
  ["what does compact() forget", "src/journal/journal.ts"],
  ["what changed in 1.2.0", "CHANGELOG.txt"],
  ["limits.yaml peers", "config/limits.yaml"],
  ["note list component", "src/web/note-list.tsx"],
  ["error when the port is in use", "src/server/choose-port.ts"],
];

let folder: FolderFixture;
let index: LiveIndex;
beforeAll(async () => {
  folder = await makeFolder(CORPUS);
  index = new LiveIndex(folder.root, () => undefined);
});
afterAll(() => folder[Symbol.asyncDispose]());

test.each(QUESTIONS)("%s", async (question, ...answers) => {
  const first = (await index.search(question, 3, true)).map(({ path }) => path);
  expect(
    first.filter((path) => answers.includes(path)),
    `found ${first.join(", ")}`,
  ).not.toEqual([]);
});

test("most questions are answered by the very first place", async () => {
  const firsts = await Promise.all(
    QUESTIONS.map(async ([question]) => (await index.search(question, 1, true))[0]?.path ?? ""),
  );
  const right = QUESTIONS.filter(([, ...answers], i) => answers.includes(firsts[i] ?? ""));
  expect(right.length).toBeGreaterThanOrEqual(QUESTIONS.length - 3);
});

test.each([
  "recipe for chocolate cake",
  "who won the football game",
  "kubernetes ingress annotations",
  "asdf qwer zxcv",
])("%s: nothing is found", async (question) => {
  expect(await index.search(question, 3, true)).toEqual([]);
});
