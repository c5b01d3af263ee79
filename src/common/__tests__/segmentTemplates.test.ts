import { DEFAULT_KINDS } from '@community-crm/community-model';
import { parseCondition, type ConditionContext } from '../../server/conditions';
import { STAGE_KEYS } from '../names';
import { initialValues, missingParameters, type TemplateValues } from '../segmentTemplateParameters';
import { COMING_DIMENSIONS, SEGMENT_TEMPLATES, type SegmentTemplate } from '../segmentTemplates';
import { TEMPLATE_DIMENSIONS, TEMPLATE_TITLES } from '../segmentTemplateTexts';

const FIELDS: Record<string, Record<string, { form: 'text' | 'number' | 'relation'; target?: string }>> = {
  communityMembers: {
    languageCode: { form: 'text' },
    consent: { form: 'text' },
    age: { form: 'number' },
    crm: { form: 'relation', target: 'customers' },
  },
  customers: { city: { form: 'text' } },
};

/** What an installation knows, and a record of the operator's own besides. */
const known: ConditionContext = {
  labels: { stage: STAGE_KEYS },
  kinds: [...DEFAULT_KINDS.map(({ key }) => key), 'coupon_used'],
  fields: {
    root: 'communityMembers',
    field: (collection, name) => FIELDS[collection]?.[name] ?? null,
    names: (collection) => Object.keys(FIELDS[collection] ?? {}),
  },
};

const titled = (key: string): SegmentTemplate => {
  const found = SEGMENT_TEMPLATES.find((template) => template.key === key);
  if (!found) throw new Error(`No template ${key}`);
  return found;
};

/** What has no value to start with is the operator's to say. */
const filledIn = (template: SegmentTemplate): TemplateValues => ({
  ...initialValues(template),
  ...('field' in initialValues(template) ? { field: template.key === 'age_band' ? 'age' : 'crm.city' } : {}),
  ...('values' in initialValues(template) ? { values: ['Bergen', 'Oslo'] } : {}),
  ...(template.key === 'coupon_share' ? { kinds: ['coupon_used'] } : {}),
});

test.each(SEGMENT_TEMPLATES.map((template) => [template.key, template] as const))(
  '%s becomes a condition that the server takes as it is',
  (key, template) => {
    expect(TEMPLATE_TITLES[key]).toBeTruthy();
    const values = filledIn(template);
    expect(missingParameters(template, values)).toEqual([]);
    const condition = template.condition(values);
    expect(parseCondition(JSON.parse(JSON.stringify(condition)), known)).toEqual(condition);
  },
);

test('every dimension has templates, or is marked as coming later', () => {
  const used = new Set(SEGMENT_TEMPLATES.map(({ dimension }) => dimension));
  expect(TEMPLATE_DIMENSIONS.filter((dimension) => !used.has(dimension))).toEqual(COMING_DIMENSIONS);
  expect(new Set(SEGMENT_TEMPLATES.map(({ key }) => key)).size).toBe(SEGMENT_TEMPLATES.length);
});

test('what is missing or out of its limits is named', () => {
  expect(missingParameters(titled('silent_days'), { days: 0.5 })).toEqual(['days']);
  expect(missingParameters(titled('gender'), { field: 'no such!', values: [] })).toEqual(['field', 'values']);
  expect(missingParameters(titled('spend_middle'), { amount: 500, upTo: 100, days: 30 })).toEqual(['upTo']);
  expect(missingParameters(titled('lunch'), { hour: 12, untilHour: 12, share: 0.5, days: 7 })).toEqual(['untilHour']);
});

test('sensitive attributes are asked for with the member’s consent only', () => {
  for (const template of SEGMENT_TEMPLATES.filter(({ sensitive }) => sensitive)) {
    const condition = template.condition(filledIn(template));
    expect(condition).toMatchObject({ filter: { $and: [{ consent: { $eq: 'granted' } }, {}] } });
  }
});

test('another time zone is told by its hours of day in the community’s hours', () => {
  const at = (ahead: number) =>
    (titled('time_zone').condition({ ahead, share: 0.9, days: 60 }) as { hours: { from: number; to: number } }).hours;
  expect(at(0)).toEqual({ from: 8, to: 24 });
  expect(at(6)).toEqual({ from: 2, to: 18 });
  expect(at(-5)).toEqual({ from: 13, to: 5 });
  expect(at(8)).toEqual({ from: 0, to: 16 });
});
