import { supportAreas } from '@sonae/knowledge';

/** Names a service may give its area of support (支援分野): those of the vocabulary, and prevention (予防). */
export function areaNames(): string[] {
  return [
    ...supportAreas.flatMap((area) => [area.id, area.ja, area.en, ...(area.aliases ?? [])]),
    '予防',
    'prevention',
  ];
}
