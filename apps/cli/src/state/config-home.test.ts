import { expect, test } from "vitest";
import { configHome } from "./config-home.ts";

test("settings live where the platform keeps them, and where XDG_CONFIG_HOME says", () => {
  expect(configHome({}, "linux", "/home/ada")).toBe("/home/ada/.config/nomous");
  expect(configHome({}, "darwin", "/Users/ada")).toBe("/Users/ada/Library/Application Support/nomous");
  expect(configHome({ XDG_CONFIG_HOME: "/tmp/x" }, "darwin", "/Users/ada")).toBe("/tmp/x/nomous");
  expect(configHome({ XDG_CONFIG_HOME: "" }, "linux", "/home/ada")).toBe("/home/ada/.config/nomous");
});
