import { expect, test } from "vitest";
import { routeOf } from "./route.ts";

const ORIGIN = "http://127.0.0.1:4747";
const ask = (path: string, mode = "cors", method = "GET") => routeOf({ method, url: ORIGIN + path, mode }, ORIGIN);

test("every screen of the app is its one page, whatever its address", () => {
  for (const path of [
    "/",
    "/index.html",
    "/c/0190",
    "/documents/0190?line=4",
    "/file/docs/a.md",
    "/a%20b",
    "/settings#x",
    "/?leave",
  ])
    expect([path, ask(path, "navigate")]).toEqual([path, { path: "/index.html", isHashed: false }]);
});

test("a file of the app is that file, also where it is a page of its own", () => {
  expect(ask("/assets/app-1a2b.js")).toEqual({ path: "/assets/app-1a2b.js", isHashed: true });
  expect(ask("/assets/app-1a2b.js", "navigate")).toEqual({ path: "/assets/app-1a2b.js", isHashed: true });
  expect(ask("/diagram.html", "navigate")).toEqual({ path: "/diagram.html", isHashed: false });
  expect(ask("/icon.svg", "no-cors")).toEqual({ path: "/icon.svg", isHashed: false });
});

test("what the bridge says is never answered from what is kept, the way out of a broken version least of all", () => {
  for (const path of ["/healthz", "/metrics", "/ws", "/leave", "/leave.js", "/service-worker.js", "/shell.txt"])
    for (const mode of ["navigate", "cors", "same-origin"])
      expect([path, mode, ask(path, mode)]).toEqual([path, mode, undefined]);
});

test("other origins, other methods and what is no file of the app go to the network untouched", () => {
  expect(routeOf({ method: "GET", url: "http://127.0.0.1:4748/", mode: "navigate" }, ORIGIN)).toBeUndefined();
  expect(ask("/", "navigate", "HEAD")).toBeUndefined();
  expect(ask("/assets/app-1a2b.js", "cors", "POST")).toBeUndefined();
  expect(ask("/c/0190", "cors")).toBeUndefined();
});
