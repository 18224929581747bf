import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { contentHash } from "./content-hash.ts";
import { decodeText } from "./text-bytes.ts";
import { readDocument } from "./read-document.ts";

const textOrRefusal = (bytes: Buffer): string => {
  try {
    return decodeText(bytes, "a.md");
  } catch (error) {
    return (error as Error).message;
  }
};

describe("a document is read so that nothing is lost", () => {
  test("with its byte order mark and each of its line breaks", async () => {
    const text = "\uFEFF# Title\r\n\nmixed\rends\r\n\uFFFD 文\t\n";
    await using folder = await makeFolder({ "a.md": text });
    const hash = createHash("sha256").update(text).digest("hex");
    expect(await readDocument({ root: folder.root, name: "w" }, "a.md")).toEqual({ path: "a.md", text, hash });
  });

  test("any bytes are refused or come back as they were", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: "binary", maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(bytes, (array) => {
        const buffer = Buffer.from(array);
        const text = textOrRefusal(buffer);
        const isRefused = /^a\.md(?::\d+: byte \d+ | looks like UTF-16)/.test(text);
        expect(isRefused ? !isUtf8(buffer) || buffer.includes(0) : Buffer.from(text).equals(buffer)).toBe(true);
      }),
      { seed: 6, numRuns: 3_000 },
    );
  });
});

describe("what is not UTF-8 is refused with the place and what to do", () => {
  const toSave = "Open the file in the encoding it has, and save it as UTF-8.";

  test.each([
    ["Latin-1", Buffer.from("one\r\ntwo Gr\xfc\xdfe\n", "latin1"), `a.md:2: byte 11 (0xFC) is not UTF-8. ${toSave}`],
    [
      "after real replacement characters",
      Buffer.from([0xef, 0xbf, 0xbd, 10, 0xef, 0xbf, 0xbd, 0xff]),
      `a.md:2: byte 7 (0xFF) is not UTF-8. ${toSave}`,
    ],
    ["a character that is cut off", Buffer.from([0x61, 0xe2, 0x82]), `a.md:1: byte 1 (0xE2) is not UTF-8. ${toSave}`],
    ["a surrogate", Buffer.from([0x61, 0xed, 0xa0, 0x80]), `a.md:1: byte 1 (0xED) is not UTF-8. ${toSave}`],
    ["NUL", Buffer.from("one\ntwo\0\n"), "a.md:2: byte 7 is NUL, which no text has: it may be another kind of file."],
    [
      "UTF-16 with a mark",
      Buffer.from("\uFEFFGr\u00fc\u00dfe", "utf16le"),
      "a.md looks like UTF-16: save it as UTF-8.",
    ],
    ["UTF-16 without one", Buffer.from("# Title\n", "utf16le"), "a.md looks like UTF-16: save it as UTF-8."],
    [
      "UTF-16 of the other order",
      Buffer.from("# Title\n", "utf16le").swap16(),
      "a.md looks like UTF-16: save it as UTF-8.",
    ],
  ])("%s", (_name, bytes, message) => {
    expect(textOrRefusal(bytes)).toBe(message);
  });
});

test("16 MiB are read, a byte more is not", async () => {
  const limit = 16 * 1024 * 1024;
  await using folder = await makeFolder({ "a.md": Buffer.alloc(limit, "a") });
  const workspace = { root: folder.root, name: "w" };
  expect((await readDocument(workspace, "a.md")).text).toHaveLength(limit);
  await truncate(join(folder.root, "a.md"), limit + 1);
  await expect(readDocument(workspace, "a.md")).rejects.toThrow("a.md is larger than 16 MiB. Split it.");
});

test("nothing outside the workspace is read, and links inside it are followed", async () => {
  await using outside = await makeFolder({ "secret.md": "x" });
  await using folder = await makeFolder({ "docs/a.md": "inside", ".nomous/reviews/a.md": "x" });
  await symlink(outside.root, join(folder.root, "out"));
  await symlink("docs/a.md", join(folder.root, "link.md"));
  const workspace = { root: folder.root, name: "w" };
  for (const path of ["../secret.md", "out/secret.md", join(outside.root, "secret.md"), ".nomous/reviews/a.md"])
    await expect(readDocument(workspace, path)).rejects.toMatchObject({ code: "forbidden" });
  expect((await readDocument(workspace, "link.md")).text).toBe("inside");
});

test("an approval outlives another checkout: neither line ends nor a byte order mark change what it signs", () => {
  const hash = contentHash("# A\n\ntext\n");
  for (const text of ["# A\r\n\r\ntext\r\n", "# A\r\rtext\r", "\uFEFF# A\n\r\ntext\r\n"])
    expect(contentHash(text)).toBe(hash);
  for (const text of ["# A\n\ntext", "# A\n\ntext\n\n", "# A\n\uFEFF\ntext\n"])
    expect(contentHash(text)).not.toBe(hash);
});
