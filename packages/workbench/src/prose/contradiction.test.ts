import { describe, expect, test } from "vitest";
import { contradictionOf, positionOf } from "./contradiction.ts";

const opposed = (one: string, other: string): string | null => {
  const [a, b] = [positionOf(one), positionOf(other)];
  const reason = contradictionOf(a, b);
  // Whoever comes first, they disagree or they do not.
  expect(contradictionOf(b, a) === null).toBe(reason === null);
  return reason;
};

describe("cannot both hold", () => {
  test.each([
    // One denies what the other affirms.
    ["Support offline edits", "Offline edits are not supported"],
    ["Users can export conversations", "Users cannot export conversations"],
    ["Prompts are stored on disk for 30 days", "G4: Prompts are never stored on disk"],
    ["Support Windows", "No Windows support"],
    ["History is immutable and never deleted", "Users can delete their history"],
    ["Answers are streamed token by token", "Answers are not streamed, they arrive as a whole"],
    // Numbers.
    ["p95 ≤ 50 ms", "p95 at least 80 ms"],
    ["At most 3 retries", "At least 5 retries"],
    ["Resume p95 at most 200 ms", "Resume p95 is at least 0.5 s"],
    ["Answers start within 300 ms", "Answers may take up to 5 s to start"],
    ["Memory stays below 500 MB", "Memory use of at least 1 GB"],
    ["Support at least 500 concurrent sockets", "Accept at most 100 sockets"],
    // What one needs, the other does without.
    ["Users can work without an account", "Every user must create an account"],
    ["The bridge starts without a model", "The bridge needs a model to start"],
    ["Old pages keep working without a reload", "Every page must reload before it resumes"],
    // One sets a limit, and the other none.
    ["The queue of one reader holds at most 2 MiB", "The queue of one reader grows without any limit"],
    ["The queue of one reader holds at most 2 MiB", "The queue of one reader has no limit"],
    // One goes on where the other stops.
    ["The fan keeps turning when the bridge is off", "The fan stops when the bridge is off"],
    ["The press keeps running by hand when the bridge is off", "The press never runs when the bridge is off"],
    ["Writing turns slows down by at most 5 % while a backup runs", "Writing turns stops while a backup runs"],
    ["Writing turns never waits for a backup", "Writing turns stops while a backup runs"],
    [
      "A page of version 2 works with the bridge without a reload",
      "A page of version 2 does not work with the bridge until a reload",
    ],
    // Opposite positions.
    ["The bridge works fully offline", "Every prompt is validated by a cloud service"],
    ["Nothing leaves the machine", "Transcripts are uploaded to the vendor's cloud"],
    ["Keep all data on the user's machine", "Sync all data to a hosted service"],
    ["The protocol stays backwards compatible", "Remove the v1 protocol so that old clients must upgrade"],
    ["Add no new dependency", "Add a library for merging"],
    ["No data migration", "Add a column to the turns table"],
    ["Deploy with zero downtime", "The rollout takes a maintenance window of 2 h"],
    ["Runs without a GPU", "A GPU is required"],
    ["No turn is ever lost", "Turns are dropped when the queue is full"],
    ["Messages are delivered exactly once", "Messages may arrive twice"],
    ["Edits made offline are kept", "Edits made offline are discarded"],
    ["Transcripts are encrypted at rest", "Transcripts are stored in plain text"],
    ["The log is append-only", "A person may edit the log"],
    ["The writer commits messages synchronously", "The writer commits messages asynchronously"],
    ["Several browsers write at once", "Only one browser writes at a time"],
    ["Answers arrive in order", "Answers arrive in any order"],
    ["Telemetry is enabled by default", "Telemetry is disabled by default"],
    ["Messages use JSON", "Messages use a binary format"],
    ["The user confirms every tool call", "Tool calls run without confirmation"],
  ])("“%s” and “%s”", (one, other) => {
    expect(opposed(one, other)).not.toBeNull();
  });
});

describe("can both hold", () => {
  test.each([
    ["Users cannot kill windows by keyboard", "Users can move between windows by keyboard"],
    ["Agents can read files", "Agents cannot read files outside the workspace"],
    ["Users can edit when online", "Users cannot edit when offline"],
    ["Support offline edits without data loss", "Support offline edits"],
    ["Resume p95 at most 200 ms", "First token p95 at least 80 ms"],
    ["p50 at most 50 ms", "p99 at least 80 ms"],
    ["At least 3 browsers are tested", "Two browsers see one order of turns"],
    ["Enable message batching", "Disable message compression during batching"],
    ["The press runs when the bridge is on", "The press stops when the bridge is off"],
    ["The bridge keeps running when a reader leaves", "The bridge stops when the lid closes"],
    ["The upload pauses while the robot moves", "The upload continues in the dock"],
    ["The model runs on the GPU", "The model stops at the first end token"],
    ["Uploads of one session hold at most 2 MiB", "The number of sessions has no limit"],
    ["The check exits with 0 without warnings", "The check does not exit with 0 when there are warnings"],
    ["All findings are shown that need no disk", "Share of the findings without a disk that are shown: 100 %"],
    ["Works offline", "Crash reports are uploaded to the cloud only if the user agrees"],
    ["Edits are queued while the bridge is away", "Edits are sent at once when the bridge is back"],
    ["Retry up to 3 times", "Retry up to 3 times with backoff"],
    ["Never store the key in plain text", "Encrypt the key at rest"],
    ["CPU stays below 40 %", "GPU use stays above 60 %"],
    ["Memory per connection stays below 64 KB", "Memory of the process stays below 512 MB"],
    ["Reading works without a network", "Pulling a model needs the network"],
    ["Every item is delivered to live readers", "The tail drops the oldest item at 10,001"],
    ["Add `@scope/cli` as a dependency in `package.json`", "Deploy the cli for binary distributions"],
    ["Support macOS and Linux", "Windows is not supported in the first release"],
    ["Reads are eventually consistent", "Writes are strongly consistent"],
    ["First token within 300 ms on the GPU", "First token within 2 s on the CPU"],
    ["Cold start at most 3 s", "Warm start at most 300 ms"],
    ["The migration runs in the background", "The schema check runs synchronously at start"],
    ["", ""],
  ])("“%s” and “%s”", (one, other) => {
    expect(opposed(one, other)).toBeNull();
  });
});

test("the reason quotes the numbers", () => {
  expect(opposed("p95 ≤ 50 ms", "p95 at least 80 ms")).toBe("“≤ 50 ms” and “at least 80 ms”");
});
