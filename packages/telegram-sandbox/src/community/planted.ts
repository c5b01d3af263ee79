import { isAbsentOn, lastActiveDay } from './life';
import type { SimulatedMember } from './members';
import { habitOf, orderOf } from './orders';
import type { Pattern } from './patterns';

/** The stage that somebody's life should lead to, orders aside; `new` has just joined and not done anything yet. */
export type PlantedStage = 'new' | 'active' | 'core' | 'at_risk' | 'churned';

export type PlantedPersona =
  'multi_group_heavy' | 'topic_migrator' | 'silent_observer' | 'one_time' | 'single_group_regular' | 'dormant';

/** What was planted for a member, as seen on a day. Days count from 0 = the first day. */
export interface PlantedBehaviour {
  /** Telegram's user id. */
  id: number;
  name: string;
  pattern: Pattern;
  persona: PlantedPersona | null;
  stage: PlantedStage;
  joinDay: number;
  /** Joined within the last 30 days and has spoken. */
  isNewcomer: boolean;
  lastActiveDay: number | null;
  /** Whole days since the last activity, or since joining where there was none. */
  silentDays: number;
  /** Came back after a silence of 40 days or more, and is around. */
  hasReturned: boolean;
  /** Has left every group and not come back. */
  hasLeft: boolean;
  /** Groups (indexes) of which the member was ever part until that day. */
  groups: number[];
  /** What the member ordered on the last {@link SPENDING_DAYS} days. */
  spending: { orders: number; amount: number };
}

/** As far back as the default lifecycle looks for purchases. */
export const SPENDING_DAYS = 90;

const PERSONAS: Partial<Record<Pattern, PlantedPersona>> = {
  multiGroupHeavy: 'multi_group_heavy',
  topicMigrator: 'topic_migrator',
  silentObserver: 'silent_observer',
  oneTime: 'one_time',
  singleGroupRegular: 'single_group_regular',
  dormant: 'dormant',
};

const RETURN_SILENCE = 40;
const RISK_SILENCE = 15;
const CHURN_SILENCE = 45;
const CORE_TENURE = 30;

/** What the data shows of a member at the end of a day. Only for members who have joined by then. */
export function plantedBehaviour(member: SimulatedMember, day: number, seed: number): PlantedBehaviour {
  const { life, pattern } = member;
  const last = lastActiveDay(life, day);
  const silentDays = day - (last ?? life.joinDay);
  const hasLeft = isAbsentOn(life, day);
  const returnedTo = life.spells.find(
    (spell, index) => index > 0 && spell.from <= day && spell.from - life.spells[index - 1].to >= RETURN_SILENCE,
  );
  return {
    id: member.id,
    name: member.name,
    pattern,
    persona: PERSONAS[pattern] ?? null,
    stage: stageOf(pattern, day - life.joinDay, last !== null, silentDays, hasLeft),
    joinDay: life.joinDay,
    isNewcomer: day - life.joinDay < 30 && last !== null,
    lastActiveDay: last,
    silentDays,
    hasReturned: returnedTo !== undefined && silentDays < RISK_SILENCE,
    hasLeft,
    groups: member.memberships.filter((membership) => membership.joinDay <= day).map(({ group }) => group),
    spending: spendingOf(member, day, seed),
  };
}

function spendingOf(member: SimulatedMember, day: number, seed: number): PlantedBehaviour['spending'] {
  const spending = { orders: 0, amount: 0 };
  if (!habitOf(member, seed)) {
    return spending;
  }
  for (let past = day - SPENDING_DAYS + 1; past <= day; past += 1) {
    const order = orderOf(member, seed, past);
    spending.orders += order ? 1 : 0;
    spending.amount += order?.amount ?? 0;
  }
  return spending;
}

function stageOf(
  pattern: Pattern,
  tenure: number,
  wasActive: boolean,
  silentDays: number,
  hasLeft: boolean,
): PlantedStage {
  if (hasLeft || silentDays >= CHURN_SILENCE) {
    return 'churned';
  }
  if (silentDays >= RISK_SILENCE) {
    return 'at_risk';
  }
  if (!wasActive) {
    return 'new';
  }
  return pattern === 'core' && tenure >= CORE_TENURE ? 'core' : 'active';
}
