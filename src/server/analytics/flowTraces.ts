import type { Trace } from '../../common/overlap';
import { jsonText, rowsJson, rowSource, type Bind, type Cell, type Store } from '../store';

/** A forwarded message, and what it tells of where it comes from. */
export interface Forward {
  memberId: number;
  /** The group that it was forwarded into. */
  groupId: number;
  /** Milliseconds. */
  at: number;
  /** `chat:<id>`, `user:<id>` or `name:<name>`. */
  source: string | null;
  /** When the original was written, milliseconds. */
  sentAt: number | null;
  fingerprint: string | null;
  /** Telegram's lasting id of a file. */
  file: string | null;
}

export interface Source {
  groupId: number;
  trace: Trace;
}

export interface Traces {
  /** One entry a forward: the caller's group that it comes from, where that could be found. */
  sources: Array<Source | undefined>;
  /** Forwards that Telegram says come from a chat that is none of the known groups. */
  outside: number;
}

/** What the role may see, over any column. */
export interface TraceScope {
  members(column: string): string;
  groups(column: string): string;
  bind: Bind;
}

const PLATFORM = 'telegram';
const DAY = 86_400_000;
/** How far back an original is looked for by its text or file. */
const LOOK_BACK = 90 * DAY;
/** Names that more accounts bear than this say nothing of who wrote. */
const MOST_NAMESAKES = 20;
/** Originals or authors looked for by one statement. */
const PORTION = 5000;

/** Finds out where forwards come from. Groups and authors that the role may not see are not found. */
export async function traceForwards(store: Store, forwards: readonly Forward[], scope: TraceScope): Promise<Traces> {
  const sources: Array<Source | undefined> = new Array<Source | undefined>(forwards.length).fill(undefined);
  const named = (prefix: string) =>
    forwards.flatMap(({ source }, i) => (source?.startsWith(prefix) ? [{ i, name: source.slice(prefix.length) }] : []));
  const chats = named('chat:');
  const known = await groupsOfChats(store, distinct(chats), scope);
  let outside = 0;
  for (const { i, name } of chats) {
    const found = known.get(name);
    if (found === undefined) outside += 1;
    else if (found.visible) sources[i] = { groupId: found.groupId, trace: 'chat' };
  }
  const [users, names] = [named('user:'), named('name:')];
  const authors = await authorsOf(store, distinct(users), distinct(names), scope);
  const asked: Asked[] = [];
  for (const { i, name } of users) askFor(asked, i, forwards[i], authors.byId.get(name));
  for (const { i, name } of names) askFor(asked, i, forwards[i], authors.byName.get(name));
  await findOriginals(store, asked, sources, scope);
  const titles = await groupsByTitle(store, distinct(names), scope);
  for (const { i, name } of names) {
    const groupId = titles.get(name);
    if (!sources[i] && groupId !== undefined && !authors.byName.has(name)) sources[i] = { groupId, trace: 'title' };
  }
  return { sources, outside };
}

const distinct = (list: ReadonlyArray<{ name: string }>): string[] => [...new Set(list.map(({ name }) => name))];

/** A list of texts bound as rows `r` with one column `name`. */
const nameRows = (store: Store, param: string) => `${rowSource(store.dialect, param, { name: 'text' })} AS r`;
const bindNames = (names: readonly string[]) => rowsJson(names.map((name) => [name]));

/** Groups by any chat id under which they were known, and whether the role may see them. */
async function groupsOfChats(
  store: Store,
  ids: readonly string[],
  scope: TraceScope,
): Promise<ReadonlyMap<string, { groupId: number; visible: boolean }>> {
  if (!ids.length) return new Map();
  const rows = await store.select<{ name: string; groupId: number | string; visible: unknown }>(
    `SELECT x."externalId" AS "name", x."groupId", CASE WHEN ${scope.groups('x."groupId"')} THEN 1 ELSE 0 END AS "visible"
     FROM ${nameRows(store, 'chats')} JOIN (
       SELECT g."externalId", g."id" AS "groupId" FROM {communityGroups} AS g WHERE g."platform" = $platform
       UNION SELECT l."externalId", l."groupId" FROM {communityGroupAliases} AS l WHERE l."platform" = $platform
     ) AS x ON x."externalId" = r."name"`,
    { bind: { ...scope.bind, chats: bindNames(ids), platform: PLATFORM } },
  );
  return new Map(
    rows.map(({ name, groupId, visible }) => [name, { groupId: Number(groupId), visible: Number(visible) === 1 }]),
  );
}

