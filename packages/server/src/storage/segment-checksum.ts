// CRC-32 of a segment and of what says where it belongs, so that intact bytes in the wrong place are noticed too.
import { crc32 } from "node:zlib";

/** A row of `segments`. */
export interface SegmentRow {
  readonly lastSeq: number;
  readonly count: number;
  /** Wall clock of the commit. */
  readonly at: number;
  readonly checksum: number;
  readonly body: Uint8Array;
}

export const segmentChecksum = (sid: string, { lastSeq, count, at, body }: Omit<SegmentRow, "checksum">): number =>
  crc32(body, crc32(`${sid} ${lastSeq} ${count} ${at}`));

export const isIntact = (sid: string, row: SegmentRow): boolean => segmentChecksum(sid, row) === row.checksum;
