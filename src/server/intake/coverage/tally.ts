/** What looking at bots has done. */
export interface CoverageCounts {
  standings: number;
  counted: number;
  asked: number;
  left: number;
}

export const noCounts = (): CoverageCounts => ({ standings: 0, counted: 0, asked: 0, left: 0 });

/** Questions that Telegram was asked. */
export const questionsIn = ({ standings, counted, asked }: CoverageCounts): number => standings + counted + asked;

export function addCounts(sum: CoverageCounts, more: CoverageCounts): void {
  for (const name of Object.keys(sum) as Array<keyof CoverageCounts>) sum[name] += more[name];
}
