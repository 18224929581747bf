// What can be wrong with research: facts that nothing shows, advice where a description is asked for, questions that ask nothing.
import { type Defect, plants } from "./defect.ts";

const FACTS: readonly Defect[] = [
  ...plants(
    "fact without a source",
    {
      in: "lost-frames",
      find: "are dropped without a trace (`packages/bridge/src/token-stream.ts:54`).",
      put: "are dropped without a trace.",
    },
    {
      in: "lost-frames",
      below: "never used again (`packages/bridge",
      put: "- A session that was ended is removed from the registry after ten minutes.",
    },
    {
      in: "lost-frames",
      find: "and hands it to a session (`packages/bridge/src/socket.ts:41-58`). It counts frames that were not sent (`packages/bridge/src/socket.ts:97`), and forgets the count on close (`packages/bridge/src/socket.ts:112`).",
      put: "and hands it to a session. It counts frames that were not sent, and forgets the count on close.",
      or: "### The gate",
    },
    { in: "camera-exposure", find: "is only logged (`vision/pipeline/capture.py:44-52`)", put: "is only logged" },
    {
      in: "camera-exposure",
      find: "Automatic exposure is switched off when the camera is opened (`vision/pipeline/capture.py:38`).",
      put: "Automatic exposure is switched off when the camera is opened.",
    },
    {
      in: "camera-exposure",
      find: "| 6 dB | `vision/config/line-3.yaml:15` |",
      put: ["| 6 dB | |", "| 6 dB | configuration |"],
    },
    {
      in: "log-uploader",
      find: "| The dock is seen by its radio name | `robot/sync/uploader.py:19` |",
      put: ["| The dock is seen by its radio name | |", "| The dock is seen by its radio name | known |"],
    },
    { in: "log-uploader", find: "| 210 MB | `robot/bench/july.md:10` |", put: "| 210 MB | measured |" },
  ),
  ...plants(
    "source without a line",
    { in: "lost-frames", find: "(`packages/bridge/src/session.ts:64`)", put: "(`packages/bridge/src/session.ts`)" },
    {
      in: "log-uploader",
      find: "| `station/ingest/store.py:40` |\n\n###",
      put: "| `station/ingest/store.py` |\n\n###",
      at: "The station opens a file for writing",
    },
  ),
  ...plants(
    "research that recommends",
    {
      in: "lost-frames",
      find: "and compares texts to hide repeated words (`packages/web/src/connection.ts:95-104`).",
      put: [
        "and compares texts to hide repeated words (`packages/web/src/connection.ts:95-104`). This should be replaced by a cursor.",
        "and compares texts to hide repeated words (`packages/web/src/connection.ts:95-104`). We recommend a resume buffer instead.",
      ],
    },
    {
      in: "lost-frames",
      find: "two thirds of them on laptops that changed their access point.",
      put: [
        "two thirds of them on laptops that changed their access point. The best way forward is to keep sessions for a minute.",
        "two thirds of them on laptops that changed their access point. It would be better to keep sessions for a minute.",
      ],
    },
    {
      in: "camera-exposure",
      below: "- A late picture is written",
      put: [
        "- The timer needs to be replaced by the light barrier (`vision/pipeline/capture.py:30`)",
        "- Consider using the light barrier in place of the timer (`vision/pipeline/capture.py:30`)",
      ],
    },
    {
      in: "camera-exposure",
      find: "and state lies in the names of files.",
      put: [
        "and state lies in the names of files. I suggest splitting it into three processes.",
        "and state lies in the names of files. The process ought to be split into three.",
      ],
    },
    {
      in: "log-uploader",
      find: "the robot trusts the station.",
      put: [
        "the robot trusts the station. Hashes must be introduced here.",
        "the robot trusts the station. Fleet Data is advised to introduce hashes.",
      ],
    },
    {
      in: "log-uploader",
      find: "In July 9 % of all days were incomplete.",
      put: "In July 9 % of all days were incomplete, so the uploader should be rewritten.",
    },
  ),
  ...plants(
    "facts that contradict each other",
    {
      in: "camera-exposure",
      below: "- A late picture is written",
      put: "- A late picture is not written (`vision/pipeline/capture.py:74`)",
      or: "- A late picture is written",
    },
    {
      in: "log-uploader",
      below: "| The station opens a file for writing",
      put: "| Files are copied oldest first | `robot/sync/uploader.py:70` |",
      or: "| Files with another size are copied, newest first",
    },
  ),
  ...plants(
    "history without a document",
    {
      in: "lost-frames",
      find: "[the decision of March](../docs/decisions/0004-one-session-one-socket.md) tied them",
      put: "a decision of March tied them",
    },
    {
      in: "log-uploader",
      find: "`docs/decisions/0002-copy-by-name.md` chose names in 2024, when a robot wrote 90 MB a day. The [requirements of fleet logs](../docs/requirements/fleet-logs.md) came a year later.",
      put: "Names were chosen in 2024, when a robot wrote 90 MB a day. The requirements came a year later.",
    },
  ),
];

