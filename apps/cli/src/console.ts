// stdout is for results, so that a pipe gets nothing else; stderr is for the person who watches. Colours are for a
// terminal, and only where NO_COLOR does not forbid them.
import type { WriteStream } from "node:tty";
import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

export interface Console {
  /** A result, as it is. */
  write(text: string): void;
  /** A result, as one line. */
  print(line: string): void;
  /** A line for the person, on stderr. */
  note(line: string): void;
  /** A piece of a text for the person, on stderr. */
  writeNote(text: string): void;
  /** A line on stderr that the next output of any kind replaces; only a terminal shows it. Without text it goes away. */
  status(line?: string): void;
  /** The text in a style, when stdout is a terminal that shows colours. */
  style(style: Style, text: string): string;
  /** The same for what goes to stderr. */
  styleNote(style: Style, text: string): string;
  /** A person reads stdout. */
  readonly isTerminal: boolean;
  /** A person watches stderr: what `status` shows is seen. */
  readonly showsStatus: boolean;
  /** Fires when nobody reads stdout any more (`nomous … | head`). */
  readonly outputClosed: AbortSignal;
  /** Resolves when everything was handed to the system. */
  flush(): Promise<void>;
}

type Output = Pick<WriteStream, "write" | "on"> & { readonly isTTY?: boolean; readonly columns?: number };

interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

const ERASE_LINE = "\r\u001B[2K";

const hasColours = (stream: Output, env: NodeJS.ProcessEnv): boolean =>
  stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";

export function createConsole({ stdout, stderr }: Streams, env: NodeJS.ProcessEnv): Console {
  const closed = new AbortController();
  // A pipe whose reader is gone fails every write; it must end the command, not crash it.
  stdout.on("error", () => closed.abort());
  stderr.on("error", () => undefined);
  const styler =
    (stream: Output) =>
    (style: Style, text: string): string =>
      hasColours(stream, env) ? styleText(style, text, { validateStream: false }) : text;
  const showsStatus = stderr.isTTY === true && env["TERM"] !== "dumb";
  let hasStatus = false;
  const clearStatus = (): void => {
    if (hasStatus) stderr.write(ERASE_LINE);
    hasStatus = false;
  };
  const write = (stream: Output, text: string): void => {
    clearStatus();
    stream.write(text);
  };
  return {
    write: (text) => write(stdout, text),
    print: (line) => write(stdout, `${line}\n`),
    note: (line) => write(stderr, `${line}\n`),
    writeNote: (text) => write(stderr, text),
    status(line = "") {
      if (!showsStatus) return;
      clearStatus();
      if (line === "") return;
      stderr.write(line.slice(0, (stderr.columns ?? 80) - 1));
      hasStatus = true;
    },
    style: styler(stdout),
    styleNote: styler(stderr),
    isTerminal: stdout.isTTY === true,
    showsStatus,
    outputClosed: closed.signal,
    flush: () => new Promise((resolve) => void stdout.write("", () => void stderr.write("", () => resolve()))),
  };
}
