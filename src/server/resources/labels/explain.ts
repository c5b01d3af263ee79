import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import { personaTitle, tagTitle, tierTitle } from '../../../common/labelTitles';
import type { ExplainedLabel, LabelsExplanation, TagSource } from '../../../common/tags';
import { idsInScope, mayRead, seesAllGroups, viewScope } from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { compileCondition, readConditionContext, type Compiled, type FrameRow } from '../../conditions';
import { labelFrame, readLabelRules } from '../../labelling';
import { readRfmSettings, tierConditions } from '../../personas';
import type { Bind, Store } from '../../store';
import { inputOf, readerOf, refuse, wholeNumber } from '../requests';
import { readableLabels } from './readable';

export interface ExplainLabelsOptions {
  store: Store;
  settings: Settings;
  now: () => number;
}

const ID = { least: 1, most: Number.MAX_SAFE_INTEGER };

type Asked = Omit<ExplainedLabel, 'evidence' | 'met'>;

/** `communityLabels:explain?member=`: each label of a member with the numbers behind it, by the expressions of a run. */
export function explainLabelsActions({ store, settings, now }: ExplainLabelsOptions) {
  return {
    async explain(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const id = wholeNumber(ctx, input, input.member === undefined ? 'filterByTk' : 'member', ID, 0);
      const scope = await viewScope(ctx, 'communityMembers');
      const member = await memberInScope(ctx, store, id);
      if (!member) refuse(ctx, 404, 'NO_SUCH_MEMBER', 'There is no member {{id}}.', { id });
      const reader = readerOf(ctx);
      const readable = await readableLabels(ctx, scope);
      const partial = !(await seesAllGroups(ctx));
      const asOf = now();
      const known = await readConditionContext(store);
      const kinds = await readKinds(store);
      const [personas, tags] = [
        await readLabelRules(store, 'persona', known),
        await readLabelRules(store, 'tag', known),
      ];
      const tiers = tierConditions(await readRfmSettings(settings), kinds.utterances).map(
        ({ to, condition }): Asked => ({ key: to, title: tierTitle(reader, to, to), to, condition }),
      );
      const ofPersonas = personas.rules.map((rule) => asked(rule, personaTitle(reader, rule.to, rule.title)));
      const ofTags = tags.rules.map((rule) => asked(rule, tagTitle(reader, rule.to, rule.title)));
      const frame = labelFrame({ store, zone: await settings.zone(), kinds, asOf }, [id]);
      const rules = [...ofPersonas, ...tiers, ...ofTags];
      const compiled = rules.map(({ condition, key }) => compileCondition(condition, frame, key));
      const [row] = await store.select<FrameRow>(statement(frame.select(), compiled), { bind: frame.bind });
      const explained = (some: readonly Asked[]): ExplainedLabel[] =>
        some.map((rule) => {
          const i = rules.indexOf(rule);
          const evidence = row && !partial ? compiled[i].evidence(row) : [];
          return { ...rule, evidence, met: row !== undefined && Number(row[`met${i}`]) === 1 };
        });
      const field = <T>(name: string, value: T): T | null => (mayRead(scope, name) ? value : null);
      const number = (name: string) => field(name, (member?.get(name) as number | null) ?? null);
      const answer: LabelsExplanation = {
        asOf,
        partial,
        persona: {
          key: field('persona', (member?.get('persona') as string | null) ?? null),
          rules: mayRead(scope, 'persona') ? explained(ofPersonas) : [],
        },
        tier: {
          key: field('rfmTier', (member?.get('rfmTier') as string | null) ?? null),
          rules: mayRead(scope, 'rfmTier') ? explained(tiers) : [],
        },
        rfm: {
          recency: number('rfmRecency'),
          frequency: number('rfmFrequency'),
          monetary: number('rfmMonetary'),
        },
        tags: readable.tag
          ? (await tagsOf(store, id)).map((tag) => ({
              ...tag,
              title: tagTitle(reader, tag.key, tag.title),
              rules: explained(ofTags.filter(({ to }) => to === tag.key)),
            }))
          : [],
        segments: readable.segment ? await segmentsOf(store, id) : [],
      };
      ctx.body = answer;
      await next();
    },
  };
}

const asked = ({ key, to, condition }: Omit<Asked, 'title'>, title: string): Asked => ({ key, title, to, condition });

const statement = (frame: string, compiled: readonly Compiled[]): string =>
  `WITH x AS (${frame}) SELECT x.*${compiled.map(({ sql }, i) => `, CASE WHEN ${sql} THEN 1 ELSE 0 END AS "met${i}"`).join('')} FROM x`;

async function memberInScope(ctx: Context, store: Store, id: number): Promise<Model | null> {
  const bind: Bind = { id };
  const admitted = idsInScope(store, 'communityMembers', await viewScope(ctx, 'communityMembers'), 'm."id"', bind);
  const rows = await store.select(
    `SELECT m."id" FROM {communityMembers} AS m WHERE m."id" = $id AND m."id" <> 0 AND ${admitted}`,
    {
      bind,
    },
  );
  return rows.length ? ((await store.db.getRepository('communityMembers').findOne({ filterByTk: id })) as Model) : null;
}

async function tagsOf(store: Store, memberId: number) {
  const rows = await store.select<{ key: string; title: string | null; color: string | null; source: TagSource }>(
    `SELECT t."key", t."title", t."color", k."source" FROM {communityMemberTags} AS k JOIN {communityTags} AS t ON t."id" = k."tagId"
     WHERE k."memberId" = $memberId ORDER BY t."title", t."id"`,
    { bind: { memberId } },
  );
  return rows.map((row) => ({ ...row, title: row.title || row.key }));
}

async function segmentsOf(store: Store, memberId: number): Promise<LabelsExplanation['segments']> {
  const rows = await store.select<{
    key: string;
    title: string | null;
    color: string | null;
    at: number | string | null;
  }>(
    `SELECT s."key", s."title", s."color", ${store.sql.epochMs('k."enteredAt"')} AS "at" FROM {communitySegmentMembers} AS k
     JOIN {communitySegments} AS s ON s."id" = k."segmentId" WHERE k."memberId" = $memberId ORDER BY s."title", s."id"`,
    { bind: { memberId } },
  );
  return rows.map(({ key, title, color, at }) => ({
    ...{ key, color, title: title || key },
    enteredAt: at === null ? null : Number(at),
  }));
}
