import type { Condition } from '../../common/conditions';
import {
  listed,
  inPortions,
  MOST_TOGETHER,
  noteStates,
  recordChanges,
  setChanges,
  type Chosen,
  type LabelChange,
  type LabellingInput,
  type LabelRule,
  type LabelRules,
  type SetDefinition,
  type SetTable,
} from '../labelling';
import { strangers } from '../metrics';
import { joinColumns, packColumns, rowsJson, rowSource, upsert, type RowColumns, type Store } from '../store';

/** A tag and all the rules that give it: it is carried while one of them holds. */
interface RuledTag extends SetDefinition {
  key: string;
  rules: LabelRule[];
}

const table = (): SetTable => ({ table: '{communityMemberTags}', owner: 'tagId', byHand: `k."source" = 'manual'` });

/**
 * Gives tags by their rules and takes them away again. Tags by hand stay, and nobody gets one by a rule that is carried by
 * hand already. A tag one of whose rules cannot be evaluated is left as it is.
 *
 * @returns how many were given and taken away
 */
export async function refreshTags(
  input: LabellingInput,
  { rules, broken }: LabelRules,
  only: Chosen,
): Promise<{ given: number; taken: number }> {
  const { store } = input;
  await noteStates(
    input,
    'communityRules',
    broken.map(({ id, error }) => ({ id, error: error.message })),
  );
  const brokenTags = new Set(broken.map(({ to }) => to));
  const tags = (await ruledTags(store, rules)).filter(({ key }) => !brokenTags.has(key));
  const counts = await removeUnruled(input, tags, brokenTags);
  for (let i = 0; i < tags.length; i += MOST_TOGETHER) {
    const portion = tags.slice(i, i + MOST_TOGETHER);
    const began = performance.now();
    const changes = await setChanges(input, portion, table(), only);
    const costMs = (performance.now() - began) / portion.length;
    const given = changes.flatMap(({ memberId, entered }) => entered.map((tagId) => ({ memberId, tagId })));
    const taken = changes.flatMap(({ memberId, left }) => left.map((tagId) => ({ memberId, tagId })));
    await give(input, given);
    await take(input, taken);
    const keys = new Map(portion.map(({ id, key }) => [id, key]));
    const noted = (rows: typeof given, entered: boolean) =>
      rows.map(({ memberId, tagId }): LabelChange => ({ kind: 'tag', key: keys.get(tagId) ?? '', memberId, entered }));
    await recordChanges(input, [...noted(given, true), ...noted(taken, false)]);
    counts.given += given.length;
    counts.taken += taken.length;
    await noteStates(
      input,
      'communityRules',
      portion.flatMap((tag) =>
        tag.rules.map(({ id }) => ({ id, refreshedAt: input.asOf, costMs: costMs / tag.rules.length, error: null })),
      ),
    );
  }
  return counts;
}

async function ruledTags(store: Store, rules: readonly LabelRule[]): Promise<RuledTag[]> {
  const rows = await store.select<{ id: number | string; key: string }>(
    'SELECT t."id", t."key" FROM {communityTags} AS t ORDER BY t."id"',
  );
  return rows.flatMap(({ id, key }) => {
    const own = rules.filter(({ to }) => to === key);
    if (!own.length) return [];
    const any = own.map(({ condition }) => condition);
    const condition: Condition = any.length === 1 ? any[0] : { any };
    return [{ id: Number(id), key, rules: own, condition }];
  });
}

/** Tags by rules that no rule gives any more, and those of bots and of the own team. */
async function removeUnruled(
  input: LabellingInput,
  tags: readonly RuledTag[],
  broken: ReadonlySet<string>,
): Promise<{ given: number; taken: number }> {
  const { store } = input;
  const all = await store.select<{ id: number | string; key: string }>(
    'SELECT t."id", t."key" FROM {communityTags} AS t',
  );
  const unruled = all.filter(({ id, key }) => !broken.has(key) && !tags.some((tag) => tag.id === Number(id)));
  const rows = await store.select<{ memberId: number | string; tagId: number | string }>(
    `SELECT k."memberId", k."tagId" FROM {communityMemberTags} AS k WHERE k."source" = 'rule' AND k."tagId" IN (${unruled.map(({ id }) => Number(id)).join(', ') || 'NULL'})
     UNION SELECT k."memberId", k."tagId" FROM (${strangers(store)}) AS m JOIN {communityMemberTags} AS k ON k."memberId" = m."id" WHERE k."source" = 'rule'`,
  );
  const gone = rows.map(({ memberId, tagId }) => ({ memberId: Number(memberId), tagId: Number(tagId) }));
  await take(input, gone);
  const keys = new Map(all.map(({ id, key }) => [Number(id), key]));
  await recordChanges(
    input,
    gone.map(({ memberId, tagId }) => ({ kind: 'tag', key: keys.get(tagId) ?? '', memberId, entered: false })),
  );
  return { given: 0, taken: gone.length };
}

interface TagRow {
  memberId: number;
  tagId: number;
}

const TAG_ROW: RowColumns = { memberId: 'int', tagId: 'int' };

async function give(input: LabellingInput, rows: readonly TagRow[]): Promise<void> {
  const { store, gate, asOf } = input;
  await inPortions(input, rows, async (portion) => {
    const { source, expressions, bind } = joinColumns(store.dialect, [
      packColumns(store.dialect, TAG_ROW, listed(portion, ['memberId', 'tagId'])),
    ]);
    const at = store.instantParam('$at');
    await gate.runRedoable((transaction) =>
      store.execute(
        upsert(store.dialect, {
          table: '{communityMemberTags}',
          columns: ['memberId', 'tagId', 'source', 'createdAt', 'updatedAt'],
          select: `SELECT ${expressions.memberId} AS "memberId", ${expressions.tagId} AS "tagId", 'rule' AS "source", ${at} AS "createdAt", ${at} AS "updatedAt" FROM ${source} AS r`,
          key: ['memberId', 'tagId'],
        }),
        { bind: { ...bind, at: store.instant(asOf) }, transaction },
      ),
    );
  });
}

async function take(input: LabellingInput, rows: readonly TagRow[]): Promise<void> {
  const { store, gate } = input;
  await inPortions(input, rows, async (portion) => {
    const gone = rowSource(store.dialect, 'gone', TAG_ROW);
    const statement =
      store.dialect === 'mysql'
        ? `DELETE k FROM {communityMemberTags} AS k JOIN ${gone} AS g ON g."memberId" = k."memberId" AND g."tagId" = k."tagId" WHERE k."source" = 'rule'`
        : `DELETE FROM {communityMemberTags} WHERE "source" = 'rule' AND ("memberId", "tagId") IN (SELECT g."memberId", g."tagId" FROM ${gone} AS g)`;
    await gate.runRedoable((transaction) =>
      store.execute(statement, {
        bind: { gone: rowsJson(portion.map(({ memberId, tagId }) => [memberId, tagId])) },
        transaction,
      }),
    );
  });
}
