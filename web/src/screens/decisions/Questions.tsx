import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import { useKnownProjects } from '../../api/queries';
import type { Question, Verdict } from '../../api/types';
import { useComplain, useTell } from '../../look/problems';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';

const VERDICTS: Verdict[] = ['look', 'again', 'lost'];

/** Paid calls whose end nobody saw: what each verdict means and may cost stands beside it. */
export function Questions({ questions }: { questions: Question[] }) {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const tell = useTell();
  const projects = useKnownProjects();
  const decide = useMutation({
    mutationFn: ({ attempt, verdict }: { attempt: string; verdict: Verdict }) =>
      acts.decide(attempt, verdict),
    onSuccess: () => tell(words.decisions.decided),
    onError: complain,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.money }),
        client.invalidateQueries({ queryKey: keys.projects }),
      ]),
  });
  return (
    <section aria-labelledby="questions">
      <Title order={2} size="h4" id="questions">
        {words.decisions.open}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.decisions.openText}
      </Text>
      <Stack gap="sm">
        {questions.map((question) => {
          const title = projects.find((each) => each.id === question.project)?.title;
          const price = words.money(question.quoted);
          const meaning: Record<Verdict, string> = {
            look: words.decisions.lookWhy,
            again: words.decisions.againWhy(price),
            lost: words.decisions.lostWhy,
          };
          return (
            <article key={question.attempt} className="card pad" data-question={question.attempt}>
              <Group justify="space-between" gap="xs">
                <Text fw={650}>
                  {words.decisions.about(question.provider, question.model)} · {price}
                </Text>
                <Text
                  component={Link}
                  href={addresses.project(question.project)}
                  size="sm"
                  c="var(--mantine-color-anchor)"
                >
                  {title || words.decisions.openFilm}
                </Text>
              </Group>
              <Text size="sm" c="dimmed">
                {words.decisions.sentAt(words.moment(question.intendedAt))}
              </Text>
              <dl className="verdicts">
                {VERDICTS.filter((each) => question.verdicts.includes(each)).map((verdict) => (
                  <div key={verdict}>
                    <dt>
                      <Button
                        size="xs"
                        fullWidth
                        variant={verdict === 'look' ? 'filled' : 'default'}
                        loading={decide.isPending && decide.variables.attempt === question.attempt}
                        onClick={() => decide.mutate({ attempt: question.attempt, verdict })}
                      >
                        {words.decisions[verdict]}
                      </Button>
                    </dt>
                    <dd>{meaning[verdict]}</dd>
                  </div>
                ))}
              </dl>
            </article>
          );
        })}
      </Stack>
    </section>
  );
}
