// Stands in for the host's flow engine: texts stay English, and nothing is asked of a server.
const fill = (text, values = {}) => text.replace(/{{(\w+)}}/g, (whole, name) => values[name] ?? whole);
const context = { t: fill, locale: 'en-US' };
const engine = { context };

export const useFlowEngine = () => engine;
export const useFlowContext = () => context;
export const tExpr = (text) => text;
