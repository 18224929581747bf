import type { Client } from "@nomous/client";
import { act, Profiler } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { createCell } from "./cell.ts";
import { usePart } from "./use-part.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

test("a component renders when its part is another one, and not when only the rest is", async () => {
  const store = createCell({ path: "a.md", seq: 1 });
  const Path = () => <p>{usePart(store, ({ path }) => path)}</p>;
  let renders = 0;
  const { page, remove } = await render(
    client,
    <Profiler id="path" onRender={() => (renders += 1)}>
      <Path />
    </Profiler>,
  );
  const before = renders;
  await act(async () => store.set({ path: "a.md", seq: 2 }));
  expect(renders).toBe(before);
  await act(async () => store.set({ path: "b.md", seq: 3 }));
  expect([page.textContent, renders]).toEqual(["b.md", before + 1]);
  remove();
});
