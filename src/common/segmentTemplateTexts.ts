/** What a template looks at, in the order in which they are shown. */
export const TEMPLATE_DIMENSIONS = [
  'behaviour',
  'attributes',
  'consumption',
  'lifecycle',
  'time',
  'combined',
  'social',
  'interests',
] as const;
export type TemplateDimension = (typeof TEMPLATE_DIMENSIONS)[number];

export const DIMENSION_TITLES: Record<TemplateDimension, string> = {
  behaviour: 'Behaviour',
  attributes: 'Attributes',
  consumption: 'Consumption',
  lifecycle: 'Lifecycle',
  time: 'Time of day and place',
  combined: 'Combinations',
  social: 'Relations between members',
  interests: 'Interests',
};

export const PARAMETER_TITLES: Record<string, string> = {
  days: 'Days',
  activeDays: 'Active days, at least',
  messages: 'Messages, at least',
  kinds: 'Kinds of activity',
  times: 'Times, at least',
  minutes: 'Minutes, at least',
  field: 'Field that holds it',
  values: 'Is one of',
  language: 'Language codes',
  from: 'From, at least',
  to: 'Up to',
  amount: 'Amount',
  upTo: 'Less than',
  factor: 'Times the mean, at least',
  growth: 'Growth, at least',
  share: 'Share, at least',
  stages: 'Stages',
  hour: 'From hour',
  untilHour: 'Until hour',
  ahead: 'Hours ahead of the community’s time zone',
  silentDays: 'Silent for days',
};

export const TEMPLATE_TITLES: Record<string, string> = {
  silent_days: 'Silent for some days',
  deep_users: 'Deep users',
  content_kind: 'Those who do one thing often',
  session_span: 'Long sessions',
  age_band: 'Age band',
  gender: 'Gender',
  place: 'Where they live',
  language: 'Language',
  device: 'Device',
  department: 'Department',
  any_field: 'Any field of a record',
  spend_high: 'High monthly spend',
  spend_middle: 'Middle monthly spend',
  spend_low: 'Low monthly spend',
  lifetime_value: 'Lifetime value above the mean',
  quarterly_growth: 'Quarterly growth',
  coupon_share: 'Coupon lovers',
  in_stages: 'Members in some stages',
  new_this_week: 'Joined lately',
  long_in_stage: 'Long in the same stage',
  come_back: 'Back after silence',
  morning: 'Mornings',
  lunch: 'Lunch break',
  evening: 'Evenings',
  night: 'Nights',
  weekend: 'Weekends',
  time_zone: 'Another time zone, guessed',
  buyers_fading: 'Buyers who fall silent',
  evening_talkers: 'Evening talkers',
  heard_newcomers: 'Newcomers who are heard',
};

/** What is worth knowing before a template is used. */
export const TEMPLATE_NOTES: Record<string, string> = {
  session_span:
    'A session is a run of activities at most 30 minutes apart: Telegram tells nobody how long somebody reads.',
  coupon_share: 'Needs a kind of activity for coupons that were used; another system records them.',
  device: 'Telegram tells bots nothing about devices: the field is one of your own.',
  time_zone: 'A guess: who writes almost only while it is day over there. Hours are those of the community.',
  content_kind: 'Choose one kind or several, e.g. forwards, reactions, check-ins.',
};
