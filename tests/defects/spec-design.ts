// What can be wrong with the solution that a spec proposes: diagram, components, contracts, alternatives.
import { type Defect, plants } from "./defect.ts";

const RESUME_DIAGRAM = "```mermaid\nflowchart LR\n  page[Chat Page]";

export const SPEC_DESIGN: readonly Defect[] = [
  ...plants(
    "component in the diagram that the table does not know",
    {
      in: "session-resume",
      below: "  ring --> gate",
      put: ["  ring --> cache[Edge Cache]", "  cache[(Frame Archive)] --> ring"],
    },
    { in: "inspection-gate", below: "decision --> ledger[Decision Ledger]", put: "  ledger --> board[Shift Board]" },
    {
      in: "log-sync",
      below: "  participant S as Segment Store",
      put: "  participant C as Cloud Relay",
      and: [["  W->>J: segment closed", "  W->>J: segment closed\n  J->>C: closed"]],
    },
  ),
  ...plants(
    "component that the diagram does not show",
    {
      in: "session-resume",
      find: "  gate --> registry[Session Registry]\n  registry --> ring[Resume Buffer]",
      put: "  gate --> ring[Resume Buffer]",
      at: ["| Session Registry |", RESUME_DIAGRAM],
    },
    {
      in: "inspection-gate",
      below: "| Pusher | Moves",
      put: "| Lamp Driver | Flashes the lamp with the exposure | Gardasoft RT200 | The lamp of the line flickers at 100 Hz |",
      or: "```mermaid\nflowchart TD",
    },
    {
      in: "log-sync",
      below: "| Segment Store | Keeps",
      put: "| Retention Job | Deletes segments after 180 days | systemd timer | Deleting must not wait for a request |",
      or: "```mermaid\nsequenceDiagram",
    },
  ),
  ...plants(
    "diagram that does not parse",
    { in: "session-resume", find: "gate[Socket Gate]", put: ["gate[Socket Gate", "gate[Socket Gate)"] },
    {
      in: "inspection-gate",
      find: "  capture --> detector[Crack Detector]",
      put: ["  capture --> --> detector[Crack Detector]", "  --> detector[Crack Detector]"],
    },
    { in: "inspection-gate", find: "```mermaid\nflowchart TD", put: "```mermaid\nflowchrt TD" },
    { in: "log-sync", find: "  I->>S: compare", put: ["  I->>S compare", "  I ->> : compare"] },
    { in: "log-sync", find: "  SEGMENT ||--o| ACKNOWLEDGEMENT : has", put: "  SEGMENT ||--o ACKNOWLEDGEMENT : has" },
  ),
  ...plants(
    "component without a justification",
    {
      in: "session-resume",
      find: "Sockets come and go; frames need a home that does not               ",
      put: ["", "-", "TBD"],
    },
    { in: "inspection-gate", find: "Brackets are too heavy for an air jet", put: ["", "n/a", "?"] },
    { in: "log-sync", find: "Robots must not write to the station's disk themselves", put: ["", "…"] },
  ),
  ...plants(
    "component without a justification",
    {
      in: "session-resume",
      find: "Without it a returning browser cannot be told from a new one        ",
      put: ["Needed", "Finds the session of a ticket and ends forgotten ones"],
    },
    {
      in: "inspection-gate",
      find: "Driver faults of the camera stay out of the detector",
      put: ["Best practice", "Takes one exposure for each bracket"],
    },
  ),
  ...plants(
    "component that is listed twice",
    {
      in: "session-resume",
      below: "| Resume Buffer    | Holds",
      put: "| Session Registry | Issues the tickets of sessions | Node 24 | Tickets and sessions end together |",
      or: "| Session Registry | Finds",
    },
    {
      in: "log-sync",
      below: "| Ingest API | Takes",
      put: "| Uploader | Pauses the transfer when the robot leaves | Python 3.12 | A visit ends without warning |",
      or: "| Uploader | Sends",
    },
  ),
  ...plants(
    "component without a responsibility or technology",
    { in: "inspection-gate", find: "| Gives a crack score between 0 and 1 |", put: "| |" },
    { in: "log-sync", find: "| httpx 0.27 |", put: ["| |", "| TBD |"] },
  ),
  ...plants(
    "pattern that has no name",
    {
      in: "session-resume",
      find: "Write-ahead log, kept in memory: each frame is appended to the ring before it is sent, and a reader is nothing but a cursor. We leave the pattern in one place, because the log is lost when the process ends.",
      put: [
        "We use a modern and scalable architecture that has proven itself in many projects.",
        "Each part does one thing, and the parts talk to each other.",
      ],
      or: "### 4.2 Architectural Pattern",
    },
    {
      in: "inspection-gate",
      find: "Pipes and Filters: each stage reads from one bounded queue and writes to the next, and a full queue drops the oldest picture and sends its bracket to the second belt.",
      put: "The gate follows best practices for systems of this kind and is easy to extend.",
      or: "### 4.2 Architectural Pattern",
    },
  ),
  ...plants(
    "OpenAPI that is broken",
    {
      in: "session-resume",
      find: "      operationId: issueTicket",
      put: ["     operationId: issueTicket", "      operationId issueTicket"],
    },
    { in: "session-resume", find: '"#/components/schemas/Ticket"', put: '"#/components/schemas/SessionTicket"' },
    {
      in: "session-resume",
      find: "      required: [ticket, cursor]",
      put: "      required: [ticket, cursor",
      or: "      properties:\n",
    },
    {
      in: "log-sync",
      find: '"Hashes that the station lacks" },',
      put: '"Hashes that the station lacks" }',
      or: '"401": {',
    },
    {
      in: "log-sync",
      find: '  "info": { "title": "Ingest", "version": "2.0.0" },\n',
      put: "",
      at: ["```json", '  "openapi": "3.1.0"'],
    },
    {
      in: "session-resume",
      find: "        - name: id\n          in: path\n          required: true\n",
      put: "        - name: session\n          in: path\n          required: true\n",
      at: ["        - name: session", "  /sessions/{id}/ticket:"],
    },
  ),
  ...plants(
    "proto that is broken",
    {
      in: "inspection-gate",
      find: "  float score = 2;",
      put: ["  float score = 2", "  float score = 1;"],
      or: "  string model_hash = 3;",
    },
    { in: "inspection-gate", find: "returns (ScoreReply);", put: "returns (ScoreResponse);" },
    {
      in: "inspection-gate",
      find: "  bytes picture = 2;\n}",
      put: "  bytes picture = 2;",
      or: ["message ScoreRequest {", "message ScoreReply {"],
    },
  ),
  ...plants(
    "JSON Schema that is broken",
    {
      in: "session-resume",
      find: '    "cursor": { "type": "integer", "minimum": 0 },',
      put: ['    "cursor": { "type": "integer", "minimum": 0 }', "    'cursor': { 'type': 'integer' },"],
      or: '    "kind": { "enum"',
    },
    { in: "session-resume", find: '"required": ["cursor", "kind"]', put: '"required": ["cursr", "kind"]' },
    { in: "session-resume", find: '"text": { "type": "string"', put: '"text": { "type": "text"' },
  ),
  ...plants(
    "alternative without a reason",
    {
      in: "session-resume",
      find: "The bridge has to work on a machine without any other service            ",
      put: ["", "-", "tbd"],
    },
    { in: "inspection-gate", find: "The belt leaves 1.15 s between two brackets", put: ["", "n/a", "Rejected"] },
    { in: "log-sync", find: "The robot has 600 MB left", put: ["", "?"] },
  ),
  ...plants(
    "alternative without pros or cons",
    { in: "session-resume", find: "| No memory in the bridge       |", put: ["| |", "| - |"] },
    { in: "inspection-gate", find: "| 2.1 % overlooked, no production at night |", put: "| |" },
    { in: "log-sync", find: "| Known to everybody |", put: "| TBD |" },
  ),
  ...plants(
    "no alternative",
    {
      in: "inspection-gate",
      find: "| Keep three inspectors | Works without any machine | 2.1 % overlooked, no production at night | Does not meet the contract of 2027 |\n| Eddy current probe | Finds cracks under the surface | 1.9 s for each bracket | The belt leaves 1.15 s between two brackets |\n| Detector in the cloud | No hardware beside the line | Pictures leave the building; 300 ms on the way | The customer forbids it, and the line of the plant drops every few weeks |\n",
      put: "",
      at: ["## 6. Alternatives Considered", "| Option | Pros | Cons |"],
    },
    {
      in: "log-sync",
      find: "| Leave it as it is | Nothing to build | 9 % of days are lost | Incident reports stay incomplete |\n| rsync | Known to everybody | Reads both sides completely, 70 s of each visit | A visit has 12 min, and the station's disk is busy for 6 of them |\n| Message queue on the robot | Order is kept | A broker with 900 MB of memory on each robot | The robot has 600 MB left |",
      put: "| | | | |",
      or: ["## Options considered", "| Approach | Advantages"],
    },
  ),
];
