import type { Comparison, Condition, HoursCondition, Value } from '../../../../common/conditions';
import type { Person } from './community';
import { REFERENCE, type Scene } from './metrics';

/** Whether a condition holds for a person: the meaning of conditions, written down a second time. */
export function holds(condition: Condition, person: Person, scene: Scene): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, person, scene));
  if ('any' in condition) return condition.any.some((part) => holds(part, person, scene));
  if ('not' in condition) return !holds(condition.not, person, scene);
  if ('left' in condition) {
    const value = valueOf(condition.left, person, scene);
    const { right } = condition;
    const bounds = (Array.isArray(right) ? right : [right]).map((bound) => valueOf(bound, person, scene));
    if (value === null || bounds.some((bound) => bound === null)) return false;
    return compared(value, condition.op, bounds as number[]);
  }
  if ('stage' in condition) return person.stage !== null && condition.stage.includes(person.stage);
  if ('persona' in condition) return person.persona !== null && condition.persona.includes(person.persona);
  if ('tier' in condition) return person.tier !== null && condition.tier.includes(person.tier);
  if ('tag' in condition) return condition.tag.some((tag) => person.tags.includes(tag));
  if ('segment' in condition) return person.segments.includes(condition.segment);
  if ('filter' in condition) return admitted(condition.filter, person);
  if ('hours' in condition) return enoughInHours(condition, person, scene);
  throw new Error(`The reference does not know ${JSON.stringify(condition)}.`);
}

/** The host's filter, as far as random conditions use it. */
function admitted(filter: Record<string, unknown>, { language }: Person): boolean {
  const { $eq, $in } = filter.languageCode as { $eq?: string; $in?: string[] };
  return language !== null && (language === $eq || Boolean($in?.includes(language)));
}

function compared(value: number, op: Comparison, [a, b]: number[]): boolean {
  switch (op) {
    case '>':
      return value > a;
    case '>=':
      return value >= a;
    case '=':
      return value === a;
    case '!=':
      return value !== a;
    case '<=':
      return value <= a;
    case '<':
      return value < a;
    case 'between':
      return value >= a && value <= b;
  }
}

function valueOf(value: Value, person: Person, scene: Scene): number | null {
  if (typeof value === 'number') return value;
  if ('metric' in value) return REFERENCE[value.metric](person, value, scene);
  if ('ratio' in value) {
    const [a, b] = value.ratio.map((part) => valueOf(part, person, scene));
    return a === null || b === null || b === 0 ? null : a / b;
  }
  const of = 'mean' in value ? value.mean : value.of;
  const everybody = scene.world.people
    .map((other) => valueOf(of, other, scene))
    .filter((number): number is number => number !== null)
    .sort((a, b) => a - b);
  if (!everybody.length) return null;
  if ('mean' in value) return everybody.reduce((a, b) => a + b, 0) / everybody.length;
  // the smallest value that at least so many per cent do not exceed
  const rank = Math.max(1, Math.ceil((value.percentile * everybody.length) / 100));
  return everybody[rank - 1];
}

function enoughInHours({ hours, share, window }: HoursCondition, person: Person, scene: Scene): boolean {
  const { zone } = scene.world;
  const said = scene.acts.filter(
    ({ member, utterance, day }) => member === person.key && utterance && day > scene.today - window.days,
  );
  if (!said.length) return false;
  const inside = said.filter(({ at, day }) => {
    const hour = zone.hour(at);
    const weekday = ((day + 3) % 7) + 1;
    const within =
      hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to;
    return within && (!hours.weekdays || hours.weekdays.includes(weekday));
  });
  return inside.length / said.length >= share - 1e-9;
}
