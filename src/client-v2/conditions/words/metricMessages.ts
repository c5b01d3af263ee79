/** How a comparison of a metric with a number is said; a metric that is not listed is named by its title. */
export interface MetricPhrase {
  sentence: string;
  /** The quantity when the number is 1, and any other. */
  one: string;
  many: string;
}

export const METRIC_MESSAGES: Readonly<Record<string, MetricPhrase>> = {
  activities: { sentence: 'did {{quantity}} {{window}}', one: '{{amount}} thing', many: '{{amount}} things' },
  messages: { sentence: 'sent {{quantity}} {{window}}', one: '{{amount}} message', many: '{{amount}} messages' },
  replies: { sentence: 'sent {{quantity}} {{window}}', one: '{{amount}} reply', many: '{{amount}} replies' },
  forwards: { sentence: 'forwarded {{quantity}} {{window}}', one: '{{amount}} message', many: '{{amount}} messages' },
  reactions: { sentence: 'gave {{quantity}} {{window}}', one: '{{amount}} reaction', many: '{{amount}} reactions' },
  invites: { sentence: 'invited {{quantity}} {{window}}', one: '{{amount}} person', many: '{{amount}} people' },
  clicks: { sentence: 'clicked {{quantity}} {{window}}', one: '{{amount}} time', many: '{{amount}} times' },
  commands: { sentence: 'used {{quantity}} {{window}}', one: '{{amount}} command', many: '{{amount}} commands' },
  confirmedReads: {
    sentence: 'confirmed {{quantity}} {{window}}',
    one: '{{amount}} read',
    many: '{{amount}} reads',
  },
  checkIns: { sentence: 'checked in {{quantity}} {{window}}', one: '{{amount}} time', many: '{{amount}} times' },
  eventsAttended: { sentence: 'attended {{quantity}} {{window}}', one: '{{amount}} event', many: '{{amount}} events' },
  purchases: { sentence: 'bought {{quantity}} {{window}}', one: '{{amount}} time', many: '{{amount}} times' },
  amountSpent: { sentence: 'spent {{quantity}} {{window}}', one: '{{amount}}', many: '{{amount}}' },
  activeDays: { sentence: 'active on {{quantity}} {{window}}', one: '{{amount}} day', many: '{{amount}} days' },
  activeWeeks: { sentence: 'active in {{quantity}} {{window}}', one: '{{amount}} week', many: '{{amount}} weeks' },
  activeGroups: {
    sentence: 'took part in {{quantity}} {{window}}',
    one: '{{amount}} group',
    many: '{{amount}} groups',
  },
  distinctKinds: {
    sentence: 'did {{quantity}} of things {{window}}',
    one: '{{amount}} kind',
    many: '{{amount}} kinds',
  },
  characters: {
    sentence: 'wrote {{quantity}} {{window}}',
    one: '{{amount}} character',
    many: '{{amount}} characters',
  },
  sessionMinutes: {
    sentence: 'spent {{quantity}} in sessions {{window}}',
    one: '{{amount}} minute',
    many: '{{amount}} minutes',
  },
  repliesReceived: {
    sentence: 'received {{quantity}} {{window}}',
    one: '{{amount}} reply',
    many: '{{amount}} replies',
  },
  reactionsReceived: {
    sentence: 'received {{quantity}} {{window}}',
    one: '{{amount}} reaction',
    many: '{{amount}} reactions',
  },
  daysSinceJoined: { sentence: 'joined {{quantity}} ago', one: '{{amount}} day', many: '{{amount}} days' },
  daysSinceFirst: { sentence: 'first sign of life {{quantity}} ago', one: '{{amount}} day', many: '{{amount}} days' },
  daysSinceLast: {
    sentence: 'last sign of life {{quantity}} ago',
    one: '{{amount}} day',
    many: '{{amount}} days',
  },
  daysSinceLeftAll: { sentence: 'left every group {{quantity}} ago', one: '{{amount}} day', many: '{{amount}} days' },
  daysInStage: { sentence: 'in the present stage for {{quantity}}', one: '{{amount}} day', many: '{{amount}} days' },
  currentGroups: { sentence: 'at present in {{quantity}}', one: '{{amount}} group', many: '{{amount}} groups' },
  streakDays: { sentence: 'active {{quantity}} in a row', one: '{{amount}} day', many: '{{amount}} days' },
  streakWeeks: { sentence: 'active {{quantity}} in a row', one: '{{amount}} week', many: '{{amount}} weeks' },
};

/** "At least 0" of an age says only that the thing happened. */
export const HAPPENED_MESSAGES: Readonly<Record<string, string>> = {
  daysSinceJoined: 'joined, or was seen',
  daysSinceFirst: 'showed a sign of life',
  daysSinceLeftAll: 'left every group',
};
