import type { Layer, PortfolioTerms } from '../model.ts';
import type { Reader } from './reader.ts';

export function layerOf(reader: Reader, value: unknown, path: string): Layer {
  const row = value === undefined ? {} : (reader.object(value, path, ['deductible', 'limit', 'share']) ?? {});
  return {
    deductible: reader.number(row, 'deductible', path, 0, Number.MAX_VALUE, 0),
    limit: reader.number(row, 'limit', path, 0, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
    share: reader.number(row, 'share', path, 0, 1, 1),
  };
}

export function termsOf(reader: Reader, value: unknown): PortfolioTerms {
  const row = value === undefined ? {} : (reader.object(value, 'terms', ['event', 'annual']) ?? {});
  const annual =
    row.annual === undefined
      ? {}
      : (reader.object(row.annual, 'terms.annual', ['deductible', 'limit']) ?? {});
  return {
    event: layerOf(reader, row.event, 'terms.event'),
    annual: {
      deductible: reader.number(annual, 'deductible', 'terms.annual', 0, Number.MAX_VALUE, 0),
      limit: reader.number(annual, 'limit', 'terms.annual', 0, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
    },
  };
}