/** Members by Telegram's id of their account and by its name; those only whom the role may see. */
async function authorsOf(store: Store, ids: readonly string[], names: readonly string[], scope: TraceScope) {
  const find = async (column: string, values: readonly string[]) => {
    const found = new Map<string, number[]>();
    if (!values.length) return found;
    const rows = await store.select<{ name: string; memberId: number | string }>(
      `SELECT i.${column} AS "name", i."memberId" FROM {communityIdentities} AS i
       WHERE i."platform" = $platform AND i.${column} IN (SELECT r."name" FROM ${nameRows(store, 'names')}) AND ${scope.members('i."memberId"')}
       GROUP BY i.${column}, i."memberId"`,
      { bind: { ...scope.bind, names: bindNames(values), platform: PLATFORM } },
    );
    for (const { name, memberId } of rows) found.set(name, [...(found.get(name) ?? []), Number(memberId)]);
    return found;
  };
  return { byId: await find('"externalId"', ids), byName: await find('"displayName"', names) };
}

/** A possible author of a forward's original, and by what the original is to be known. */
interface Asked {
  /** Index of the forward. */
  forward: number;
  author: number;
  told: Forward;
}

function askFor(list: Asked[], forward: number, told: Forward, authors: readonly number[] | undefined): void {
  if (!authors || authors.length > MOST_NAMESAKES) return;
  for (const author of authors) list.push({ forward, author, told });
}

/** Groups in which an original was found, by forward. */
type Found = Map<number, Set<number>>;

function note(found: Found, forward: number, groupId: number): void {
  const groups = found.get(forward);
  if (groups) groups.add(groupId);
  else found.set(forward, new Set([groupId]));
}

/** What an original must be: something said by nobody but its author, in a group that the role may see. */
const originalIn = (store: Store, scope: TraceScope) =>
  `a."isForward" = ${store.bool(false)} AND a."textLength" IS NOT NULL AND a."groupId" <> 0 AND ${scope.groups('a."groupId"')}`;

/** Looks for the originals among their authors' messages; one that was said in several groups leads to none. */
async function findOriginals(
  store: Store,
  asked: readonly Asked[],
  sources: Array<Source | undefined>,
  scope: TraceScope,
): Promise<void> {
  const settle = (found: Found, trace: Trace) => {
    for (const [forward, groups] of found)
      if (groups.size === 1) for (const groupId of groups) sources[forward] = { groupId, trace };
  };
  settle(
    await findDated(
      store,
      asked.filter(({ told }) => told.sentAt !== null),
      scope,
    ),
    'author',
  );
  const copies = asked.filter(
    ({ told: { sentAt, fingerprint, file } }) => sentAt === null && (fingerprint !== null || file !== null),
  );
  settle(await findCopies(store, copies, scope), 'copy');
}

/** Originals whose second is known. */
async function findDated(store: Store, asked: readonly Asked[], scope: TraceScope): Promise<Found> {
  const found: Found = new Map();
  const source = rowSource(store.dialect, 'rows', { forward: 'int', memberId: 'int', at: 'instant' });
  for (let start = 0; start < asked.length; start += PORTION) {
    const rows = asked
      .slice(start, start + PORTION)
      .map(({ forward, author, told }): Cell[] => [forward, author, store.instant(told.sentAt ?? 0)]);
    const list = await store.select<{ forward: number | string; groupId: number | string }>(
      `SELECT r."forward", a."groupId" FROM ${source} AS r
       ${store.sql.drivenJoin} {communityActivities} AS a ON a."memberId" = r."memberId" AND a."occurredAt" = r."at"
       WHERE ${originalIn(store, scope)}`,
      { bind: { ...scope.bind, rows: rowsJson(rows) } },
    );
    for (const { forward, groupId } of list) note(found, Number(forward), Number(groupId));
  }
  return found;
}

