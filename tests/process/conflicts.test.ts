// Edits that were made apart, as a person at the command line meets them: those of two clients of a bridge, and those that came with the repository.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { LiveDocument } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type KnownConflict, mirrorConflicts } from "../../packages/lab/src/documents.ts";
import { Desk, type Result } from "../support/desk.ts";
import { runHere } from "../support/run-here.ts";

const PATH = "docs/a.md";
const TEXT = "# A\n\n## Goals\n\nLogs are read every day.\n\nNobody waits.\n";

let desk: Desk;
let root: string;
beforeEach(() => {
  desk = new Desk();
  root = desk.path("w");
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "nomous.yaml"), "rules: {}\n");
  write(TEXT);
});
afterEach(() => desk.end());

const write = (text: string): void => writeFileSync(join(root, PATH), text);
const read = (): string => readFileSync(join(root, PATH), "utf8");
const environment = (): NodeJS.ProcessEnv => ({
  HOME: desk.path("home"),
  XDG_STATE_HOME: desk.path("state"),
  XDG_CONFIG_HOME: desk.path("config"),
  NOMOUS_SERVERS: "",
});
const nomous = (...args: string[]): Promise<Result> => runHere(args, root, environment());
const reviewLines = (): Record<string, unknown>[] => {
  const folder = join(root, ".nomous/reviews");
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
};

const AT = 1_764_000_000_000;
const side = (person: string) => ({ actor: { person }, at: [AT, AT] as const, edits: 1 });
const known = (id: string, merged: string, base = "Logs are read every day.\n"): KnownConflict => ({
  conflict: {
    conflict: `0199c1d2-7a3b-7c4d-8e5f-${id}`,
    kind: "overlap",
    section: "Goals",
    line: 2,
    base,
    mine: "Logs are read every morning.\n",
    theirs: "",
    merged,
    who: { mine: [side("Ada")], theirs: [side("Ben")] },
  },
  at: AT,
  resolutions: [],
});
const commitConflicts = (...all: KnownConflict[]): Promise<void> =>
  mirrorConflicts({ root, name: "w" }, PATH, all, { pause: (ms) => pause(ms) });

test("a conflict that came with the repository is listed, told by the checks, and decided where no bridge knows it", async () => {
  expect(await nomous("conflicts")).toMatchObject({ exit: 0, out: "No conflict is open.\n" });
  write(TEXT.replace("day", "morningweek"));
  await commitConflicts(
    known("aaaa11112222", "Logs are read every morningweek.\n"),
    known("aaaa33332222", "Nobody waits.\n", "Somebody waits.\n"),
  );
  const listed = await nomous("conflicts", PATH);
  expect(listed.exit).toBe(1);
  expect(listed.out).toContain(`${PATH}:5  1  open  in "Goals": both changed the same words (11112222)\n`);
  expect(listed.out).toContain("\n  mine  Ada, 1 edit, 2025-11-24 ");
  expect(listed.out).toContain("\n      Logs are read every [-day-]{+morning+}.\n");
  expect(listed.out).toMatch(
    /\n2 conflicts are open\. Decide in the browser, or: nomous conflicts resolve docs\/a\.md 1 /,
  );
  const checked = await nomous("check");
  expect(checked.out).toContain(`${PATH}:5:1  ✖ error  lifecycle.open-conflict`);
  expect((await nomous("gate")).out).toContain(
    `✖ conflicts  2 are open\n    ${PATH}:5:1  Edits of Ada and of Ben met in "Goals"`,
  );

  expect(await nomous("conflicts", "resolve", PATH, "1")).toMatchObject({ exit: 2 });
  expect(await nomous("conflicts", "resolve", PATH, "2222", "--keep", "mine")).toMatchObject({
    exit: 2,
    err: expect.stringContaining(`"2222" may be 2 conflicts of ${PATH}.`) as string,
  });
  expect(await nomous("conflicts", "resolve", PATH, "11112222", "--keep", "mine")).toMatchObject({
    exit: 0,
    out: `${PATH}: conflict 1 is decided: the document has mine.\n`,
  });
  expect(read()).toBe(TEXT.replace("day", "morning"));
  expect(await nomous("conflicts", "resolve", PATH, "1", "--keep", "theirs")).toMatchObject({
    exit: 1,
    out: expect.stringMatching(
      /^docs\/a\.md: conflict 1 was decided before: .* took mine, .* the text stays\.\n$/,
    ) as string,
  });
  writeFileSync(desk.path("own.md"), "All wait.\r\n");
  await nomous("conflicts", "resolve", PATH, "2", "--text", desk.path("own.md"));
  expect(read()).toBe(TEXT.replace("day", "morning").replace("Nobody waits", "All wait"));
  expect(await nomous("conflicts")).toMatchObject({ exit: 0, out: "No conflict is open.\n" });
  expect(reviewLines()).toHaveLength(5);

  // Moved while no bridge ran, a document takes its conflicts along by their ids.
  await commitConflicts(known("aaaa44442222", "All wait.\n"));
  renameSync(join(root, PATH), join(root, "docs/b.md"));
  expect((await nomous("gate")).out).toContain(":6:1  Edits of docs/a.md met that nobody has decided between");
  expect(await nomous("conflicts", "resolve", "docs/b.md", "44442222", "--keep", "theirs")).toMatchObject({ exit: 0 });
  expect(readFileSync(join(root, "docs/b.md"), "utf8")).not.toContain("wait");
  expect(await nomous("conflicts")).toMatchObject({ exit: 0 });
});

