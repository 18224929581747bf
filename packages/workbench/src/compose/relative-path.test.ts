import { expect, it } from "vitest";
import { relativePath } from "./relative-path.ts";

it.each([
  ["docs/plans/a.md", "specs/b.md", "../../specs/b.md"],
  ["specs/a.md", "specs/b.md", "b.md"],
  ["specs/a.md", "specs/old/b.md", "old/b.md"],
  ["a.md", "specs/b.md", "specs/b.md"],
  ["specs/old/a.md", "specs/b.md", "../b.md"],
])("from %s to %s one goes %s", (document, file, path) => expect(relativePath(document, file)).toBe(path));