interface CopyRow extends Record<string, unknown> {
  memberId: number | string;
  groupId: number | string;
  at: number | string;
  fingerprint: string | null;
  file: string | null;
}

/**
 * Originals that carry the same text or file and came before. Each author's messages are read once, however often the
 * author was forwarded.
 */
async function findCopies(store: Store, asked: readonly Asked[], scope: TraceScope): Promise<Found> {
  const spans = new Map<number, { from: number; to: number }>();
  for (const { author, told } of asked) {
    const span = spans.get(author) ?? { from: Infinity, to: -Infinity };
    spans.set(author, { from: Math.min(span.from, told.at - LOOK_BACK), to: Math.max(span.to, told.at - 1) });
  }
  const keys = [...new Set(asked.flatMap(({ told: { fingerprint, file } }) => [fingerprint, file]))];
  const said = new Map<string, Array<{ groupId: number; at: number }>>();
  const authors = [...spans];
  const payload = (path: readonly string[]) => jsonText(store.dialect, 'a."payload"', path);
  const [fingerprint, file] = [payload(['fingerprint']), payload(['media', 'fileUniqueId'])];
  const wanted = `(SELECT k."name" FROM ${rowSource(store.dialect, 'keys', { name: 'text' })} AS k)`;
  const source = rowSource(store.dialect, 'rows', { memberId: 'int', from: 'instant', to: 'instant' });
  const bind = { ...scope.bind, keys: rowsJson(keys.filter((key) => key !== null).map((key) => [key])) };
  for (let start = 0; start < authors.length; start += PORTION) {
    const rows = authors
      .slice(start, start + PORTION)
      .map(([author, { from, to }]): Cell[] => [author, store.instant(from), store.instant(to)]);
    const list = await store.select<CopyRow>(
      `SELECT a."memberId", a."groupId", ${store.sql.epochMs('a."occurredAt"')} AS "at", ${fingerprint} AS "fingerprint", ${file} AS "file"
       FROM ${source} AS r ${store.sql.drivenJoin} {communityActivities} AS a
         ON a."memberId" = r."memberId" AND a."occurredAt" >= r."from" AND a."occurredAt" <= r."to"
       WHERE ${originalIn(store, scope)} AND (${fingerprint} IN ${wanted} OR ${file} IN ${wanted})`,
      { bind: { ...bind, rows: rowsJson(rows) } },
    );
    for (const row of list)
      for (const key of new Set([row.fingerprint, row.file])) {
        if (key === null) continue;
        const name = `${row.memberId} ${key}`;
        const places = said.get(name) ?? [];
        said.set(name, places);
        places.push({ groupId: Number(row.groupId), at: Number(row.at) });
      }
  }
  const found: Found = new Map();
  for (const { forward, author, told } of asked)
    for (const key of [told.fingerprint, told.file])
      for (const { groupId, at } of (key !== null && said.get(`${author} ${key}`)) || [])
        if (at < told.at && at >= told.at - LOOK_BACK) note(found, forward, groupId);
  return found;
}

/** Groups whose title no other group of the role bears. */
async function groupsByTitle(
  store: Store,
  names: readonly string[],
  scope: TraceScope,
): Promise<ReadonlyMap<string, number>> {
  if (!names.length) return new Map();
  const rows = await store.select<{ name: string; id: number | string }>(
    `SELECT r."name", MIN(g."id") AS "id" FROM ${nameRows(store, 'titles')} JOIN {communityGroups} AS g ON g."title" = r."name"
     WHERE ${scope.groups('g."id"')} GROUP BY r."name" HAVING COUNT(*) = 1`,
    { bind: { ...scope.bind, titles: bindNames(names) } },
  );
  return new Map(rows.map(({ name, id }) => [name, Number(id)]));
}
