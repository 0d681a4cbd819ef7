-- A drill can stand still: its clock goes on from where it stood. What was recorded of the yearly round can be taken back, by another row that names it.
alter table sonae.drills add column paused_at timestamptz;
alter table sonae.round_records add column withdraws uuid;
create unique index round_records_withdraws on sonae.round_records (withdraws) where withdraws is not null;
