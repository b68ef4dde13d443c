import { Text, Title } from '@mantine/core';
import { useCalls, useCosts, useQuote } from '../../api/queries';
import type { CallCost, Project } from '../../api/types';
import { CostChart } from '../../look/CostChart';
import { ProblemPanel } from '../../look/problems';
import { useWords } from '../../words';
import type { Placed } from './film';

/** What the film has cost, by who made it and by shot, and what is still ahead. */
export function Costs({ project, film }: { project: Project; film: Placed[] }) {
  const words = useWords();
  const found = useCosts(project.id);
  const quote = useQuote(project.id, true);
  if (found.isError) return <ProblemPanel error={found.error} />;
  return (
    <div className="card pad">
      <Title order={2} size="h5" mb="xs">
        {words.costs.byProvider}
      </Title>
      <CostChart lines={found.data?.lines ?? []} />
      <ByShot project={project} film={film} />
      {quote.data && quote.data.lines.length > 0 && (
        <Text size="sm" mt="md">
          {words.costs.ahead}: <strong>{words.sums(quote.data.totals)}</strong>
        </Text>
      )}
    </div>
  );
}

function ByShot({ project, film }: { project: Project; film: Placed[] }) {
  const words = useWords();
  const calls = useCalls(project.id);
  const paid = (calls.data ?? []).filter((each) => Number(each.charged?.amount ?? 0) > 0);
  if (paid.length === 0) return null;
  const sums = sumByShot(paid);
  const most = Math.max(...sums.map((sum) => sum.amount));
  return (
    <>
      <Title order={2} size="h5" mt="lg" mb="xs">
        {words.costs.byShot}
      </Title>
      <ul className="shotCosts">
        {sums.map(({ shot, currency, amount }) => {
          const number = film.find((each) => each.shot.id === shot)?.number;
          return (
            <li key={`${shot}/${currency}`}>
              <span>{number ? words.project.shot(number) : words.project.film}</span>
              <span className="costBar">
                <i style={{ width: `${(80 * amount) / most}%` }} aria-hidden />
                <span className="mono">{words.money({ amount: String(amount), currency })}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Sum = { shot: string; currency: string; amount: number };

function sumByShot(calls: CallCost[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { shot, charged } of calls) {
    if (!charged) continue;
    const key = `${shot ?? ''}/${charged.currency}`;
    const sum = sums.get(key) ?? { shot: shot ?? '', currency: charged.currency, amount: 0 };
    sums.set(key, { ...sum, amount: sum.amount + Number(charged.amount) });
  }
  return [...sums.values()].sort((a, b) => b.amount - a.amount);
}
