import type { WebhookInfo } from '../botApi';
import type { Connection } from '../connections';
import { missingKinds } from '../missingKinds';
import { broken, lengthOf, result, type Check } from './messages';
import { BotApiError, type BotApiErrorCode } from '../botApiError';

/** A poll takes up to a minute; twice that is late. */
const RECENT = 150_000;
/** A batch of a poll; more than that piles up. */
const USUAL_QUEUE = 100;
/** Longer than an update that is tried a second time waits. */
const READ_WITHIN = 120_000;
const DAY = 86_400_000;

/** What Telegram says of the way by which updates come. */
export function webhookChecks({ mode, webhookUrl, lastUpdateAt }: Connection, info: WebhookInfo, now: number): Check[] {
  const count = info.pending_update_count ?? 0;
  const missing = missingKinds(info.allowed_updates);
  const shared = [
    result('ALLOWED_UPDATES', !missing.length, missing.length ? { kinds: missing.join(', ') } : {}),
    result('NOTHING_WAITS_THERE', count <= USUAL_QUEUE, { count }),
  ];
  if (mode === 'polling') return [result('WEBHOOK_NOT_SET', !info.url), ...shared];
  if (mode !== 'webhook') return [];
  const url = info.url ?? '';
  const failedAt = (info.last_error_date ?? 0) * 1000;
  // a failure that an update has got through after is over
  const failing = failedAt > Math.max(lastUpdateAt ?? 0, now - DAY);
  const reason = String(info.last_error_message ?? '').slice(0, 200);
  return [
    result('WEBHOOK_SET', url !== '' && url === webhookUrl, { url }),
    result('WEBHOOK_DELIVERS', !failing, failing ? { ago: lengthOf(now - failedAt), reason } : {}),
    ...shared,
  ];
}

/** When something last came, and whether what came has been read. */
export function progressChecks(connection: Connection, oldestPending: number | null, now: number): Check[] {
  const { mode, lastPolledAt, lastUpdateAt, lastError } = connection;
  const checks: Check[] = [];
  if (mode === 'polling') {
    const age = Math.max(0, now - (lastPolledAt ?? 0));
    const polled = lastPolledAt !== null && age <= RECENT;
    checks.push(result('LAST_POLL', polled, lastPolledAt === null ? {} : { seconds: Math.round(age / 1000) }));
  }
  if (mode === 'webhook' && lastError) {
    const error = new BotApiError(lastError.code as BotApiErrorCode, lastError.values);
    checks.push(broken('NO_ERROR', error));
  }
  if (mode !== 'paused')
    checks.push(
      result('LAST_UPDATE', lastUpdateAt !== null, lastUpdateAt === null ? {} : { ago: lengthOf(now - lastUpdateAt) }),
    );
  const waits = oldestPending === null ? 0 : now - oldestPending;
  checks.push(result('NOTHING_WAITS_HERE', waits <= READ_WITHIN, waits > READ_WITHIN ? { ago: lengthOf(waits) } : {}));
  return checks;
}
