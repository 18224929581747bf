import * as z from "zod/mini";
import { decodeYaml } from "../../data/decode-yaml.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const frontMatter: Rule = {
  id: "metadata.front-matter",
  title: "Front matter that is no valid YAML",
  why: "Whatever reads it (this program, a site generator, GitHub) takes the whole block for nothing, or stops.",
  remedy: "Correct the place that is named; text with a colon or a sign at its beginning stands in quotes.",
  weight: "broken",
  appliesTo: "any",
  bad: {
    text: "---\ntitle: Resume: readers and cursors\nowner: bridge team\n---\n\n# Resume\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: '---\ntitle: "Resume: readers and cursors"\nowner: bridge team\n---\n\n# Resume\n\nReaders keep their own cursor.\n',
  },
  *check({ markdown: { text, frontMatter: block } }: Subject): Iterable<Problem> {
    if (block === null) return;
    const yaml = text.slice(block.yaml.from, block.yaml.to);
    // What a template engine fills in is YAML only afterwards, and prose between two rules never was.
    if (/\{\{|\{%|<%|\$\{/.test(yaml) || !BEGINS_WITH_NAME.test(yaml)) return;
    const decoded = decodeYaml(z.unknown(), yaml, { offset: block.yaml.from });
    if (decoded.ok) return;
    for (const { from, to, message } of decoded.problems)
      yield { from, to, message: `In the front matter, ${message}.` };
  },
};

const BEGINS_WITH_NAME = /^(?:#.*\s+)*["']?[\w.$-]+(?: [\w.-]+)?["']?[ \t]*:(?:\s|$)/;
