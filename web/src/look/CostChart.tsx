import { Table, Text } from '@mantine/core';
import type { CostLine } from '../api/types';
import { useWords } from '../words';

/** What was paid and what is set aside, as bars in a table, so that both eyes and ears get it. */
export function CostChart({ lines }: { lines: CostLine[] }) {
  const words = useWords();
  const most = Math.max(...lines.map((line) => value(line.charged) + value(line.held)), 0);
  if (lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.costs.none}
      </Text>
    );
  }
  return (
    <div className="scrollX" tabIndex={0} role="region" aria-label={words.costs.chart}>
      <Table aria-label={words.costs.chart} verticalSpacing="xs" miw={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.costs.provider}</Table.Th>
            <Table.Th>{words.costs.count}</Table.Th>
            <Table.Th w="40%">{words.costs.charged}</Table.Th>
            <Table.Th ta="right">{words.costs.held}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={`${line.provider}/${line.model}/${line.charged.currency}`}>
              <Table.Td>
                {line.provider} <span className="dim">{line.model}</span>
              </Table.Td>
              <Table.Td className="mono">{words.number(line.calls)}</Table.Td>
              <Table.Td>
                <span className="costBar">
                  <i
                    style={{ width: `${most > 0 ? (100 * value(line.charged)) / most : 0}%` }}
                    aria-hidden
                  />
                  <i
                    className="held"
                    style={{ width: `${most > 0 ? (100 * value(line.held)) / most : 0}%` }}
                    aria-hidden
                  />
                  <span className="mono">{words.sums([line.charged])}</span>
                </span>
              </Table.Td>
              <Table.Td ta="right" className="mono">
                {value(line.held) > 0 ? words.money(line.held) : '—'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const value = (money: { amount: string }) => Number(money.amount);
