import fc from 'fast-check';

/** Any sequence of UTF-16 units, half a character included, rich in the signs of markup. */
export const anyText = fc.string({
  // fast-check's own unit of all characters takes a second to set up.
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)),
    fc.constantFrom('<', '>', '&', '"', "'", '`', '\n', ' ', 'か', '\u3099', '\ud842', '\udfb7'),
  ),
});
