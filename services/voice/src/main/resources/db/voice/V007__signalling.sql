-- What a switch recorded of a call besides what is priced, packed in one number: direction, Q.850
-- cause, SIP status, ringing, delay; 0 where nothing was recorded.

alter table voice.part add column signalling bigint not null default 0;
