import { Flex, Select, theme, Typography } from 'antd';
import React, { useRef } from 'react';
import type { Condition } from '../../common/conditions';
import { AddCondition } from './AddCondition';
import { useBuilder } from './BuilderContext';
import { childrenOf, emptyCondition, GROUP_FORMS, isGroup, type Form, type GroupForm } from './forms';
import { dissolved, groupOf, moved, nested, regrouped, replaced, without } from './groups';
import { NodeTools, type NodeAction } from './NodeTools';
import { problemsOf } from './problems';
import { Problems } from './Problems';

const GROUP_TITLES: Record<GroupForm, string> = {
  all: 'All of these hold',
  any: 'At least one of these holds',
  not: 'This does not hold',
};

export interface NodeProps {
  value: Condition;
  path: string;
  onChange(value: Condition): void;
  /** What can be done with this condition in its group. */
  tools?: React.ReactNode;
}

export interface GroupEditorProps extends NodeProps {
  /** Where a child stands, if not below this group. */
  childPath?(at: string): string;
  /** Draws a child; handed in because a child may be a group again. */
  Node: React.ComponentType<NodeProps>;
}

/** A group: which of its conditions must hold, and the conditions. */
export function GroupEditor(props: GroupEditorProps): React.ReactElement {
  const { value, path, onChange, tools, childPath, Node } = props;
  const { words, problems } = useBuilder();
  const { t } = words;
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  const form = GROUP_FORMS.find((name) => name in value) ?? 'all';
  const several = form !== 'not';
  const entries = childrenOf(value).map(({ child, at }) => ({
    child,
    place: childPath ? childPath(at) : `${path}.${at}`,
  }));
  const children = entries.map(({ child }) => child);
  const places = entries.map(({ place }) => place);
  const change = (next: Condition[]) => onChange(groupOf(form, next));
  const act = (action: NodeAction, at: number) => {
    change(acted(children, action, at, form));
    const focused = action === 'up' ? at - 1 : action === 'down' ? at + 1 : null;
    // The moved condition keeps the keyboard's focus, so that it can be moved on.
    if (focused !== null) requestAnimationFrame(() => focusTool(list.current, focused, action));
  };
  return (
    <Flex vertical gap="small" role="group" aria-label={t(GROUP_TITLES[form])}>
      <Flex justify="space-between" align="center" gap="small">
        <Select<GroupForm>
          size="small"
          variant="filled"
          popupMatchSelectWidth={false}
          aria-label={t('Which conditions of the group must hold')}
          value={form}
          options={GROUP_FORMS.map((name) => ({ value: name, label: t(GROUP_TITLES[name]) }))}
          onChange={(next) => onChange(regrouped(value, next))}
        />
        {tools}
      </Flex>
      <Flex
        vertical
        gap="small"
        ref={list}
        style={{ borderInlineStart: `2px solid ${token.colorBorderSecondary}`, paddingInlineStart: token.paddingSM }}
      >
        {entries.map(({ child, place }, at) => (
          <div key={at} data-at={at}>
            {at > 0 && several && (
              <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
                {form === 'any' ? t('or') : t('and')}
              </Typography.Text>
            )}
            <Node
              value={child}
              path={place}
              onChange={(next) => change(replaced(children, at, next))}
              tools={
                <NodeTools
                  position={at + 1}
                  first={at === 0}
                  last={at === children.length - 1}
                  group={several && isGroup(child)}
                  removable={several || isGroup(child)}
                  onAction={(action) => act(action, at)}
                />
              }
            />
          </div>
        ))}
        <Problems problems={problemsOf(problems, path, places)} />
        {several && <AddCondition onAdd={(added) => change([...children, started(added)])} />}
      </Flex>
    </Flex>
  );
}

/** A new group starts with one condition to fill in, else there is nothing in it to click on. */
const started = (form: Form): Condition =>
  form === 'all' || form === 'any' ? groupOf(form, [emptyCondition('compare')]) : emptyCondition(form);

function acted(children: Condition[], action: NodeAction, at: number, form: GroupForm): Condition[] {
  switch (action) {
    case 'up':
      return moved(children, at, at - 1);
    case 'down':
      return moved(children, at, at + 1);
    case 'nest':
      return nested(children, at, form);
    case 'dissolve':
      return dissolved(children, at);
    case 'remove':
      return without(children, at);
  }
}

function focusTool(list: HTMLElement | null, at: number, action: NodeAction): void {
  const row = [...(list?.children ?? [])].find((element) => element.getAttribute('data-at') === String(at));
  // The first toolbar of a row is its own; those of conditions inside of it come after.
  const tools = row?.querySelector('[role="toolbar"]');
  const wanted = tools?.querySelector<HTMLButtonElement>(`button[data-action="${action}"]:not(:disabled)`);
  (wanted ?? tools?.querySelector<HTMLButtonElement>('button:not(:disabled)'))?.focus();
}
