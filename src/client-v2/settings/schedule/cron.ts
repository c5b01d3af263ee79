/** Schedules that can be chosen by name; anything else is "custom". */
export const PRESETS = { hourly: '0 * * * *', daily: '0 3 * * *' } as const;
export type Preset = keyof typeof PRESETS | 'custom';

/** The preset that a cron expression is. */
export function presetOf(cron: string): Preset {
  const text = cron.trim().replace(/\s+/g, ' ');
  const found = (Object.keys(PRESETS) as Array<keyof typeof PRESETS>).find((name) => PRESETS[name] === text);
  return found ?? 'custom';
}

/** Lowest and highest value of minute, hour, day, month, weekday. */
const LIMITS: ReadonlyArray<readonly [number, number]> = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];

function isPart(text: string, [low, high]: readonly [number, number]): boolean {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(text);
  if (!match) return false;
  const [from, to, step] = match.slice(1).map((value) => (value === undefined ? null : Number(value)));
  const inside = (value: number | null) => value === null || (value >= low && value <= high);
  return inside(from) && inside(to) && (from === null || to === null || from <= to) && step !== 0;
}

/** Whether a text is a cron expression of five fields in numbers. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === LIMITS.length &&
    fields.every((field, at) => field.split(',').every((part) => isPart(part, LIMITS[at])))
  );
}
