'use strict';
/**
 * Required into n8n (`NODE_OPTIONS=--require`): writes every file of our pack that Node loads, by require or import,
 * to the file that SALES_OS_LOADED_FILES names.
 */
const { appendFileSync } = require('node:fs');
const { registerHooks } = require('node:module');

const target = process.env.SALES_OS_LOADED_FILES;
const PACK = /[\\/]n8n-nodes-sales-os[\\/]dist[\\/]/;

registerHooks({
  load(url, context, next) {
    if (target && PACK.test(decodeURI(url))) appendFileSync(target, `${url}\n`);
    return next(url, context);
  },
});
