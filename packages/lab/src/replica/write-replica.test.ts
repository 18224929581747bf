import { execFileSync } from "node:child_process";
import { chmod, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { lacks } from "@nomous/testkit";
import { expect, test } from "vitest";
import { sha256 } from "../document/content-hash.ts";
import { makeReplicas } from "./replica-fixture.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("only what differs changes: mark, ends and the other bytes stay", async () => {
  await using place = await makeReplicas(pause, { "a.md": "\uFEFFone\r\ntwo\nthree\r\n" });
  const { hash } = await place.read("a.md");
  const outcome = await place.write("a.md", "one\nzwei\nnew\nthree\n", hash);
  const raw = "\uFEFFone\r\nzwei\nnew\nthree\r\n";
  expect(await readFile(join(place.folder.root, "a.md"), "utf8")).toBe(raw);
  expect(outcome).toEqual({ status: "written", file: await place.read("a.md"), late: null });
  expect((await place.read("a.md")).hash).toBe(sha256(raw));
  expect(await readdir(place.folder.root)).toEqual([".nomous", "a.md"]);
});

test("a file that is not what was expected is left alone and handed back", async () => {
  await using place = await makeReplicas(pause, { "a.md": "theirs\n" });
  expect(await place.write("a.md", "ours\n", sha256("before\n"))).toEqual({
    status: "changed",
    file: await place.read("a.md"),
  });
  await rm(join(place.folder.root, "a.md"));
  expect(await place.write("a.md", "ours\n", sha256("theirs\n"))).toEqual({ status: "changed", file: null });
  expect(await readdir(place.folder.root)).not.toContain("a.md");
});

test("a new file is made with its folders, and never over another", async () => {
  await using place = await makeReplicas(pause);
  const made = await place.write("docs/new/a.md", "# A\n", null);
  expect(made).toMatchObject({ status: "written", file: { path: "docs/new/a.md", text: "# A\n", ending: "lf" } });
  expect(await place.write("docs/new/a.md", "# B\n", null)).toMatchObject({
    status: "changed",
    file: { text: "# A\n" },
  });
  await expect(place.write("a.ts", "export {};\n", null)).rejects.toMatchObject({ code: "forbidden" });
});

test.skipIf(lacks(process.platform !== "win32", "a system that replaces files that are open"))(
  "what another program writes into the old file in the same moment is a kept version",
  async () => {
    await using place = await makeReplicas(pause, { "a.md": "a\n" });
    const { hash } = await place.read("a.md");
    await using theirs = await open(join(place.folder.root, "a.md"), "r+");
    const mine = join(place.folder.root, "a.md");
    const outcome = place.write("a.md", "ours\n", hash);
    // Writing into the old file from the first moment on: what comes before the last comparison is a change, what comes after is late.
    await theirs.truncate(0);
    await theirs.write("theirs\n", 0);
    const { status, ...rest } = await outcome;
    const text = await readFile(mine, "utf8");
    const kept = "late" in rest ? await place.versions.textOf(rest.late ?? "") : null;
    expect([status, text, kept]).toEqual(
      status === "changed" ? ["changed", "theirs\n", null] : ["written", "ours\n", "theirs\n"],
    );
  },
);

test("what may not be written says so, and stays", async () => {
  await using place = await makeReplicas(pause, { "a.md": "a\n" });
  const { hash } = await place.read("a.md");
  await chmod(join(place.folder.root, "a.md"), 0o444);
  await expect(place.write("a.md", "b\n", hash)).rejects.toMatchObject({
    code: "read-only",
    message: "a.md is read-only. Make it writable to change it.",
  });
  await chmod(join(place.folder.root, "a.md"), 0o644);
  await expect(place.write("a.md", "a".repeat(4 * 1024 * 1024 + 1), hash)).rejects.toMatchObject({ code: "too-large" });
  expect((await place.read("a.md")).hash).toBe(hash);
});

test.skipIf(lacks(process.platform === "linux", "a shell that limits the size of files"))(
  "a disk without room says so, and the file stays",
  async () => {
    await using place = await makeReplicas(pause, { "a.md": "a\n" });
    const { hash } = await place.read("a.md");
    const script = `
      import { writeReplica } from ${JSON.stringify(new URL("write-replica.ts", import.meta.url).href)};
      const [root, hash] = process.argv.slice(1);
      const parts = { workspace: { root, name: "w" }, versions: {}, pause: () => Promise.resolve() };
      await writeReplica(parts, "a.md", "a".repeat(100000), hash).catch((error) => console.log(error.code));
    `;
    const argv = ["-c", `trap "" XFSZ; ulimit -f 8; exec "$0" "$@"`, process.execPath, "--input-type=module", "-e"];
    expect(execFileSync("sh", [...argv, script, place.folder.root, hash], { encoding: "utf8" })).toBe("full\n");
    expect((await place.read("a.md")).hash).toBe(hash);
  },
);
