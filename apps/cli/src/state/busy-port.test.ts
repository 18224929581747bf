import { expect, test } from "vitest";
import { EXIT } from "../exit-codes.ts";
import { busyPort } from "./busy-port.ts";

test("a busy port names who holds it, and offers another number that the person chooses", () => {
  const error = busyPort(4747, { pid: 71, program: "python3" });
  expect(error).toMatchObject({ exit: EXIT.unavailable, message: "Port 4747 is in use by python3 (pid 71)." });
  expect(error.remedy).toContain("--port NUMBER");
  expect(busyPort(4747, undefined).message).toBe("Port 4747 is in use by another program.");
});
