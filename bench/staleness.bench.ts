// `nomous stale` on 500 documents and 10,000 commits: cold, again with nothing changed, after one edit and after one commit. Beside it what one would do
// without it: a `git log -L` for each thing that a document cites, measured on a sample of them.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openWorkspace } from "@nomous/lab";
import { openWorkbench } from "@nomous/lab/documents";
import { surveyFreshness } from "@nomous/lab/staleness";
import { createSeededRandom } from "@nomous/testkit";
import { changeBody, type CodeFunction, type Language, makeBody, writeFunction } from "../tests/staleness/code.ts";
import { BUDGET_HEAD, type Figures, format, interleave, judge, report, table } from "./harness.ts";

const DOCUMENTS = Number(process.argv[2] ?? 500);
const COMMITS = Number(process.argv[3] ?? 10_000);
const ROUNDS = Number(process.argv[4] ?? 3);
const FILES = 600;
const FUNCTIONS = 6;
const SAMPLE = 12;

const random = createSeededRandom(7);

interface Source {
  readonly path: string;
  readonly language: Language;
  readonly functions: CodeFunction[];
}

interface Sentence {
  readonly source: Source;
  readonly index: number;
  readonly kind: "symbol" | "lines" | "file" | "document";
  version: number;
  address: string;
}

const textOf = ({ functions, language }: Source): string =>
  functions.map((fn) => `${writeFunction(fn, language).join("\n")}\n`).join("\n");

function addressOf({ source, index, kind }: Pick<Sentence, "source" | "index" | "kind">, document: number): string {
  const name = source.functions[index]?.name ?? "";
  if (kind === "file") return `\`${source.path}\``;
  if (kind === "document") return `[another](note-${(document + 1) % DOCUMENTS}.md)`;
  if (kind === "symbol") return `\`${source.path}#${name}\``;
  const before = source.functions.slice(0, index).flatMap((fn) => [...writeFunction(fn, source.language), ""]);
  const own = source.functions[index];
  const size = own === undefined ? 1 : writeFunction(own, source.language).length;
  return `\`${source.path}:${before.length + 1}-${before.length + size}\``;
}

const KINDS = ["symbol", "lines", "symbol", "lines", "file", "document"] as const;

const sources: readonly Source[] = Array.from({ length: FILES }, (_, i) => {
  const language = (["ts", "js", "py"] as const)[i % 3] ?? "ts";
  const functions = Array.from({ length: FUNCTIONS }, (_, k) => ({
    name: `part${i}x${k}`,
    body: makeBody(random),
    layout: { isWide: false, remark: k % 3 },
  }));
  return { path: `src/area${i % 25}/file${i}.${language}`, language, functions };
});
const documents = Array.from({ length: DOCUMENTS }, (_, i) =>
  KINDS.map((kind): Sentence => {
    const sentence = { source: random.pick(sources), index: random.int(FUNCTIONS), kind, version: 0 };
    return { ...sentence, address: addressOf(sentence, i) };
  }),
);

const documentText = (sentences: readonly Sentence[]): string => {
  const items = sentences.map(
    (one, i) => `- What ${one.address} does is said in sentence ${i}, version ${one.version}.`,
  );
  return `---\nnomous: research\n---\n# Note\n\n## Detailed Findings\n\n${items.join("\n")}\n\n${"Words that cite nothing. ".repeat(60)}\n`;
};

