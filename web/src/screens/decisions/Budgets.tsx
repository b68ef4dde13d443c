import { Button, Group, Modal, NumberInput, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import { useBudgets, useKnownProjects } from '../../api/queries';
import type { Budget } from '../../api/types';
import { ProblemPanel, useComplain, useTell } from '../../look/problems';
import { useWords } from '../../words';
import './decisions.css';

/** What may be spent, and how much of it is gone. */
export function Budgets() {
  const words = useWords();
  const found = useBudgets();
  const projects = useKnownProjects();
  const [edited, setEdited] = useState<Budget | null>(null);
  const budgets = found.data ?? [];
  const nameOf = (budget: Budget) =>
    budget.scope === 'day'
      ? budget.period
        ? words.day(budget.period)
        : words.decisions.everyDay
      : (projects.find((each) => each.id === budget.subject)?.title ??
        words.decisions.scope[budget.scope] ??
        budget.scope);
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.decisions.budgets}
      </Title>
      {found.isError && <ProblemPanel error={found.error} />}
      {found.isSuccess && budgets.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.decisions.budgetsNone}
        </Text>
      )}
      <Stack gap="sm">
        {budgets.map((budget) => {
          const cap = budget.cap ? Number(budget.cap.amount) : null;
          const used = Number(budget.spent.amount) + Number(budget.held.amount);
          const name = nameOf(budget);
          return (
            <div
              key={`${budget.scope}/${budget.subject}/${budget.period}/${budget.currency}`}
              className="card pad"
            >
              <Group justify="space-between" mb={6}>
                <Text fw={600}>{name}</Text>
                <Group gap="sm">
                  <Text size="sm" className="mono">
                    {words.decisions.spentOf(
                      words.money(budget.spent),
                      budget.cap ? words.money(budget.cap) : words.decisions.unlimited,
                    )}
                    {Number(budget.held.amount) > 0 &&
                      `, ${words.decisions.heldBy(words.money(budget.held))}`}
                  </Text>
                  {!budget.period && (
                    <Button size="xs" variant="default" onClick={() => setEdited(budget)}>
                      {words.decisions.setBudget}
                    </Button>
                  )}
                </Group>
              </Group>
              {cap !== null && cap > 0 && (
                <Progress
                  value={Math.min(100, (100 * used) / cap)}
                  color={used >= cap ? 'red' : 'tungsten'}
                  aria-label={name}
                />
              )}
            </div>
          );
        })}
      </Stack>
      {edited && <Editor budget={edited} name={nameOf(edited)} onClose={() => setEdited(null)} />}
    </section>
  );
}

function Editor({ budget, name, onClose }: { budget: Budget; name: string; onClose: () => void }) {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const tell = useTell();
  const [cap, setCap] = useState<string | number>(budget.cap ? Number(budget.cap.amount) : '');
  const [calls, setCalls] = useState<string | number>(budget.calls ?? '');
  const save = useMutation({
    mutationFn: () =>
      acts.setBudget(budget.scope, budget.subject, {
        currency: budget.currency,
        cap: cap === '' ? null : Number(cap).toFixed(2),
        calls: calls === '' ? null : Number(calls),
      }),
    onSuccess: () => {
      tell(words.decisions.budgetSaved);
      onClose();
    },
    onError: complain,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.money }),
        client.invalidateQueries({ queryKey: keys.projects }),
      ]),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${words.decisions.budgets}: ${name}`}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <NumberInput
            label={words.decisions.cap(budget.currency)}
            placeholder={words.decisions.unlimited}
            value={cap}
            onChange={setCap}
            min={0}
            max={1_000_000}
            decimalScale={2}
            data-autofocus
          />
          <NumberInput
            label={words.decisions.capCalls}
            placeholder={words.decisions.unlimited}
            value={calls}
            onChange={setCalls}
            min={0}
            allowDecimal={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
