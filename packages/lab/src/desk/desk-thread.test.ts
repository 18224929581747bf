import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { readReviews } from "../review/review-file.ts";
import { DeskError } from "./desk-error.ts";
import { DeskThread } from "./desk-thread.ts";
import { openDesk } from "./open-desk.ts";
import { Overviews } from "./overviews.ts";

const now = { date: "2026-11-28", iso: "2026-11-28T21:10:04+01:00" };
const NOTE_TYPE =
  "type: note\ntitle: Note\npurpose: Remember.\nfolder: notes\nmetadata: front-matter\nfields:\n  - { key: status, required: true, guidance: The state. }\nstates:\n  - { name: draft, label: Draft, stage: draft, next: [approved] }\n  - { name: approved, label: Approved, stage: approved, next: [], approval: true }\nparts:\n  - { heading: Summary, guidance: Say it in one sentence. }\n";
const NOTE =
  "---\nnomous: note\nstatus: draft\ndate: 2026-11-28\nauthor: Ada\n---\n\n# Cursors\n\n## Summary\n\nA cursor is one number, counted from 1.\n";

interface Fixture extends AsyncDisposable {
  readonly folder: FolderFixture;
  readonly desk: DeskThread;
  readonly list: () => ReturnType<DeskThread["list"]>;
  /** Lets the pauses of a length be over, and says how many there were. */
  readonly endPauses: (ms: number) => number;
}

const GONE = "0123456789abcdef0123456789abcdef01234567";
const IDLE_MS = 300_000;
const LOOK_MS = 3_000;

async function deskIn(files: Readonly<Record<string, string>> = {}): Promise<Fixture> {
  const folder = await makeFolder({ "nomous.yaml": "types: [note.yaml]\n", "note.yaml": NOTE_TYPE, ...files });
  let pauses: { readonly ms: number; readonly end: () => void; readonly signal: AbortSignal | undefined }[] = [];
  const desk = new DeskThread({
    workspace: { root: folder.root, name: "w" },
    now: () => now,
    pause: (ms, signal) =>
      new Promise((resolve) => {
        pauses.push({ ms, end: resolve, signal });
        signal?.addEventListener("abort", () => resolve(), { once: true });
      }),
  });
  return {
    folder,
    desk,
    list: () => desk.list(new AbortController().signal),
    endPauses(ms) {
      const over = pauses.filter((one) => one.ms === ms && one.signal?.aborted !== true);
      pauses = pauses.filter((one) => one.ms !== ms);
      for (const { end } of over) end();
      return over.length;
    },
    async [Symbol.asyncDispose]() {
      await desk.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

let threads: Worker[] = [];
const onWorker = (worker: Worker): void => void threads.push(worker);
beforeEach(() => {
  threads = [];
  process.on("worker", onWorker);
});
afterEach(() => void process.off("worker", onWorker));

const ended = (worker: Worker | undefined): Promise<void> =>
  new Promise((resolve) => worker?.once("exit", () => resolve()));

test("nobody who asks nothing has a thread; the first question starts it, and the next ones have the same", async () => {
  await using fixture = await deskIn({ "notes/a.md": NOTE });
  const { desk, list } = fixture;
  desk.watch(() => undefined)();
  expect(threads).toHaveLength(0);
  const [{ documents }, settings, survey] = await Promise.all([
    list(),
    desk.settings(),
    desk.survey({ path: "notes/a.md", paths: ["note.yaml", "gone.md"], commits: [] }),
  ]);
  expect(documents.map(({ path, type, title }) => [path, type, title])).toEqual([["notes/a.md", "note", "Cursors"]]);
  expect(settings.types.map(({ name }) => name)).toContain("note");
  expect(survey).toMatchObject({ kinds: { "note.yaml": "file", "gone.md": "missing" }, approval: "none" });
  expect(threads).toHaveLength(1);
});

test("what cannot be done as it was asked keeps its words and its remedy on the way between the threads", async () => {
  await using fixture = await deskIn();
  const { desk, folder } = fixture;
  const refused = desk.move("notes/a.md", NOTE, "aproved");
  await expect(refused).rejects.toBeInstanceOf(DeskError);
  await expect(refused).rejects.toMatchObject({
    message: 'A note has no state "aproved". Did you mean approved?',
    remedy: "There is: draft, approved.",
  });
  await folder.write("nomous.yaml", "rulez: {}\n");
  await expect(desk.move("notes/a.md", NOTE, "approved")).rejects.toThrow("The settings cannot be used.");
  const { unchecked } = await fixture.list();
  expect(unchecked.map(({ path }) => path)).toEqual(["nomous.yaml"]);
});

test("whoever gives up a list is answered at once, and short questions do not wait for it", async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`notes/${i}.md`, NOTE.repeat(40)]));
  await using fixture = await deskIn(many);
  const { desk, list } = fixture;
  await desk.settings();
  const work = new AbortController();
  const order: string[] = [];
  const given = desk.list(work.signal).catch((error: unknown) => order.push(String(error)));
  const second = list().then(() => order.push("list"));
  await desk.settings().then(() => order.push("settings"));
  work.abort("given up");
  await given;
  await second;
  expect(order).toEqual(["settings", "given up", "list"]);
  await expect(desk.list(AbortSignal.abort("before"))).rejects.toBe("before");
});

