import { Pacer, type PacerClock } from '../pacer';

/** A clock that is moved by hand. */
function handClock() {
  let time = 0;
  let calls: Array<{ at: number; call: () => void }> = [];
  const clock: PacerClock = {
    now: () => time,
    later(call, milliseconds) {
      const entry = { at: time + milliseconds, call };
      calls.push(entry);
      return () => void (calls = calls.filter((other) => other !== entry));
    },
  };
  const pass = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
    const due = calls.filter(({ at }) => at <= time);
    calls = calls.filter(({ at }) => at > time);
    for (const { call } of due) call();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, pass, take: (milliseconds: number) => void (time += milliseconds) };
}

function scene(duration = 0) {
  const { clock, pass, take } = handClock();
  let done = 0;
  const errors: unknown[] = [];
  let fail: Error | null = null;
  const work = async () => {
    await Promise.resolve();
    if (fail) throw fail;
    done += 1;
    take(duration);
  };
  const pacer = new Pacer({ work, clock, onError: (error) => errors.push(error) });
  return { pacer, pass, errors, done: () => done, failWith: (error: Error | null) => (fail = error) };
}

test('many requests within a moment are worked off together', async () => {
  const { pacer, pass, done } = scene();
  for (let i = 0; i < 100; i += 1) pacer.ask();
  expect(done()).toBe(0);
  await pass(250);
  expect(done()).toBe(1);
  await pass(10_000);
  expect(done()).toBe(1);
});

test('the longer the work takes, the longer is the pause after it, up to two seconds', async () => {
  const { pacer, pass, done } = scene(600);
  pacer.ask();
  await pass(250);
  pacer.ask();
  await pass(1_100);
  expect(done()).toBe(1);
  await pass(150);
  expect(done()).toBe(2);
});

test('a failure is told, and the next request is served', async () => {
  const { pacer, pass, done, errors, failWith } = scene();
  failWith(new Error('database gone'));
  pacer.ask();
  await pass(250);
  expect(errors).toEqual([new Error('database gone')]);
  failWith(null);
  pacer.ask();
  await pass(2_500);
  expect(done()).toBe(1);
});

test('what is asked for while it is stopped waits for the start', async () => {
  const { pacer, pass, done } = scene();
  pacer.ask();
  pacer.stop();
  pacer.ask();
  await pass(5_000);
  expect(done()).toBe(0);
  pacer.start();
  await pass(250);
  expect(done()).toBe(1);
});
