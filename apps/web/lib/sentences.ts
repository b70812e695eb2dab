import { useTranslation } from 'react-i18next';

/** One after the other, as it is written in the reader's language: the full stop of Chinese brings its own gap. */
export function useSentences(): (...sentences: readonly string[]) => string {
  const { i18n } = useTranslation();
  const gap = i18n.language.startsWith('zh') ? '' : ' ';
  return (...sentences) => sentences.filter((one) => one !== '').join(gap);
}
