import type { Collection } from '@nocobase/flow-engine';
import { plainTitle } from '../../../heatmap/stages';
import type { Translate } from '../../../locale';

export interface FieldChoice {
  /** The path that conditions name, e.g. `crm.city`. */
  value: string;
  label: string;
}

/** Our own collections hold no attributes of people besides the member itself. */
const isOwn = (name: string) => name.startsWith('community');

/** Fields of the member and, one step further, of the records that the member is linked to. */
export function fieldChoices(members: Collection | undefined, t: Translate): FieldChoice[] {
  const titleOf = (title: string | undefined, name: string) => (title ? t(plainTitle(title)) : name);
  return (members?.getFields?.() ?? []).flatMap((field): FieldChoice[] => {
    const title = titleOf(field.title, field.name);
    const target = field.targetCollection;
    if (!target) return field.interface ? [{ value: field.name, label: title }] : [];
    if (isOwn(target.name)) return [];
    return (target.getFields?.() ?? [])
      .filter((inner) => inner.interface && !inner.targetCollection)
      .map((inner) => ({
        value: `${field.name}.${inner.name}`,
        label: `${title} / ${titleOf(inner.title, inner.name)}`,
      }));
  });
}
