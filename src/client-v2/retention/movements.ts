/** What the members of a week were before; the last are those who were active the week before and are not any more. */
export const MOVEMENTS = ['new', 'returning', 'resurrecting', 'dormant'] as const;
export type Movement = (typeof MOVEMENTS)[number];

export const MOVEMENT_TITLES: Record<Movement, string> = {
  new: 'New members',
  returning: 'Returning',
  resurrecting: 'Back again',
  dormant: 'Fell silent',
};
