import { expect, test } from "vitest";
import { shellOf, withBuild } from "../../build/shell-files.ts";
import { BUILD_MARK, PAGE, printList, readList } from "./shell-list.ts";

const file = (path: string, text = path) => ({ path, bytes: new TextEncoder().encode(text) });
const FILES = [
  file(PAGE, BUILD_MARK),
  file("/assets/b-2.js"),
  file("/assets/a-1.css"),
  file("/icon.svg"),
  file("/diagram.html"),
];
const APART = [
  "/service-worker.js",
  "/shell.txt",
  "/leave.html",
  "/leave.js",
  "/.vite/manifest.json",
  "/assets/b-2.js.map",
].map((path) => file(path));

test("the list has every file of the app besides its page, and none of what stands apart from it", () => {
  const { build, files } = shellOf("1.2.3", [...APART, ...FILES], "worker");
  expect(build).toMatch(/^1\.2\.3\+[0-9a-f]{12}$/);
  expect(files).toEqual(["/assets/a-1.css", "/assets/b-2.js", "/diagram.html", "/icon.svg"]);
});

test("the id is the same for the same files in any order, and another one when a byte, a name or the worker changed", () => {
  const idOf = (files: typeof FILES, worker = "worker"): string => shellOf("1.2.3", files, worker).build;
  const id = idOf(FILES);
  expect(idOf([...FILES, ...APART].toReversed())).toBe(id);
  const others = [
    idOf(FILES, "worker "),
    idOf(FILES.slice(1)),
    idOf([file(PAGE, `${BUILD_MARK}.`), ...FILES.slice(1)]),
    idOf([...FILES.slice(0, -1), file("/diagram2.html", "/diagram.html")]),
    // What ends one file begins the next.
    idOf([
      file(PAGE, BUILD_MARK),
      file("/assets/a-1.css", "/assets/a-1.css/assets/b-2.js"),
      file("/assets/b-2.js", ""),
    ]),
  ];
  expect(new Set([id, ...others]).size).toBe(others.length + 1);
});

test("a list that is printed reads the same", () => {
  const list = { build: "1.2.3+0123456789ab", files: ["/a.js", "/b.css"] };
  expect(readList(printList(list))).toEqual(list);
});

test("the id is put into the page, and a page without a place for it is no page of ours", () => {
  expect(withBuild(`<meta content="${BUILD_MARK}">`, "1")).toBe('<meta content="1">');
  expect(() => withBuild("<meta>", "1")).toThrow(BUILD_MARK);
});
