import { Flex, Select, theme, Typography } from 'antd';
import React, { useRef } from 'react';
import type { Condition } from '../../common/conditions';
import { AddCondition } from './AddCondition';
import { useBuilder } from './BuilderContext';
import { childrenOf, emptyCondition, GROUP_FORMS, isGroup, type GroupForm } from './forms';
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
}

export interface GroupEditorProps extends NodeProps {
  /** Where a child stands, if not below this group. */
  childPath?(at: string): string;
  /** Draws a child; handed in because a child may be a group again. */
  Node: React.ComponentType<NodeProps>;
}

/** A group: which of its conditions must hold, and the conditions. */
export function GroupEditor({ value, path, onChange, childPath, Node }: GroupEditorProps): React.ReactElement {
  const { words, problems } = useBuilder();
  const { t } = words;
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  const form = GROUP_FORMS.find((name) => name in value) ?? 'all';
  const entries = childrenOf(value).map(({ child, at }) => ({
    child,
    place: childPath ? childPath(at) : `${path}.${at}`,
  }));
  const children = entries.map(({ child }) => child);
  const change = (next: Condition[]) => onChange(groupOf(form, next));
  const act = (action: NodeAction, at: number) => {
    const next = {
      up: () => moved(children, at, at - 1),
      down: () => moved(children, at, at + 1),
      nest: () => nested(children, at, form),
      dissolve: () => dissolved(children, at),
      remove: () => without(children, at),
    }[action]();
    change(next);
    const focused = action === 'up' ? at - 1 : action === 'down' ? at + 1 : null;
    // The moved condition keeps the keyboard's focus, so that it can be moved on.
    if (focused !== null) requestAnimationFrame(() => focusTool(list.current, focused, action));
  };
  const several = form !== 'not';
  const own = problemsOf(
    problems,
    path,
    entries.map(({ place }) => place),
  );
  return (
    <Flex vertical gap="small" role="group" aria-label={t(GROUP_TITLES[form])}>
      <Select<GroupForm>
        size="small"
        variant="filled"
        style={{ alignSelf: 'flex-start', minWidth: 200 }}
        aria-label={t('Which conditions of the group must hold')}
        value={form}
        options={GROUP_FORMS.map((name) => ({ value: name, label: t(GROUP_TITLES[name]) }))}
        onChange={(next) => onChange(regrouped(value, next))}
      />
      <Flex
        vertical
        gap="small"
        ref={list}
        style={{ borderInlineStart: `2px solid ${token.colorBorderSecondary}`, paddingInlineStart: token.padding }}
      >
        {entries.map(({ child, place }, at) => (
          <Flex key={at} gap="small" align="flex-start" data-at={at}>
            <div style={{ flex: 1, minWidth: 0 }}>
              {at > 0 && several && (
                <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
                  {form === 'any' ? t('or') : t('and')}
                </Typography.Text>
              )}
              <Node value={child} path={place} onChange={(next) => change(replaced(children, at, next))} />
            </div>
            <NodeTools
              position={at + 1}
              first={at === 0}
              last={at === children.length - 1}
              group={several && isGroup(child)}
              removable={several || isGroup(child)}
              onAction={(action) => act(action, at)}
            />
          </Flex>
        ))}
        <Problems problems={own} />
        {several && (
          <AddCondition
            onAdd={(added) =>
              change([...children, added === 'all' || added === 'any' ? emptyGroup(added) : emptyCondition(added)])
            }
          />
        )}
      </Flex>
    </Flex>
  );
}

/** A new group starts with one condition to fill in, else there is nothing in it to click on. */
const emptyGroup = (form: 'all' | 'any'): Condition => groupOf(form, [emptyCondition('compare')]);

function focusTool(list: HTMLElement | null, at: number, action: NodeAction): void {
  const row = [...(list?.children ?? [])].find((element) => element.getAttribute('data-at') === String(at));
  const tools = row?.lastElementChild;
  const wanted = tools?.querySelector<HTMLButtonElement>(`button[data-action="${action}"]:not(:disabled)`);
  (wanted ?? tools?.querySelector<HTMLButtonElement>('button:not(:disabled)'))?.focus();
}
