import type { Context, Next } from 'koa';
import { PACKAGE_NAME } from '../../common/names';

/** The host's body reader refuses before any action is asked, and in its own short words. */
interface BodyError {
  name?: string;
  status?: number;
  type?: string;
}

/** The host's languages; texts of one are loaded when somebody first asks for it. */
interface Locales {
  loadResourcesByLang(language: string): Promise<void>;
  getI18nInstance(language: string): Promise<{ t(sentence: string, options: Record<string, unknown>): string }>;
}

const PATH = /\/communityIngest:push\/?$/;

const SENTENCES = {
  BODY_TOO_LARGE:
    'The body is larger than this server takes ({{limit}}). Send fewer items in a call, or raise REQUEST_BODY_LIMIT.',
  BODY_NOT_JSON: 'The body is not valid JSON.',
} as const;

/**
 * In front of the host's body reader: a push whose body cannot be read is answered with what is allowed.
 *
 * @param limit as the host was given it, e.g. `10mb`
 */
export function explainBody(locales: () => Locales, limit: () => string) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const code = PATH.test(ctx.path) ? bodyProblem(error as BodyError) : null;
      if (!code) throw error;
      const lng = ctx.get('X-Locale') || ctx.acceptsLanguages('en-US', 'zh-CN') || 'en-US';
      await locales().loadResourcesByLang(lng);
      const i18n = await locales().getI18nInstance(lng);
      const message = i18n.t(SENTENCES[code], { lng, ns: PACKAGE_NAME, limit: limit() });
      ctx.status = code === 'BODY_TOO_LARGE' ? 413 : 400;
      ctx.body = { errors: [{ code, message }] };
    }
  };
}

function bodyProblem({ name, status, type }: BodyError): keyof typeof SENTENCES | null {
  if (type === 'entity.too.large' || status === 413) return 'BODY_TOO_LARGE';
  return status === 400 && name === 'SyntaxError' ? 'BODY_NOT_JSON' : null;
}
