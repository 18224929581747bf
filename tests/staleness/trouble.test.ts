// Repositories, locks and files that are not as one would like them to be: what can be told is told, and nothing is made up.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../../packages/lab/src/folder-fixture.ts";
import { note, Scene } from "./scene.ts";

const READER = "export function resumeAt(at: number): number {\n  return at + 1;\n}\n";
const CHANGED = READER.replace("+ 1", "+ 2");
const NOTE = note("A reader begins where it stopped, as `src/reader.ts#resumeAt` shows.");
const FILES = { "src/reader.ts": READER, "research/a.md": NOTE };

describe("a history that is not whole", () => {
  test("a shallow clone does not say since when a sentence stands, and with a lock it need not", async () => {
    await using scene = await Scene.open(FILES);
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    await using clone = await Scene.withoutGit({});
    clone.git("clone", "-q", "--depth=1", `file://${scene.root}`, ".");
    expect(await clone.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("--unshallow") as string },
    });
    await scene.reviewed(["research/a.md"]);
    scene.commit("Looked at");
    await scene.change("src/reader.ts", READER, "Back");
    clone.git("fetch", "-q", "--depth=1", "origin", "main");
    clone.git("reset", "-q", "--hard", "FETCH_HEAD");
    expect(await clone.target()).toMatchObject({ freshness: "needs-review", cause: { commit: null } });
    clone.git("fetch", "-q", "--unshallow");
    expect(await clone.target()).toMatchObject({ freshness: "needs-review", cause: { commit: { subject: "Back" } } });
  });

  test("a clone without the contents of old files makes nothing up", async () => {
    await using scene = await Scene.open(FILES);
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    await scene.change("research/a.md", `${NOTE}\nMore.\n`, "Words");
    scene.git("config", "uploadpack.allowFilter", "true");
    await using clone = await Scene.withoutGit({});
    clone.git("clone", "-q", "--filter=blob:none", `file://${scene.root}`, ".");
    expect(await clone.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("this clone does not have") as string },
    });
  });

  test("without a branch it says the same as on one", async () => {
    await using scene = await Scene.open(FILES);
    const commit = await scene.change("src/reader.ts", CHANGED, "Skip one");
    scene.git("checkout", "-q", "--detach");
    expect(await scene.target()).toMatchObject({ freshness: "needs-review", cause: { commit: { commit } } });
  });

  test("without a commit and without git nobody can tell, until somebody says that it holds", async () => {
    await using bare = await Scene.withoutGit(FILES);
    expect(await bare.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("no git") as string },
    });
    bare.git("init", "-q");
    expect(await bare.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("committed yet") as string },
    });
    await bare.reviewed(["research/a.md"]);
    expect(await bare.target()).toMatchObject({ freshness: "fresh", cause: null });
    await bare.write("src/reader.ts", CHANGED);
    expect(await bare.target()).toMatchObject({ freshness: "needs-review" });
  });

  test("what lies in a submodule has a history of its own", async () => {
    await using other = await Scene.open({ "a.ts": READER });
    await using scene = await Scene.open({
      "research/a.md": note("A reader begins there, as `lib/a.ts#resumeAt` shows."),
    });
    scene.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root, "lib");
    await scene.change("research/a.md", note("Another reader begins there, as `lib/a.ts#resumeAt` shows."), "With it");
    expect(await scene.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("is in lib, which is a repository") as string },
    });
  });
});

describe("a change that is not committed", () => {
  test.each([
    ["was edited", CHANGED, "needs-review", "`resumeAt` was edited and not committed"],
    ["was taken out", "export {};\n", "broken", "`resumeAt` was removed and not committed"],
    [
      "has another name",
      READER.replace("resumeAt", "beginAt"),
      "needs-review",
      "`resumeAt` is now called `beginAt`, and not committed",
    ],
  ] as const)("%s", async (_, text, freshness, cause) => {
    await using scene = await Scene.open(FILES);
    await scene.write("src/reader.ts", text);
    expect(await scene.target()).toMatchObject({ freshness, cause: { text: cause, commit: null } });
  });

  test("to another file is followed", async () => {
    await using scene = await Scene.open(FILES);
    scene.git("mv", "src/reader.ts", "src/cursor.ts");
    expect(await scene.target()).toMatchObject({ freshness: "fresh", movedTo: "src/cursor.ts#resumeAt" });
  });

  test("of the sentence itself means that its author looks at what is there", async () => {
    await using scene = await Scene.open(FILES);
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    await scene.write("research/a.md", NOTE.replace("begins", "goes on"));
    expect(await scene.target()).toMatchObject({ freshness: "fresh" });
  });
});

