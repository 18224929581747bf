import { link } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { type NameDisk, nameOnDisk } from "./replica-place.ts";

const fold = (name: string): string => name.normalize("NFC").toLowerCase();

/** A disk that ignores letter case, as those of Windows and macOS do. */
function carelessDisk(files: readonly string[]): NameDisk {
  const all = new Set(files.flatMap((file) => file.split("/").map((_, i, parts) => parts.slice(0, i + 1).join("/"))));
  return {
    identify: (file) => Promise.resolve([...all].map(fold).includes(fold(file)) ? fold(file) : null),
    list: (folder) =>
      Promise.resolve(
        [...all].filter((one) => fold(one).startsWith(`${fold(folder)}/`)).map((one) => one.slice(folder.length + 1)),
      ),
  };
}

test("where the disk ignores letter case every spelling is the one that the folder lists", async () => {
  const disk = carelessDisk(["/w/Docs/Gr\u00fc\u00dfe.md", "/w/Docs/2026.md"]);
  for (const path of ["Docs/Gr\u00fc\u00dfe.md", "docs/GRu\u0308\u00dfe.MD", "DOCS/gr\u00fc\u00dfe.md"])
    expect(await nameOnDisk("/w", path, disk)).toBe("Docs/Gr\u00fc\u00dfe.md");
  expect(await nameOnDisk("/w", "docs/2026.md", disk)).toBe("Docs/2026.md");
});

test("where it does not, two spellings are two documents, even when they are links to one file", async () => {
  await using folder = await makeFolder({ "docs/a.md": "a" });
  await link(join(folder.root, "docs/a.md"), join(folder.root, "docs/A.md"));
  for (const path of ["docs/a.md", "docs/A.md", "docs/b.md"]) expect(await nameOnDisk(folder.root, path)).toBe(path);
});
