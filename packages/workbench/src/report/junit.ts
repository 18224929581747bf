// JUnit's XML, as far as all readers of it agree: a suite for each document, a test case for each error and warning, one that passes
// for a document without. Notes are left out, because a case can only pass or fail.
import type { CheckReport, ReportedDocument, ReportedFinding, UncheckedFile } from "./checked.ts";

interface Suite {
  readonly path: string;
  readonly failures: number;
  readonly errors: number;
  readonly cases: readonly string[];
}

export function renderJunit(report: CheckReport): string {
  const suites = [...report.documents.map(documentSuite), ...report.unchecked.map(uncheckedSuite)];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "nomous", ...countsOf(suites), time: 0 })}>`,
    ...suites.flatMap(drawSuite),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

const countsOf = (suites: readonly Suite[]): Record<"tests" | "failures" | "errors", number> => ({
  tests: suites.reduce((sum, { cases }) => sum + cases.length, 0),
  failures: suites.reduce((sum, { failures }) => sum + failures, 0),
  errors: suites.reduce((sum, { errors }) => sum + errors, 0),
});

const drawSuite = (suite: Suite): string[] => [
  `  <testsuite${attributes({ name: suite.path, ...countsOf([suite]), skipped: 0, time: 0 })}>`,
  ...suite.cases.map((one) => `    ${one}`),
  "  </testsuite>",
];

function documentSuite({ path, findings }: ReportedDocument): Suite {
  const failing = findings.filter(({ severity }) => severity !== "note");
  const cases = failing.length === 0 ? [testCase(path, "no findings")] : failing.map(failedCase);
  return { path, failures: failing.length, errors: 0, cases };
}

function failedCase({ path, rule, severity, message, line, column, excerpt }: ReportedFinding): string {
  const details = escapeXml(`${path}:${line}:${column} ${severity} ${rule}\n${message}\n${excerpt}`);
  const failure = `<failure${attributes({ message, type: severity })}>${details}</failure>`;
  return testCase(path, `${rule} (${line}:${column}): ${message}`, failure);
}

const uncheckedSuite = ({ path, message }: UncheckedFile): Suite => ({
  path,
  failures: 0,
  errors: 1,
  cases: [
    testCase(path, "not checked", `<error${attributes({ message, type: "unchecked" })}>${escapeXml(message)}</error>`),
  ],
});

const testCase = (path: string, name: string, body = ""): string =>
  `<testcase${attributes({ classname: path, name, file: path, time: 0 })}>${body}</testcase>`;

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll(/\s/g, " ")}"`)
    .join("");

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML has no way at all to write most control characters. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, "")
    .replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
