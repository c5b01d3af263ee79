import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import type { Connections } from '../intake/telegram';

export interface WorkflowOptionsOptions {
  connections: Connections;
  /** Whether members can be compared with Telegram's. */
  roster: boolean;
}

const MOST_GROUPS = 50;

/** `communityWorkflow`: what the editors of workflows choose from. For those who may edit workflows. */
export function workflowActions({ connections, roster }: WorkflowOptionsOptions) {
  return {
    /** Bots, kinds of activity, stages, segments, tags, and which options there are. */
    async options(ctx: Context, next: Next) {
      const kinds: Model[] = await ctx.db.getRepository('communityKinds').find({ sort: ['id'] });
      const stages: Model[] = await ctx.db.getRepository('communityStages').find({ sort: ['order', 'id'] });
      const segments: Model[] = await ctx.db.getRepository('communitySegments').find({ sort: ['title', 'id'] });
      const tags: Model[] = await ctx.db.getRepository('communityTags').find({ sort: ['title', 'id'] });
      ctx.body = {
        connections: (await connections.list()).map(({ id, name, mode }) => ({ id, name, mode })),
        kinds: kinds.map((row) => ({ key: row.get('key') as string, title: row.get('title') as string | null })),
        segments: segments.map((row) => ({ key: row.get('key') as string, title: row.get('title') as string | null })),
        tags: tags.map((row) => ({ key: row.get('key') as string, title: row.get('title') as string | null })),
        stages: stages.map((row) => ({ key: row.get('key') as string, title: row.get('title') as string | null })),
        roster,
      };
      await next();
    },

    /** Groups whose title contains `search`, and those with the given `ids`. */
    async groups(ctx: Context, next: Next) {
      const { search, ids } = ctx.action.params as { search?: unknown; ids?: unknown };
      const chosen = String(ids ?? '')
        .split(',')
        .map(Number)
        .filter((id) => Number.isSafeInteger(id) && id > 0);
      const words = typeof search === 'string' ? search.slice(0, 100) : '';
      const groups = ctx.db.getRepository('communityGroups');
      const options = { fields: ['id', 'title'], sort: ['title'], limit: MOST_GROUPS };
      const found: Model[] = await groups.find({
        ...options,
        filter: { id: { $gt: 0 }, ...(words ? { title: { $includes: words } } : {}) },
      });
      const known: Model[] = chosen.length
        ? await groups.find({ ...options, limit: 1000, filter: { id: { $in: chosen } } })
        : [];
      const byId = new Map(
        [...known, ...found].map((row) => [Number(row.get('id')), row.get('title') as string | null]),
      );
      ctx.body = [...byId].map(([id, title]) => ({ id, title }));
      await next();
    },
  };
}
