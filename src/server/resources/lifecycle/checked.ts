import type { Context } from '@nocobase/actions';
import { PACKAGE_NAME } from '../../../common/names';
import { PLAIN_VALUES } from '../../../common/plainValues';
import { ConditionError } from '../../conditions';
import { RuleError } from '../../lifecycle';
import { refuse } from '../requests';

/** Runs a check of rules; what it refuses becomes an answer that names the place and what is allowed there. */
export function checked<T>(ctx: Context, check: () => T): T {
  try {
    return check();
  } catch (error) {
    return refuseRule(ctx, error);
  }
}

/** @throws always: the refusal, or the error itself when it is none */
export function refuseRule(ctx: Context, error: unknown): never {
  if (error instanceof ConditionError) {
    const { path, problem, allowed } = error.told((text, values) =>
      ctx.t(text, { ns: PACKAGE_NAME, ...values, ...PLAIN_VALUES }),
    );
    return refuse(ctx, 400, error.code, '{{path}}: {{problem}}. Allowed: {{allowed}}.', { path, problem, allowed });
  }
  if (error instanceof RuleError) {
    const { path, value } = error;
    const allowed = ctx.t(error.allowed, { ns: PACKAGE_NAME, ...error.values, ...PLAIN_VALUES });
    const sentence = '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.';
    return refuse(ctx, 400, error.code, sentence, { name: path, path, value, allowed });
  }
  throw error;
}
