import { dayLabel, dayNumberOf, type ActivityRecord, type CommunityZone } from '@community-crm/community-model';
import type { ActivityHead, PackedActivities } from '../intake/sink';
// not from the step's index: a thread that packs needs no database
import { instantText, type Dialect } from '../store/dialect';
import { packColumns } from '../store/packedColumns';
import type { Cell as Value, RowColumns } from '../store/rowSource';

/** Columns of an activity that its record alone decides. */
export const OWN_COLUMNS: RowColumns = {
  externalKey: 'text',
  source: 'text',
  version: 'int',
  kind: 'text',
  isReply: 'bool',
  isForward: 'bool',
  occurredAt: 'instant',
  day: 'day',
  hour: 'int',
  timeSource: 'text',
  textLength: 'int',
  replyToKey: 'text',
  threadId: 'text',
  forwardSource: 'text',
  amount: 'float',
  currency: 'text',
  payload: 'json',
  text: 'text',
  retracted: 'bool',
};

/** Pauses within a session are shorter than an hour. */
const LAST_HOUR = 23;

export const keyOf = ({ source, externalKey }: Pick<ActivityRecord, 'source' | 'externalKey'>): string =>
  `${source} ${externalKey}`;

/**
 * Everything about records that can be worked out without the database.
 *
 * @param all at least one, in any order, keys may be repeated
 */
export function packActivities(
  dialect: Dialect,
  zone: CommunityZone,
  all: readonly ActivityRecord[],
): PackedActivities {
  const records = latest(all);
  const days = records.map(({ occurredAt }) => zone.day(occurredAt));
  const hours = records.map(({ occurredAt }) => zone.hour(occurredAt));
  const each = (value: (record: ActivityRecord, i: number) => Value): Value[] => records.map(value);
  return {
    heads: records,
    replaced: outdated(all, records),
    days,
    nextDays: hours.map((hour, i) => (hour === LAST_HOUR ? dayLabel(dayNumberOf(days[i]) + 1) : null)),
    columns: packColumns(dialect, OWN_COLUMNS, {
      externalKey: each((r) => r.externalKey),
      source: each((r) => r.source),
      version: each((r) => r.version),
      kind: each((r) => r.kind),
      isReply: each((r) => r.isReply),
      isForward: each((r) => r.isForward),
      occurredAt: each((r) => instantText(dialect, r.occurredAt)),
      day: days,
      hour: hours,
      timeSource: each((r) => r.timeSource),
      textLength: each((r) => r.textLength),
      replyToKey: each((r) => r.replyToKey),
      threadId: each((r) => r.threadId),
      forwardSource: each((r) => r.forwardSource),
      amount: each((r) => r.amount),
      currency: each((r) => r.currency),
      payload: each((r) => JSON.stringify(r.payload)),
      text: each((r) => r.text),
      retracted: each((r) => r.retracted),
    }),
  };
}

/** One record a key: the one with the highest version. */
function latest(records: readonly ActivityRecord[]): ActivityRecord[] {
  const byKey = new Map<string, ActivityRecord>();
  for (const record of records) {
    const key = keyOf(record);
    const known = byKey.get(key);
    if (!known || record.version > known.version) byKey.set(key, record);
  }
  return [...byKey.values()];
}

/** The records that {@link latest} has left out for a later one. */
function outdated(records: readonly ActivityRecord[], newest: readonly ActivityRecord[]): ActivityHead[] {
  if (records.length === newest.length) return [];
  const versions = new Map(newest.map((record) => [keyOf(record), record.version]));
  return records.filter((record) => record.version < (versions.get(keyOf(record)) ?? -Infinity));
}
