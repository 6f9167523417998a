/** The demo firm's people by what they do; their ids are what the forms ask for. */
export const PEOPLE = { setter: 'ana', closer: 'bo', ops: 'carla', manager: 'dana' } as const;

/** The settings document of the demo firm: a small firm that sells one package and works at all hours. */
export const DEMO_FIRM = {
  firm: { name: 'Northgate Immigration (demo)', time_zone: 'America/Toronto', currency: 'CAD' },
  intake: {
    google: { form_consents: [{ purposes: ['service'], text: 'By submitting you agree that Northgate contacts you about your enquiry.' }] },
  },
  users: [
    { id: PEOPLE.manager, name: 'Dana Moreau', email: 'dana@northgate.example', role: 'manager' },
    { id: PEOPLE.setter, name: 'Ana Ferreira', email: 'ana@northgate.example', role: 'setter', certified: true, manager_id: PEOPLE.manager },
    { id: PEOPLE.closer, name: 'Bo Lindqvist', email: 'bo@northgate.example', role: 'closer', certified: true, manager_id: PEOPLE.manager },
    { id: PEOPLE.ops, name: 'Carla Nunes', email: 'carla@northgate.example', role: 'ops' },
  ],
  offers: {
    packages: [{ code: 'FULL_PR', name: 'Full PR Application Package', scenario: 'High-confidence PR candidate', price_minor: 350_000, terms_version: '2026-01' }],
  },
  // Events of Stripe's test mode count in the demo, and only there.
  payment: { mode: 'test' },
} as const;
