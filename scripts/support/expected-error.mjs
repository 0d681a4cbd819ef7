/** A failure whose message is all the user needs: printed without a stack. */
export class ExpectedError extends Error {
  expected = true;

  /** @param {string} message @param {number} exitCode 1 checked and found bad, 2 usage or unusable machine */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
