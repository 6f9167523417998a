export { type EnrichmentFacts, enrichLead, trusted } from './enrich-lead';
export { guessLanguage } from './guess-language';
