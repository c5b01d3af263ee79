import { inPipeline } from '../pipeline';

/** Writes that end when they are told to. */
function scene() {
  const begun: number[][] = [];
  const ends: Array<{ done: () => void; failed: (error: Error) => void }> = [];
  const write = (portion: number[]): Promise<void> => {
    begun.push(portion);
    return new Promise((done, failed) => ends.push({ done, failed }));
  };
  return { begun, ends, write };
}

const rows = [1, 2, 3, 4, 5, 6, 7];
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
/** However slow the machine is. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await soon();
}

test('each row is written once, in its order, and no more portions are under way than allowed', async () => {
  const { begun, ends, write } = scene();
  const all = inPipeline(rows, { size: 2, writers: 2, prepare: (portion) => [...portion], write });
  await until(() => begun.length === 2);
  await soon();
  expect(begun).toEqual([
    [1, 2],
    [3, 4],
  ]);
  ends[1].done();
  await until(() => begun.length === 3);
  await soon();
  expect(begun.length).toBe(3);
  ends[0].done();
  await until(() => begun.length === 4);
  ends[2].done();
  ends[3].done();
  await all;
  expect(begun.flat()).toEqual(rows);
});

test('the next portion is prepared while one is written', async () => {
  const { ends, write } = scene();
  const prepared: number[] = [];
  const prepare = (portion: readonly number[]) => {
    prepared.push(portion[0]);
    return [...portion];
  };
  const all = inPipeline([1, 2], { size: 1, writers: 1, prepare, write });
  await until(() => prepared.length === 2);
  await soon();
  expect(prepared).toEqual([1, 2]);
  expect(ends.length).toBe(1);
  ends[0].done();
  await until(() => ends.length === 2);
  ends[1].done();
  await all;
});

test('a write that fails ends the work, after those that are under way', async () => {
  const { begun, ends, write } = scene();
  let ended = false;
  const all = inPipeline(rows, { size: 2, writers: 2, prepare: (portion) => [...portion], write });
  const outcome = all.then(
    () => 'all written',
    (error: Error) => error.message,
  );
  void outcome.then(() => (ended = true));
  await until(() => ends.length === 2);
  ends[0].failed(new Error('disk full'));
  await soon();
  expect(ended).toBe(false);
  ends[1].done();
  expect(await outcome).toBe('disk full');
  expect(begun.length).toBe(2);
});

test('a write that fails while another one is being sent is not forgotten', async () => {
  const { ends, write } = scene();
  // the first fails within the checkpoint before the second, where nobody waits for it
  let looks = 0;
  const checkpoint = async () => {
    if (++looks === 2) {
      await until(() => ends.length === 1);
      ends[0].failed(new Error('disk full'));
      await soon();
    }
  };
  const all = inPipeline([1, 2], { size: 1, writers: 2, prepare: (portion) => [...portion], write, checkpoint });
  const outcome = all.then(
    () => 'all written',
    (error: Error) => error.message,
  );
  await until(() => looks === 2);
  await soon();
  await soon();
  ends[1]?.done();
  expect(await outcome).toBe('disk full');
});

test('a checkpoint that throws ends the work before the next portion', async () => {
  const written: number[] = [];
  let left = 2;
  const checkpoint = () => {
    if (left-- === 0) throw new Error('cancelled');
  };
  const write = async (portion: number[]) => void written.push(...portion);
  const all = inPipeline(rows, { size: 2, writers: 2, prepare: (portion) => [...portion], write, checkpoint });
  await expect(all).rejects.toThrow('cancelled');
  expect(written).toEqual([1, 2, 3, 4]);
});

test('nothing to write is no work', async () => {
  const write = () => Promise.reject(new Error('never asked'));
  await inPipeline([], { size: 2, writers: 2, prepare: (portion) => portion, write });
});
