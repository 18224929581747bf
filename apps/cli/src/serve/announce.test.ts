import { expect, test } from "vitest";
import { sshForward } from "./announce.ts";

test("over SSH the line that brings the port to the browser's machine is shown", () => {
  const env = { SSH_CONNECTION: "192.0.2.7 52110 192.0.2.9 22", USER: "ada" };
  expect(sshForward(env, 4747)).toBe("ssh -N -L 4747:127.0.0.1:4747 ada@192.0.2.9");
  expect(sshForward({ SSH_CONNECTION: "fe80::1%eth0 1 fe80::2 22" }, 4748)).toBe(
    "ssh -N -L 4748:127.0.0.1:4748 fe80::2",
  );
  expect(sshForward({}, 4747)).toBeUndefined();
});
