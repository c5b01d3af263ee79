import { Alert, Flex, Tooltip } from 'antd';
import React from 'react';
import { useChartTheme } from '../blocks/chartTheme';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { ComparedBy } from './options';
import type { ComparedSegment, Part } from './parts';
import { useParts } from './useParts';

export interface StackedBarsProps {
  segments: readonly ComparedSegment[];
  by: ComparedBy;
  /** Names the picture for those who do not see it. */
  title: string;
}

/** A bar for each segment, made of its kinds of members by their shares; drawn and as a table. */
export function StackedBars({ segments, by, title }: StackedBarsProps): React.ReactElement {
  const t = useT();
  const chart = useChartTheme();
  const numbers = useNumbers();
  const parts = useParts(segments, by);
  if (!parts) return <Alert type="info" showIcon message={t('Your role may not see this about members.')} />;
  const countOf = (segment: ComparedSegment, part: Part) => segment[by]?.[part.key] ?? 0;
  const shareOf = (segment: ComparedSegment, part: Part) =>
    segment.size > 0 ? countOf(segment, part) / segment.size : 0;
  return (
    <div style={{ position: 'relative' }}>
      <Flex vertical gap={8} aria-hidden>
        {segments.map((segment) => (
          <Flex key={segment.key} wrap gap={8} align="center">
            <span
              style={{ flex: '0 0 140px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              title={segment.title}
            >
              {segment.title}
            </span>
            <div
              data-bar={segment.key}
              style={{
                display: 'flex',
                flex: '1 1 180px',
                height: 20,
                borderRadius: 4,
                overflow: 'hidden',
                background: chart.border,
              }}
            >
              {parts
                .filter((part) => countOf(segment, part) > 0)
                .map((part) => (
                  <Tooltip
                    key={part.key}
                    title={`${part.title}: ${numbers.count(countOf(segment, part))} (${numbers.percent(shareOf(segment, part))})`}
                  >
                    <div
                      data-part={part.key}
                      style={{
                        width: `${100 * shareOf(segment, part)}%`,
                        background: part.colour,
                        boxShadow: `inset -1px 0 ${chart.background}`,
                      }}
                    />
                  </Tooltip>
                ))}
            </div>
          </Flex>
        ))}
        <Flex wrap gap="4px 16px" style={{ fontSize: 12, color: chart.secondaryText }}>
          {parts.map((part) => (
            <Flex key={part.key} align="center" gap={6}>
              <span style={{ width: 10, height: 10, borderRadius: 2, background: part.colour }} />
              {part.title}
            </Flex>
          ))}
        </Flex>
      </Flex>
      <VisuallyHidden>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Segment')}</th>
              {parts.map((part) => (
                <th key={part.key} scope="col">
                  {part.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <tr key={segment.key}>
                <th scope="row">{segment.title}</th>
                {parts.map((part) => (
                  <td key={part.key}>
                    {numbers.count(countOf(segment, part))} ({numbers.percent(shareOf(segment, part))})
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
