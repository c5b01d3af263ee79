import type { Evidence } from '../../common/conditions';

/** What stays the same of a requirement, whoever it is looked at for. */
interface Head {
  left: Evidence['left'];
  op: Evidence['op'];
  json: string;
}

/**
 * Writes evidence of many members as JSON. Most of it is what the rule asks for, the same for everybody, and written once;
 * the values alone are written for each.
 */
export function evidencePrinter(): (evidence: readonly Evidence[]) => string {
  const heads = new Map<string, Head>();
  const headOf = ({ path, left, op }: Evidence): string => {
    const known = heads.get(path);
    if (known && known.left === left && known.op === op) return known.json;
    const json = `${JSON.stringify({ path, left, op }).slice(0, -1)},"value":`;
    heads.set(path, { left, op, json });
    return json;
  };
  return (evidence) => {
    let list = '';
    for (const one of evidence) {
      const { value, threshold, met } = one;
      list += `${list && ','}${headOf(one)}${json(value)},"threshold":${json(threshold)},"met":${met}}`;
    }
    return `[${list}]`;
  };
}

const json = (value: Evidence['value'] | Evidence['threshold']): string =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : JSON.stringify(value);
