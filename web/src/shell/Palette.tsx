import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconMovie, IconSearch } from '../look/icons';
import { useLocation } from 'wouter';
import { useKnownProjects } from '../api/queries';
import { useWords } from '../words';
import { addresses } from './addresses';
import { useOffered } from './commands';
import { Keys } from './Keys';

/** Everything that can be done from here, found by typing. */
export function Palette() {
  const words = useWords();
  const commands = useOffered();
  const projects = useKnownProjects();
  const [, go] = useLocation();

  const groups = new Map<string, SpotlightActionGroupData>();
  for (const command of commands) {
    if (command.hidden) continue;
    const group = groups.get(command.group) ?? { group: command.group, actions: [] };
    groups.set(command.group, group);
    group.actions.push({
      id: command.id,
      label: command.label,
      onClick: command.run,
      leftSection: command.icon,
      rightSection: command.keys ? <Keys keys={command.keys.split(',')[0] ?? ''} /> : null,
    });
  }
  groups.set('projects', {
    group: words.palette.recent,
    actions: projects.map((project) => ({
      id: project.id,
      label: project.title || words.common.untitled,
      onClick: () => go(addresses.project(project.id)),
      leftSection: <IconMovie size={18} aria-hidden />,
    })),
  });
  return (
    <Spotlight
      actions={[...groups.values()].filter((group) => group.actions.length > 0)}
      nothingFound={words.palette.nothing}
      shortcut={null}
      limit={14}
      highlightQuery
      scrollable
      maxHeight="60vh"
      title={<span className="paletteTitle">{words.nav.palette}</span>}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: words.palette.search,
        'aria-label': words.palette.search,
      }}
    />
  );
}
