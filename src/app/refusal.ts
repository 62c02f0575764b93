/** Something a person can mend: shown as its sentence, without a stack, and the process ends with exit code 1. */
export class Refusal extends Error {
  override name = 'Refusal';
}
