#!/bin/sh
# The role Sonae works as. No superuser: row security between organisations binds it.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v password="$POSTGRES_PASSWORD" <<'SQL'
create role sonae login password :'password';
create database sonae owner sonae;
SQL
