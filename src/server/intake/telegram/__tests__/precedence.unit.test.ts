import { Precedence } from '../precedence';

/** No time passes: who waits for some waits for ever. */
const STANDING = () => 0;

test('nobody waits while polls bring less than they could', async () => {
  const precedence = new Precedence(STANDING);
  precedence.fetched(1, false);
  await precedence.pass();
});

test('reading waits for a connection whose polls come back full, until one does not', async () => {
  const precedence = new Precedence(STANDING);
  precedence.fetched(1, true);
  let passed = false;
  const waiting = precedence.pass().then(() => (passed = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(passed).toBe(false);
  precedence.fetched(1, false);
  await waiting;
  expect(passed).toBe(true);
});

test('a poll that is not answered any more holds nobody up', async () => {
  let time = 0;
  const precedence = new Precedence(() => time);
  precedence.fetched(1, true);
  time = 401;
  await precedence.pass();
});

test('even without a pause in fetching, reading has its turn after two seconds', async () => {
  let time = 0;
  const precedence = new Precedence(() => time);
  precedence.fetched(1, true);
  const fetching = setInterval(() => {
    time += 100;
    precedence.fetched(1, true);
  }, 1);
  await precedence.pass();
  clearInterval(fetching);
  expect(time).toBeGreaterThanOrEqual(2_000);
});
