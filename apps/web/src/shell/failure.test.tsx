import type { Client, ConnectionState } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Boundary } from "../ui/boundary.tsx";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { FailedPage } from "./failure.tsx";
import { Shell } from "./shell.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

const online = { status: "online", roundTripMs: 1, since: 0 } as ConnectionState;
const away: ConnectionState = { status: "away", since: 0, nextTryAt: 0 };

function Broken(): never {
  throw new Error("chunk 7 is gone");
}

async function shown(connection: ConnectionState) {
  const { page, remove } = await render(
    client,
    <Shell>
      <Boundary renderFailure={(error) => <FailedPage error={error} />}>
        <Broken />
      </Boundary>
    </Shell>,
    { current: () => connection, subscribe: () => () => undefined },
  );
  const words = (selector: string): string => page.querySelector(selector)?.textContent ?? "";
  return { page, words, remove };
}

const codeIsGone = (): Promise<void> => act(async () => void window.dispatchEvent(new Event("vite:preloadError")));

test("what fails in a page is told in its place with a way on and without a stack; the frame stays", async () => {
  const { page, words, remove } = await shown(online);
  expect(words("main")).toBe("This could not be shown: chunk 7 is gone. What waits is kept.Reload");
  expect(page.querySelector("nav.rail, nav.bottom")).not.toBeNull();
  remove();
});

test("while the bridge is away no reload is offered: it would lose the page", async () => {
  const { words, remove } = await shown(away);
  expect(words("main")).toContain("Reload when the bridge is back");
  expect(words("main button")).not.toBe("Reload");
  remove();
});

test("code that the bridge does not have any more makes the page stale: one strip offers the reload", async () => {
  const { words, page, remove } = await shown(online);
  await codeIsGone();
  expect(words(".strip")).toBe("Nomous was updated. Reload to go on; what waits is kept.Reload");
  expect([...page.querySelectorAll("button")].filter(({ textContent }) => textContent === "Reload")).toHaveLength(1);
  remove();
});

test("code that cannot be fetched while the bridge is away says nothing of an update", async () => {
  const { words, remove } = await shown(away);
  await codeIsGone();
  expect(words("main")).not.toContain("updated");
  remove();
});