test("what is under way when the thread dies or the desk is closed fails; a dead thread is replaced, a closed desk is not", async () => {
  await using fixture = await deskIn({ "notes/a.md": NOTE });
  const { desk, list } = fixture;
  await desk.settings();
  const failed = list().catch(String);
  await threads[0]?.terminate();
  expect(await failed).toContain("has ended");
  expect((await list()).documents).toHaveLength(1);
  expect(threads).toHaveLength(2);
  const closed = list().catch(String);
  await desk.close();
  expect(await closed).toContain("has ended");
  await expect(list()).rejects.toThrow("closed");
});

test("the thread ends when nobody has asked for some time, and the one after it knows what it found out", async () => {
  await using fixture = await deskIn({ "notes/a.md": NOTE.replace("date:", `commit: ${GONE}\ndate:`) });
  const { desk, list, endPauses, folder } = fixture;
  const before = await list();
  await desk.settings();
  const end = ended(threads[0]);
  // Of the two pauses, the first was cut short by the second question.
  expect(endPauses(IDLE_MS)).toBe(1);
  await end;
  // Whoever looks anew misses the commit now.
  folder.git(["init", "-q"]);
  folder.git(["commit", "-q", "--allow-empty", "-m", "one"]);
  const workspace = { root: folder.root, name: "w" };
  const { workbench } = await openDesk(workspace, now.date);
  const anew = await new Overviews(workspace).list(workbench, new AbortController().signal);
  const after = await list();
  expect(after.documents).toEqual(before.documents);
  expect(anew.documents[0]?.problems).not.toEqual(before.documents[0]?.problems);
  expect(threads).toHaveLength(2);
});

test("an approval is signed when its caller says so, and whoever watches is told, also while no thread is there", async () => {
  await using fixture = await deskIn({ "notes/a.md": NOTE });
  const { desk, list, endPauses, folder } = fixture;
  let told = 0;
  const stop = desk.watch(() => void (told += 1));
  expect(endPauses(LOOK_MS)).toBe(0);
  await list();
  const reviews = async () => (await readReviews({ root: folder.root, name: "w" }, "notes/a.md")).reviews;
  const moved = await desk.move("notes/a.md", NOTE, "approved");
  expect([moved.status, await reviews()]).toEqual(["changed", []]);
  const end = ended(threads[0]);
  endPauses(IDLE_MS);
  await end;
  if (moved.status === "changed") await moved.sign();
  expect(await reviews()).toMatchObject([{ state: "approved", at: now.iso }]);
  await expect.poll(() => [endPauses(LOOK_MS), told].at(-1), { interval: 2 }).toBe(1);
  expect(threads).toHaveLength(1);
  stop();
});

test("an approval that is not enough is written down at once, and told: the text stays as it is", async () => {
  const files = { "notes/a.md": NOTE, "nomous.yaml": "types: [note.yaml]\napprovals: 2\n" };
  await using fixture = await deskIn(files);
  const { desk, folder } = fixture;
  const moved = await desk.move("notes/a.md", NOTE, "approved");
  expect(moved).toEqual({
    status: "refused",
    message: "notes/a.md has 1 of 2 approvals; it stays Draft until one more person approves it.",
    obstacles: [],
    isApproval: true,
  });
  expect((await readReviews({ root: folder.root, name: "w" }, "notes/a.md")).approvals).toHaveLength(1);
});
