import { TRACES, type FlowAnswer, type FlowLink, type Trace } from '../../common/overlap';
import { jsonText, rowsJson, rowSource, type Bind, type Store } from '../store';
import { traceForwards, type Forward } from './flowTraces';

export interface FlowQuery {
  /** Community days, both included. */
  from: string;
  to: string;
  /** Group ids between which the flow is asked for; null = all. */
  groups: readonly number[] | null;
}

export interface FlowScope {
  /** Conditions that admit what the role may see, over any column. */
  members(column: string): string;
  groups(column: string): string;
  bind: Bind;
}

/** Forwards that are looked into at most: the latest ones. */
export const MOST_FORWARDS = 50_000;

interface ForwardRow extends Record<string, unknown> {
  memberId: number | string;
  groupId: number | string;
  at: number | string;
  source: string | null;
  sentAt: number | string | null;
  fingerprint: string | null;
  file: string | null;
}

/**
 * What was forwarded from one group into another. Telegram rarely says which group a message was forwarded from, so it is
 * looked for among the messages that are known; what was found that way is told beside all forwards seen.
 *
 * Read from the forwards themselves by an index that holds nothing else (decision 0029): where one comes from may become
 * known later, when another group's history is imported.
 */
export async function flow(
  store: Store,
  query: FlowQuery,
  scope: FlowScope,
): Promise<Omit<FlowAnswer, 'timeZone' | 'groups'>> {
  const bind: Bind = { ...scope.bind, from: query.from, to: query.to };
  const conditions = [
    `a."isForward" = ${store.bool(true)}`,
    `a."retracted" = ${store.bool(false)}`,
    'a."groupId" <> 0',
    'a."memberId" <> 0',
    'a."day" >= $from',
    'a."day" <= $to',
    scope.members('a."memberId"'),
    scope.groups('a."groupId"'),
  ];
  const chosen = query.groups && new Set(query.groups);
  if (query.groups) {
    bind.asked = rowsJson(query.groups.map((id) => [id]));
    conditions.push(`a."groupId" IN (SELECT r."id" FROM ${rowSource(store.dialect, 'asked', { id: 'int' })} AS r)`);
  }
  const where = `FROM {communityActivities} AS a WHERE ${conditions.join(' AND ')}`;
  const [{ n }] = await store.select<{ n: number | string }>(`SELECT COUNT(*) AS "n" ${where}`, { bind });
  const forwards = await readForwards(store, where, bind);
  const { sources, outside } = await traceForwards(store, forwards, scope);
  const tracedBy = Object.fromEntries(TRACES.map((trace) => [trace, 0])) as Record<Trace, number>;
  const links = new Map<string, FlowLink & { who: Set<number> }>();
  let [traced, within] = [0, 0];
  forwards.forEach(({ groupId: to, memberId }, i) => {
    const found = sources[i];
    if (!found || (chosen && !chosen.has(found.groupId))) return;
    traced += 1;
    tracedBy[found.trace] += 1;
    if (found.groupId === to) {
      within += 1;
      return;
    }
    const key = `${found.groupId} ${to}`;
    const link = links.get(key) ?? { from: found.groupId, to, forwards: 0, people: 0, who: new Set<number>() };
    links.set(key, link);
    link.forwards += 1;
    link.who.add(memberId);
  });
  return {
    from: query.from,
    to: query.to,
    forwards: Number(n),
    examined: forwards.length,
    traced,
    tracedBy,
    within,
    outside,
    links: [...links.values()]
      .map(({ who, ...link }) => ({ ...link, people: who.size }))
      .sort((x, y) => y.forwards - x.forwards || x.from - y.from || x.to - y.to),
  };
}

async function readForwards(store: Store, where: string, bind: Bind): Promise<Forward[]> {
  const { epochMs } = store.sql;
  const detail = (path: readonly string[]) => jsonText(store.dialect, 'a."payload"', path);
  const rows = await store.select<ForwardRow>(
    `SELECT a."memberId", a."groupId", ${epochMs('a."occurredAt"')} AS "at", a."forwardSource" AS "source",
       ${detail(['forward', 'date'])} AS "sentAt", ${detail(['fingerprint'])} AS "fingerprint", ${detail(['media', 'fileUniqueId'])} AS "file"
     ${where} ORDER BY a."day" DESC, a."id" DESC LIMIT ${MOST_FORWARDS}`,
    { bind },
  );
  return rows.map((row) => ({
    memberId: Number(row.memberId),
    groupId: Number(row.groupId),
    at: Number(row.at),
    source: row.source,
    sentAt: row.sentAt === null ? null : Number(row.sentAt),
    fingerprint: row.fingerprint,
    file: row.file,
  }));
}
