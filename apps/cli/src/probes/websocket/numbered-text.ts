// Messages carry a number, by which their answers are known again whatever a server puts around them.
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";

export interface NumberedText {
  write(n: number): string;
  /** `undefined` for what is no answer to a message of ours. */
  read(text: string): number | undefined;
}

/** English prose compresses like what people send; its words are no secret of anybody. */
const FILLER = "the quick brown fox jumps over the lazy dog while a bridge carries every word of it across the wire ";

export function createNumberedText(message: string, answer: string, size: number): NumberedText {
  for (const [name, template] of [
    ["message", message],
    ["answer", answer],
  ] as const)
    if (!template.includes("{n}")) throw new CliError(EXIT.usage, `--${name} has no {n}: it is the message's number.`);
  const [before = "", ...after] = answer.split("{n}").map(escapeRegExp);
  const pattern = new RegExp([`${before}(\\d+)`, ...after].join(""));
  return {
    write(n) {
      const text = message.replaceAll("{n}", String(n));
      const room = Math.max(0, size - Buffer.byteLength(text.replace("{filler}", "")));
      return text.replace("{filler}", FILLER.repeat(Math.ceil(room / FILLER.length)).slice(0, room));
    },
    read(text) {
      const digits = pattern.exec(text)?.[1];
      return digits === undefined ? undefined : Number(digits);
    },
  };
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
