import data from '../build/loss-model.json' with { type: 'json' };

/** The values of `data/loss-model.yaml`, or null where there is none. The loss package says what they mean. */
export const lossModel: unknown = data;
