-- A read-only link may be about cases (事案だけを読むリンク): its holder reads these and no other. Absent: about none.
alter table sonae.expert_links add column cases uuid[];
