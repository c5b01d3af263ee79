import {
  DragOutlined,
  ExpandOutlined,
  GatewayOutlined,
  SelectOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Flex, Tooltip } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { TOOLS, type Tool } from './useGridDrag';
import type { Zooming } from './useZoom';

const TOOL_TITLES: Record<Tool, string> = {
  point: 'Point and open members',
  pan: 'Move the matrix (or hold the space bar)',
  select: 'Select a rectangle (or hold shift)',
};

const TOOL_ICONS: Record<Tool, React.ReactNode> = {
  point: <SelectOutlined />,
  pan: <DragOutlined />,
  select: <GatewayOutlined />,
};

export interface GridToolsProps {
  tool: Tool;
  onTool(tool: Tool): void;
  zooming: Pick<Zooming, 'zoomBy' | 'fit'>;
}

/** What dragging does, and the zoom; lies in the corner between names and titles. */
export function GridTools({ tool, onTool, zooming }: GridToolsProps): React.ReactElement {
  const t = useT();
  const button = (title: string, icon: React.ReactNode, onClick: () => void, pressed?: boolean) => (
    <Tooltip key={title} title={t(title)} placement="bottomLeft">
      <Button
        size="small"
        type={pressed ? 'primary' : 'text'}
        icon={icon}
        aria-label={t(title)}
        aria-pressed={pressed}
        onClick={onClick}
      />
    </Tooltip>
  );
  return (
    <Flex vertical gap={4} style={{ position: 'absolute', left: 4, top: 4, zIndex: 1 }}>
      <Flex gap={4} role="group" aria-label={t('Pointer')}>
        {TOOLS.map((key) => button(TOOL_TITLES[key], TOOL_ICONS[key], () => onTool(key), tool === key))}
      </Flex>
      <Flex gap={4} role="group" aria-label={t('Zoom')}>
        {button('Zoom in', <ZoomInOutlined />, () => zooming.zoomBy(1))}
        {button('Zoom out', <ZoomOutOutlined />, () => zooming.zoomBy(-1))}
        {button('Show everything', <ExpandOutlined />, zooming.fit)}
      </Flex>
    </Flex>
  );
}
