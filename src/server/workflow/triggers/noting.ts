import type { ActivitySink } from '../../intake/sink';
import { originNow } from './origin';
import type { TriggerQueue } from './queue';
import type { ActivityWorkflows } from './workflows';

export interface NotingOptions {
  queue: TriggerQueue;
  workflows: ActivityWorkflows;
  now: () => number;
  /** Something was noted. */
  onNoted(): void;
}

/**
 * A sink that notes new activities for the workflows that want them, in the transaction that writes them: both are there
 * after a crash, or neither. A later description of a known activity (an edit, a retraction) is nothing new.
 */
export function noting(sink: ActivitySink, options: NotingOptions): ActivitySink {
  const { queue, workflows, now, onNoted } = options;
  return {
    async write(records, within) {
      const isLive = originNow() === 'live';
      const wanting = (await workflows.list()).filter(({ imports }) => imports || isLive);
      if (!wanting.length || !records.length) return sink.write(records, within);
      const newest = await queue.newestActivity();
      let noted = 0;
      const result = await sink.write(records, async (transaction) => {
        const added = await queue.added(records, newest, transaction);
        const entries = wanting.flatMap((workflow) =>
          added
            .filter((activity) => workflow.wants(activity))
            .map(({ id }) => ({ workflowKey: workflow.key, activityId: id })),
        );
        await queue.note(entries, now(), transaction);
        noted = entries.length;
        await within?.(transaction);
      });
      if (noted) onNoted();
      return result;
    },
  };
}
