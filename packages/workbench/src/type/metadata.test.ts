import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { fieldOf, fieldsOf, readMetadata } from "./metadata.ts";

function read(text: string): {
  of: (...names: string[]) => string | undefined;
  all: (name: string) => string[];
  home: string;
} {
  const metadata = readMetadata(parseMarkdown(text));
  const written = ({ from, to }: { from: number; to: number }): string => text.slice(from, to);
  return {
    of: (...names) => fieldOf(metadata, names)?.text,
    all: (name) => fieldsOf(metadata, [name]).map(written),
    home: written(metadata.home).split("\n")[0] ?? "",
  };
}

describe("a field is read", () => {
  it("from front matter, with quotes or without, whatever else stands there", () => {
    const { of } = read('---\n# who\nauthor: "Ada Example"\nbroken: [a\n---\n# T\n');
    expect(of("author")).toBe("Ada Example");
    expect(of("Author")).toBe("Ada Example");
  });

  it("as several values from a list, each where it stands", () => {
    expect(read("---\ntags: [one, 'two words']\nscopes:\n  - gpu\n  - models\n---\n").all("scopes")).toEqual([
      "gpu",
      "models",
    ]);
    expect(read("---\ntags: [one, two]\n---\n").all("tags")).toEqual(["one", "two"]);
  });

  it("from the table below the title", () => {
    const { of } = read(
      "# T\n\n| Document Metadata | Details |\n| --- | --- |\n| Author(s) | Ada |\n| Team / Owner | @bridge |\n",
    );
    expect(of("Author(s)")).toBe("Ada");
    expect(of("owner")).toBe("@bridge");
    expect(of("team")).toBe("@bridge");
  });

  it("as two from a row that has two names and two values", () => {
    const { of, all } = read("# T\n\n| a | b |\n| - | - |\n| Created / Last Updated | 2026-11-01 / 2026-11-28 |\n");
    expect([of("created"), of("last_updated")]).toEqual(["2026-11-01", "2026-11-28"]);
    expect(all("last updated")).toEqual(["2026-11-28"]);
  });

  it("from bold words below the title", () => {
    expect(read("# T\n\n**Status:** In review\n\n## Next\n\n**Owner:** Ben\n").of("status")).toBe("In review");
    expect(read("# T\n\n**Status:** In review\n\n## Next\n\n**Owner:** Ben\n").of("owner")).toBeUndefined();
  });

  it("from the first place that has it", () => {
    expect(read("---\nstatus: draft\n---\n# T\n\n**Status:** Approved\n").of("status")).toBe("draft");
  });

  it("as empty text when nothing stands behind its name", () => {
    expect(read("---\nowner:\nauthor: ~\n---\n").of("owner")).toBe("");
  });
});

describe("what is missing belongs", () => {
  it.each([
    ["into the front matter", "---\na: b\n---\n# T\n", "---"],
    ["into the table", "# T\n\n| a | b |\n| - | - |\n| c | d |\n", "| a | b |"],
    ["below the title", "# T\n\ntext\n", "# T"],
  ])("%s", (_, text, home) => expect(read(text).home).toBe(home));
});
