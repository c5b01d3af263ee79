import type { LifecycleAnswer } from '../../common/lifecycleBlock';
import type { FlowView } from './options';
import type { MembersOf } from './query';

/** A stream between two stages; both stand in columns of their own, so that a way back is no circle. */
export interface Stream {
  from: string | null;
  to: string | null;
  members: number;
}

/** The streams of a drawing, the widest first. Who stands where they stood is in none. */
export function streams(answer: LifecycleAnswer, view: FlowView): Stream[] {
  const all: Stream[] = view === 'changes' ? answer.flows : answer.paths;
  return all
    .filter(({ from, to, members }) => from !== to && members > 0)
    .map(({ from, to, members }) => ({ from, to, members }))
    .sort((a, b) => b.members - a.members);
}

/** Members who are at the end of the period where they were before it. */
export const stayed = ({ paths }: LifecycleAnswer): number =>
  paths.filter(({ from, to }) => from === to).reduce((sum, { members }) => sum + members, 0);

/** Whom a click on a stream, or on one of its ends alone, asks for. */
export function membersOfStream(view: FlowView, end: Pick<MembersOf, 'stage' | 'next'>): MembersOf {
  if (view === 'paths') return { list: 'path', ...end };
  if (end.next === undefined) return { list: 'left', stage: end.stage };
  return end.stage === undefined ? { list: 'entered', stage: end.next } : { list: 'flow', ...end };
}
