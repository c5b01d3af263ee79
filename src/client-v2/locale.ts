import { tExpr as hostExpression, useFlowEngine } from '@nocobase/flow-engine';
import { useCallback } from 'react';
import { PACKAGE_NAME } from '../common/names';

/** Our own texts first, the host's after them. */
const NAMESPACES = [PACKAGE_NAME, 'client'];

/** Translates an English sentence, which is its own key, and fills its `{{placeholders}}`. */
export type Translate = (text: string, values?: Record<string, unknown>) => string;

/** A text for class-level declarations (labels, setting forms), translated by the host when it is shown. */
export const tExpr = (text: string): string => hostExpression(text, { ns: NAMESPACES });

/** React escapes what it shows; escaping names a second time would show `&#39;` for an apostrophe. */
const PLAIN = { interpolation: { escapeValue: false } };

/** The translator for components; stable as long as the host's engine is the same. */
export function useT(): Translate {
  const engine = useFlowEngine();
  return useCallback((text, values) => engine.context.t(text, { ns: NAMESPACES, ...PLAIN, ...values }), [engine]);
}