const FRAME: readonly Defect[] = [
  ...plants(
    "question that asks nothing",
    {
      in: "lost-frames",
      find: '"Where do the words go when my laptop changes its access point?" Mara Lindqvist asks it for the spec of session resume.',
      put: ["This document is about sockets.", "See the title."],
      or: "## Research Question",
    },
    {
      in: "log-uploader",
      find: "Which logs of a robot reach its station, when, and what happens when the robot leaves in the middle of a transfer? Fleet Data wants to know it before the work on segments begins.",
      put: "Log uploader.",
      or: "## Question",
    },
  ),
  ...plants(
    "summary that answers nothing",
    {
      in: "lost-frames",
      find: "The session ends with its socket, so everything that the model says afterwards is dropped. The page asks for a new answer after it has reconnected and hides the words that it has shown already. In September this happened to 7 % of all answers, two thirds of them on laptops that changed their access point.",
      put: ["See below.", "To be written when the findings are complete."],
      or: "## Summary",
    },
    {
      in: "camera-exposure",
      find: "Exposure is a constant in the configuration, and the trigger is a timer, not the light barrier. The lamp flickers at 100 Hz while an exposure takes 4 ms, so that brightness differs from picture to picture. Of 41,000 pictures 27,600 pass the sharpness test of the script.",
      put: ["(summary)", "TODO"],
      or: "## Summary",
    },
  ),
  ...plants(
    "open question that asks nothing",
    {
      in: "lost-frames",
      find: "- How long do proxies of offices keep idle sockets? Their operators would know.",
      put: ["- ", "- TBD", "- Question 1"],
    },
    {
      in: "log-uploader",
      find: "| Why do robots 3 and 17 never miss a day? | Their docks' radio logs |",
      put: ["| | |", "| ? | ? |"],
    },
  ),
  ...plants(
    "question that is asked twice",
    {
      in: "lost-frames",
      below: "- How long do proxies of offices keep idle sockets?",
      put: "- For how long are idle sockets kept by the proxies of offices?",
      or: "- How long do proxies",
    },
    {
      in: "log-uploader",
      below: "| How many lines are lost",
      put: "| How many lines are lost between two processes? | The old notes |",
      or: "| How many lines are lost between two processes? | Nothing",
    },
  ),
  ...plants(
    "follow-up without a day",
    {
      in: "camera-exposure",
      find: "## Follow-up Research 2026-09-21",
      put: "## Follow-up Research",
      and: [
        ["The cable of the light barrier was connected on 2026-09-18.", "The cable of the light barrier is connected."],
      ],
    },
    {
      in: "camera-exposure",
      find: "## Follow-up Research 2026-09-21",
      put: ["## Follow-up Research 2026-08-21", "## Follow-up Research 2027-09-21"],
    },
  ),
  ...plants(
    "state that does not exist",
    { in: "lost-frames", find: "status: complete", put: ["status: compleet", "status: mostly"] },
    { in: "log-uploader", find: "**Status:** Published", put: "**Status:** Green" },
  ),
  ...plants(
    "all states at once",
    {
      in: "camera-exposure",
      find: "status: complete",
      put: ["status: draft | complete | superseded", "status: [draft, complete]"],
    },
    { in: "log-uploader", find: "**Status:** Published", put: "**Status:** Draft / Complete / Superseded" },
  ),
  ...plants(
    "day that cannot be",
    {
      in: "lost-frames",
      find: "date: 2026-10-02 14:20:11 CEST",
      put: ["date: 2026-10-32 14:20:11 CEST", "date: soon"],
    },
    { in: "log-uploader", find: "**Date:** 2026-08-20", put: ["**Date:** 2026-02-30", "**Date:** August"] },
  ),
  ...plants(
    "day in the future",
    { in: "lost-frames", find: "date: 2026-10-02 14:20:11 CEST", put: "date: 2036-10-02 14:20:11 CEST" },
    { in: "camera-exposure", find: "last_updated: 2026-09-21", put: "last_updated: 2026-12-21" },
  ),
  ...plants("changed before it was created", {
    in: "camera-exposure",
    find: "last_updated: 2026-09-21",
    put: "last_updated: 2026-07-21",
    or: "date: 2026-09-02T11:45:30+02:00\nresearcher",
  }),
  ...plants(
    "nobody wrote it",
    { in: "lost-frames", find: "author: Jonas Weber", put: ["author:", "author: TBD", "author: <name>"] },
    { in: "log-uploader", find: "**Author:** Aiko Tanaka", put: ["**Author:**", "**Author:** N/A"] },
  ),
  ...plants(
    "commit that does not exist",
    { in: "lost-frames", find: "commit: 91c6e05", put: "commit: 91c6e0f" },
    { in: "log-uploader", find: "**Commit:** 5d2f7aa", put: ["**Commit:** 5d2f7ab", "**Commit:** HEAD~"] },
  ),
  ...plants(
    "two values for one field",
    {
      in: "camera-exposure",
      find: "**Researcher**: Ines Duarte",
      put: "**Researcher**: Tomasz Zielinski",
      or: "researcher: Ines Duarte\n",
    },
    { in: "camera-exposure", find: "**Branch**: vision-trial", put: "**Branch**: main", or: "\nbranch: vision-trial" },
  ),
  ...plants("compatibility that says neither", {
    in: "lost-frames",
    find: "compatibility: no breaking changes",
    put: ["compatibility: perhaps", "compatibility: some breaking changes"],
  }),
];

export const RESEARCH_DEFECTS: readonly Defect[] = [...FACTS, ...FRAME];
