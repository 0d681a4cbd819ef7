import data from '../build/loss-model.json' with { type: 'json' };

/** `data/loss-model.yaml` as it stands, or null where there is none. Its form belongs to the loss model, not to this package. */
export const lossModel: unknown = data;
