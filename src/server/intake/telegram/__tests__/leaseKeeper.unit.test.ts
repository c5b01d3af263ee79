import { LeaseKeeper, type Claims } from '..';

/** Claims of one owner among others, as the database would keep them. */
class Board implements Claims {
  owner: string | null = null;
  failing = false;
  attempts = 0;
  constructor(readonly me = 'me') {}

  async acquire(): Promise<boolean> {
    this.attempts += 1;
    if (this.failing) throw new Error('no database');
    this.owner ??= this.me;
    return this.owner === this.me;
  }

  async release(): Promise<void> {
    if (this.owner === this.me) this.owner = null;
  }
}

let time = 1_000_000;
let board: Board;
let keeper: LeaseKeeper;
const after = async (ms: number) => {
  time += ms;
  await jest.advanceTimersByTimeAsync(ms);
};

beforeEach(() => {
  jest.useFakeTimers();
  board = new Board();
  keeper = new LeaseKeeper(board, () => time);
});
afterEach(async () => {
  await keeper.stop();
  jest.useRealTimers();
});

it('is held once the database has said so, and renewed', async () => {
  const lease = keeper.lease('a');
  expect(lease.held()).toBe(false);
  expect(await lease.ready?.()).toBe(true);
  for (let minute = 0; minute < 10; minute++) {
    await after(60_000);
    expect(lease.held()).toBe(true);
  }
});

it('is not held while another has it, and taken over when it falls free', async () => {
  board.owner = 'other';
  const lease = keeper.lease('a');
  expect(await lease.ready?.()).toBe(false);
  board.owner = null;
  await after(8_000);
  expect(lease.held()).toBe(true);
});

it('ends in time when it cannot be renewed, whatever the reason', async () => {
  const lease = keeper.lease('a');
  await lease.ready?.();
  board.failing = true;
  await after(20_000);
  expect(lease.held()).toBe(true);
  await after(10_000);
  expect(lease.held()).toBe(false);
  board.failing = false;
  await after(8_000);
  expect(lease.held()).toBe(true);
});

it('is no longer renewed when nobody asks', async () => {
  await keeper.lease('a').ready?.();
  await after(320_000);
  const { attempts } = board;
  await after(60_000);
  expect(board.attempts).toBe(attempts);
});

it('is given up at once when the keeper stops, and not taken again', async () => {
  const lease = keeper.lease('a');
  await keeper.stop();
  expect(board.owner).toBeNull();
  expect(await lease.ready?.()).toBe(false);
  expect(board.owner).toBeNull();
});
