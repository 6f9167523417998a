export { type Labelled } from './labelled';
export { makeLeads } from './leads';
export { measure, type Measure } from './measure';
export { makeOffices } from './offices';
export { randomFrom } from './random';
export { makeRegister } from './register';
