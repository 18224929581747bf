import { expect, test } from "vitest";
import { stateHome } from "./state-home.ts";

test("state lives where the platform keeps it, and where XDG_STATE_HOME says", () => {
  expect(stateHome({}, "linux", "/home/ada")).toBe("/home/ada/.local/state/nomous");
  expect(stateHome({}, "darwin", "/Users/ada")).toBe("/Users/ada/Library/Application Support/nomous");
  expect(stateHome({ XDG_STATE_HOME: "/tmp/x" }, "darwin", "/Users/ada")).toBe("/tmp/x/nomous");
  expect(stateHome({ XDG_STATE_HOME: "" }, "linux", "/home/ada")).toBe("/home/ada/.local/state/nomous");
});
