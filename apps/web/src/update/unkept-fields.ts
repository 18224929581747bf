// Text in a field that goes with the page. What somebody typed is asked of the fields themselves, so that a form needs not think of it; a field
// whose text is kept elsewhere (a draft, a document, a search) says so.

const KEPT = '[data-kept], [type="search"], [type="checkbox"], [type="radio"], .cm-editor *';

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Whether something is written on `page` that is kept nowhere else; `changed` is called when that may be another answer. */
export function watchFields(page: Document, changed: () => void): () => boolean {
  const touched = new Set<HTMLInputElement | HTMLTextAreaElement>();
  page.addEventListener("input", ({ target }) => {
    if (!isField(target) || target.matches(KEPT)) return;
    touched.add(target);
    changed();
  });
  return () => {
    for (const field of touched) if (!field.isConnected || field.value === "") touched.delete(field);
    return touched.size > 0 || page.querySelector("dialog[open]") !== null;
  };
}
