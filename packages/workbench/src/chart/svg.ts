// SVG as text. Coordinates have one decimal and words are escaped here, so the same results give the same bytes everywhere.

export type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? decimal(value) : escapeText(value)}"`,
  );
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}

/** `12.3`, `12`; never `-0`. */
export const decimal = (value: number): string => value.toFixed(1).replace(/\.0$/, "").replace(/^-0$/, "0");

/** Without what XML does not allow at all. */
export const escapeText = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly className?: string;
}

/** One line of words; `y` is its baseline. */
export function words(text: string, { x, y, anchor = "start", className }: Placed): string {
  const attributes = {
    x,
    y,
    ...(anchor === "start" ? {} : { "text-anchor": anchor }),
    ...(className === undefined ? {} : { class: className }),
  };
  return element("text", attributes, escapeText(text));
}

export const line = (className: string, x1: number, y1: number, x2: number, y2: number): string =>
  element("path", { class: className, d: `M${decimal(x1)} ${decimal(y1)}L${decimal(x2)} ${decimal(y2)}` });

export const dot = (className: string, x: number, y: number, r: number): string =>
  element("circle", { class: className, cx: x, cy: y, r });

export const box = (className: string, x: number, y: number, width: number, height: number): string =>
  element("rect", { class: className, x, y, width: Math.max(0, width), height });
