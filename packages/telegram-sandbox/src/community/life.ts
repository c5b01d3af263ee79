import type { Pattern } from './patterns';
import { PATTERNS } from './patterns';
import type { Random } from './random';
import { createRandom, STREAM, uniform } from './random';

/** Days during which a member is around; both ends are days of activity. */
export interface Spell {
  from: number;
  /** Infinity: no end in sight. */
  to: number;
}

/** Days during which a member has left every group. */
export interface Absence {
  leaveDay: number;
  /** Infinity: never came back. */
  rejoinDay: number;
}

/** When a member is active, silent or gone. Nothing in it depends on how long the simulation runs. */
export interface Life {
  pattern: Pattern;
  joinDay: number;
  spells: Spell[];
  absences: Absence[];
  period: number;
  /** Key of the member's own random numbers. */
  key: readonly [seed: number, member: number];
}

/** Lives a pattern through until it has covered `days` days. */
export function createLife(pattern: Pattern, joinDay: number, seed: number, member: number, days: number): Life {
  const random = createRandom(seed, STREAM.life, member);
  const [shortest, longest] = PATTERNS[pattern].period;
  const life: Life = {
    pattern,
    joinDay,
    spells: [],
    absences: [],
    period: random.int(shortest, longest),
    key: [seed, member],
  };
  fillSpells(life, random, days);
  return life;
}

function fillSpells(life: Life, random: Random, days: number): void {
  const { joinDay, spells, absences } = life;
  switch (life.pattern) {
    case 'neverSpoke':
      return;
    case 'oneTime':
      spells.push({ from: joinDay, to: joinDay + random.int(2, 6) });
      return;
    case 'dormant':
      for (let visit = 0, day = joinDay; visit < 3; visit += 1, day += random.int(8, 13)) {
        spells.push({ from: day, to: day });
      }
      return;
    case 'churner':
      spells.push({ from: joinDay, to: joinDay + random.int(8, 170) });
      return;
    case 'leaver': {
      const to = joinDay + random.int(8, 130);
      spells.push({ from: joinDay, to });
      absences.push({ leaveDay: to + random.int(2, 9), rejoinDay: Number.POSITIVE_INFINITY });
      return;
    }
    case 'returner':
      fillReturns(life, random, days);
      return;
    default:
      spells.push({ from: joinDay, to: Number.POSITIVE_INFINITY });
  }
}

/** Comes and goes for ever: a third of the silences only fade, the rest are long; some leave the groups meanwhile. */
function fillReturns({ joinDay, spells, absences }: Life, random: Random, days: number): void {
  const leavesGroups = random.chance(0.15);
  let from = joinDay;
  while (from < days) {
    const to = from + random.int(14, 50);
    spells.push({ from, to });
    const next = to + (random.chance(0.33) ? random.int(18, 38) : random.int(47, 80));
    if (leavesGroups) {
      absences.push({ leaveDay: to + random.int(3, 12), rejoinDay: next });
    }
    from = next;
  }
}

/** Whether the member says or does something on a day. */
export function isActiveOn(life: Life, day: number): boolean {
  const spell = life.spells.find((candidate) => day >= candidate.from && day <= candidate.to);
  if (!spell) {
    return false;
  }
  if (day === spell.from || day === spell.to) {
    return true;
  }
  const window = Math.floor((day - spell.from) / life.period);
  const offset = Math.floor(uniform(life.key[0], STREAM.activeDay, life.key[1], spell.from, window) * life.period);
  const chosen = day - spell.from === window * life.period + offset;
  return PATTERNS[life.pattern].dense ? !chosen : chosen;
}

/** The last day of activity up to and including `day`; null when there was none. */
export function lastActiveDay(life: Life, day: number): number | null {
  for (let index = life.spells.length - 1; index >= 0; index -= 1) {
    const spell = life.spells[index];
    for (let candidate = Math.min(day, spell.to); candidate >= spell.from; candidate -= 1) {
      if (isActiveOn(life, candidate)) {
        return candidate;
      }
    }
  }
  return null;
}

/** Whether the member has left every group on that day (the day of leaving counts as gone, the day of return does not). */
export function isAbsentOn(life: Life, day: number): boolean {
  return life.absences.some((absence) => day >= absence.leaveDay && day < absence.rejoinDay);
}
