import type { Context, Next } from '@nocobase/actions';

const OURS = /^community[A-Z]/;
const EXPRESSION = /^\{\{\s*t\(("(?:[^"\\]|\\.)*")\s*(?:,\s*\{\s*ns:\s*"([^"]+)"\s*\}\s*)?\)\s*\}\}$/;

/**
 * In front of the host's `export` of our collections: the exporter hands the labels of choices (stages, personas, tiers) to
 * the translator as they are stored, which is as expressions. In the file they read as on a page, in the caller's language.
 */
export async function exportedLabels(context: unknown, next: Next): Promise<void> {
  const ctx = context as Context;
  const { resourceName, actionName } = ctx.action as { resourceName: string; actionName: string };
  if (actionName !== 'export' || !OURS.test(resourceName)) return next();
  const translate = ctx.t as (text: unknown, options?: object) => string;
  ctx.t = (text: unknown, options?: object) => {
    const [, quoted, ns] = (typeof text === 'string' && EXPRESSION.exec(text)) || [];
    return quoted ? translate(JSON.parse(quoted), ns ? { ns } : {}) : translate(text, options);
  };
  await next();
}
