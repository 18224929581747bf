import type { Client } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render, type } from "../../web-fixture.tsx";
import { EngineList } from "./engine-list.tsx";
import { engineOptions } from "./engines.ts";
import { modelList, tinyModel } from "./model-fixture.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

const engines = (count: number) => ({
  options: engineOptions(
    modelList([
      tinyModel({ id: "server/far", name: "Far", source: "far.example", runtime: "server", leavesTo: "far.example" }),
      ...Array.from({ length: count }, (_, i) => tinyModel({ id: `llama/${i}`, name: `Tiny ${i}` })),
    ]),
    [],
  ),
  taken: { engine: "llama/0", name: "Tiny 0", reason: "because it is loaded" },
});

const press = (element: Element | null, key: string): Promise<void> =>
  act(async () => void element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));

test("the bridge's own choice comes first with its reason, and a remote model says where text goes", async () => {
  const { page, remove } = await render(
    client,
    <EngineList engines={engines(1)} engine={undefined} onChoose={() => undefined} />,
  );
  const rows = [...page.querySelectorAll("[role=option]")].map((row) => row.textContent);
  expect(rows[0]).toContain("now Tiny 0, because it is loaded");
  expect(rows[1]).toContain("text leaves this machine: far.example");
  remove();
});

test("a short list has the focus itself; arrows move and Enter chooses", async () => {
  const onChoose = vi.fn<(engine: string | undefined) => void>();
  const { page, remove } = await render(
    client,
    <EngineList engines={engines(2)} engine="llama/0" onChoose={onChoose} />,
  );
  const list = page.querySelector("[role=listbox]");
  expect(document.activeElement).toBe(list);
  expect(page.querySelector("input")).toBeNull();
  const active = () => document.getElementById(list?.getAttribute("aria-activedescendant") ?? "")?.textContent;
  expect(active()).toContain("Tiny 0");
  await press(list, "ArrowDown");
  expect(active()).toContain("Tiny 1");
  await press(list, "Enter");
  expect(onChoose).toHaveBeenCalledExactlyOnceWith("llama/1");
  remove();
});

test("more than eight are searched by words", async () => {
  const { page, remove } = await render(
    client,
    <EngineList engines={engines(9)} engine={undefined} onChoose={() => undefined} />,
  );
  await type(page.querySelector("input"), "tiny 7");
  expect([...page.querySelectorAll("[role=option]")].map((row) => row.textContent)).toEqual([
    expect.stringContaining("Tiny 7"),
  ]);
  await type(page.querySelector("input"), "nothing");
  expect(page.textContent).toContain("No model with “nothing”");
  remove();
});
