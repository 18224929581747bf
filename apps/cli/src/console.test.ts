import { expect, test } from "vitest";
import { createConsole } from "./console.ts";

/** What a terminal that shows both streams has on its screen, as one text. */
function terminal(isTTY = true) {
  let screen = "";
  const stream = {
    isTTY,
    columns: 20,
    on: () => stream as never,
    write: (text: string | Uint8Array): boolean => {
      screen += String(text);
      return true;
    },
  };
  const console = createConsole({ stdout: stream, stderr: stream }, {});
  return { console, screen: () => screen };
}

test("whatever is written replaces the status line", () => {
  const { console, screen } = terminal();
  console.status("loading 10 %");
  console.status("loading 20 %");
  console.write("answer");
  console.status("more");
  console.note("a note");
  expect(screen()).toBe("loading 10 %\r\u001B[2Kloading 20 %\r\u001B[2Kanswermore\r\u001B[2Ka note\n");
});

test("a status line never wraps, and nobody but a terminal gets one", () => {
  const wide = terminal();
  wide.console.status("x".repeat(50));
  expect(wide.screen()).toHaveLength(19);
  const piped = terminal(false);
  piped.console.status("loading");
  expect([piped.screen(), piped.console.showsStatus]).toEqual(["", false]);
});
