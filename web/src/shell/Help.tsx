import { Modal, SimpleGrid, Stack, Table, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useWords } from '../words';
import { Keys } from './Keys';

/** What the keys do. */
export function Help({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const words = useWords();
  const help = words.help;
  const groups: [string, [string, string][]][] = [
    [
      help.everywhere,
      [
        ['mod+k', help.palette],
        ['c', help.newFilm],
        ['g p', help.projects],
        ['g d', help.decisions],
        ['g s', help.settings],
        ['/', help.search],
        ['shift+t', help.colours],
        ['?', help.help],
      ],
    ],
    [
      help.player,
      [
        ['space,k', help.playPause],
        ['j', help.backFast],
        ['l', help.forwardFast],
        ['arrowleft,arrowright', help.frameBack],
        ['shift+arrowleft,shift+arrowright', help.second],
        ['[,]', help.shotBack],
      ],
    ],
    [
      help.strip,
      [
        ['e', help.editShot],
        ['r', help.regenerate],
        ['shift+d', help.duplicate],
        ['i', help.insert],
        ['alt+arrowleft,alt+arrowright', help.moveShot],
        ['delete', help.remove],
      ],
    ],
    [
      help.takes,
      [
        ['1,9', help.chooseTake],
        ['shift+l', help.lock],
        ['p', help.playAll],
      ],
    ],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={help.title}
      size="xl"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {groups.map(([name, rows]) => (
          <Stack key={name} gap="xs">
            <Title order={3} size="h5">
              {name}
            </Title>
            <Table verticalSpacing={5} withRowBorders={false}>
              <Table.Tbody>
                {rows.map(([keys, label]) => (
                  <Table.Tr key={keys}>
                    <Table.Td>{label}</Table.Td>
                    <Table.Td ta="right" miw={130}>
                      {keys.split(',').map((each, index) => (
                        <Fragment key={each}>
                          {index > 0 && <span className="dim"> {help.or} </span>}
                          <Keys keys={each} />
                        </Fragment>
                      ))}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
