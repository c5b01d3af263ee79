import { BatchSize } from '../batchSize';

/** What a size becomes on a machine that writes so many rows a millisecond. */
function settles(most: number, rowsPerMs: number): number {
  const batch = new BatchSize(most, true);
  for (let i = 0; i < 20; i += 1) batch.took(batch.size, batch.size / rowsPerMs);
  return batch.size;
}

test('a batch takes a fifth of a second, whatever the machine', () => {
  expect(settles(12_000, 20)).toBeCloseTo(4000, -1);
  expect(settles(12_000, 4)).toBeCloseTo(800, -1);
});

test('it is neither larger than allowed nor tiny', () => {
  expect(settles(12_000, 1000)).toBe(12_000);
  expect(settles(12_000, 0.01)).toBe(500);
});

test('what is written at the end of something says nothing', () => {
  const batch = new BatchSize(12_000, true);
  const before = batch.size;
  batch.took(10, 1000);
  expect(batch.size).toBe(before);
});

test('where nobody waits it is as large as may be', () => {
  const batch = new BatchSize(12_000, false);
  batch.took(12_000, 60_000);
  expect(batch.size).toBe(12_000);
});
