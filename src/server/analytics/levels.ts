import { LEVELS, type Level } from '../../common/names';

const CODES: Record<string, number> = Object.fromEntries(LEVELS.map((level: Level, code) => [level, code]));

export const levelCode = (level: string | null): number => CODES[level ?? 'none'] ?? 0;
