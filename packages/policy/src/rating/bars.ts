/**
 * Kinds of company that insurers say they do not accept and that are no industry of the vocabulary. `only` names the
 * industries such a company can belong to, `all` whether everybody in them is one. Names as found in conditions of
 * acceptance (research/insurance.md §1.7).
 */
export const SPECIAL_BARS: Readonly<Record<string, Bar>> = {
  public_body: { ja: '国・地方公共団体・独立行政法人', en: 'public bodies', only: ['public'], all: true },
  unlisted_consumer_lender: {
    ja: '非上場の消費者金融',
    en: 'unlisted consumer lenders',
    only: ['finance'],
    all: false,
  },
  mutual_ceremony: { ja: '冠婚葬祭互助会', en: 'ceremonial mutual-aid societies', all: false },
  individuals: { ja: '個人', en: 'individuals', all: false },
  non_member: { ja: '会員でない事業者', en: 'firms that are no members', all: false },
  crypto_exchange: { ja: '暗号資産交換業', en: 'crypto-asset exchanges', only: ['finance'], all: false },
};

type Bar = {
  readonly ja: string;
  readonly en: string;
  readonly only?: readonly string[];
  readonly all: boolean;
};
