import 'reflect-metadata';

// Read by n8n-core when it is first loaded, so this module is imported before it.
process.env['N8N_LOG_LEVEL'] ??= 'silent';
