import type { Context, Next } from '@nocobase/actions';
import { SUBJECTS, type ConditionCatalogue } from '../../common/conditions';
import { PACKAGE_NAME } from '../../common/names';
import { personaTitle, tagTitle, tierTitle } from '../../common/labelTitles';
import { kindTitle, stageTitle, titledFor } from '../../common/shippedTitles';
import { idsInScope, mayRead, viewScope, type ViewScope } from '../analytics';
import { readConditionContext } from '../conditions';
import { METRICS } from '../metrics';
import type { Bind, Store } from '../store';
import { readerOf } from './requests';

/** More do not fit a picker. */
const MOST_GROUPS = 1000;

/** `communityLifecycle:catalogue`: what the condition builder offers, in the caller's language. */
export function catalogueActions({ store }: { store: Store }) {
  return {
    async catalogue(ctx: Context, next: Next) {
      const { labels } = await readConditionContext(store);
      const reader = readerOf(ctx);
      const answer: ConditionCatalogue = {
        metrics: metricsFor(ctx),
        kinds: titledFor(kindTitle, reader, await titled(store, 'communityKinds', 't."key"')),
        stages: titledFor(stageTitle, reader, await coloured(store, 'communityStages', 't."order", t."id"')),
        tags: titledFor(tagTitle, reader, await coloured(store, 'communityTags', 't."title", t."key"')),
        personas: titledFor(personaTitle, reader, await personas(store)),
        tiers: (labels.tier ?? []).map((key) => ({ key, title: tierTitle(reader, key, key) })),
        segments: await titled(store, 'communitySegments', 't."title", t."key"'),
        groups: await groups(ctx, store),
      };
      ctx.body = answer;
      await next();
    },
  };
}

function metricsFor(ctx: Context): ConditionCatalogue['metrics'] {
  // every metric brings its own two languages; others come from the host's translations
  const chinese = String(ctx.getCurrentLocale?.() ?? '').startsWith('zh');
  const told = (en: string, zh: string): string => (chinese ? zh : ctx.t(en, { ns: PACKAGE_NAME }));
  return [...METRICS.values()].map(({ key, titleEn, titleZh, unit, subjects, restrictable, proxy }) => ({
    key,
    title: told(titleEn, titleZh),
    unit,
    subjects: SUBJECTS.filter((subject) => subjects.includes(subject)),
    restrictable,
    ...(proxy ? { proxy: told(proxy.en, proxy.zh) } : {}),
  }));
}

interface TitleRow extends Record<string, unknown> {
  key: string;
  title: string | null;
  color?: string | null;
}

async function titled(store: Store, collection: string, order: string): Promise<Array<{ key: string; title: string }>> {
  const rows = await store.select<TitleRow>(`SELECT t."key", t."title" FROM {${collection}} AS t ORDER BY ${order}`);
  return rows.map(({ key, title }) => ({ key, title: title || key }));
}

async function coloured(store: Store, collection: string, order: string): Promise<ConditionCatalogue['stages']> {
  const rows = await store.select<TitleRow>(
    `SELECT t."key", t."title", t."color" FROM {${collection}} AS t ORDER BY ${order}`,
  );
  return rows.map(({ key, title, color }) => ({ key, title: title || key, color: color ?? null }));
}

/** A persona has the title of the rule that gives it; of several the one with the highest priority. */
async function personas(store: Store): Promise<ConditionCatalogue['personas']> {
  const rows = await store.select<TitleRow>(
    `SELECT r."to" AS "key", r."title" FROM {communityRules} AS r WHERE r."kind" = 'persona' AND r."to" IS NOT NULL ORDER BY r."priority" DESC, r."id"`,
  );
  const titles = new Map<string, string>();
  for (const { key, title } of rows) if (!titles.has(key)) titles.set(key, title || key);
  return [...titles].map(([key, title]) => ({ key, title }));
}

/** Groups that the caller may list, the largest first; none where the caller may list none. */
async function groups(ctx: Context, store: Store): Promise<ConditionCatalogue['groups']> {
  let scope: ViewScope;
  try {
    scope = await viewScope(ctx, 'communityGroups');
  } catch (error) {
    if ((error as { status?: number }).status === 403) return [];
    throw error;
  }
  const bind: Bind = {};
  const admitted = idsInScope(store, 'communityGroups', scope, 'g."id"', bind);
  const rows = await store.select<{ id: number | string; title: string | null }>(
    `SELECT g."id", g."title" FROM {communityGroups} AS g WHERE g."id" <> 0 AND ${admitted}
     ORDER BY CASE WHEN COALESCE(g."memberCount", 0) > COALESCE(g."knownMembers", 0) THEN g."memberCount" ELSE COALESCE(g."knownMembers", 0) END DESC, g."id" LIMIT ${MOST_GROUPS}`,
    { bind },
  );
  const named = mayRead(scope, 'title');
  return rows.map(({ id, title }) => ({ id: String(id), title: (named && title) || `#${id}` }));
}
