-- A plan made while the table is empty cannot tell its indexes apart and takes the newest that fits: then look-ups by id would go through an
-- index that only ends with the id, and stay there while the table fills. Made anew, the primary key is the newest.
ALTER TABLE operations DROP CONSTRAINT operations_issuer_id_id_pk, ADD CONSTRAINT operations_issuer_id_id_pk PRIMARY KEY (issuer_id, id);
