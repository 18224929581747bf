import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom, FakeClock, lacks } from "@nomous/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFilePairingSecrets, createPairingLink } from "./file-pairing-secrets.ts";

let directory = "";
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "nomous-links-"))));
afterEach(() => rm(directory, { recursive: true }));

const clock = new FakeClock();
const runtime = { clock, random: createSeededRandom(3) };

it("[H8] a link is taken once, also when many ask at the same moment", async () => {
  const { secret } = await createPairingLink(directory, runtime);
  const doors = [createFilePairingSecrets(directory, clock), createFilePairingSecrets(directory, clock)];
  const attempts = doors.flatMap((door) => Array.from({ length: 10 }, () => door.take(secret)));
  const taken = await Promise.all(attempts);
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await readdir(join(directory, "links"))).toEqual([]);
});

it("[H8] a link is good for ten minutes, and the next one clears it away", async () => {
  const secrets = createFilePairingSecrets(directory, clock);
  const early = await createPairingLink(directory, runtime);
  expect(early.expiresAt).toBe(clock.now() + 600_000);
  const late = await createPairingLink(directory, runtime);
  await clock.advance(599_999);
  expect(await secrets.take(early.secret)).toBe(true);
  await clock.advance(1);
  await createPairingLink(directory, runtime);
  expect(await readdir(join(directory, "links"))).toHaveLength(1);
  expect(await secrets.take(late.secret)).toBe(false);
});

it("[H8] a secret that was never made, or that tries to be a path, opens nothing", async () => {
  const secrets = createFilePairingSecrets(directory, clock);
  await createPairingLink(directory, runtime);
  for (const guess of ["", "x", "../../etc/passwd", "a".repeat(128)]) expect(await secrets.take(guess)).toBe(false);
  expect(await createFilePairingSecrets(join(directory, "none"), clock).take("x")).toBe(false);
});

it.skipIf(lacks(process.platform !== "win32", "POSIX file modes"))(
  "[H8] only the user can read a link, and its file does not hold the secret",
  async () => {
    const { secret } = await createPairingLink(directory, runtime);
    const [file = ""] = await readdir(join(directory, "links"));
    expect(file).not.toContain(secret);
    expect((await stat(join(directory, "links", file))).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, "links"))).mode & 0o777).toBe(0o700);
  },
);
