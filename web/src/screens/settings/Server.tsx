import { Button, Table, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import { ProblemPanel, useComplain } from '../../look/problems';
import { useWords, type Words } from '../../words';

/** How the server is set up; it is changed where it is started. */
export function Server() {
  const words = useWords();
  const found = useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => acts.readSettings(signal),
  });
  return (
    <section className="card pad">
      <Title order={2} size="h4" mb="sm">
        {words.settings.about}
      </Title>
      {found.isError && <ProblemPanel error={found.error} />}
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {Object.entries(words.settings.facts)
            .filter(([name]) => found.data && name in found.data)
            .map(([name, label]) => (
              <Table.Tr key={name}>
                <Table.Th fw={500}>{label}</Table.Th>
                <Table.Td className="mono">
                  {written(
                    words,
                    name,
                    (found.data as Record<string, unknown> | undefined)?.[name],
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <SignOut />
    </section>
  );
}

function SignOut() {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const session = useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => acts.readSession(signal),
  });
  const leave = useMutation({
    mutationFn: acts.signOut,
    onSuccess: (left) => client.setQueryData(keys.session, left),
    onError: complain,
  });
  if (!session.data?.keyNeeded) return null;
  return (
    <Button mt="md" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {words.door.leave}
    </Button>
  );
}

function written(words: Words, name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.settings.yes : words.settings.no;
  if (typeof value === 'number') {
    if (name.endsWith('Bytes')) return `${words.number(Math.round(value / 1024 / 1024))} MB`;
    if (name.endsWith('Pixels')) return words.settings.pixels(words.number(value));
    return words.number(value);
  }
  if (typeof value === 'object' && value !== null) return Object.values(value).reverse().join(' ');
  return String(value);
}
