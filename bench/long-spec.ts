import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/**
 * A spec of about `size` characters: that of this project, with its detailed design repeated without its headings. Each copy has
 * sentences of its own, so that what was found out about one says nothing of the next.
 */
export function longSpec(size: number): string {
  const [path = ""] = globSync("specs/*.md", { cwd: ROOT });
  const spec = readFileSync(join(ROOT, path), "utf8");
  const design = /^## 5\.[^]*?(?=^## 6\.)/m.exec(spec)?.[0] ?? spec;
  const paragraphs = design.replaceAll(/^#+ .*$/gm, "");
  const count = Math.max(0, Math.ceil((size - spec.length) / paragraphs.length));
  const copies = Array.from({ length: count }, (_, i) =>
    paragraphs.replaceAll(/(?<=\p{L}{3})\. /gu, ` in copy ${i}. `),
  );
  return spec.replace(/^## 6\./m, () => `${copies.join("")}\n## 6.`);
}
