import type { PreviewAnswer } from '../../common/lifecycle';
import { rowsJson, rowSource, type Bind } from '../store';
import { evaluate, evaluateBoth, type EvaluateInput } from './evaluate';
import type { Lifecycle } from './rule';
import { evidenceOf, type Transition } from './transitions';

export interface PreviewInput extends Pick<EvaluateInput, 'store' | 'zone' | 'kinds' | 'asOf'> {
  draft: Lifecycle;
  current: Lifecycle;
  sampleSize: number;
  /** Condition over a member id column that admits whom the caller may see, and its bound values. */
  admitted: (column: string) => string;
  bind: Bind;
}

interface Changing extends Record<string, unknown> {
  id: number | string;
  stage: string | null;
  a: number | string | null;
  b: number | string | null;
}

/** The same for every preview, so that a sample changes only where the rules do. */
const SCATTER = 2654435761;

/**
 * Who would change stage if a run began now, by the draft and by the rules in force. Nothing is written. Members without a
 * stage count from none: a run would live through their past instead, so this is what their first step would be today.
 */
export async function preview(input: PreviewInput): Promise<PreviewAnswer> {
  const { store, asOf, draft, current, sampleSize, bind } = input;
  const people = `m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)} AND m."firstSeenAt" <= ${store.instantParam('$now')} AND ${input.admitted('m."id"')}`;
  const subjectBind = { ...bind, now: store.instant(asOf) };
  const [{ n }] = await store.select(`SELECT COUNT(*) AS "n" FROM {communityMembers} AS m WHERE ${people}`, {
    bind: subjectBind,
  });
  const subjects = `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m
    WHERE ${people} AND (m."stageLockedUntil" IS NULL OR m."stageLockedUntil" <= ${store.instantParam('$now')})`;
  const both = evaluateBoth({ ...input, subjects, subjectBind }, draft, current);
  const changing = await store.selectMuch<Changing>(
    `SELECT c."id", c."stage", c."a", c."b" FROM (${both.rows}) AS c WHERE c."a" IS NOT NULL OR c."b" IS NOT NULL`,
    { bind: both.bind },
  );
  return {
    asOf,
    members: Number(n),
    changes: flows(changing, 'a', both.a),
    current: flows(changing, 'b', both.b),
    sample: await sample(input, draw(changing, sampleSize), { subjects, subjectBind }),
  };
}

function flows(rows: readonly Changing[], column: 'a' | 'b', transitions: readonly Transition[]) {
  const counts = new Map<string, PreviewAnswer['changes'][number]>();
  for (const row of rows) {
    if (row[column] === null) continue;
    const { from, to } = transitions[Number(row[column])];
    const key = JSON.stringify([from, to]);
    const flow = counts.get(key) ?? { from, to, members: 0 };
    flow.members += 1;
    counts.set(key, flow);
  }
  return [...counts.values()].sort((a, b) => b.members - a.members || (flowName(a) < flowName(b) ? -1 : 1));
}

const flowName = ({ from, to }: { from: string | null; to: string }) => `${from ?? ''}→${to}`;

/** Ids of those who change by the draft, one of each transition in turn, always the same ones. */
function draw(rows: readonly Changing[], size: number): number[] {
  const byTransition = new Map<number, number[]>();
  for (const { id, a } of rows) {
    if (a === null) continue;
    const ids = byTransition.get(Number(a)) ?? [];
    ids.push(Number(id));
    byTransition.set(Number(a), ids);
  }
  const scattered = (id: number) => (id * SCATTER) % 4294967296;
  const queues = [...byTransition]
    .sort(([a], [b]) => a - b)
    .map(([, ids]) => ids.sort((a, b) => scattered(a) - scattered(b) || a - b));
  const drawn: number[] = [];
  for (let i = 0; drawn.length < size && queues.some((ids) => i < ids.length); i += 1)
    drawn.push(...queues.flatMap((ids) => ids.slice(i, i + 1)));
  return drawn.slice(0, size);
}

/** The members drawn, with the numbers that decide about them. */
async function sample(
  input: PreviewInput,
  ids: number[],
  { subjects, subjectBind }: { subjects: string; subjectBind: Bind },
): Promise<PreviewAnswer['sample']> {
  if (!ids.length) return [];
  const { store, draft } = input;
  const only = `SELECT o."id" FROM ${rowSource(store.dialect, 'drawn', { id: 'int' })} AS o`;
  const drawn = { ...subjectBind, drawn: rowsJson(ids.map((id) => [id])) };
  const { transitions, changing, bind } = evaluate({
    ...input,
    lifecycle: draft,
    subjects: `SELECT s.* FROM (${subjects}) AS s WHERE s."id" IN (${only})`,
    subjectBind: drawn,
    only,
  });
  const rows = await store.select(changing, { bind });
  const names = await store.select<{ id: number | string; displayName: string | null }>(
    `SELECT m."id", m."displayName" FROM {communityMembers} AS m WHERE m."id" IN (${only})`,
    { bind: drawn },
  );
  const name = new Map(names.map(({ id, displayName }) => [Number(id), displayName ?? '']));
  return rows
    .map((row) => {
      const transition = transitions[Number(row.t)];
      const id = Number(row.id);
      return {
        member: { id, name: name.get(id) ?? '' },
        from: transition.from,
        to: transition.to,
        rule: { key: transition.rule.key, title: transition.rule.title },
        evidence: evidenceOf(transition, row),
      };
    })
    .sort((a, b) => ids.indexOf(a.member.id) - ids.indexOf(b.member.id));
}
