import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '../../look/icons';
import type { Project } from '../../api/types';
import { useCommands } from '../../shell/commands';
import { useWords } from '../../words';
import type { Placed } from './film';
import { Regenerate } from './Regenerate';
import { ShotTexts } from './ShotTexts';
import { Takes } from './Takes';

/** One shot: its texts on one side, its takes on the other. */
export function ShotPanel({
  project,
  current,
}: {
  project: Project;
  film: Placed[];
  current: Placed;
  onSelect: (shot: string) => void;
}) {
  const words = useWords();
  const [isOpen, dialog] = useDisclosure(false);
  useCommands([
    {
      id: 'regenerate',
      group: words.project.strip,
      label: words.shot.regenerate,
      keys: 'r',
      run: dialog.open,
      icon: <IconRefresh size={18} />,
    },
  ]);
  return (
    <div className="shotPanel">
      <section className="card pad" aria-label={words.project.shotTab}>
        <Group justify="space-between" mb="sm" wrap="nowrap">
          <Text fw={650} component="h2" m={0}>
            {words.project.shot(current.number)}
          </Text>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={dialog.open}
          >
            {words.shot.regenerate}
          </Button>
        </Group>
        <ShotTexts project={project.id} shot={current.shot} />
      </section>
      <Takes project={project} current={current} />
      {isOpen && <Regenerate project={project} current={current} onClose={dialog.close} />}
    </div>
  );
}
