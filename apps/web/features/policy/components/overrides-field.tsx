import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../../lib/contract.js';
import { departmentsQuery } from '../../../lib/directory.js';
import { useFaultText } from '../../../lib/fault-text.js';
import { useLocalised } from '../../../lib/localised.js';
import type { PolicyFault, PolicyOverride } from '../api/policy.js';
import { WorkingTimeField } from './working-time-field.js';
import classes from './policy.module.css';

const LEGS = ['acknowledge', 'answer', 'escalated-answer', 'confirmation', 'redo'] as const;
const URGENCIES = ['urgent', 'ordinary', 'complex'] as const;

interface OverridesFieldProps {
  value: PolicyOverride[];
  dayMinutes: number;
  faults: readonly PolicyFault[];
  onChange: (overrides: PolicyOverride[]) => void;
}

/** Targets that differ for a department, a kind, or both. */
export function OverridesField({ value, dayMinutes, faults, onChange }: OverridesFieldProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const faultOf = useFaultText();
  const departments = useQuery(departmentsQuery).data ?? [];
  const change = (index: number, part: Partial<PolicyOverride>): void =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const faultAt = (path: string): string | null => {
    const fault = faults.find(({ field }) => field === path);
    return fault ? faultOf(fault) : null;
  };
  const choices = (all: readonly string[], text: (one: string) => string) =>
    all.map((one) => ({ value: one, label: text(one) }));
  return (
    <>
      {value.map((override, index) => (
        <fieldset
          key={`${String(value.length)} ${String(index)}`}
          className={classes['override']}
          aria-label={t('policy.override-number', { number: index + 1 })}
        >
          <NativeSelect
            label={t('policy.department')}
            value={override.departmentId ?? ''}
            error={
              faultAt(`overrides.${String(index)}.departmentId`) ?? faultAt(`overrides.${String(index)}`)
            }
            data={[
              { value: '', label: t('policy.every-department') },
              ...departments.map(({ id, name }) => ({ value: id, label: localised(name) })),
            ]}
            onChange={(event) => change(index, { departmentId: event.currentTarget.value || null })}
          />
          <NativeSelect
            label={t('policy.kind')}
            value={override.kind ?? ''}
            data={[
              { value: '', label: t('policy.every-kind') },
              ...choices(KINDS, (kind) => t(`kind.${kind}`)),
            ]}
            onChange={(event) =>
              change(index, { kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? null })
            }
          />
          <NativeSelect
            label={t('policy.what')}
            value={override.leg}
            data={choices(LEGS, (leg) => t(`leg.${leg}`))}
            onChange={(event) =>
              change(index, { leg: LEGS.find((leg) => leg === event.currentTarget.value) ?? 'answer' })
            }
          />
          <NativeSelect
            label={t('policy.urgency')}
            value={override.urgency}
            data={choices(URGENCIES, (urgency) => t(`urgency.${urgency}`))}
            onChange={(event) =>
              change(index, {
                urgency: URGENCIES.find((one) => one === event.currentTarget.value) ?? 'ordinary',
              })
            }
          />
          <WorkingTimeField
            label={t('policy.target')}
            value={override.workingMinutes}
            dayMinutes={dayMinutes}
            error={faultAt(`overrides.${String(index)}.workingMinutes`)}
            onChange={(workingMinutes) => change(index, { workingMinutes })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes['remove']}
            aria-label={t('policy.remove-override', { number: index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() =>
          onChange([
            ...value,
            {
              departmentId: departments[0]?.id ?? null,
              kind: null,
              leg: 'answer',
              urgency: 'ordinary',
              workingMinutes: dayMinutes,
            },
          ])
        }
      >
        {t('policy.add-override')}
      </Button>
    </>
  );
}
