import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import React from 'react';
import { useBuilder } from './BuilderContext';
import type { Form } from './forms';
import type { Words } from './words';

const FORM_TITLES: Record<Exclude<Form, 'all' | 'any' | 'not'>, string> = {
  compare: 'A number: messages, days, money …',
  stage: 'Stage',
  tag: 'Tag',
  persona: 'Persona',
  tier: 'Value tier',
  interest: 'Interest',
  segment: 'Segment',
  hours: 'Time of day and weekday',
  filter: 'Fields of the record',
};

const GROUP_ADD_TITLES = { all: 'Group: all hold', any: 'Group: at least one holds', not: 'Group: does not hold' };

/** Label forms of which there is nothing to choose yet are left out. */
function offered({ catalogue }: Words): Array<keyof typeof FORM_TITLES> {
  const has: Partial<Record<Form, boolean>> = {
    stage: catalogue.stages.length > 0,
    tag: catalogue.tags.length > 0,
    persona: catalogue.personas.length > 0,
    tier: catalogue.tiers.length > 0,
    segment: catalogue.segments.length > 0,
    // Interests come with the words that members use; there is no list of them yet.
    interest: false,
  };
  return (Object.keys(FORM_TITLES) as Array<keyof typeof FORM_TITLES>).filter((form) => has[form] ?? true);
}

/** A button that offers every form a condition can have. */
export function AddCondition({ onAdd }: { onAdd(form: Form): void }): React.ReactElement {
  const { words } = useBuilder();
  const { t } = words;
  const items: MenuProps['items'] = [
    ...offered(words).map((form) => ({ key: form, label: t(FORM_TITLES[form]) })),
    { type: 'divider' },
    ...(['all', 'any', 'not'] as const).map((form) => ({ key: form, label: t(GROUP_ADD_TITLES[form]) })),
  ];
  return (
    <Dropdown trigger={['click']} autoFocus menu={{ items, onClick: ({ key }) => onAdd(key as Form) }}>
      <Button size="small" type="dashed" icon={<PlusOutlined />} style={{ alignSelf: 'flex-start' }}>
        {t('Add condition')}
      </Button>
    </Dropdown>
  );
}
