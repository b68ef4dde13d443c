import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ProjectBody } from '../../api/types';
import { useEstimate } from '../../api/queries';
import { useWords } from '../../words';

const PAUSE_MILLIS = 400;

/**
 * What the film would come to, while it is being written.
 *
 * @param body null while there is nothing to make a film of
 */
export function LiveQuote({ body }: { body: ProjectBody | null }) {
  const words = useWords();
  const [settled] = useDebouncedValue(body, PAUSE_MILLIS);
  const found = useEstimate(settled);
  const estimate = body && settled ? found.data : undefined;
  const missing = estimate?.quote.lines.find((line) => line.why !== null && line.why !== undefined);
  return (
    <Text size="sm" role="status" className="liveQuote" data-missing={missing ? true : undefined}>
      {estimate &&
        words.create.estimate(
          estimate.shots,
          words.seconds(Math.round(estimate.lengthMillis / 1000) * 1000),
          missing ? '' : words.sums(estimate.quote.totals),
        )}
      {missing &&
        ` ${words.create.cannotPrice(words.kind[missing.kind] ?? missing.kind, missing.why!)}`}
    </Text>
  );
}
