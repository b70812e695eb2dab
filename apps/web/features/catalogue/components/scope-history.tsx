import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../lib/contract.js';
import { useInstants } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { Reading } from '../../../ui/reading.js';
import { scopeHistoryQuery } from '../api/get-scope-history.js';
import { ScopeExamples } from './scope-examples.js';
import classes from './catalogue.module.css';

interface VersionProps {
  version: Scope;
  /** The one that it replaced. */
  before: Scope | undefined;
}

function Version({ version, before }: VersionProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const words = useInstants();
  const title = localised(version.title);
  const titleBefore = before ? localised(before.title) : title;
  const from = words.day(version.publishedAt);
  return (
    <li className={classes['version']}>
      <h3 className={classes['scopeTitle']}>{title}</h3>
      <p className={classes['versionDates']}>
        {t('catalogue.version', { version: version.version })} ·{' '}
        {version.retiredAt === null
          ? t('catalogue.since', { from })
          : t('catalogue.from-to', { from, to: words.day(version.retiredAt) })}
      </p>
      {titleBefore === title ? null : (
        <p className={classes['versionDates']}>{t('catalogue.renamed', { title: titleBefore })}</p>
      )}
      <ScopeExamples scope={version} before={before} />
    </li>
  );
}

interface ScopeHistoryProps {
  scope: Scope;
  opened: boolean;
  onClose: () => void;
}

/** Every version of a scope, newest first, with what each of them changed. */
export function ScopeHistory({ scope, opened, onClose }: ScopeHistoryProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const history = useQuery({ ...scopeHistoryQuery(scope.lineageId), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('catalogue.history-of', { title: localised(scope.title) })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? (
        <Reading of={history}>
          {(versions) => {
            const newestFirst = [...versions].sort((one, other) => other.version - one.version);
            return (
              <ol className={classes['versions']}>
                {newestFirst.map((version, index) => (
                  <Version key={version.id} version={version} before={newestFirst[index + 1]} />
                ))}
              </ol>
            );
          }}
        </Reading>
      ) : null}
    </Modal>
  );
}
