// What a Verify field names that can be run or looked for. Names of functions, routes and options stand in backticks too: a command is what begins
// with the name of a program and has arguments, or is a path that begins with `./`, or one of the few programs that people start alone.
import { splitCommandLine } from "../experiment/command-line.ts";
import { resolvePath } from "../rule/link/resolve-path.ts";
import type { Subject } from "../rule/subject.ts";
import { waiverIn } from "../rule/task/waiver.ts";
import type { WrittenTask } from "../task/task.ts";
import type { Link } from "../text/markdown.ts";
import { spansWithin } from "../text/span.ts";
import { needsShell } from "./needs-shell.ts";

interface VerifyCommand {
  /** As it stands in backticks. */
  readonly line: string;
  /** A program and its arguments; null when it cannot run as it is. */
  readonly argv: readonly [string, ...string[]] | null;
  /** Why not, and what to do; empty when it can. */
  readonly problem: string;
}

export interface VerifyArtefact {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  /** Nothing but a file can be meant; else it is one if it is there. */
  readonly isCertain: boolean;
}

export interface VerifyCell {
  /** In the order of the text, each once. */
  readonly commands: readonly VerifyCommand[];
  readonly artefacts: readonly VerifyArtefact[];
}

const NOTHING: VerifyCell = { commands: [], artefacts: [] };

export function readVerifyCell(
  { markdown, path }: Subject,
  { verify, isRow }: Pick<WrittenTask, "verify" | "isRow">,
): VerifyCell {
  // "None, because `npm test` does not reach it" names what does not verify it.
  if (verify === null || waiverIn(verify.text) !== null) return NOTHING;
  const lines = spansWithin(markdown.codeSpans, verify).map(({ text }) => (isRow ? text.replaceAll("\\|", "|") : text));
  const commands = lines.filter(isCommand).map(readCommand);
  const named = lines.filter((line) => !isCommand(line)).flatMap(artefactIn);
  const linked = spansWithin(markdown.links, verify).flatMap((link) => linkedFile(path, link));
  return {
    commands: unique(commands, ({ line }) => line),
    artefacts: unique([...named, ...linked], (one) => one.path),
  };
}

const unique = <T>(all: readonly T[], keyOf: (one: T) => string): T[] =>
  [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();

/** A program with something behind it that is no comparison: `p95 < 40 ms`. */
const PROGRAM = /^(?:\.{0,2}\/)?(?:[\w.+-]+\/)*[a-z][\w.+-]*\s+(?![<>=!≤≥≈~]+=?\s)\S/;
const WITH_VARIABLE = /^[A-Za-z_]\w*=\S*\s+\S/;
const OWN_PROGRAM = /^\.{1,2}\/[\w.+/-]+$/;
const ALONE =
  /^(?:make|just|task|tox|nox|pytest|rake|mvn|gradle|ctest|ninja|bazel|vitest|jest|mocha|ava|rspec|phpunit|tsc|eslint|oxlint|ruff|mypy|pyright)$/;

const isCommand = (line: string): boolean =>
  [PROGRAM, WITH_VARIABLE, OWN_PROGRAM, ALONE].some((pattern) => pattern.test(line));

function readCommand(line: string): VerifyCommand {
  const sign = needsShell(line);
  if (sign !== null)
    return {
      line,
      argv: null,
      problem: `\`${line}\` needs a shell (${sign}), and none is there. Write \`sh -c '…'\` around it, or quote what is meant as it stands.`,
    };
  const [program, ...args] = splitCommandLine(line) ?? [];
  if (program === undefined)
    return { line, argv: null, problem: `\`${line}\` has a quote that is not closed. Close it.` };
  return { line, argv: [program, ...args], problem: "" };
}

/** Neither an address, a pattern nor a part of a file. */
const FILE = /^(?!\/|~|[a-z][\w+.-]*:)[\w@.+()[\]/-]*\.[A-Za-z][A-Za-z0-9]{0,9}$/;

/** A test that is there shows nothing: it has to run. */
const TEST_FILE = /(?:^|\/)test_[^/]*\.py$|_test\.\w+$|\.(?:test|spec|bench)\.\w+$/;

const artefactIn = (line: string): VerifyArtefact[] =>
  FILE.test(line) && !TEST_FILE.test(line) ? [{ path: resolvePath("", line), isCertain: line.includes("/") }] : [];

const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i;

/** A link says itself that it leads to a file. Those by reference are citations. */
function linkedFile(document: string, { target, isImage }: Link): VerifyArtefact[] {
  const [path = ""] = target?.split(/[?#]/) ?? [];
  if (path === "" || ELSEWHERE.test(path) || TEST_FILE.test(path)) return [];
  return [{ path: resolvePath(document, path), isCertain: !isImage }];
}