describe("a file", () => {
  test("that git checks out with other line ends is the same, and so is one that got a mark", async () => {
    await using scene = await Scene.open({
      ...FILES,
      "docs/b.txt": "one\ntwo\nthree\n",
      "research/b.md": note("The second is two, as `docs/b.txt:2` says."),
    });
    scene.git("config", "core.autocrlf", "true");
    scene.git("rm", "-q", "--cached", "-r", ".");
    scene.git("reset", "-q", "--hard");
    expect(await readFile(join(scene.root, "src/reader.ts"), "utf8")).toContain("\r\n");
    for (const path of ["research/a.md", "research/b.md"])
      expect(await scene.target(path)).toMatchObject({ freshness: "fresh", movedTo: null });
    scene.git("config", "core.autocrlf", "false");
    scene.git("reset", "-q", "--hard");
    await scene.change("src/reader.ts", `\uFEFF${READER}`, "A mark");
    expect(await scene.target()).toMatchObject({ freshness: "fresh" });
  });

  test("with an error in it is read as far as it can be", async () => {
    await using scene = await Scene.open({ ...FILES, "src/reader.ts": `${READER}\nconst broken = (;\n` });
    await scene.change("src/reader.ts", `${CHANGED}\nconst broken = (;\n`, "Skip one");
    expect(await scene.target()).toMatchObject({
      freshness: "needs-review",
      cause: { commit: { subject: "Skip one" } },
    });
    await scene.change("src/reader.ts", "function (((\n", "Worse");
    expect(await scene.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: expect.stringContaining("syntax error") as string },
    });
  });

  test("of a megabyte is read, one that is no text is not", { timeout: 60_000 }, async () => {
    const filler = Array.from(
      { length: 2_000 },
      (_, i) => `// ${"words ".repeat(80)}\nexport const value${i} = ${i} * 2;`,
    ).join("\n");
    await using scene = await Scene.open({ ...FILES, "src/reader.ts": `${filler}\n${READER}` });
    const commit = await scene.change("src/reader.ts", `${filler}\n// more\n${CHANGED}`, "Skip one");
    expect(await scene.target()).toMatchObject({ freshness: "needs-review", cause: { commit: { commit } } });
    await scene.change("src/reader.ts", Buffer.from([0x66, 0, 1, 2, 0xff]), "Bytes");
    expect(await scene.target()).toMatchObject({
      freshness: "unverifiable",
      cause: { text: "src/reader.ts is no text in UTF-8" },
    });
  });
});

const lockOf = (scene: Scene): Promise<string> => readFile(join(scene.root, "nomous.lock"), "utf8");

describe("the lock", () => {
  test("of a newer version is told, believed in nothing, and left as it is", async () => {
    await using scene = await Scene.open(FILES);
    const newer = '{"nomous":"lock","version":2}\n{"anything":1}\n';
    await scene.write("nomous.lock", newer);
    const { documents, problems } = await scene.survey();
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([
      { path: "nomous.lock", message: expect.stringContaining("update Nomous") as string },
    ]);
    await expect(scene.reviewed(["research/a.md"])).rejects.toMatchObject({
      message: expect.stringContaining("update Nomous") as string,
    });
    expect(await lockOf(scene)).toBe(newer);
  });

  test("with torn lines and an unsettled merge is told line by line, and what can be read counts", async () => {
    await using scene = await Scene.open({ ...FILES, "research/b.md": NOTE });
    await scene.reviewed(["research/a.md", "research/b.md"]);
    const [first, a, b] = (await lockOf(scene)).split("\n");
    await scene.write(
      "nomous.lock",
      [first, "<<<<<<< ours", a, "=======", b?.slice(0, 40), ">>>>>>> theirs", ""].join("\n"),
    );
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    const { problems } = await scene.survey();
    expect(problems.map(({ message }) => /^nomous\.lock:(\d+): /.exec(message)?.[1])).toEqual(["2", "4", "5", "6"]);
    expect(await scene.document("research/a.md")).toMatchObject({
      reviewed: { person: "Ada" },
      freshness: "needs-review",
    });
    expect(await scene.document("research/b.md")).toMatchObject({ reviewed: null });
  });

  test("forgets documents and targets that are gone", async () => {
    await using scene = await Scene.open({ ...FILES, "research/b.md": NOTE });
    await scene.reviewed(["research"].flatMap((folder) => [`${folder}/a.md`, `${folder}/b.md`]));
    scene.git("rm", "-q", "research/b.md");
    await scene.write("research/a.md", note("The file `src/reader.ts` has it, which is all that is said."));
    await scene.reviewed(["research/a.md"]);
    expect(
      (await lockOf(scene))
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => (JSON.parse(line) as { target: string }).target),
    ).toEqual(["src/reader.ts"]);
  });
});

describe("what was found out before", () => {
  test("stands until something is another, also when its file is damaged or was brought by somebody else", async () => {
    await using scene = await Scene.open(FILES);
    const commit = await scene.change("src/reader.ts", CHANGED, "Skip one");
    const before = await scene.survey();
    expect(await scene.survey()).toEqual(before);
    const cache = join(scene.root, ".nomous/staleness");
    const bytes = await readFile(cache);
    await scene.write(".nomous/staleness", bytes.subarray(0, bytes.length - 7));
    expect(await scene.survey()).toEqual(before);
    await using other = await makeFolder();
    other.git(["clone", "-q", scene.root, "."]);
    await other.write(".nomous/staleness", await readFile(cache));
    expect(await scene.target()).toMatchObject({ cause: { commit: { commit } } });
    await scene.change("src/reader.ts", READER, "Back");
    expect(await scene.target()).toMatchObject({ freshness: "fresh" });
    await scene.change("src/other.ts", "export {};\n", "Beside");
    expect(await scene.target()).toMatchObject({ freshness: "fresh" });
    await scene.change("src/reader.ts", CHANGED, "Skip again");
    expect(await scene.target()).toMatchObject({ cause: { commit: { subject: "Skip again" } } });
    scene.git("reset", "-q", "--hard", "HEAD~2");
    expect(await scene.target()).toMatchObject({ freshness: "fresh" });
  });
});