const inline = (path: string, text: string): string =>
  `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;

function changesOf(commit: number): string {
  if (commit === 1)
    return [
      ...sources.map((one) => inline(one.path, textOf(one))),
      ...documents.map((one, i) => inline(`research/note-${i}.md`, documentText(one))),
    ].join("");
  if (random.chance(0.25)) {
    const number = random.int(DOCUMENTS);
    const sentences = documents[number] ?? [];
    const sentence = random.pick(sentences);
    sentence.version = commit;
    sentence.address = addressOf(sentence, number);
    return inline(`research/note-${number}.md`, documentText(sentences));
  }
  const source = random.pick(sources);
  const index = random.int(FUNCTIONS);
  const fn = source.functions[index];
  if (fn !== undefined)
    source.functions[index] = random.chance(0.7)
      ? { ...fn, body: changeBody(fn.body, random) }
      : { ...fn, layout: { isWide: !fn.layout.isWide, remark: random.int(1_000) } };
  return inline(source.path, textOf(source));
}

async function makeRepository(folder: string): Promise<void> {
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: folder });
  const git = spawn("git", ["fast-import", "--quiet"], { cwd: folder, stdio: ["pipe", "inherit", "inherit"] });
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    const message = `Change ${commit}`;
    const head = `commit refs/heads/main\ncommitter Ada <ada@example.org> ${1_600_000_000 + commit * 600} +0000\n`;
    git.stdin.write(`${head}data ${message.length}\n${message}\n${changesOf(commit)}\n`);
    if (git.stdin.writableNeedDrain) await once(git.stdin, "drain");
  }
  git.stdin.end();
  await once(git, "exit");
  execFileSync("git", ["reset", "-q", "--hard", "main"], { cwd: folder });
}

const folder = mkdtempSync(join(tmpdir(), "nomous-bench-"));
try {
  await makeRepository(folder);
  const workbench = await openWorkbench(await openWorkspace(folder), "2026-01-01");
  let told = "";
  const survey = async (): Promise<number> => {
    const startedMs = performance.now();
    const { documents: found } = await surveyFreshness(workbench);
    const elapsedMs = performance.now() - startedMs;
    const targets = found.flatMap((document) => document.targets);
    const count = (wanted: string): number => targets.filter(({ freshness }) => freshness === wanted).length;
    told = `${targets.length} targets: ${count("fresh")} fresh, ${count("needs-review")} to review, ${count("broken")} broken`;
    return elapsedMs;
  };
  let edits = 0;
  const edit = (): void =>
    appendFileSync(join(folder, sources[(edits += 1)]?.path ?? ""), "\n# x\n".replace("#", "//"));
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  const cold = async (): Promise<Figures> => {
    rmSync(join(folder, ".nomous/staleness"), { force: true });
    return { "cold ms": await survey(), "again ms": await survey() };
  };
  const later = async (): Promise<Figures> => {
    edit();
    const edited = await survey();
    execFileSync("git", [...identity, "commit", "-q", "-a", "-m", "One more"], { cwd: folder });
    return { "after an edit ms": edited, "after a commit ms": await survey() };
  };
  const anchors = documents
    .flat()
    .filter(({ kind }) => kind === "lines")
    .slice(0, SAMPLE);
  const peer = (): Promise<Figures> => {
    const startedMs = performance.now();
    for (const { source, index } of anchors) {
      const [, from = "1", to = "2"] = /:(\d+)-(\d+)/.exec(addressOf({ source, index, kind: "lines" }, 0)) ?? [];
      execFileSync("git", ["log", "-s", "--format=%H", `-L${from},${to}:${source.path}`], { cwd: folder });
    }
    return Promise.resolve({ "an anchor ms": (performance.now() - startedMs) / anchors.length });
  };
  const results = await interleave({ nomous: cold, "nomous, later": later, "git log -L": peer }, ROUNDS);
  const figures = (name: string, figure: string): readonly number[] => results.get(name)?.get(figure) ?? [];
  const perAnchor = figures("nomous", "cold ms").map((ms) => ms / (DOCUMENTS * KINDS.length));
  const worst = (name: string, figure: string): string => format(Math.max(...figures(name, figure)));
  report(
    "staleness",
    `${DOCUMENTS} documents with ${KINDS.length} citations each, ${FILES} files of TypeScript, JavaScript and Python, ${COMMITS} commits, all in one process; ${told}.
Budgets: cold 5 000 ms, again 300 ms; the slowest of ${ROUNDS} rounds took ${worst("nomous", "cold ms")} ms and ${worst("nomous", "again ms")} ms. A \`git log -L\` tells which commits touched
lines, not whether they mean something else.

${BUDGET_HEAD}
${judge({ what: "one citation, cold", ours: perAnchor, peer: figures("git log -L", "an anchor ms"), peerName: "git log -L", limit: 0.1, sense: "at most" })}

${table(results)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
