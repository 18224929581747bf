// What can be wrong with what a spec promises: its summary, its reasons, its goals, and the tests that prove them.
import { type Defect, plants } from "./defect.ts";

const LONG_STORY =
  "The idea came up when the team looked at the complaints of the last year and noticed that most of them had one cause. " +
  "We then talked to the people who work with the system every day, looked at the numbers of several months, and compared what we found with the experience of two other plants. " +
  "It turned out that everybody had built some kind of workaround, that none of these workarounds was written down, and that each of them cost time whenever something else was changed. " +
  "Several of us wrote prototypes, of which two were tried for a week, and the discussion about them took longer than the work itself. " +
  "In the end there was an agreement about the direction, although not about each detail, and the details are what the rest of this document is about. " +
  "Whoever is interested in the history will find more of it in the notes of the meetings, and whoever is only interested in the result may skip this paragraph.";

export const SPEC_PROMISES: readonly Defect[] = [
  ...plants(
    "contradictory goals",
    {
      in: "session-resume",
      below: "G4: A page of version 1.8",
      put: [
        "- [ ] G5: The buffer of one session grows without any limit",
        "- [ ] G5: The buffer of one session holds at least 8 MiB",
      ],
      and: [
        ["the cursor only moves forward (G1).", "the cursor only moves forward (G1); the size of the buffer (G5)."],
      ],
      or: "G3: The buffer of one session holds at most 2 MiB",
    },
    {
      in: "session-resume",
      below: "G4: A page of version 1.8",
      put: "- [ ] G5: A page of version 1.8 does not work with the new bridge until it is reloaded",
      and: [["without a reload (G4);", "without a reload (G4) and is told to reload (G5);"]],
      or: "G4: A page of version 1.8",
    },
    {
      in: "inspection-gate",
      below: "The line keeps running by hand when the industrial PC is off\n",
      put: [
        "- [ ] The line stops when the industrial PC is off",
        "- [ ] The line never runs when the industrial PC is off",
      ],
      and: [
        ["and the yellow lamp is on.", "and the yellow lamp is on; then the line stops when the industrial PC is off."],
      ],
      or: "- [ ] The line keeps running by hand when the industrial PC is off\n",
    },
    {
      in: "inspection-gate",
      below: "A decision is made within 400 ms of the exposure",
      put: "- [ ] A decision is made at least 600 ms after the exposure",
      and: [
        ["the yellow lamp is on.", "the yellow lamp is on; a decision is made at least 600 ms after the exposure."],
      ],
      or: "A decision is made within 400 ms of the exposure",
    },
    {
      in: "log-sync",
      below: "| G4 | A replaced station",
      put: "| G5 | The robot does not write while it sends | 0 log lines during a transfer |",
      and: [["| G1, G3 |", "| G1, G3, G5 |"]],
      or: "| G3 | The robot writes while it sends",
    },
  ),
  ...plants(
    "non-goal that is a goal",
    {
      in: "session-resume",
      find: "Two browsers follow one answer together",
      put: ["A page of version 1.8 works with the new bridge", "Pages of version 1.8 working with the new bridge"],
      or: "G4: A page of version 1.8",
    },
    {
      in: "inspection-gate",
      find: "Training the detector on the factory floor",
      put: "Running the line by hand when the industrial PC is off",
      or: "- [ ] The line keeps running by hand when",
    },
    {
      in: "log-sync",
      find: "Searching logs on the robot",
      put: "Filling a replaced station again",
      or: "| G4 | A replaced station",
    },
  ),
  ...plants(
    "duplicate goal",
    {
      in: "session-resume",
      below: "G4: A page of version 1.8",
      put: "- [ ] G5: The new bridge works with a page of version 1.8 without a reload",
      and: [["without a reload (G4);", "without a reload (G4, G5);"]],
      or: "G4: A page of version 1.8",
    },
    {
      in: "inspection-gate",
      below: "The gate rejects at most 4 % of sound brackets",
      put: "- [ ] At least 99 % of the cracked brackets are rejected by the gate",
      or: "- [ ] The gate rejects at least 99 % of cracked brackets",
    },
    {
      in: "log-sync",
      below: "| G4 | A replaced station",
      put: "| G5 | Every day of logs arrives after three visits | 100 % of days over 30 days |",
      and: [["| G1, G3 |", "| G1, G3, G5 |"]],
      or: "| G1 | Every day of logs",
    },
  ),
  ...plants(
    "goals with one id",
    {
      in: "session-resume",
      find: "G3: The buffer of one session",
      put: "G2: The buffer of one session",
      and: [
        ["2 MiB (G3)", "2 MiB (G2)"],
        ["limit of G3", "limit of G2"],
      ],
      or: "G2: The first frame",
    },
    {
      in: "log-sync",
      find: "| G4 | A replaced station",
      put: "| G2 | A replaced station",
      and: [["| G2, G4 |", "| G2 |"]],
      or: "| G2 | An interrupted transfer",
    },
  ),
  ...plants(
    "goal without a test",
    {
      in: "session-resume",
      find: "the ring drops the oldest frame at 2 MiB (G3); the cursor only moves forward (G1).",
      put: "the cursor only moves forward (G1).",
      at: "G3: The buffer of one session",
    },
    {
      in: "session-resume",
      below: "G4: A page of version 1.8",
      put: "- [ ] G5: A spinner shows within 1 s that the connection is lost",
    },
    {
      in: "inspection-gate",
      find: "an inspector switches the industrial PC off while the line runs; the line keeps running by hand and the yellow lamp is on.",
      put: "the shift lead changes the threshold with the badge, and somebody without it is refused.",
      at: "- [ ] The line keeps running by hand when",
    },
    {
      in: "inspection-gate",
      find: "at least 99 % of the cracked brackets and at most 4 % of the sound brackets are rejected",
      put: "at least 99 % of the cracked brackets are rejected",
      at: "The gate rejects at most 4 % of sound brackets",
    },
    {
      in: "log-sync",
      find: "; an empty station after 10 visits | G2, G4 |",
      put: " | G2 |",
      at: "| G4 | A replaced station",
    },
    {
      in: "log-sync",
      find: ", and the rate of log lines with the week before | G1, G3 |",
      put: " | G1 |",
      at: "| G3 | The robot writes",
    },
  ),
  ...plants(
    "goal that nobody can measure",
    {
      in: "session-resume",
      find: "G2: The first frame after a reconnect arrives within 150 ms at the 95th percentile",
      put: [
        "G2: The first frame after a reconnect arrives quickly",
        "G2: Reconnecting feels smooth",
        "G2: The first frame after a reconnect arrives with minimal delay",
      ],
    },
    {
      in: "inspection-gate",
      find: "A decision is made within 400 ms of the exposure\n",
      put: [
        "A decision is made fast enough after the exposure\n",
        "Decisions about the exposure are efficient and robust\n",
      ],
    },
    {
      in: "log-sync",
      find: "An interrupted transfer loses at most one segment | at most 4 MiB sent twice |",
      put: "An interrupted transfer is handled gracefully | as little as possible |",
    },
  ),
  ...plants(
    "summary of more than 200 words",
    {
      in: "session-resume",
      find: "An interrupted answer then goes on where it stopped,",
      put: `${LONG_STORY} An interrupted answer then goes on where it stopped,`,
      or: "## 1. Executive Summary",
    },
    {
      in: "inspection-gate",
      find: "and the line goes on by hand when the gate fails.",
      put: `and the line goes on by hand when the gate fails.\n\n${LONG_STORY}`,
      at: ["## 1. Executive Summary", "Line 3 stamps 52 brackets a minute, and"],
    },
    {
      in: "log-sync",
      find: "Every day arrives, the radio",
      put: `- ${LONG_STORY.replaceAll(". ", ".\n- ")}\n\nEvery day arrives, the radio`,
      at: ["## TL;DR", "A robot writes 1.4 GB"],
    },
  ),
  ...plants(
    "requirements that are not linked",
    {
      in: "session-resume",
      find: "Interrupted answers are the first item of the [requirements of the bridge](../docs/requirements/bridge.md#interrupted-answers), and the measurements in [the research on lost frames](../research/2026-10-02-lost-frames.md) show",
      put: "Interrupted answers are the first item of the requirements of the bridge, and measurements show",
      or: "## 2. Context and Motivation",
    },
    {
      in: "inspection-gate",
      find: "PRD: [Inspection of stamped parts](../docs/requirements/inspection.md).",
      put: ["The PRD is known to everybody.", "PRD: to follow."],
      or: "## 2. Context and Motivation",
    },
  ),
  ...plants(
    "label with nothing behind it",
    {
      in: "session-resume",
      find: "**Business Impact:** restarted answers took 11 % of the card's time in September, by the counters of the test cluster.",
      put: "**Business Impact:**",
    },
    {
      in: "inspection-gate",
      find: "**Technical Debt:** `vision/pipeline/capture.py` mixes exposure control and file names, so that no test can run without a camera.",
      put: ["**Technical Debt:**", "**Technical Debt:** -"],
    },
    {
      in: "inspection-gate",
      find: "**Authorization:** only shift leads change the threshold; the controller checks the badge group.",
      put: "**Authorization:** to be defined",
    },
  ),
  ...plants(
    "kind of test that is missing",
    {
      in: "inspection-gate",
      find: "**Unit Tests:** the controller's states and the comparison with the threshold, without camera and card.",
      put: ["**Unit Tests:**", "**Unit Tests:** none", "**Unit Tests:** will be written later"],
    },
    {
      in: "log-sync",
      find: "| Unit tests | The journal moves a segment forward only; a writer closes at 4 MiB | G2 |",
      put: ["| Unit tests | | |", "| Unit tests | as usual | |"],
    },
  ),
];
