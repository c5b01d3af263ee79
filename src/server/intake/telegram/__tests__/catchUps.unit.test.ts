import { BotApiError } from '../botApiError';
import { CatchUps } from '../catchUps';

const never = new AbortController().signal;
const dead = new BotApiError('UNREACHABLE', { address: 'http://127.0.0.1:9' });

test('somebody who asks ends the pause after a failure', () => {
  const catchUps = new CatchUps();
  catchUps.turn();
  const pause = catchUps.asked();
  expect(pause.aborted).toBe(false);
  catchUps.ask(never).catch(() => undefined);
  expect(pause.aborted).toBe(true);
});

test('who asked while a poll was failing gets one poll at once, and then the usual pauses', () => {
  const catchUps = new CatchUps();
  catchUps.turn();
  catchUps.ask(never).catch(() => undefined);
  expect(catchUps.asked().aborted).toBe(true);
  expect(catchUps.asked().aborted).toBe(false);
});

test('who has been told of the failures is not polled for', async () => {
  const catchUps = new CatchUps();
  catchUps.turn();
  const asked = catchUps.ask(never);
  catchUps.failed(dead, 3);
  await expect(asked).rejects.toBe(dead);
  expect(catchUps.asked().aborted).toBe(false);
});
