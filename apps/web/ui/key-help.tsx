import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS = [
  { keys: ['n'], meaning: 'keys.write' },
  { keys: ['g h'], meaning: 'keys.home' },
  { keys: ['g m'], meaning: 'keys.mine' },
  { keys: ['g i'], meaning: 'keys.inbox' },
  { keys: ['j', 'k'], meaning: 'keys.move' },
  { keys: ['Enter'], meaning: 'keys.open' },
  { keys: ['r'], meaning: 'keys.answer' },
  { keys: ['t'], meaning: 'keys.transfer' },
  { keys: ['/'], meaning: 'keys.search' },
  { keys: ['Ctrl Enter'], meaning: 'keys.send' },
  { keys: ['?'], meaning: 'keys.help' },
] as const;

export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table>
        <Table.Tbody>
          {KEYS.map(({ keys, meaning }) => (
            <Table.Tr key={meaning}>
              <Table.Th scope="row" w={120}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{t(meaning)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
