// What people write about a measurement, and what is to be told of it: the table was written before the rules. Each row is a sentence of a
// spike whose results are those of `prose-world.ts`, the judgement that it has to get, what the message has to name, and the words of the
// claim after its fix. Sentences of the second table have to be passed in silence.

export interface ProseCase {
  readonly says: string;
  /** Kinds of problems; none where the sentence is right. */
  readonly told: readonly string[];
  readonly names: readonly string[];
  /** The words of the claim after the fix; null where nobody asks for one. */
  readonly fixed: string | null;
}

const WRONG = `
value | p95 fell [18 %][ev:ws-batch/p95@four]. | 14.8 % | 15 %
value | p95 fell by [12.1 %][ev:ws-batch/p95@four]. | 14.8 % | 14.8 %
value | p95 fell [about 20 %][ev:ws-batch/p95@four]. | 14.8 % | about 15 %
value | p95 fell about [20 %][ev:ws-batch/p95@four]. | 14.8 %
value | Four frames take [140 ms][ev:ws-batch/p95@four/value] at p95. | 102.2 ms | 102 ms
value | Four frames take [0.14 s][ev:ws-batch/p95@four/value] at p95. | 102.2 ms | 0.10 s
value | One frame carries [1,412 messages/s][ev:ws-batch/rate@one/value]. | 1,214 | 1,214 messages/s
value | Throughput is [1.3 times as high][ev:ws-batch/rate@four]. | 1.8 | 1.8 times as high
value | Eight frames need [halved][ev:ws-batch/memory@eight] memory. | 66.0 %
value | With eight frames memory [halved][ev:ws-batch/memory@eight]. | 66.0 %
value | Throughput [doubled][ev:ws-batch/rate@four]. | 80.4 %
value | With eight frames memory is [a third less][ev:ws-batch/memory@eight]. | 66.0 %
value | With eight frames memory is [four times][ev:ws-batch/memory@eight] smaller. | 2.9 | 2.9 times
value | Eight frames lost [three messages][ev:ws-batch/lost@eight/value]. | 2
value | There were [no failures][ev:ws-batch/p95@eight/failures]. | 1
value | The noise of p95 is [0.5 %][ev:ws-batch/p95@four/noise]. | 2.1 %
value | CPU rose by [5 percentage points][ev:ws-batch/cpu@four]. | 3.3 | 3 percentage points
value | p95 fell [from 130 ms to 102 ms][ev:ws-batch/p95@four]. | 120
value | Messages are [20 %][ev:codec/size] smaller when packed. | 37.7
value | One frame is [15 %][ev:ws-batch/p95@four] slower than four frames. | 17.4 % | 17 %
rounding | p95 fell [14 %][ev:ws-batch/p95@four]. | 14.8 % | 15 %
rounding | p95 fell [14.9 %][ev:ws-batch/p95@four]. | 14.8 % | 14.8 %
rounding | p95 fell [14.83 %][ev:ws-batch/p95@four]. | 14.8 % | 14.8 %
rounding | p95 fell [14.8312 %][ev:ws-batch/p95@four]. | no more digits | 14.8 %
rounding | Four frames take [103 ms][ev:ws-batch/p95@four/value] at p95. | 102.2 ms | 102 ms
rounding | Throughput rose [81 %][ev:ws-batch/rate@four]. | 80.4 % | 80 %
rounding | Throughput is [1.9×][ev:ws-batch/rate@four] as high. | 1.8 | 1.8×
interval | p95 fell by more than [14 %][ev:ws-batch/p95@four]. | 12.0 %; 17.2 % | 12 %
interval | Four frames save [at least 14 %][ev:ws-batch/p95@four] of p95. | 12.0 % | at least 12 %
interval | p95 fell by at most [15 %][ev:ws-batch/p95@four]. | 17.2 % | 18 %
interval | p95 fell by up to [25 %][ev:ws-batch/p95@four]. | 17.2 % | 17 %
interval | p95 fell by [14 to 15 %][ev:ws-batch/p95@four]. | 12.0 %; 17.2 % | 12 to 17 %
interval | p95 fell by [13–17 %][ev:ws-batch/p95@four]. | 12.0 % | 12–17 %
interval | p95 fell by [between 14 and 17 %][ev:ws-batch/p95@four]. | 12.0 % | between 12 and 17 %
value | p95 fell by more than [20 %][ev:ws-batch/p95@four]. | 14.8 %
value | p95 fell by at least [a third][ev:ws-batch/p95@four]. | 14.8 %
value | p95 fell by less than [10 %][ev:ws-batch/p95@four]. | 14.8 %
value | p95 fell by [20 to 30 %][ev:ws-batch/p95@four]. | 12.0 %; 17.2 % | 12 to 17 %
unit | p95 fell [15 ms][ev:ws-batch/p95@four]. | %; 14.8 %
unit | Four frames take [102 s][ev:ws-batch/p95@four/value] at p95. | 102.2 ms
unit | Four frames take [102 MB][ev:ws-batch/p95@four/value] at p95. | 102.2 ms
unit | Four frames take [102][ev:ws-batch/p95@four/value] at p95. | 102.2 ms
unit | p95 fell by [15][ev:ws-batch/p95@four]. | 14.8 %
unit | CPU rose by [3.3 %][ev:ws-batch/cpu@four]. | percentage points
unit | p95 fell by [15 percentage points][ev:ws-batch/p95@four]. | 14.8 %
unit | Throughput rose by [80 messages/s][ev:ws-batch/rate@four]. | 80.4 %
unit | Eight frames lost [2 %][ev:ws-batch/lost@eight] more messages. | 2
unit | CPU is [1.1 times][ev:ws-batch/cpu@four] as high. | 3.3 percentage points
direction | p95 rose [15 %][ev:ws-batch/p95@four]. | fell; 14.8 %
direction | p95 is [15 %][ev:ws-batch/p95@four] higher. | fell
direction | p95 changed by [+14.8 %][ev:ws-batch/p95@four]. | −14.8 % | −14.8 %
direction | Four frames are [15 %][ev:ws-batch/p95@four] slower. | fell
direction | Throughput dropped [80 %][ev:ws-batch/rate@four]. | rose
direction | Four frames save [3 percentage points][ev:ws-batch/cpu@four] of CPU. | rose
direction | With eight frames start-up is [12 %][ev:ws-batch/start@eight] faster. | rose
direction | Packing costs [38 %][ev:codec/size] more bytes. | fell
direction | Throughput is [80 %][ev:ws-batch/rate@four] less. | rose
direction | Four frames need [1.8 times less][ev:ws-batch/rate@four] throughput. | rose
direction | p95 fell [15 %][ev:ws-batch/p95@four], and throughput fell [80 %][ev:ws-batch/rate@four]. | rose
direction | p95 went up by [15 %][ev:ws-batch/p95@four]. | fell
direction | Four frames made p95 [15 %][ev:ws-batch/p95@four] worse. | fell
direction | With eight frames memory is [2.9 times][ev:ws-batch/memory@eight] larger. | fell
direction | One frame is [17 %][ev:ws-batch/p95@four] faster than four frames. | rose
verb | Eight frames are [3 %][ev:ws-batch/p95@eight] faster. | faster; inconclusive
verb | Eight frames are [faster][ev:ws-batch/p95@eight]. | faster; inconclusive
verb | With eight frames p95 fell [3 %][ev:ws-batch/p95@eight]. | fell; inconclusive
verb | With eight frames p95 improves by [3.1 %][ev:ws-batch/p95@eight]. | improves; inconclusive
verb | Eight frames win: p95 moves by [3.1 %][ev:ws-batch/p95@eight]. | win; inconclusive
verb | Eight frames cut p95 by [3 %][ev:ws-batch/p95@eight]. | cut; inconclusive
verb | Eight frames are better, because p95 is [116 ms][ev:ws-batch/p95@eight/value]. | better; inconclusive
verb | Eight frames make no difference to p95 ([−3.1 %][ev:ws-batch/p95@eight]). | no difference; inconclusive
verb | With eight frames p95 is [unchanged][ev:ws-batch/p95@eight]. | unchanged; inconclusive
verb | With eight frames p95 stays the same ([−3 %][ev:ws-batch/p95@eight]). | the same; inconclusive
verb | Eight frames are equivalent at p95 ([−3.1 %][ev:ws-batch/p95@eight]). | equivalent; inconclusive
verb | Four frames leave p95 unchanged ([14.8 %][ev:ws-batch/p95@four]). | unchanged; better
verb | Four frames significantly reduce start-up, by [7.0 %][ev:ws-batch/start@four]. | significantly; inconclusive
verb | With four frames start-up is [7 %][ev:ws-batch/start@four] faster. | faster; inconclusive
verb | With four frames start-up clearly fell, by [7 %][ev:ws-batch/start@four]. | clearly; inconclusive
verb | With four frames memory is [1.3 %][ev:ws-batch/memory@four] worse. | worse; equivalent
verb | With four frames memory rose [1.3 %][ev:ws-batch/memory@four]. | rose; equivalent
verb | With eight frames throughput is [0.5 %][ev:ws-batch/rate@eight] worse. | worse; equivalent
verb | Four frames are no slower to start ([−7 %][ev:ws-batch/start@four]), and eight frames are no slower either ([12 %][ev:ws-batch/start@eight]). | no slower; worse
verb | Packing is [faster][ev:codec/time]. | faster; disturbed
verb | Packing takes [6 %][ev:codec/time] less time. | less; disturbed
verb | Packing outperforms JSON, with [6.2 %][ev:codec/time]. | outperforms; inconclusive
verb | Four frames are not faster ([−14.8 %][ev:ws-batch/p95@four]). | not faster; better
verb | For p95, four frames were inconclusive ([−14.8 %][ev:ws-batch/p95@four]). | inconclusive; better
verb | Start-up with eight frames is as fast as with one ([12 %][ev:ws-batch/start@eight]). | as fast as; worse
verb | Eight frames improve p95 by up to [8 %][ev:ws-batch/p95@eight]. | improve; inconclusive
verb | Eight frames speed p95 up by [3 %][ev:ws-batch/p95@eight]. | speed; inconclusive
verb | p95 fell [15 %][ev:ws-batch/p95@four] with four frames and [3 %][ev:ws-batch/p95@eight] lower with eight frames. | lower; inconclusive
verb | Eight frames bring an improvement of [3 %][ev:ws-batch/p95@eight] at p95. | improvement; inconclusive
verb | Eight frames do not affect p95 ([−3 %][ev:ws-batch/p95@eight]). | not affect; inconclusive
other-variant | With eight frames p95 fell [15 %][ev:ws-batch/p95@four]. | eight frames; four
other-variant | Four frames take [116 ms][ev:ws-batch/p95@eight/value] at p95. | four frames; eight
other-variant | Eight frames are [66 %][ev:ws-batch/memory@eight] smaller in memory than four frames. | four frames; one frame
other-experiment | p95 fell [38 %][ev:ws-batch/p95@four]. | codec/size; 14.8 %
other-experiment | p95 fell [66 %][ev:ws-batch/p95@four]. | ws-batch/memory@eight
other-experiment | Four frames take [116.3 ms][ev:ws-batch/p95@four/value] at p95. | ws-batch/p95@eight/value
unknown | p95 fell [15 %][ev:ws-bach/p95@four]. | ws-batch
unknown | p95 fell [15 %][ev:ws-batch/p59@four]. | p95
unknown | p95 fell [15 %][ev:ws-batch/p95@fuor]. | four
unknown | p95 fell [15 %][ev:ws-batch/p95]. | four; eight
unknown | p95 fell [15 %][ev:ws-batch/p95@one]. | baseline
unknown | p95 fell [15 %][ev:ws-batch/p95@four/vlaue]. | value
unknown | Idle power fell [15 %][ev:idle/power]. | run
form | p95 fell [15 %][ev:ws-batch]. | ev:EXPERIMENT/METRIC
form | p95 fell [15 %](ev:ws-batch/p95@four). | [15 %][ev:ws-batch/p95@four]
form | p95 fell [ev:ws-batch/p95@four]. | words
form | p95 fell [14,8 %][ev:ws-batch/p95@four]. | 14.8
form | One frame carries [1.214,0 messages/s][ev:ws-batch/rate@one/value]. | 1,214
form | The evidence is [here][ev:ws-batch/p95@four]. | number
direction | With eight frames we saw a [12 %][ev:ws-batch/start@eight] improvement in start-up.
verb | Eight frames did not improve p95 ([−3.1 %][ev:ws-batch/p95@eight]).
value | p95 fell by a whopping [48 %][ev:ws-batch/p95@four].
verb | Eight frames are [3 %][ev:ws-batch/p95@eight] quicker.
value | p95 was [one fifth][ev:ws-batch/p95@four] lower.
verb | The reduction in p95 is statistically significant ([−3.1 %][ev:ws-batch/p95@eight]).
unit | Packing saves [23 bytes][ev:codec/size] a message.
other-variant | Compared to eight frames, four frames are [15 %][ev:ws-batch/p95@four] faster.
verb | Eight frames trim p95 to [116 ms][ev:ws-batch/p95@eight/value].
value | p95 improves by [17 %][ev:ws-batch/p95@four].
direction | The p95 of four frames is [15 %][ev:ws-batch/p95@four] higher.
direction | Four frames are faster by [15 %][ev:ws-batch/p95@four] and lighter on the CPU by [3.3 points][ev:ws-batch/cpu@four].
other-variant | Packed messages need [62 bytes][ev:codec/size@json/value].
verb | Encoding takes [1.14 ms][ev:codec/time@packed/value] packed, so it is faster than JSON.
unit | In the median, p95 came down [17.8 ms][ev:ws-batch/p95@four].
value | Using eight frames reduces memory by more than [70 %][ev:ws-batch/memory@eight].
value | p95 fell [18.43 %][ev:ws-batch/p95@four]. | 14.8 % | 14.8 %
`;

