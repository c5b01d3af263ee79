import { BOARD_FIGURES, type Figure, type LeaderboardAnswer } from '../../common/leaderboard';

/** A field that a spreadsheet reads as text: quoted where it must be, and never a formula. */
function field(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

/** The board as CSV (RFC 4180): a row for each member, with the figures of the period and of the one before. */
export function leaderboardCsv({ board, members }: LeaderboardAnswer): string {
  const figures: readonly Figure[] = BOARD_FIGURES[board];
  const head = [
    'rank',
    'id',
    'name',
    'stage',
    'persona',
    ...figures,
    'previous_rank',
    ...figures.map((name) => `previous_${name}`),
  ];
  const lines = members.map((member) => [
    member.rank,
    member.id,
    member.name,
    member.stage,
    member.persona,
    ...figures.map((name) => member.figures[name]),
    member.previous?.rank,
    ...figures.map((name) => member.previous?.figures[name]),
  ]);
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  // spreadsheets take a file without the mark for one in the local code page
  const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