const isSaved = ({ view }: LiveDocument): Promise<void> =>
  new Promise((resolve) => {
    const stop = view.subscribe(look);
    function look(): void {
      const { status, saving } = view.current();
      if (status !== "live" || saving.waiting > 0) return;
      stop();
      resolve();
    }
    look();
  });

test("edits that two clients made while the bridge was away are a conflict, which the command line shows and decides", async () => {
  const { bridge, client } = await desk.connect(root);
  const other = await openNodeClient({
    url: (await nomous("link", "--json")).out.match(/http[^"]+/)?.[0] ?? bridge.link,
  });
  const lives = [await client.openDocument(PATH), await other.openDocument(PATH)] as const;
  await Promise.all(lives.map(isSaved));
  bridge.child.kill("SIGTERM");
  await bridge.result;
  const at = TEXT.indexOf("every day");
  await lives[0].edit([{ from: at, to: at + 9, insert: "every morning" }]);
  await lives[1].edit([{ from: at, to: at + 9, insert: "on Fridays" }]);
  await desk.serve(root, bridge.port);
  await Promise.all(lives.map(isSaved));
  let listed = await nomous("conflicts");
  for (let i = 0; i < 100 && listed.exit === 0; i += 1) {
    await pause(100);
    listed = await nomous("conflicts");
  }
  expect(listed.out).toMatch(/^docs\/a\.md:5 {2}1 {2}open {2}in "Goals": both changed the same words \(/);
  expect(listed.out).toContain("{+morning+}");
  expect(listed.out).toContain("Fridays+}");
  const [{ conflict, place } = { conflict: undefined, place: null }] = lives[0].view.current().conflicts;
  expect(place).not.toBeNull();
  expect(await nomous("conflicts", "resolve", PATH, "1", "--keep", "theirs", "--json")).toMatchObject({ exit: 0 });
  expect((await nomous("conflicts", "resolve", PATH, "1", "--keep", "mine")).out).toContain("was decided before: ");
  const { status } = await lives[1].resolve(conflict?.conflict ?? ("" as never), "own", "Never.");
  expect(status).toBe("applied");
  await expect.poll(read, { timeout: 10_000 }).toBe(TEXT.replace("Logs are read every day.", conflict?.theirs ?? ""));
  await expect
    .poll(() => (reviewLines().at(-1)?.["second"] as unknown[] | undefined)?.length, { timeout: 10_000 })
    .toBe(2);
  expect(await nomous("conflicts")).toMatchObject({ exit: 0 });
  await other.close();
});
