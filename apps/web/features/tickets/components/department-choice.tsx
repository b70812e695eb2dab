import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { departmentsQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';

interface DepartmentChoiceProps {
  current: string;
  value: string;
  error: string | null;
  onChange: (departmentId: string) => void;
}

export function DepartmentChoice({ current, value, error, onChange }: DepartmentChoiceProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery).data ?? [];
  return (
    <Select
      label={t('field.to-department')}
      placeholder={t('form.placeholder')}
      searchable
      nothingFoundMessage={t('common.nothing-found')}
      data={departments
        .filter(({ id, isActive }) => isActive && id !== current)
        .map(({ id, name }) => ({ value: id, label: localised(name) }))}
      value={value === '' ? null : value}
      error={error}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
