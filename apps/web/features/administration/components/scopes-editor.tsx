import { Button, Group, Modal, Text } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, Scope } from '../../../lib/contract.js';
import { scopesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import { retireScope } from '../api/save-scope.js';
import { ScopeForm } from './scope-form.js';
import classes from './administration.module.css';

/** What a department publishes to answer for. A published text is never edited: saving publishes the next version. */
export function ScopesEditor({ department }: { department: Department }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const scopes = useQuery(scopesQuery);
  const [edited, setEdited] = useState<Scope | 'new' | null>(null);
  const [retiring, setRetiring] = useState<Scope | null>(null);
  const retire = useWrite((scope: Scope, key) => retireScope(scope, key), {
    invalidates: [['scopes'], ['departments']],
    onDone: () => {
      setRetiring(null);
      sayDone(t('scope.retired'));
    },
  });
  return (
    <Section
      title={t('scope.title')}
      aside={
        <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited('new')}>
          {t('scope.add')}
        </Button>
      }
    >
      <Reading of={scopes}>
        {(all) => {
          const own = all.filter(({ departmentId }) => departmentId === department.id);
          if (own.length === 0) return <Text className={classes['dim']}>{t('scope.none')}</Text>;
          return own.map((scope) => (
            <div key={scope.id} className={classes['scopeRow']}>
              <span>
                <strong>{localised(scope.title)}</strong>{' '}
                <span className={classes['dim']}>{t('catalogue.version', { version: scope.version })}</span>
              </span>
              <Group gap={6}>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconPencil size={14} aria-hidden />}
                  onClick={() => setEdited(scope)}
                >
                  {t('scope.edit')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconArchive size={14} aria-hidden />}
                  onClick={() => setRetiring(scope)}
                >
                  {t('scope.retire')}
                </Button>
              </Group>
            </div>
          ));
        }}
      </Reading>
      <FormDialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t('scope.add') : t('scope.edit')}
        size={980}
      >
        {edited === null ? null : (
          <ScopeForm
            departmentId={department.id}
            scope={edited === 'new' ? null : edited}
            onSaved={() => setEdited(null)}
          />
        )}
      </FormDialog>
      <Modal
        opened={retiring !== null}
        onClose={() => setRetiring(null)}
        title={t('scope.retire')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Text>{t('scope.retire-what', { title: localised(retiring?.title) })}</Text>
        <ProblemNote problem={retire.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setRetiring(null)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={retire.isPending} onClick={() => retiring && retire.mutate(retiring)}>
            {t('scope.retire')}
          </Button>
        </Group>
      </Modal>
    </Section>
  );
}
