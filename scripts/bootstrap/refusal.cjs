'use strict';

/** Something the person at the keyboard can mend: shown as one sentence, without a stack. */
class Refusal extends Error {}

module.exports = { Refusal };
