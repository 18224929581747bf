// The little world around the bases: every file that a base cites or links, long enough for the lines that it names. What is not in
// this table does not exist.
import type { Surroundings } from "@nomous/workbench";

/** The day on which all documents are read. */
const TODAY = "2026-11-20";

const COMMITS = ["4be19c2", "a07d3f8", "91c6e05", "5d2f7aa", "e81b340"];

/** How many lines each file of code or of numbers has. */
const LENGTHS: Readonly<Record<string, number>> = {
  "packages/bridge/src/socket.ts": 140,
  "packages/bridge/src/session.ts": 96,
  "packages/bridge/src/token-stream.ts": 88,
  "packages/web/src/connection.ts": 131,
  "bench/socket/round-trip.ts": 74,
  "bench/socket/answer.json": 512,
  "bench/results/2026-10-socket.md": 30,
  "vision/pipeline/capture.py": 90,
  "vision/pipeline/preprocess.py": 66,
  "vision/pipeline/detect.py": 150,
  "vision/pipeline/gate.py": 58,
  "vision/bench/batch.py": 84,
  "vision/bench/results.md": 20,
  "vision/config/line-3.yaml": 24,
  "vision/models/README.md": 18,
  "vision/tests/test_capture.py": 40,
  "vision/tests/test_detect.py": 52,
  "vision/tests/power-cut.md": 12,
  "robot/logger/writer.py": 104,
  "robot/sync/uploader.py": 126,
  "robot/sync/journal.py": 47,
  "robot/bench/reconcile.py": 92,
  "robot/bench/reconcile.md": 28,
  "robot/bench/july.md": 16,
  "robot/tests/test_segment.py": 33,
  "robot/tests/test_journal.py": 37,
  "robot/tests/field.md": 45,
  "station/ingest/api.py": 71,
  "station/ingest/store.py": 63,
  "station/tests/test_api.py": 48,
};

const TEXTS: Readonly<Record<string, string>> = {
  "docs/requirements/bridge.md":
    "# Requirements of the bridge\n\n## Interrupted answers\n\nAt most 1 % of answers restart.\n\n## Delay\n\nA person does not notice it.\n\n### After a reconnect\n\nThe first frame arrives\nwithin 150 ms.\n\n## Machines\n\nOne laptop without any other service.\n",
  "docs/requirements/inspection.md":
    "# Inspection of stamped parts\n\n## Quality\n\nThe contract of 2027 counts cracked brackets.\n\n## Trigger\n\nThe light barrier triggers.\n\n## Reject ratio\n\nAt most 4 %.\n\n## Time\n\nA decision falls\nwithin 400 ms.\n\n## Network\n\nThe gate needs none.\n",
  "docs/requirements/fleet-logs.md":
    "# Requirements of fleet logs\n\n## Completeness\n\nEvery day of logs arrives.\n\n## Time\n\nIncidents are answered\nthe next day.\n\n## Robots\n\nTwenty-six of them,\nin two halls.\n\n## Absence\n\nA robot is away\nfor up to 14 h.\n",
  "docs/protocol.md":
    "# Protocol\n\n## Frames\n\nOne frame a token.\n\n## Close codes\n\n| Code | Meaning |\n| ---- | ------- |\n| 4401 | No ticket |\n",
  "docs/decisions/0002-copy-by-name.md": "# Copy by name\n\nA robot writes 90 MB a day.\n",
  "docs/decisions/0004-one-session-one-socket.md": "# One session, one socket\n\nSessions leaked.\n",
  "docs/decisions/0007-trial-camera.md": "# Trial camera\n\nThe cable of the barrier is missing.\n",
};

const linesOf = (length: number): string => Array.from({ length }, (_, i) => `line ${i + 1}`).join("\n") + "\n";

const FILES: Readonly<Record<string, string>> = {
  ...TEXTS,
  ...Object.fromEntries(Object.entries(LENGTHS).map(([path, length]) => [path, linesOf(length)])),
};

const filesIn = (paths: readonly string[], folder: string): string[] =>
  paths.flatMap((path) => {
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "/";
    return name.includes("/") ? [] : [name];
  });

/** What the rules may ask about the workspace that holds these documents too. */
export function surroundingsWith(
  documents: Readonly<Record<string, string>>,
  approval: Surroundings["approval"],
): Surroundings {
  const files = { ...FILES, ...documents };
  const paths = Object.keys(files);
  return {
    kindOf: (path) => {
      if (path.startsWith("..")) return "outside";
      if (path in files) return "file";
      const folder = path.endsWith("/") ? path : `${path}/`;
      return path === "" || paths.some((file) => file.startsWith(folder)) ? "folder" : "missing";
    },
    textOf: (path) => files[path],
    filesIn: (folder) => filesIn(paths, folder),
    hasCommit: (id) => COMMITS.some((commit) => commit.startsWith(id) || id.startsWith(commit)),
    approval,
    today: TODAY,
  };
}
