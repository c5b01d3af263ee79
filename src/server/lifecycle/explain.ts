import type { CommunityZone } from '@community-crm/community-model';
import type { Model } from '@nocobase/database';
import type { Evidence } from '../../common/conditions';
import type { ExplainAnswer, Requirement } from '../../common/lifecycle';
import { compileCondition, type FrameRow } from '../conditions';
import type { FrameKinds } from '../metrics';
import type { Store } from '../store';
import { frameFor } from './evaluate';
import type { Lifecycle, StageRule } from './rule';
import { transitionsOf, type Transition } from './transitions';

const DAY = 86_400_000;

export interface ExplainInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
  /** Milliseconds. */
  asOf: number;
  memberId: number;
}

/** A requirement that waits for the member's numbers. */
interface Question {
  sql: string;
  answer(row: FrameRow, met: boolean): Requirement;
}

/**
 * Why a member is in its stage and what each possible next one still takes. Numbers and decisions are made by the
 * expressions that a run uses, of this member alone.
 *
 * @returns null for a member that is not there
 */
export async function explain(input: ExplainInput): Promise<Omit<ExplainAnswer, 'partial'> | null> {
  const { store, lifecycle, asOf, memberId } = input;
  const member: Model | null = await store.db.getRepository('communityMembers').findOne({ filterByTk: memberId });
  if (!member) return null;
  const stage = (member.get('stage') as string | null) ?? null;
  const [stageSince, lockedUntil] = [instantOf(member, 'stageSince'), instantOf(member, 'stageLockedUntil')];
  const leftOut = whyLeftOut(member);
  const answer = {
    member: { id: memberId, name: String(member.get('displayName') ?? ''), stage, stageSince, lockedUntil },
    asOf,
    entered: stage === null ? null : await lastChange(store, lifecycle, memberId, stage),
    leftOut,
  };
  if (leftOut) return { ...answer, keep: [], next: [] };

  const one = 'SELECT m."id" FROM {communityMembers} AS m WHERE m."id" = $memberId';
  const frame = frameFor({
    ...input,
    subjects: `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m WHERE m."id" = $memberId`,
    subjectBind: { memberId },
    only: one,
  });
  const keep = keeping(lifecycle, stage).map((rule): Question => {
    const condition = rule.keep as NonNullable<StageRule['keep']>;
    const compiled = compileCondition(condition, frame, `${rule.key}.keep`);
    return {
      sql: compiled.sql,
      answer: (row, met) => ({ rule: nameOf(rule), condition, evidence: compiled.evidence(row), met }),
    };
  });
  const ways = transitionsOf(lifecycle, frame).filter(({ from }) => from === stage);
  const next = ways.map(({ rule, definition, condition }): Question => ({
    sql: condition.sql,
    answer: (row, met) => ({
      rule: nameOf(rule),
      condition: definition,
      evidence: condition.evidence(row),
      met,
    }),
  }));
  const questions = [...keep, ...next];
  const truths = questions.map(({ sql }, i) => `, CASE WHEN ${sql} THEN 1 ELSE 0 END AS "r${i}"`).join('');
  const [row] = await store.select<FrameRow>(
    `WITH x AS ${store.sql.materialized} (${frame.select()}) SELECT x.*${truths} FROM x`,
    { bind: frame.bind },
  );
  const answers = questions.map((question, i) => question.answer(row, Number(row[`r${i}`]) === 1));
  const locked = lockedUntil !== null && lockedUntil > asOf;
  return {
    ...answer,
    keep: answers.slice(0, keep.length),
    next: ways.map((way, i) => ({
      to: way.to,
      blockedBy: locked ? 'lock' : staysOn(way, stageSince, asOf) ? 'minimumStay' : null,
      requirement: answers[keep.length + i],
    })),
  };
}

/** Rules whose `keep` holds a stage; none where one of them keeps it until another rule fires. */
function keeping({ rules }: Lifecycle, stage: string | null): StageRule[] {
  const leading = rules.filter(({ to }) => to === stage);
  return leading.some(({ keep }) => keep === null) ? [] : leading;
}

const staysOn = ({ minimumStayDays }: Transition, since: number | null, asOf: number): boolean =>
  minimumStayDays > 0 && (since === null || asOf - since < minimumStayDays * DAY);

function whyLeftOut(member: Model): ExplainAnswer['leftOut'] {
  if (member.get('isBot')) return 'bot';
  if (member.get('isTeam')) return 'team';
  return member.get('firstSeenAt') ? null : 'neverSeen';
}

async function lastChange(
  store: Store,
  { rules }: Lifecycle,
  memberId: number,
  stage: string,
): Promise<ExplainAnswer['entered']> {
  const change: Model | null = await store.db
    .getRepository('communityStageChanges')
    .findOne({ filter: { memberId, to: stage }, sort: ['-at', '-id'] });
  if (!change) return null;
  const key = change.get('ruleKey') as string | null;
  return {
    from: (change.get('from') as string | null) ?? null,
    to: stage,
    at: instantOf(change, 'at') ?? 0,
    origin: String(change.get('origin')),
    rule: key
      ? { key, title: await titleOf(store, rules, key), version: Number(change.get('ruleVersion') ?? 0) }
      : null,
    reason: (change.get('reason') as string | null | undefined) ?? null,
    evidence: (change.get('evidence') as Evidence[] | null) ?? [],
  };
}

/** What a rule is called, or was when it was removed. */
async function titleOf(store: Store, rules: readonly StageRule[], key: string): Promise<string> {
  const known = rules.find((rule) => rule.key === key);
  if (known) return known.title;
  const row: Model | null = await store.db.getRepository('communityRules').findOne({ filter: { key } });
  if (row) return String(row.get('title') || key);
  const last: Model | null = await store.db
    .getRepository('communityRuleVersions')
    .findOne({ filter: { ruleKey: key }, sort: ['-version'] });
  return (last?.get('rule') as { title?: string } | undefined)?.title ?? key;
}

const nameOf = ({ key, title, version }: StageRule) => ({ key, title, version });

function instantOf(row: Model, name: string): number | null {
  const value = row.get(name) as Date | string | null | undefined;
  return value ? new Date(value).getTime() : null;
}
