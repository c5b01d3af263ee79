import type { Services } from '../../../src/server/services';
import { fill } from '../../lib/facts';

const DAYS = 180;

/** Hourly facts: what so many members said, spread over half a year and over the hours that people are awake. */
export const madeUpHours = (
  services: Pick<Services, 'store' | 'gate'>,
  { members, utterances, day }: { members: number; utterances: number; day: (daysAgo: number) => string },
): Promise<number> =>
  fill(
    services,
    'communityHourlyFacts',
    { memberId: 'int', groupId: 'int', day: 'day', hour: 'int', utterances: 'int' },
    hours(members, Math.floor(utterances / 2), day),
  );

/** Two utterances a row. No row occurs twice: each of a member's is of another day, or of another round of hours. */
function* hours(members: number, rows: number, day: (daysAgo: number) => string): Generator<Array<string | number>> {
  for (let i = 0; i < rows; i += 1) {
    const member = 1 + (i % members);
    const turn = Math.floor(i / members);
    const ago = (member * 31 + turn * 7) % DAYS;
    const hour = (8 + (member % 5) + 3 * Math.floor(turn / DAYS) + (turn % 3) * 4) % 24;
    yield [member, 1 + (member % 200), day(ago), hour, 2];
  }
}
