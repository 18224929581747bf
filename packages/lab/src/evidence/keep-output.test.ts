import { mkdir, readFile, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { keepOutput } from "./keep-output.ts";

const long = { bytes: 5_000, head: new Uint8Array(5_000) };

test("long output is never written through a link that came with a folder from elsewhere", async () => {
  await using folder = await makeFolder({ victim: "mine", "away/x": "1" });
  const outputs = join(folder.root, "s");
  await symlink(join(folder.root, "away"), outputs);
  await expect(keepOutput(outputs, "s", "1.1.1.out", long)).rejects.toThrow("must be a folder and no link");
  expect(await readdir(join(folder.root, "away"))).toEqual(["x"]);
  const own = join(folder.root, "t");
  await mkdir(own);
  await symlink(join(folder.root, "victim"), join(own, "1.1.1.out"));
  await expect(keepOutput(own, "t", "1.1.1.out", long)).rejects.toMatchObject({ code: "evidence" });
  expect(await readFile(join(folder.root, "victim"), "utf8")).toBe("mine");
  expect(await keepOutput(own, "t", "1.1.2.out", long)).toMatchObject({ file: "t/1.1.2.out", text: null });
});
