import { open, readFile, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { decodeEvidence, type EndRecord, FIRST_SEAL } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { type AppendHandle, appendTo, createEvidenceFile, reopenEvidenceFile } from "./evidence-file.ts";

const record: EndRecord = { type: "end", endedAt: "2026-11-29T06:15:00.000Z", reason: "stopped", look: null };

test("a line that finds no room is taken back, and the next one follows the last whole line", async () => {
  await using folder = await makeFolder();
  const path = join(folder.root, "a.jsonl");
  await using handle = await open(path, "wx+");
  let isFull = false;
  const disk: AppendHandle = {
    // A full disk takes what fits.
    write: async (buffer, offset, length, position) => {
      if (!isFull) return handle.write(buffer, offset, length, position);
      await handle.write(buffer, offset, Math.floor((length ?? 0) / 2), position);
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    },
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => Promise.resolve(),
  } as AppendHandle;
  const file = appendTo(disk, "evidence/a.jsonl", { bytes: 0, seal: FIRST_SEAL });
  const first = await file.append(record);
  isFull = true;
  await expect(file.append(record)).rejects.toMatchObject({
    code: "full",
    message: expect.stringContaining("Make room") as string,
  });
  expect(await readFile(path, "utf8")).toBe(first.line);
  isFull = false;
  const second = await file.append(record);
  expect(await readFile(path, "utf8")).toBe(first.line + second.line);
});

test("a file is made once, and never written over", async () => {
  await using folder = await makeFolder({ "a.jsonl": "mine" });
  await expect(createEvidenceFile(join(folder.root, "a.jsonl"), "a.jsonl")).rejects.toMatchObject({ code: "evidence" });
  expect(await readFile(join(folder.root, "a.jsonl"), "utf8")).toBe("mine");
});

test("a file that is gone on with has its torn end kept beside it", async () => {
  await using folder = await makeFolder();
  const path = join(folder.root, "a.jsonl");
  const { line, seal } = await (async () => {
    await using file = await createEvidenceFile(path, "a.jsonl");
    return await file.append(record);
  })();
  await folder.write("a.jsonl", `${line}{"torn`);
  await using again = await reopenEvidenceFile(path, "a.jsonl", { bytes: line.length, seal });
  const next = await again.append(record);
  expect(await readFile(path, "utf8")).toBe(line + next.line);
  expect(await readFile(`${path}.torn-${line.length}`, "utf8")).toBe('{"torn');
  expect(decodeEvidence(line + next.line)).toMatchObject({ ok: false, problems: [{ line: 1 }] });
});

test("a torn end is never written through a link, nor over another one", async () => {
  await using folder = await makeFolder({ victim: "mine" });
  const path = join(folder.root, "a.jsonl");
  const torn = `${path}.torn-0`;
  const end = { bytes: 0, seal: FIRST_SEAL };
  await folder.write("a.jsonl", "one");
  await symlink(join(folder.root, "victim"), torn);
  await expect(reopenEvidenceFile(path, "a.jsonl", end)).rejects.toMatchObject({ code: "evidence" });
  expect(await readFile(join(folder.root, "victim"), "utf8")).toBe("mine");
  await unlink(torn);
  for (const text of ["one", "two"]) {
    await folder.write("a.jsonl", text);
    await using _ = await reopenEvidenceFile(path, "a.jsonl", end);
  }
  expect(await readFile(torn, "utf8")).toBe("onetwo");
});
