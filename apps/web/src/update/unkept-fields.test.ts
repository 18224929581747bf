import { afterEach, expect, test } from "vitest";
import { watchFields } from "./unkept-fields.ts";

let changes = 0;
const isWriting = watchFields(document, () => (changes += 1));
afterEach(() => document.body.replaceChildren());

function type(html: string, text: string): HTMLInputElement | HTMLTextAreaElement {
  document.body.insertAdjacentHTML("beforeend", html);
  const field = document.body.lastElementChild?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    "input, textarea",
  );
  if (field == null) throw new Error("no field");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field;
}

test("text in a field of its own holds a newer version back, until it is emptied or gone", () => {
  const before = changes;
  const field = type("<p><textarea></textarea></p>", "half a thought");
  expect([isWriting(), changes]).toEqual([true, before + 1]);
  field.value = "";
  expect(isWriting()).toBe(false);
  const other = type("<p><input></p>", "a title");
  expect(isWriting()).toBe(true);
  other.remove();
  expect(isWriting()).toBe(false);
});

test("text that is kept elsewhere holds nothing back: drafts, documents, searches, ticks", () => {
  for (const field of [
    "<textarea data-kept></textarea>",
    '<div class="cm-editor"><input></div>',
    '<input type="search">',
    '<input type="checkbox">',
  ])
    type(`<p>${field}</p>`, "x");
  expect(isWriting()).toBe(false);
});

test("an open dialog holds it back", () => {
  document.body.innerHTML = "<dialog></dialog>";
  expect(isWriting()).toBe(false);
  document.querySelector("dialog")?.setAttribute("open", "");
  expect(isWriting()).toBe(true);
});
