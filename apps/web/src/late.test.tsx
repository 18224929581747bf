import type { Client } from "@nomous/client";
import { act, Suspense } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { late } from "./late.tsx";
import { Boundary } from "./ui/boundary.tsx";
import { createOfflineClient, render } from "./web-fixture.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

const Greeting = ({ name }: { name: string }) => <p>{`Hello ${name}`}</p>;

test("what was fetched ahead is rendered at once, without the fallback", async () => {
  const Late = late(() => Promise.resolve(Greeting));
  await Late.fetch();
  let waits = 0;
  const Waiting = () => {
    waits += 1;
    return null;
  };
  const { page, remove } = await render(
    client,
    <Suspense fallback={<Waiting />}>
      <Late name="Ada" />
    </Suspense>,
  );
  expect([page.textContent, waits]).toEqual(["Hello Ada", 0]);
  remove();
});

test("what was not fetched suspends until it is here", async () => {
  const arrival = Promise.withResolvers<typeof Greeting>();
  const Late = late(() => arrival.promise);
  const { page, remove } = await render(
    client,
    <Suspense fallback="waiting">
      <Late name="Ada" />
    </Suspense>,
  );
  expect(page.textContent).toBe("waiting");
  await act(async () => arrival.resolve(Greeting));
  expect(page.textContent).toBe("Hello Ada");
  remove();
});

test("a fetch ahead that fails is told only where its part is shown", async () => {
  const Late = late<{ name: string }>(() => Promise.reject(new Error("gone")));
  await Late.fetch();
  const { page, remove } = await render(
    client,
    <Boundary renderFailure={(error) => String(error)}>
      <Suspense>
        <Late name="Ada" />
      </Suspense>
    </Boundary>,
  );
  expect(page.textContent).toBe("Error: gone");
  remove();
});
