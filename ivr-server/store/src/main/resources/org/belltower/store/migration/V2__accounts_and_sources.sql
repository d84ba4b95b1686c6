-- What a caller keys for an account number may be a PIN or a card's number, keyed in the wrong place: it is not kept, only its
-- keyed hash (AccountPseudonyms). What had been kept goes, and with it the locks of that day.
DROP TABLE login_attempts;
CREATE TABLE login_attempts (
    account      text PRIMARY KEY CHECK (account ~ '^[0-9a-f]{64}$'),
    failed       integer NOT NULL CHECK (failed > 0),
    locked_until timestamptz,
    last_at      timestamptz NOT NULL
);
CREATE INDEX login_attempts_last_at ON login_attempts (last_at);

-- A source is spoken, so it must be one that has words. Rows of earlier imports stay as they are until they are replaced.
ALTER TABLE net_values ADD CONSTRAINT net_values_source_spoken
    CHECK (source IN ('custodian file', 'valuation system', 'manual entry')) NOT VALID;
ALTER TABLE holdings ADD CONSTRAINT holdings_source_spoken
    CHECK (source IN ('custodian file', 'valuation system', 'manual entry')) NOT VALID;
