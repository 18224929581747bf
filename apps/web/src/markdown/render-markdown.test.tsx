import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { renderMarkdown } from "./render-markdown.tsx";

vi.mock("./code-block.tsx", () => ({
  CodeBlock: ({ text, language }: { text: string; language?: string }) =>
    createElement("pre", { "data-language": language }, text),
}));

const CITATIONS = new Map([[1, { address: "/file/a.ts?line=4-7", title: "a.ts:4-7" }]]);

const html = (text: string, folder = ""): string =>
  renderToStaticMarkup(<>{renderMarkdown(text, { folder, citations: CITATIONS })}</>);

/** What the rendered text holds, as elements of a page. */
function page(text: string, folder = ""): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = html(text, folder);
  return root;
}

test.each([
  "<script>alert(1)</script>",
  "text <script src=//evil.example/x.js></script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<style>@import url(//evil.example)</style>",
  "<!-- <img src=x onerror=alert(1)> -->",
  "<a href='javascript:alert(1)'>x</a>",
  '<div style="background:url(//evil.example)">x</div>',
  "a\n\n<math><mtext></p><script>alert(1)</script>",
])("raw HTML is shown, not made: %s", (text) => {
  const root = page(text);
  expect(root.querySelectorAll("script, img, svg, iframe, style, a, div, math")).toHaveLength(0);
  expect(root.innerHTML).not.toMatch(/<[^>]+\son\w+=|<[^>]+\sstyle=/i);
  expect(root.textContent).toContain("<");
});

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\nscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:x)",
  "[x](file:///etc/passwd)",
  "[x](//evil.example/a)",
  "[x](\\\\evil.example\\a)",
  "[x](../../etc/passwd)",
  "[x](#top)",
  "<javascript:alert(1)>",
  "[x][r]\n\n[r]: javascript:alert(1)",
])("no link leads there: %s", (text) => {
  expect(page(text).querySelectorAll("a")).toHaveLength(0);
});

test("a link to the web opens elsewhere and is told nothing of this page", () => {
  const link = page("[x](https://example.org/a?b=1)").querySelector("a");
  expect(link?.getAttribute("href")).toBe("https://example.org/a?b=1");
  expect(link?.rel).toBe("noopener noreferrer");
  expect(link?.target).toBe("_blank");
});

test("a relative link opens the file of the workspace, from the folder of the file that holds it", () => {
  expect(page("[x](../a/b.md#L4-L7)", "docs").querySelector("a")?.getAttribute("href")).toBe("/file/a/b.md?line=4-7");
  expect(page("[x](b%20c.md)", "docs").querySelector("a")?.getAttribute("href")).toBe("/file/docs/b%20c.md");
});

test.each([
  ["![alt](https://evil.example/p.png)", "https://evil.example/p.png"],
  ["![alt](//evil.example/p.png)", "//evil.example/p.png"],
  ["![alt](a/b.png)", "a/b.png"],
  ["![alt][r]\n\n[r]: http://evil.example/p.png", "http://evil.example/p.png"],
])("an image is told and not loaded: %s", (text, address) => {
  const root = page(text);
  expect(root.querySelectorAll("img, picture, source, video")).toHaveLength(0);
  expect(root.textContent?.trim()).toBe(`alt${address}`);
});

test("an image with its data inside keeps only its description", () => {
  const root = page("![alt](data:image/png;base64,AAAA)");
  expect(root.querySelectorAll("img")).toHaveLength(0);
  expect(root.textContent).toBe("alt");
});

test("a fence may hold a shorter fence", () => {
  const root = page("````md\n```ts\nlet a;\n```\n````\n\nafter");
  expect(root.querySelectorAll("pre")).toHaveLength(1);
  expect(root.querySelector("pre")?.textContent).toBe("```ts\nlet a;\n```");
  expect(root.querySelector("p")?.textContent).toBe("after");
});

test("a fence that is still being written is code already", () => {
  expect(page("```ts\nlet a = <b>;").querySelector("pre")?.textContent).toBe("let a = <b>;");
  expect(page("```").querySelectorAll("pre")).toHaveLength(1);
});

test("a table that is still being written is text until its second line is there", () => {
  expect(page("| a | b |").querySelectorAll("table")).toHaveLength(0);
  expect(page("| a | b |\n|--").textContent).toContain("| a | b |");
  expect(page("| a | b |\n|---|--:|\n| 1").querySelectorAll("td")).toHaveLength(2);
});

test("a number in brackets is a link where it cites, and text where it does not", () => {
  const root = page("as said [1] and [2], `[1]`");
  expect([...root.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual(["/file/a.ts?line=4-7"]);
  expect(root.querySelector("code")?.textContent).toBe("[1]");
  expect(page("[see [1]](https://example.org)").querySelectorAll("a a")).toHaveLength(0);
});

const renderImage = (path: string, alt: string) => (path.endsWith(".svg") ? <i title={path}>{alt}</i> : undefined);

const withImages = (text: string): string =>
  renderToStaticMarkup(<>{renderMarkdown(text, { folder: "docs/spikes", renderImage })}</>);

test("an image of the workspace is shown where somebody shows it, and one of elsewhere never is", () => {
  expect(withImages("![A chart](../../evidence/a.svg)")).toBe('<p><i title="evidence/a.svg">A chart</i></p>');
  for (const source of [
    "https://evil.example/a.svg",
    "//evil.example/a.svg",
    "../../../a.svg",
    "a.png",
    "data:image/svg+xml,a.svg",
  ])
    expect(withImages(`![A chart](${source})`)).not.toContain("<i");
  expect(html("![A chart](a.svg)")).toContain("md-image");
});

test("no element carries an id, so that an answer cannot stand in for a part of the page", () => {
  expect(html("# root\n\na[^1]\n\n[^1]: note")).not.toMatch(/\sid=/);
});

test("twenty thousand open brackets are rendered", () => {
  expect(html("[".repeat(20_000))).toContain("[[[");
});
