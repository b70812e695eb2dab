import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconMapPinPlus, IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../../lib/contract.js';
import { sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useEditing } from '../../../lib/use-editing.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { FormNote } from '../../../ui/form-note.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { Card, Fields, Page, Section } from '../../../ui/page.js';
import { PersonSelect } from '../../../ui/person-select.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import { peopleFoundQuery } from '../api/list-people.js';
import { changeOrganisation, organisationQuery, type LedOrganisation } from '../api/organisation.js';
import { changeSite, createSite, type SiteFacts } from '../api/save-site.js';
import { fullText, LocalisedInputs } from './localised-inputs.js';
import classes from './administration.module.css';

function OrganisationForm({ organisation }: { organisation: LedOrganisation }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { thing, facts, change, isChanged, isOlder, set, ...editing } = useEditing(organisation);
  const save = useWrite((given: Partial<LedOrganisation>, key) => changeOrganisation(thing, given, key), {
    invalidates: [organisationQuery.queryKey],
    onDone: (changed) => {
      const saved = { ...changed, dutyLeader: facts.dutyLeader };
      client.setQueryData(organisationQuery.queryKey, saved);
      editing.onSaved(saved);
      sayDone(t('organisation.saved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(change);
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack>
        <LocalisedInputs label={t('department.name')} value={facts.name} onChange={(name) => set({ name })} />
        <PersonSelect
          find={peopleFoundQuery}
          label={t('organisation.duty-leader')}
          description={t('organisation.duty-leader-why')}
          value={facts.dutyLeader}
          onChange={(dutyLeader) => set({ dutyLeader })}
        />
        <FormNote write={save} isOlder={isOlder} onMine={editing.keepMine} onTheirs={editing.takeTheirs} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isChanged || isOlder}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const NEW_SITE: SiteFacts = { code: '', name: fullText({}), timeZone: 'Asia/Shanghai' };

interface SiteFormProps {
  /** As the list has it by now; null for a new one. */
  site: Site | null;
  onSaved: () => void;
}

function SiteForm({ site, onSaved }: SiteFormProps) {
  const { t } = useTranslation();
  const current = site ?? { ...NEW_SITE, version: 0 };
  const { thing, facts, change, isChanged, isOlder, set, ...editing } = useEditing(current);
  const save = useWrite(
    (given: Partial<SiteFacts>, key) =>
      site === null
        ? createSite({ ...NEW_SITE, ...given }, key)
        : changeSite({ id: site.id, version: thing.version }, given, key),
    { invalidates: [['sites']], onDone: onSaved },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(change);
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack>
        <Fields>
          <TextInput
            data-autofocus
            label={t('department.code')}
            required
            value={facts.code}
            onChange={(event) => set({ code: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={t('settings.time-zone')}
            required
            value={facts.timeZone}
            onChange={(event) => set({ timeZone: event.currentTarget.value.trim() })}
          />
        </Fields>
        <LocalisedInputs label={t('department.name')} value={facts.name} onChange={(name) => set({ name })} />
        <FormNote write={save} isOlder={isOlder} onMine={editing.keepMine} onTheirs={editing.takeTheirs} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isChanged || isOlder}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function OrganisationPage() {
  const { t } = useTranslation();
  const localised = useLocalised();
  const organisation = useQuery(organisationQuery);
  const sites = useQuery(sitesQuery);
  const [edited, setEdited] = useState<Site | 'new' | null>(null);
  return (
    <Page title={t('administration.organisation')} narrow>
      <Card>
        <Reading of={organisation}>{(data) => <OrganisationForm organisation={data} />}</Reading>
      </Card>
      <Section
        title={t('organisation.sites')}
        aside={
          <Button
            size="xs"
            leftSection={<IconMapPinPlus size={15} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('organisation.add-site')}
          </Button>
        }
      >
        <Card>
          <Reading of={sites}>
            {(all) =>
              all.map((site) => (
                <div key={site.id} className={classes['scopeRow']}>
                  <span>
                    <strong>{localised(site.name)}</strong>{' '}
                    <span className={classes['dim']}>
                      {site.code} · {site.timeZone}
                    </span>
                  </span>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconPencil size={14} aria-hidden />}
                    aria-label={t('organisation.edit-site', { name: localised(site.name) })}
                    onClick={() => setEdited(site)}
                  >
                    {t('common.edit')}
                  </Button>
                </div>
              ))
            }
          </Reading>
        </Card>
      </Section>
      <FormDialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t('organisation.add-site') : localised(edited?.name)}
        size="lg"
      >
        {edited === null ? null : (
          <SiteForm
            site={edited === 'new' ? null : (sites.data?.find(({ id }) => id === edited.id) ?? edited)}
            onSaved={() => setEdited(null)}
          />
        )}
      </FormDialog>
    </Page>
  );
}
