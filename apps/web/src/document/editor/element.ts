// What the editor draws inside its text is plain DOM: React renders the page around it.

type Child = Node | string;

/** An element with a class and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** A sentence in which backticks mark code. */
export const ticked = (text: string): Child[] =>
  text.split(/(`[^`]+`)/).map((piece) => (/^`[^`]+`$/.test(piece) ? element("code", "", piece.slice(1, -1)) : piece));

/** A button that acts without taking the focus from the text. */
export function button(className: string, act: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", act);
  return made;
}

const PATHS = {
  error: "M5.3 2.5h5.4l2.8 2.8v5.4l-2.8 2.8H5.3l-2.8-2.8V5.3z M6 6l4 4M10 6l-4 4",
  warning: "M8 2.8 14 13H2z M8 6.6v2.8M8 11.2v.1",
  note: "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z M8 7.5v3.2M8 5.2v.1",
  ok: "M3.5 8.5l3 3 6-7",
  stale:
    "M13.3 6.5A5.5 5.5 0 0 0 10.1 2.9M5.9 2.9A5.5 5.5 0 0 0 2.7 6.5M2.7 9.5a5.5 5.5 0 0 0 3.2 3.6M10.1 13.1a5.5 5.5 0 0 0 3.2-3.6M8 5.2V8l2 1.4",
  broken: "M2.5 8h3M10.5 8h3M9.4 4.5 6.6 11.5",
  pencil: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z",
} as const;

const TONES: Readonly<Record<keyof typeof PATHS, string>> = {
  error: "error",
  broken: "error",
  warning: "warning",
  note: "note",
  ok: "ok",
  stale: "stale",
  pencil: "suggestion",
};

const SVG = "http://www.w3.org/2000/svg";

/** A glyph of the page, in its tone. */
export function glyph(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `g c-${TONES[name]}`);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
