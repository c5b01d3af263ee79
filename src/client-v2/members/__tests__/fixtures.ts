import type { ConditionCatalogue, Evidence } from '../../../common/conditions';
import type { ExplainAnswer } from '../../../common/lifecycle';
import type { ScoreExplanation } from '../../../common/scoring';

const metric = (key: string, title: string, unit: ConditionCatalogue['metrics'][number]['unit'], window = true) => ({
  key,
  title,
  unit,
  subjects: ['member' as const],
  restrictable: { window, groups: false, kinds: false },
});

/** As on a Chinese installation where "active" got a title of its own. */
export const catalogue = (): ConditionCatalogue => ({
  metrics: [
    metric('activeDays', 'Active days', 'days'),
    metric('messages', 'Messages', 'count'),
    metric('daysSinceLast', 'Days since the last sign of life', 'days', false),
  ],
  kinds: [],
  stages: [
    { key: 'active', title: 'Lively', color: 'green' },
    { key: 'core', title: '核心', color: 'purple' },
    { key: 'at_risk', title: 'At risk', color: 'orange' },
  ],
  tags: [],
  personas: [],
  tiers: [],
  segments: [],
  groups: [],
});

const activeDays = { metric: 'activeDays', window: { days: 30 } };
const messages = { metric: 'messages', window: { days: 30 } };
const silence = { metric: 'daysSinceLast' };

export const evidence = (path: string, rest: Partial<Evidence>): Evidence => ({
  path,
  left: messages,
  op: '>',
  value: 0,
  threshold: 0,
  met: false,
  ...rest,
});

/** An active member: kept by two rules that ask for the same, one step short of core. */
export const explanation = (): ExplainAnswer => {
  const keep = (key: string) => ({
    rule: { key, title: `Rule ${key}`, version: 2 },
    condition: { left: silence, op: '<' as const, right: 15 },
    evidence: [evidence(`${key}.keep`, { left: silence, op: '<', value: 4, threshold: 15, met: true })],
    met: true,
  });
  return {
    member: { id: 7, name: 'Ada', stage: 'active', stageSince: Date.UTC(2026, 1, 1, 12), lockedUntil: null },
    asOf: Date.UTC(2026, 1, 11, 12),
    entered: {
      from: null,
      to: 'active',
      at: Date.UTC(2026, 1, 1, 12),
      origin: 'live',
      rule: { key: 'a', title: 'Rule a', version: 2 },
      reason: null,
      evidence: [evidence('a.enter', { value: 5, threshold: 3, met: true })],
    },
    keep: [keep('a'), keep('b')],
    next: [
      {
        to: 'core',
        blockedBy: null,
        requirement: {
          rule: { key: 'core', title: 'Core: active on most days', version: 1 },
          condition: {
            all: [
              { left: activeDays, op: '>', right: 20 },
              { left: messages, op: '>', right: 50 },
            ],
          },
          evidence: [
            evidence('core.enter.all[0]', { left: activeDays, value: 12, threshold: 20 }),
            evidence('core.enter.all[1]', { value: 61, threshold: 50, met: true }),
          ],
          met: false,
        },
      },
      {
        to: 'at_risk',
        blockedBy: 'minimumStay',
        requirement: {
          rule: { key: 'risk', title: 'At risk: silent', version: 3 },
          condition: { not: { left: silence, op: '<', right: 3 } },
          evidence: [evidence('risk.enter.not', { left: silence, op: '<', value: 4, threshold: 3, met: false })],
          met: true,
        },
      },
    ],
    leftOut: null,
    partial: false,
  };
};

export const score = (): ScoreExplanation => ({
  asOf: Date.UTC(2026, 1, 11, 12),
  score: 42.4,
  points: 39.8,
  profile: { halfLifeDays: 30, pointsForHalf: 50, version: 1 },
  terms: [
    {
      group: { id: 1, title: 'General' },
      kind: 'message',
      title: 'Message',
      count: 80,
      days: 12,
      weight: 1,
      dailyCap: 20,
      cappedDays: 2,
      points: 31.84,
      share: 0.8,
    },
    {
      group: null,
      kind: 'purchase',
      title: 'Purchase',
      count: 1,
      days: 1,
      weight: 10,
      dailyCap: 50,
      cappedDays: 0,
      points: 7.96,
      share: 0.2,
    },
  ],
  byDay: [],
});
