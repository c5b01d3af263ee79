import type { Context } from '@nocobase/actions';
import type { Condition } from '../../../common/conditions';
import { PACKAGE_NAME } from '../../../common/names';
import { PLAIN_VALUES } from '../../../common/plainValues';
import { ConditionError, parseCondition, type ConditionContext } from '../../conditions';
import type { Store } from '../../store';

/** What was noted of a condition that could not be evaluated, in the caller's language where it is still wrong. */
export function errorTold(
  ctx: Context,
  error: string | null,
  condition: Condition | null,
  known: ConditionContext,
): string | null {
  if (error === null) return null;
  try {
    parseCondition(condition, known);
    return error;
  } catch (problem) {
    if (!(problem instanceof ConditionError)) throw problem;
    const t = (text: string, values: Record<string, unknown>) =>
      ctx.t(text, { ns: PACKAGE_NAME, ...values, ...PLAIN_VALUES });
    return t('{{path}}: {{problem}}. Allowed: {{allowed}}.', problem.told(t));
  }
}

/** Users by id, as they are called. */
export async function ownersOf(
  store: Store,
  ids: ReadonlyArray<number | null>,
): Promise<Map<number, { id: number; name: string }>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))];
  if (!wanted.length) return new Map();
  const rows = await store.select<{ id: number | string; name: string | null }>(
    `SELECT u."id", COALESCE(u."nickname", u."username") AS "name" FROM {users} AS u WHERE u."id" IN (${wanted.map(Number).join(', ')})`,
  );
  return new Map(rows.map(({ id, name }) => [Number(id), { id: Number(id), name: name ?? `#${id}` }]));
}
