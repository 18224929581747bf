import type { ChatSettings, Client } from "@nomous/client";
import { act, useEffect, useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type, createOfflineClient, render } from "../../web-fixture.tsx";
import { SettingsForm } from "./settings-form.tsx";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

const ENGINES = { options: [], taken: undefined };

async function mount(begin: ChatSettings = {}) {
  const seen = { settings: begin };
  function Form() {
    const [settings, setSettings] = useState(begin);
    useEffect(() => {
      seen.settings = settings;
    }, [settings]);
    return <SettingsForm {...{ settings, engines: ENGINES, scope: "from here on" }} onChange={setSettings} />;
  }
  const { page, remove } = await render(client, <Form />);
  const field = (label: string): HTMLInputElement => {
    const found = [...page.querySelectorAll("label")].find((each) => each.textContent === label);
    return document.getElementById(found?.htmlFor ?? "") as HTMLInputElement;
  };
  const press = (name: string): Promise<void> =>
    act(async () => [...page.querySelectorAll("button")].find((each) => each.textContent === name)?.click());
  const note = (label: string): string | undefined =>
    document.getElementById(field(label).getAttribute("aria-describedby") ?? "")?.textContent ?? undefined;
  return { seen, page, field, press, note, remove };
}

test("a number becomes a setting when it is one, and the field says why it is not", async () => {
  const { seen, field, note, remove } = await mount();
  await type(field("Temperature"), "0.5");
  expect(seen.settings).toEqual({ temperature: 0.5 });
  await type(field("Temperature"), "hot");
  expect(seen.settings).toEqual({ temperature: 0.5 });
  expect(note("Temperature")).toBe("A number, 0 to 5");
  expect(field("Temperature").getAttribute("aria-invalid")).toBe("true");
  await type(field("Temperature"), "");
  expect(seen.settings).toEqual({});
  await type(field("Seed"), "1.5");
  expect(note("Seed")).toMatch(/^A whole number/);
  remove();
});

test("a schema is taken when it is JSON, and what is typed stays as it is typed", async () => {
  const { seen, field, note, remove } = await mount();
  await type(field("JSON Schema of the answer"), '{"type"');
  expect([seen.settings, note("JSON Schema of the answer")]).toEqual([{}, "Not JSON yet"]);
  await type(field("JSON Schema of the answer"), '{"type": "array"}');
  expect(seen.settings).toEqual({ schema: '{"type": "array"}' });
  await type(field("Stop before"), "END\n");
  expect(seen.settings.stop).toEqual(["END"]);
  expect(field("Stop before").value).toBe("END\n");
  remove();
});

test("empty fields say that the choice is the model's own", async () => {
  const { field, remove } = await mount();
  for (const label of ["System text", "Temperature", "Top-p", "Tokens at most", "Seed"])
    expect(field(label).placeholder).toBe("the model's own");
  remove();
});

test("a preset fills the fields, keeps the model, and a person's own can be kept and deleted", async () => {
  const { seen, page, field, press, remove } = await mount({ engine: "llama/1" });
  await press("Precise");
  expect(seen.settings).toEqual({ engine: "llama/1", temperature: 0, seed: 1 });
  expect(field("Temperature").value).toBe("0");
  await type(page.querySelector<HTMLInputElement>("[aria-label='Name of the preset']"), "mine");
  await press("Keep in this browser");
  await press("Clear all");
  expect(seen.settings).toEqual({});
  await press("mine");
  expect(seen.settings).toEqual({ temperature: 0, seed: 1 });
  await act(async () => page.querySelector<HTMLButtonElement>("[aria-label='Delete the preset mine']")?.click());
  expect(page.textContent).not.toContain("mine");
  remove();
});
