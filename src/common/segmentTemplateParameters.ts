/** What a template asks for; what is given lies within the limits, shares are 0 to 1. */
export type TemplateParameter = { name: string } & (
  | { kind: 'number'; initial: number; least: number; most: number; whole?: boolean }
  | { kind: 'share'; initial: number }
  | { kind: 'hour'; initial: number; least: number; most: number }
  /** Keys of kinds of activity, of stages. */
  | { kind: 'kinds' | 'stages'; initial: string[] }
  /** A field of the member or, with dots, of a record that the member is linked to. */
  | { kind: 'field'; initial: string }
  | { kind: 'texts'; initial: string[] }
);

export type TemplateValues = Readonly<Record<string, number | string | readonly string[]>>;

export const number = (name: string, initial: number, least = 1, most = 1_000_000): TemplateParameter => ({
  name,
  kind: 'number',
  initial,
  least,
  most,
});
export const whole = (name: string, initial: number, least = 1, most = 3660): TemplateParameter => ({
  name,
  kind: 'number',
  initial,
  least,
  most,
  whole: true,
});
export const days = (initial: number): TemplateParameter => whole('days', initial);
export const share = (initial: number): TemplateParameter => ({ name: 'share', kind: 'share', initial });
export const hour = (name: string, initial: number, least = 0, most = 23): TemplateParameter => ({
  name,
  kind: 'hour',
  initial,
  least,
  most,
});
export const field = (initial = ''): TemplateParameter => ({ name: 'field', kind: 'field', initial });
export const texts = (name = 'values', initial: string[] = []): TemplateParameter => ({ name, kind: 'texts', initial });

export const numberOf = (values: TemplateValues, name: string): number => Number(values[name]);
export const listOf = (values: TemplateValues, name: string): string[] => [values[name]].flat().map(String);

interface Parameterised {
  parameters: readonly TemplateParameter[];
}

/** What a template starts with. */
export const initialValues = ({ parameters }: Parameterised): TemplateValues =>
  Object.fromEntries(parameters.map(({ name, initial }) => [name, initial]));

const isGiven = (parameter: TemplateParameter, value: TemplateValues[string] | undefined): boolean => {
  switch (parameter.kind) {
    case 'number':
    case 'hour': {
      const fits = typeof value === 'number' && value >= parameter.least && value <= parameter.most;
      return fits && (parameter.kind === 'number' && !parameter.whole ? true : Number.isInteger(value));
    }
    case 'share':
      return typeof value === 'number' && value > 0 && (value <= 1 || parameter.name === 'growth');
    case 'field':
      return typeof value === 'string' && /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(value.trim());
    default:
      return Array.isArray(value) && value.length > 0;
  }
};

/** Names of the parameters that are missing or out of their limits; where one is, no condition comes of the template. */
export function missingParameters({ parameters }: Parameterised, values: TemplateValues): string[] {
  const missing = parameters.filter((parameter) => !isGiven(parameter, values[parameter.name])).map(({ name }) => name);
  const crossed = (low: string, high: string) =>
    low in values && high in values && Number(values[low]) >= Number(values[high]) ? [high] : [];
  const same = 'hour' in values && values.hour === values.untilHour ? ['untilHour'] : [];
  return [...new Set([...missing, ...crossed('from', 'to'), ...crossed('amount', 'upTo'), ...same])];
}
