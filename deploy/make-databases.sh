#!/bin/sh
# At the first start: a database each for n8n and for the firm's data, with ordinary users. Row security binds only those.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres <<SQL
create role n8n login password '${N8N_DATABASE_PASSWORD}';
create database n8n owner n8n;
create role salesos login password '${SALESOS_DATABASE_PASSWORD}';
create database salesos owner salesos;
SQL
