// SARIF 2.1.0, which code hosts and editors read.
import { severityOf } from "../check/severity.ts";
import type { Rule } from "../rule/rule.ts";
import type { CheckReport, ReportedFinding, UncheckedFile } from "./checked.ts";
import { lineKey } from "./line-key.ts";

/** Our severities are levels of SARIF. `rules` explains those that found something. */
export function renderSarif(report: CheckReport, rules: readonly Rule[]): string {
  const findings = report.documents.flatMap((document) => document.findings);
  const used = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...report.tool, rules: used.map((id) => describeRule(id, rules)) } },
        invocations: [
          {
            executionSuccessful: report.unchecked.length === 0,
            toolExecutionNotifications: report.unchecked.map(toNotification),
          },
        ],
        originalUriBaseIds: { [BASE]: { description: { text: "The folder of the workspace." } } },
        columnKind: "utf16CodeUnits",
        results: toResults(findings, used),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const BASE = "SRCROOT";

function describeRule(id: string, rules: readonly Rule[]): object {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.remedy },
    defaultConfiguration: { level: severityOf(rule.weight, "review") },
  };
}

/** The same line may break a rule twice: its findings are told apart by a number. */
function toResults(findings: readonly ReportedFinding[], used: readonly string[]): object[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { path, rule, severity, message, line, column, endLine, endColumn } = finding;
    const key = `${rule} ${lineKey(finding)}`;
    const count = (seen.get(`${path} ${key}`) ?? 0) + 1;
    seen.set(`${path} ${key}`, count);
    return {
      ruleId: rule,
      ruleIndex: used.indexOf(rule),
      level: severity,
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: toArtifact(path),
            region: { startLine: line, startColumn: column, endLine, endColumn },
          },
        },
      ],
      partialFingerprints: { "ruleAndLine/v1": `${key} ${count}` },
    };
  });
}

const toNotification = ({ path, message }: UncheckedFile): object => ({
  level: "error",
  message: { text: message },
  locations: [{ physicalLocation: { artifactLocation: toArtifact(path) } }],
});

const toArtifact = (path: string): object => ({
  uri: path.toWellFormed().split("/").map(encodeURIComponent).join("/"),
  uriBaseId: BASE,
});
