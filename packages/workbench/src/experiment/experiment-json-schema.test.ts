import { expect, test } from "vitest";
import { parseJson } from "../data/decode-json.ts";
import { experimentJsonSchema } from "./experiment-json-schema.ts";

interface Published {
  readonly type?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Published>>;
  readonly items?: Published;
  readonly default?: unknown;
}

const schema = parseJson(experimentJsonSchema()).value as Published;

test("only what has no default must be there", () => {
  expect(schema.required).toEqual(["id", "question", "variants", "metrics"]);
  expect(schema.properties?.["metrics"]?.items?.required).toEqual(["id", "better", "threshold"]);
  expect(schema.properties?.["timeout"]?.default).toBe("60 s");
});

test("every name says what it means", () => {
  const untold = function* (of: Published, path: string): Generator<string> {
    for (const [name, property] of Object.entries(of.properties ?? {})) {
      if (property.description === undefined) yield `${path}${name}`;
      yield* untold(property.items ?? {}, `${path}${name}.`);
    }
  };
  expect([...untold(schema, "")]).toEqual([]);
});

test("a variant runs a program or a probe", () => {
  expect(schema.properties?.["variants"]?.items).toMatchObject({
    oneOf: [{ required: ["run"] }, { required: ["probe"] }],
  });
});