const RIGHT = `
p95 fell [15 %][ev:ws-batch/p95@four].
p95 fell by [14.8 %][ev:ws-batch/p95@four].
p95 changed by [−14.8 %][ev:ws-batch/p95@four].
p95 changed by [-14.8 %][ev:ws-batch/p95@four].
p95 fell [about 15 %][ev:ws-batch/p95@four].
p95 fell by roughly [14 %][ev:ws-batch/p95@four].
Four frames save [at least 12 %][ev:ws-batch/p95@four] of p95.
p95 fell by more than [11 %][ev:ws-batch/p95@four].
p95 fell by up to [17 %][ev:ws-batch/p95@four].
p95 fell by [12 to 17 %][ev:ws-batch/p95@four].
p95 fell by [12–17 %][ev:ws-batch/p95@four].
p95 fell by [between 10 and 20 %][ev:ws-batch/p95@four].
p95 fell [from 120 ms to 102 ms][ev:ws-batch/p95@four].
p95 fell to [102 ms][ev:ws-batch/p95@four/value].
p95 fell to [0.102 s][ev:ws-batch/p95@four/value].
p95 is [102 ms][ev:ws-batch/p95@four/value] with four frames and [120 ms][ev:ws-batch/p95@one/value] with one frame.
Four frames are [15 %][ev:ws-batch/p95@four] faster at p95.
Four frames are better: p95 fell [15 %][ev:ws-batch/p95@four].
Four frames significantly cut p95, by [15 %][ev:ws-batch/p95@four].
Throughput is [1.8 times][ev:ws-batch/rate@four] as high.
Throughput is [80 %][ev:ws-batch/rate@four] higher.
Four frames are [1.8 times as fast][ev:ws-batch/rate@four].
One frame carries [1,214 messages/s][ev:ws-batch/rate@one/value].
One frame carries [1 214 messages/s][ev:ws-batch/rate@one/value].
One frame carries [1214 messages per second][ev:ws-batch/rate@one/value].
Memory is [2.9× smaller][ev:ws-batch/memory@eight] with eight frames.
Eight frames need [three times less][ev:ws-batch/memory@eight] memory, roughly.
With eight frames memory fell by [two thirds][ev:ws-batch/memory@eight].
Memory is [equivalent][ev:ws-batch/memory@four] with four frames.
With four frames memory is unchanged ([+1.3 %][ev:ws-batch/memory@four]).
With four frames memory is no worse ([1.3 %][ev:ws-batch/memory@four]).
With four frames start-up fell by [7 %][ev:ws-batch/start@four].
With four frames start-up is no slower ([−7 %][ev:ws-batch/start@four]).
CPU rose by [3.3 percentage points][ev:ws-batch/cpu@four].
CPU rose by [3 points][ev:ws-batch/cpu@four].
CPU is [44 %][ev:ws-batch/cpu@four/value] with four frames.
For eight frames the result is inconclusive ([−3.1 %][ev:ws-batch/p95@eight]).
Whether eight frames are faster we cannot tell ([−3.1 %][ev:ws-batch/p95@eight]).
Eight frames may be [3 %][ev:ws-batch/p95@eight] faster; the interval crosses zero.
One frame is [17 %][ev:ws-batch/p95@four] slower than four frames.
Four frames are [15 %][ev:ws-batch/p95@four] faster than one frame.
p95 fell [15 %][ev:ws-batch/p95@four] while memory stayed the same ([+1.3 %][ev:ws-batch/memory@four]).
p95 fell [15 %][ev:ws-batch/p95@four], but CPU rose by [3.3 points][ev:ws-batch/cpu@four].
Four frames are [15 %][ev:ws-batch/p95@four] faster, and start-up is [12 %][ev:ws-batch/start@eight] slower with eight frames.
There were [two lost messages][ev:ws-batch/lost@eight/value] with eight frames.
There was [one failure][ev:ws-batch/p95@eight/failures] with eight frames.
Every variant ran [16 times][ev:ws-batch/p95@four/runs].
The noise floor is [±2.1 %][ev:ws-batch/p95@four/noise].
Packed messages are [38 %][ev:codec/size] smaller.
Is p95 really [18 %][ev:ws-batch/p95@four] faster? It fell [15 %][ev:ws-batch/p95@four].
Batching four frames shaved [nearly 15 %][ev:ws-batch/p95@four] off p95.
p95: [−14.8 %][ev:ws-batch/p95@four], better.
The p95 latency dropped from 120 ms to [102 ms][ev:ws-batch/p95@four/value] once four frames were sent.
Memory use is [roughly a third][ev:ws-batch/memory@eight] of what one frame needs.
Neither throughput ([−0.5 %][ev:ws-batch/rate@eight]) nor CPU ([−0.1 points][ev:ws-batch/cpu@eight]) changed with eight frames.
Eight frames are not measurably slower at p95 ([−3 %][ev:ws-batch/p95@eight]).
We measured a p95 of [102 ms ± 2 ms][ev:ws-batch/p95@four/value].
Four frames roughly [double][ev:ws-batch/rate@four] throughput.
CPU load is higher: [44 %][ev:ws-batch/cpu@four/value] with four frames against [41 %][ev:ws-batch/cpu@one/value] with one frame.
Four frames win on p95 ([15 %][ev:ws-batch/p95@four]) and lose on CPU ([3.3 points][ev:ws-batch/cpu@four]).
Packed messages are only [62 %][ev:codec/size] of the size.
Throughput with four frames: [2,190 messages/s][ev:ws-batch/rate@four/value] (was [1,214][ev:ws-batch/rate@one/value]).
Start-up takes [2.26 s][ev:ws-batch/start@eight/value] with eight frames, [12 %][ev:ws-batch/start@eight] longer than with one frame.
There is no evidence that eight frames are faster ([−3.1 %][ev:ws-batch/p95@eight]).
The four-frame variant is [15 %][ev:ws-batch/p95@four] faster.
Four frames use [1.3 %][ev:ws-batch/memory@four] more memory, which is within the noise.
Compared with one frame, four frames raise CPU from [41.0 %][ev:ws-batch/cpu@one/value] to [44.3 %][ev:ws-batch/cpu@four/value].
Switching to four frames brought p95 down to [102 ms][ev:ws-batch/p95@four/value].
p95 latency improved from [120 ms][ev:ws-batch/p95@one/value] to [102 ms][ev:ws-batch/p95@four/value], a reduction of [15 %][ev:ws-batch/p95@four].
Memory consumption with eight frames is only [34 %][ev:ws-batch/memory@eight] of that with one frame.
For throughput we found a [1.8-fold][ev:ws-batch/rate@four] increase.
Four frames cost [3.3 points][ev:ws-batch/cpu@four] of CPU, and save [15 %][ev:ws-batch/p95@four] of p95.
CPU stays flat with eight frames ([−0.1 points][ev:ws-batch/cpu@eight]).
With eight frames a start takes [2260 ms][ev:ws-batch/start@eight/value].
Loss is unacceptable: eight frames lost [2 messages][ev:ws-batch/lost@eight/value], four frames [none][ev:ws-batch/lost@four/value].
Overall, four frames are clearly ahead ([−14.8 %][ev:ws-batch/p95@four], interval −17.2 to −12.0 %).
No change in memory was seen with four frames ([+1.3 %][ev:ws-batch/memory@four]).
Throughput went from [1,214][ev:ws-batch/rate@one/value] to [2,190 messages/s][ev:ws-batch/rate@four/value] — [80 %][ev:ws-batch/rate@four] more.
Four frames beat one frame by [15 %][ev:ws-batch/p95@four].
We see [−15 %][ev:ws-batch/p95@four] on p95, [+80 %][ev:ws-batch/rate@four] on throughput and [+3.3 pp][ev:ws-batch/cpu@four] on CPU.
Latency fell less than expected, by [15 %][ev:ws-batch/p95@four].
p95 is at [102.2 ms][ev:ws-batch/p95@four/value], well under the [120 ms][ev:ws-batch/p95@one/value] of one frame.
At p95 the difference between four frames and one frame is [−14.8 %][ev:ws-batch/p95@four].
Four frames reduce p95 from [120 ms][ev:ws-batch/p95@one/value] by [15 %][ev:ws-batch/p95@four].
p95 (four frames): [102 ms][ev:ws-batch/p95@four/value]; p95 (one frame): [120 ms][ev:ws-batch/p95@one/value].
Adopt four frames: they cut p95 by [15 %][ev:ws-batch/p95@four] at a cost of [3 points][ev:ws-batch/cpu@four] of CPU.
Do not use eight frames; they are [12 %][ev:ws-batch/start@eight] slower to start and lose [2 messages][ev:ws-batch/lost@eight].
Throughput nearly doubles ([+80 %][ev:ws-batch/rate@four]).
Nothing changes for memory: [1.3 %][ev:ws-batch/memory@four].
We saw no regression in throughput with eight frames ([−0.5 %][ev:ws-batch/rate@eight]).
Eight frames are a clear win for memory, which shrinks by [66 %][ev:ws-batch/memory@eight].
p95 improves by as much as [17 %][ev:ws-batch/p95@four].
p95 was reduced by a factor of [1.17][ev:ws-batch/p95@four].
With four frames, [102.2 ms][ev:ws-batch/p95@four/value] (95 % interval: 100.2 to 104.2 ms) were measured.
The latency gain of eight frames is [3.1 %][ev:ws-batch/p95@eight], which is not significant.
Frames of four are [15 %][ev:ws-batch/p95@four] faster, significantly so.
p95 decreased [14.8 % (12.0 to 17.2 %)][ev:ws-batch/p95@four].
p95 decreased [14.8 %][ev:ws-batch/p95@four] (95 % CI 12.0 to 17.2 %).
p95: 120 ms → [102 ms][ev:ws-batch/p95@four/value] ([−15 %][ev:ws-batch/p95@four]).
Only [85 %][ev:ws-batch/p95@four] of the p95 of one frame remains with four frames.
The p95 of four frames is [15 %][ev:ws-batch/p95@four] lower.
Whether eight frames are slower we cannot tell ([−3 %][ev:ws-batch/p95@eight]).
Four frames get [1.8 times the throughput][ev:ws-batch/rate@four] of one frame.
Four frames have [nearly twice][ev:ws-batch/rate@four] the throughput.
With eight frames, memory drops to [about a third][ev:ws-batch/memory@eight].
Four frames are faster by [15 %][ev:ws-batch/p95@four] and heavier on the CPU by [3.3 points][ev:ws-batch/cpu@four].
JSON needs [61 bytes][ev:codec/size@json/value] a message, packed messages [38 bytes][ev:codec/size@packed/value].
Eight frames are no improvement: start-up got [12 %][ev:ws-batch/start@eight] slower.
Eight frames leave throughput as it is ([−0.5 %][ev:ws-batch/rate@eight]).
CPU use grew from 41 % to [44 %][ev:ws-batch/cpu@four/value].
p95 fell by a sixth ([15 %][ev:ws-batch/p95@four]).
Using eight frames reduces memory by more than [half][ev:ws-batch/memory@eight].
p95 is roughly [100 ms][ev:ws-batch/p95@four/value] with four frames.
`;

const linesOf = (table: string): string[] => table.trim().split("\n");

function wrongCase(line: string): ProseCase {
  const [told = "", says = "", names = "", fixed = null] = line.split(" | ");
  return { says, told: told.split(","), names: names === "" ? [] : names.split("; "), fixed };
}

export const PROSE_CASES: readonly ProseCase[] = [
  ...linesOf(WRONG).map(wrongCase),
  ...linesOf(RIGHT).map((says) => ({ says, told: [], names: [], fixed: null })),
];
