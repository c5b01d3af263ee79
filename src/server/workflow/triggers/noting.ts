import type { ActivityHead, PackedSink, Within, WriteResult } from '../../intake/sink';
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
export function noting(sink: PackedSink, options: NotingOptions): PackedSink {
  const { queue, workflows, now, onNoted } = options;
  const write = async (
    heads: readonly ActivityHead[],
    within: Within | undefined,
    writeTo: (within?: Within) => Promise<WriteResult>,
  ): Promise<WriteResult> => {
    const isLive = originNow() === 'live';
    const wanting = (await workflows.list()).filter(({ imports }) => imports || isLive);
    if (!wanting.length || !heads.length) return writeTo(within);
    const newest = await queue.newestActivity();
    let noted = 0;
    const result = await writeTo(async (transaction) => {
      const added = await queue.added(heads, newest, transaction);
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
  };
  return {
    pack: (records) => sink.pack(records),
    write: (records, within) => write(records, within, (inside) => sink.write(records, inside)),
    writePacked: (batch, within) => write(batch.heads, within, (inside) => sink.writePacked(batch, inside)),
  };
}
