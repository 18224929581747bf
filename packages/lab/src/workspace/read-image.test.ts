import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { readImage } from "./read-image.ts";

const MiB = 1024 * 1024;
const read = (root: string, path: string) => readImage({ root, name: "w" }, path);
const bytes = (beginning: string, length = 100): Buffer =>
  Buffer.concat([Buffer.from(beginning, "latin1"), Buffer.alloc(length - beginning.length, 7)]);

const PNG = "\x89PNG\r\n\x1a\n";

describe("an image", () => {
  test.each([
    ["image/png", PNG],
    ["image/jpeg", "\xff\xd8\xff\xe0"],
    ["image/webp", "RIFF\x0a\x00\x00\x00WEBP"],
    ["image/gif", "GIF89a"],
    ["image/gif", "GIF87a"],
  ])("is told by its first bytes, whatever its name says: %s", async (type, beginning) => {
    const data = bytes(beginning);
    await using folder = await makeFolder({ "notes.txt": data });
    expect(await read(folder.root, "notes.txt")).toEqual({ type, data });
  });

  test.each(["a photo", "", "\x89PNG", "RIFF\x0a\x00\x00\x00WAVE", "<svg xmlns='http://www.w3.org/2000/svg'/>"])(
    "is not what begins with %j",
    async (content) => {
      await using folder = await makeFolder({ "a.png": Buffer.from(content, "latin1") });
      await expect(read(folder.root, "a.png")).rejects.toMatchObject({
        code: "not-text",
        message: "a.png is no PNG, JPEG, WebP or GIF image.",
      });
    },
  );

  test("of 8 MiB is read whole, and one byte more is refused with what to do", async () => {
    await using folder = await makeFolder({ "a.png": bytes(PNG, 8 * MiB), "b.png": bytes(PNG, 8 * MiB + 1) });
    expect((await read(folder.root, "a.png")).data).toHaveLength(8 * MiB);
    await expect(read(folder.root, "b.png")).rejects.toMatchObject({
      code: "unreadable",
      message: "The image b.png is larger than 8 MiB. Make it smaller.",
    });
  });

  test("[Q3] outside the workspace is not read, nor is one that is named like a secret", async () => {
    await using outside = await makeFolder({ "a.png": bytes(PNG) });
    await using folder = await makeFolder({ ".env": bytes(PNG) });
    await symlink(join(outside.root, "a.png"), join(folder.root, "b.png"));
    for (const path of ["b.png", "../a.png", ".env"])
      await expect(read(folder.root, path)).rejects.toMatchObject({ code: "forbidden" });
    await expect(read(folder.root, "gone.png")).rejects.toMatchObject({ code: "not-found" });
  });
});
