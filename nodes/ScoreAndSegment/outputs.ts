/** Operations that decide on a lead, which then leaves by its outcome; the others answer on one output. */
const DECIDING = ['score', 'override', 'fillGaps'];
const OUTCOMES = ['SQL', 'Nurture', 'Disqualified', 'Review'];

/** n8n asks for a node's outputs by an expression when they follow from a parameter. */
export const OUTPUTS = `={{ ${JSON.stringify(DECIDING)}.includes($parameter["operation"]) ? ${JSON.stringify(OUTCOMES.map((displayName) => ({ type: 'main', displayName })))} : [{ "type": "main" }] }}` as const;
