import type { FieldForm } from './fields';

const ALWAYS = ['$empty', '$notEmpty'];
const EQUAL = ['$eq', '$ne', '$in', '$notIn'];
const TEXT = ['$includes', '$notIncludes', '$startsWith', '$notStartsWith', '$endWith', '$notEndWith'];

export const DATE_OPERATORS = [
  '$dateOn',
  '$dateNotOn',
  '$dateBefore',
  '$dateNotBefore',
  '$dateAfter',
  '$dateNotAfter',
  '$dateBetween',
];

/** The host's operators that each form of field may be compared by. */
export const OPERATORS: Record<FieldForm, readonly string[]> = {
  text: [...EQUAL, ...TEXT, ...ALWAYS],
  number: [...EQUAL, '$gt', '$gte', '$lt', '$lte', ...ALWAYS],
  boolean: ['$eq', '$ne', '$isTruly', '$isFalsy', ...ALWAYS],
  instant: [...DATE_OPERATORS, ...ALWAYS],
  day: [...DATE_OPERATORS, ...ALWAYS],
  list: ['$match', '$notMatch', '$anyOf', '$noneOf', ...ALWAYS],
  document: ALWAYS,
  relation: ['$exists', '$notExists'],
};

/** Operators whose value says nothing: the host ignores it, or takes true for yes. */
export const UNARY = ['$empty', '$notEmpty', '$exists', '$notExists', '$isTruly', '$isFalsy'];

/** Operators that take a list of values. */
export const LISTING = ['$in', '$notIn', '$match', '$notMatch', '$anyOf', '$noneOf'];
