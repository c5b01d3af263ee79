import type { Condition, Evidence } from '../../common/conditions';
import { compileCondition, type Compiled, type FrameRow } from '../conditions';
import type { MetricFrame } from '../metrics';
import { isAtOnce, isDemotion, minimumStay } from './demotion';
import type { Lifecycle, StageRule } from './rule';

/** One way from a stage to another, ready to be evaluated. */
export interface Transition {
  from: string | null;
  to: string;
  rule: StageRule;
  /** What must hold, as it is written, and where it stands: paths of the evidence begin with it. */
  definition: Condition;
  path: string;
  condition: Compiled;
  /** Whether a stage that is no longer kept falls back here. */
  fallback: boolean;
  /** Days in the stage `from` before this is possible: the minimum stay, which holds up demotions; 0 = at once. */
  minimumStayDays: number;
}

/**
 * Every way out of every stage in the order in which they are tried: rules by priority, then, where a stage is no longer
 * kept and no rule fires, back to the highest stage it may be entered from whose own `keep` holds ("else active").
 * The first that holds wins, so a member makes at most one step and always the same one. Demotions wait for the minimum
 * stay, except that whoever has left every group is gone at once.
 */
export function transitionsOf({ stages, rules }: Lifecycle, frame: MetricFrame): Transition[] {
  const origins: Array<string | null> = [null, ...stages.map(({ key }) => key)];
  return origins.flatMap((from) => [
    ...rules
      .filter((rule) => rule.from.includes(from) && rule.to !== from)
      .map((rule) => {
        const held = from !== null && isDemotion(stages, from, rule.to) && !isAtOnce(rule);
        const minimumStayDays = held ? minimumStay(rules, from) : 0;
        const definition: Condition = minimumStayDays ? { all: [rule.enter, stayed(minimumStayDays)] } : rule.enter;
        return transition({ from, to: rule.to, rule, definition, part: 'enter', minimumStayDays }, frame);
      }),
    ...(from === null ? [] : fallbacks(from, { stages, rules }, frame)),
  ]);
}

function fallbacks(from: string, { stages, rules }: Lifecycle, frame: MetricFrame): Transition[] {
  const keeping = rules.filter((rule) => rule.to === from);
  // kept for ever as soon as one rule of the stage says "until another fires"
  if (!keeping.length || keeping.some((rule) => rule.keep === null)) return [];
  const lost: Condition = { not: { any: keeping.map((rule) => rule.keep as Condition) } };
  const minimumStayDays = minimumStay(rules, from);
  const order = (key: string | null) => stages.findIndex((stage) => stage.key === key);
  const lower = [...new Set(keeping.flatMap((rule) => rule.from))]
    .filter((key): key is string => key !== null && order(key) >= 0 && order(key) < order(from))
    .sort((a, b) => order(b) - order(a));
  return lower.flatMap((to) => {
    const holding = rules.filter((rule) => rule.to === to && rule.keep !== null);
    if (!holding.length) return [];
    const held: Condition = { any: holding.map((rule) => rule.keep as Condition) };
    const definition: Condition = { all: [lost, held, ...(minimumStayDays ? [stayed(minimumStayDays)] : [])] };
    return [transition({ from, to, rule: keeping[0], definition, part: 'keep', minimumStayDays }, frame)];
  });
}

/** The minimum stay as a condition like any other: it is evidence, and time alone fulfils it. */
const stayed = (days: number): Condition => ({ left: { metric: 'daysInStage' }, op: '>=', right: days });

function transition(
  {
    part,
    ...way
  }: Pick<Transition, 'from' | 'to' | 'rule' | 'definition' | 'minimumStayDays'> & { part: 'enter' | 'keep' },
  frame: MetricFrame,
): Transition {
  const path = `${way.rule.key}.${part}`;
  return { ...way, path, condition: compileCondition(way.definition, frame, path), fallback: part === 'keep' };
}

/** SQL over frame rows `x`: the index of the transition that fires, or NULL. */
export function firingTransition(transitions: readonly Transition[], frame: MetricFrame): string {
  if (!transitions.length) return 'NULL';
  const cases = transitions.map(({ from, condition }, i) => {
    const here = from === null ? 'x."stage" IS NULL' : `x."stage" = ${frame.bound(from)}`;
    return `WHEN ${here} AND ${condition.sql} THEN ${i}`;
  });
  return `CASE ${cases.join(' ')} END`;
}

/** The numbers behind a transition. */
export function evidenceOf(transition: Transition, row: FrameRow): Evidence[] {
  return transition.condition.evidence(row);
}
