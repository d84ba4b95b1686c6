CREATE TABLE plans (
    code     text PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$'),
    method   text NOT NULL CHECK (method IN ('amount', 'share')),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    UNIQUE (code, method)
);

CREATE TABLE plan_names (
    plan_code text NOT NULL REFERENCES plans,
    language  text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    PRIMARY KEY (plan_code, language)
);

CREATE TABLE customers (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_number text NOT NULL UNIQUE CHECK (account_number ~ '^[0-9]{4,20}$'),
    name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    language       text CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    pin_hash       text NOT NULL CHECK (pin_hash LIKE '$argon2id$v=19$%'),
    imported_at    timestamptz NOT NULL
);

-- Keyed by what was dialled, not by customer: an account that does not exist counts and locks like one that does,
-- so that nobody can find out which accounts exist.
CREATE TABLE login_attempts (
    account_number text PRIMARY KEY CHECK (length(account_number) BETWEEN 1 AND 32),
    failed         integer NOT NULL CHECK (failed > 0),
    locked_until   timestamptz,
    last_at        timestamptz NOT NULL
);
CREATE INDEX login_attempts_last_at ON login_attempts (last_at);

CREATE TABLE holdings (
    customer_id bigint NOT NULL REFERENCES customers,
    plan_code   text NOT NULL,
    method      text NOT NULL,
    shares      numeric(20, 4) CHECK (shares >= 0),
    amount      numeric(18, 2) CHECK (amount >= 0),
    as_of       date NOT NULL,
    source      text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (customer_id, plan_code),
    FOREIGN KEY (plan_code, method) REFERENCES plans (code, method),
    CHECK ((method = 'share') = (shares IS NOT NULL)),
    CHECK ((method = 'amount') = (amount IS NOT NULL))
);
CREATE INDEX holdings_plan ON holdings (plan_code);

-- unit_net_value keeps the scale that it came with: 1.0532 is not 1.053200.
CREATE TABLE net_values (
    plan_code                  text NOT NULL,
    method                     text NOT NULL,
    valuation_date             date NOT NULL,
    unit_net_value             numeric CHECK (unit_net_value > 0 AND unit_net_value < 1000000000000
                                              AND scale(unit_net_value) BETWEEN 4 AND 6),
    undistributed_profit       numeric(18, 2),
    period_end_net_asset_value numeric(18, 2) NOT NULL CHECK (period_end_net_asset_value >= 0),
    investment_return          numeric(18, 2) NOT NULL,
    source                     text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    imported_at                timestamptz NOT NULL,
    PRIMARY KEY (plan_code, valuation_date),
    FOREIGN KEY (plan_code, method) REFERENCES plans (code, method),
    CHECK ((method = 'share') = (unit_net_value IS NOT NULL)),
    CHECK ((method = 'amount') = (undistributed_profit IS NOT NULL))
);

CREATE TABLE imports (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    kind        text NOT NULL,
    file_name   text NOT NULL,
    rows        integer NOT NULL CHECK (rows >= 0),
    inserted    integer NOT NULL CHECK (inserted >= 0),
    updated     integer NOT NULL CHECK (updated >= 0),
    imported_at timestamptz NOT NULL
);
CREATE INDEX imports_sha256 ON imports (sha256);

-- Times are the server's and may step back with its clock: no order between them is demanded here.
CREATE TABLE calls (
    uuid        text PRIMARY KEY CHECK (length(uuid) BETWEEN 1 AND 64),
    server      text NOT NULL,
    run         bigint NOT NULL,
    number      text NOT NULL,
    caller      text NOT NULL,
    application text,
    language    text,
    started_at  timestamptz NOT NULL,
    answered_at timestamptz,
    ended_at    timestamptz,
    end_reason  text,
    end_cause   text,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX calls_started_at ON calls (started_at);
CREATE INDEX calls_open ON calls (server) WHERE ended_at IS NULL;

CREATE TABLE call_events (
    call_uuid text NOT NULL REFERENCES calls,
    seq       integer NOT NULL CHECK (seq >= 0),
    at        timestamptz NOT NULL,
    kind      text NOT NULL,
    document  text,
    dialog    text,
    item      text,
    detail    jsonb NOT NULL,
    PRIMARY KEY (call_uuid, seq)
);
