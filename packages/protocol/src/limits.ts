// Every bound of the wire in one place. A bound that is not here does not exist.

const KiB = 1024;
const MiB = 1024 * KiB;

export const LIMITS = {
  /** Largest frame in either direction; larger things are streams of 64 KiB items. */
  frameBytes: MiB,
  /** Before authentication a client may send one frame of this size … */
  preAuthBytes: 64 * KiB,
  /** … within this time after the challenge. */
  helloMs: 5_000,
  /** Sockets that have not said HELLO, over all clients. */
  preAuthConnections: 64,
  /** Largest item of a stream. */
  itemBytes: 64 * KiB,
  /** Items in one frame: enough for a second of the fastest producer. */
  frameItems: 4_096,
  /** Bytes a server may send on a channel before the client gives credit. */
  channelCredit: 256 * KiB,
  /** The same over all channels of a connection. */
  connectionCredit: MiB,
  /** A client gives credit for more than a sixteenth of a channel's at the latest after this time. */
  creditMs: 250,
  /** A replay slice: what a live token waits for at most. */
  replaySliceBytes: 64 * KiB,
  /** Above this many bytes in the socket's buffer the server stops writing … */
  bufferedBytes: MiB,
  /** … and closes with 4508 when nothing drains for this long. */
  slowMs: 30_000,
  /** Heartbeat after this silence; dead after `deadMs` without any frame. */
  heartbeatMs: 15_000,
  deadMs: 35_000,
  /** On `online`, `pageshow` and `visibilitychange` the client asks whether the socket lives. */
  probeMs: 3_000,
  /** A client gives up a socket that has not got to CHALLENGE, or from there to WELCOME, in this time. */
  connectMs: 10_000,
  /** Reconnect: at once, then full jitter between these. */
  backoffMinMs: 250,
  backoffMaxMs: 15_000,
  /** Subscriptions of one connection; a frame of SUB holds at most `subBatch`. */
  subscriptions: 256,
  subBatch: 64,
  /** Control messages a second, averaged over ten seconds. */
  controlPerSecond: 200,
  /** Text of one prompt as UTF-8: an item must hold it. Longer things are attached as files. */
  promptBytes: 48 * KiB,
  /** An answer up to this size is repeated in its conversation, so that a reader needs no second stream. */
  answerBytes: 32 * KiB,
  /** The same for what a model thought first. */
  reasoningBytes: 8 * KiB,
  titleLength: 200,
  /** Text of a document as UTF-8; a larger file is read only. */
  documentBytes: 4 * MiB,
  /** An update of one command as base64: a frame must hold it. Larger pastes are several commands. */
  updateBase64: 900_000,
  /** Text that a hunk of a suggestion removes or inserts: an item must hold both. */
  hunkLength: 8_000,
  /** Text of one side of an edit conflict: an item must hold all four. */
  conflictLength: 4_000,
  /** Client ids of Yjs that an edit may say it builds on. */
  editsAfter: 64,
  /** An update of another writer that is older than this and was not seen was not on its way: the edit was made apart from it. */
  apartMs: 2_000,
  /** Streams that `streams.heads` tells at once. */
  headsListed: 2_000,
  /** What a suggestion or a labelled edit says of itself. */
  labelLength: 200,
  /** A relative position of Yjs, as base64. */
  positionLength: 200,
  /** Documents that one connection may be present at. */
  presences: 64,
  /** People that a room names when it would be larger than an item; the newest. */
  roomPeople: 100,
  /** A room is shown at most this often. */
  roomMs: 30,
  /** Jobs that wait for their turn. */
  queuedJobs: 16,
  /** Jobs that are kept with their streams; the oldest that has ended goes first. */
  keptJobs: 100,
  /** What a job says at once: a note, how far it is, how it ended. */
  jobWordsLength: 1_000,
  attachments: 16,
  pathLength: 1_024,
} as const;
