import { regionsIn } from "../../region/region.ts";
import type { Table } from "../../text/markdown.ts";
import { tablesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { isAboutOption } from "./names-option.ts";
import { type Option, optionsOf } from "./read-options.ts";

export const leftOutOption: Rule = {
  id: "spike.left-out-option",
  title: "A table of results that leaves out an option",
  why: "Readers take it for the one that lost. In truth nobody knows.",
  remedy: "Add it with what was measured, or say beside the option why it was not.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith(
    "- MessagePack: one dependency of 30 kB",
    "- MessagePack: one dependency of 30 kB\n- CBOR: a standard of the IETF",
  ),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const options = optionsOf(subject);
    const parts = [...partsOf(subject, "results"), ...partsOf(subject, "decision")];
    const generated = regionsIn(subject.markdown);
    const written = parts
      .flatMap(({ content }) => tablesIn(subject.markdown, content))
      // A generated table has every variant, by its own name.
      .filter(({ from }) => !generated.some((region) => region.from <= from && from < region.to));
    const tables = new Map(written.map((table) => [table.from, table]));
    for (const table of [...tables.values()].filter(({ rows }) => rows.length <= MAX_ROWS).slice(0, MAX_TABLES)) {
      const missing = leftOut(table, options);
      if (missing.length === 0) continue;
      const { from, to } = table.header;
      yield {
        from,
        to,
        message: `This table leaves out ${missing.map(({ name }) => quote(name)).join(", ")}. ${leftOutOption.remedy}`,
      };
    }
  },
};

/** A longer table is about something else, and more tables nobody looks through. */
const MAX_ROWS = 80;
const MAX_TABLES = 40;

/** A table is about the options when at least two of them are its rows, or its columns. */
const MIN_NAMED = 2;

function leftOut({ header, rows }: Table, options: readonly Option[]): readonly Option[] {
  const places = [rows.map(({ cells }) => cells[0]?.text ?? ""), header.cells.slice(1).map(({ text }) => text)];
  for (const names of places) {
    const missing = options.filter(
      (option) =>
        !names.some((name) => isAboutOption(name, option) || isAboutOption(option.name, { name, letter: null })),
    );
    if (options.length - missing.length >= MIN_NAMED) return missing;
  }
  return [];
}
