import type { Transaction } from 'sequelize';
import type { ActivityHead } from '../intake/sink';
import { INVITED_BY_CHANGE } from '../intake/telegramIds';
import { jsonValue, rowsJson, rowSource, updateFrom, type Store } from '../store';
import type { Cell } from './cells';

/** A membership change and a service message this far apart may tell of the same invitation, milliseconds. */
const SAME_INVITE_MS = 60_000;

interface InviteRow extends Record<string, unknown> {
  id: number | string;
  externalKey: string;
  at: number | string;
  memberId: number | string;
  groupId: number | string;
  day: string;
  payload: unknown;
  retracted: unknown;
}

interface Invite extends Cell {
  id: number;
  byChange: boolean;
  at: number;
  invitee: unknown;
  retracted: boolean;
}

/**
 * An invitation may be told twice, by the service message and by the change of membership. Both are stored; the latter
 * counts only while the former is not known. To be called after invitations were written.
 *
 * @returns the cells whose facts change
 */
export async function settleInvites(
  store: Store,
  written: readonly ActivityHead[],
  transaction: Transaction,
): Promise<Cell[]> {
  const invites = written.filter(({ kind, chat, actor }) => kind === 'invite' && chat && actor);
  if (!invites.length) return [];
  const near = await readNear(store, invites, transaction);
  const changed = near.filter((invite) => {
    if (!invite.byChange) return false;
    const told = near.some((other) => !other.byChange && tellsOf(other, invite));
    if (told === invite.retracted) return false;
    invite.retracted = told;
    return true;
  });
  if (!changed.length) return [];
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityActivities}',
      source: rowSource(store.dialect, 'rows', { id: 'int', told: 'int' }),
      on: 't."id" = s."id"',
      set: { retracted: `(s."told" = 1)` },
    }),
    { bind: { rows: rowsJson(changed.map(({ id, retracted }) => [id, retracted ? 1 : 0])) }, transaction },
  );
  return changed.map(({ groupId, memberId, day }) => ({ groupId, memberId, day }));
}

/** Whether a service message tells of the same invitation; an export may not say who was invited. */
function tellsOf(message: Invite, change: Invite): boolean {
  return (
    message.memberId === change.memberId &&
    message.groupId === change.groupId &&
    Math.abs(message.at - change.at) <= SAME_INVITE_MS &&
    (message.invitee === undefined || message.invitee === change.invitee)
  );
}

/** Invitations by the same members around those that were written, wide enough to judge each that these may concern. */
async function readNear(store: Store, invites: readonly ActivityHead[], transaction: Transaction): Promise<Invite[]> {
  const source = rowSource(store.dialect, 'rows', {
    source: 'text',
    externalKey: 'text',
    from: 'instant',
    to: 'instant',
  });
  const rows = await store.select<InviteRow>(
    `SELECT DISTINCT a."id", a."externalKey", ${store.sql.epochMs('a."occurredAt"')} AS "at", a."memberId", a."groupId",
       ${store.sql.dayText('a."day"')} AS "day", ${asText(store, 'a."payload"')} AS "payload", a."retracted"
     FROM ${source} AS r
     ${store.sql.drivenJoin} {communityActivities} AS n ON n."source" = r."source" AND n."externalKey" = r."externalKey"
     ${store.sql.drivenJoin} {communityActivities} AS a ON a."memberId" = n."memberId" AND a."occurredAt" >= r."from" AND a."occurredAt" <= r."to"
     WHERE a."groupId" = n."groupId" AND a."kind" = 'invite'`,
    {
      bind: {
        rows: rowsJson(
          invites.map(({ source: name, externalKey, occurredAt }) => [
            name,
            externalKey,
            store.instant(occurredAt - 2 * SAME_INVITE_MS),
            store.instant(occurredAt + 2 * SAME_INVITE_MS),
          ]),
        ),
      },
      transaction,
    },
  );
  const times = invites.map(({ occurredAt }) => occurredAt);
  return rows
    .map((row) => ({
      id: Number(row.id),
      byChange: row.externalKey.startsWith(INVITED_BY_CHANGE),
      at: Number(row.at),
      memberId: Number(row.memberId),
      groupId: Number(row.groupId),
      day: row.day,
      invitee: inviteeOf(row.payload),
      retracted: Boolean(row.retracted),
    }))
    .filter(({ byChange, at }) => !byChange || times.some((time) => Math.abs(time - at) <= SAME_INVITE_MS));
}

/** PostgreSQL cannot tell two JSON values apart. */
function asText(store: Store, expression: string): string {
  return store.dialect === 'postgres' ? `CAST(${expression} AS text)` : expression;
}

function inviteeOf(payload: unknown): unknown {
  const value = jsonValue(payload);
  return value && typeof value === 'object' ? (value as { invitee?: unknown }).invitee : undefined;
}
