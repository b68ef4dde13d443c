import { Button, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowRight, IconSparkles } from '../../look/icons';
import { Link } from 'wouter';
import { addresses } from '../../shell/addresses';
import { useWords } from '../../words';

/** What one sees before the first film. */
export function Invitation() {
  const words = useWords();
  useDocumentTitle(`${words.projects.title} · ${words.product}`);
  return (
    <Stack className="invitation" align="center" gap="lg">
      <img src="/studio/icon.svg" alt="" width={72} height={72} />
      <Title order={1} ta="center" className="invitationTitle">
        {words.projects.emptyTitle}
      </Title>
      <Text c="dimmed" ta="center" maw={560}>
        {words.projects.emptyText}
      </Text>
      <Button
        component={Link}
        href={addresses.new}
        size="lg"
        leftSection={<IconSparkles size={20} aria-hidden />}
      >
        {words.projects.emptyAction}
      </Button>
      <ul className="examples">
        {words.projects.examples.map((example) => (
          <li key={example}>
            <Link
              href={`${addresses.new}?prompt=${encodeURIComponent(example)}`}
              className="example card"
            >
              <span>{example}</span>
              <IconArrowRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
