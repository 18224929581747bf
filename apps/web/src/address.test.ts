import { expect, test } from "vitest";
import {
  askAboutAddress,
  compareAddress,
  documentAddress,
  documentIdOf,
  fileAddress,
  filePathOf,
  isComparison,
  isOfDocuments,
  linesOf,
  parsePlace,
  placeText,
  textPlaceOf,
} from "./address.ts";

test.each(["a.md", "docs/a b.md", "100%.md", "c#/x?y=1.ts", "ünïcode/ж.md", "a/%2e.md"])(
  "the path %s comes back out of its address",
  (path) => {
    const url = new URL(fileAddress(path, [4, 7]), "http://127.0.0.1");
    expect(filePathOf(url.pathname)).toBe(path);
    expect(linesOf(url.search)).toEqual([4, 7]);
  },
);

test.each(["/file/", "/file/%", "/file/a%zz", "/c/a"])("%s names no file", (pathname) => {
  expect(filePathOf(pathname)).toBeUndefined();
});

test.each(["?line=0", "?line=7-4", "?line=a", "?line=4-", ""])("%s names no lines", (search) => {
  expect(linesOf(search)).toBeUndefined();
});

test("a place is read as it is written", () => {
  for (const place of [{ path: "a:b.ts" }, { path: "a.ts", lines: [4, 7] }, { path: "a.ts", lines: [4, 4] }] as const)
    expect(parsePlace(placeText(place.path, "lines" in place ? place.lines : undefined))).toEqual(place);
});

test("a file that one asks about is named whole", () => {
  const attached = new URL(askAboutAddress("docs/a&b.md", [1, 2]), "http://127.0.0.1").searchParams.get("attach");
  expect(attached).toBe("docs/a&b.md:1-2");
});

test("the address of a comparison names its conversation and both answers", () => {
  const url = new URL(compareAddress("c1" as never, "a1" as never, "b1" as never), "http://127.0.0.1");
  expect([isComparison(url.pathname), url.searchParams.get("a"), url.searchParams.get("b")]).toEqual([
    true,
    "a1",
    "b1",
  ]);
  expect(isComparison("/c/c1")).toBe(false);
});

test("the address of a document names it and a place in it", () => {
  const id = "0192f0c1-2345-7abc-8def-0123456789ab";
  const url = new URL(documentAddress(id as never, { line: 58, column: 29 }), "http://127.0.0.1");
  expect([isOfDocuments(url.pathname), documentIdOf(url.pathname)]).toEqual([true, id]);
  expect(textPlaceOf(url.search)).toEqual({ line: 58, column: 29 });
  expect([documentIdOf("/documents"), documentIdOf("/documents/a"), isOfDocuments("/documentsx")]).toEqual([
    undefined,
    undefined,
    false,
  ]);
});

test.each(["?at=0:1", "?at=3", "?at=3:0", "?at=-1:2", ""])("%s names no place in a text", (search) => {
  expect(textPlaceOf(search)).toBeUndefined();
});
