import { Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listIn, useLocalised } from '../../../lib/localised.js';
import { Instant } from '../../../ui/instant.js';
import { Reading } from '../../../ui/reading.js';
import { scopeHistoryQuery } from '../api/get-scope-history.js';
import classes from './catalogue.module.css';

interface ScopeHistoryProps {
  lineageId: string;
  opened: boolean;
  onClose: () => void;
}

export function ScopeHistory({ lineageId, opened, onClose }: ScopeHistoryProps) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const history = useQuery({ ...scopeHistoryQuery(lineageId), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('catalogue.history')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? (
        <Reading of={history}>
          {(versions) => (
            <Stack gap="md">
              {versions.map((version) => (
                <div key={version.id} className={classes['scope']}>
                  <p className={classes['scopeTitle']}>
                    {t('catalogue.version', { version: version.version })}: {localised(version.title)}
                  </p>
                  <p className={classes['published']}>
                    <Instant at={version.publishedAt} />
                    {version.retiredAt ? (
                      <>
                        {' – '}
                        <Instant at={version.retiredAt} />
                      </>
                    ) : null}
                  </p>
                  <p className={classes['published']}>
                    {t('catalogue.belongs')}: {listIn(i18n.language, version.belongs).join('; ') || '–'}
                    <br />
                    {t('catalogue.belongs-not')}:{' '}
                    {listIn(i18n.language, version.belongsNot).join('; ') || '–'}
                  </p>
                </div>
              ))}
            </Stack>
          )}
        </Reading>
      ) : null}
    </Modal>
  );
}
