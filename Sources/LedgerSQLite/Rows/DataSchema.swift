/// `ledger.db`: everything but the keys. What stands in the clear are keyed hashes, revisions,
/// hours and sums.
enum DataSchema {
  static let steps = [
    Migration(
      version: 1,
      sql: """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

        -- A shopper has one row from the first thing kept of them on; `newcomer` names those whose
        -- key is not known to be in keys.db yet. So a row without a key is damage, and a key
        -- without a row as well.
        CREATE TABLE shopper (
          number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, revision INTEGER NOT NULL,
          aged INTEGER NOT NULL, page BLOB, enrolment BLOB, asked BLOB);
        CREATE INDEX shopper_aged ON shopper (aged) WHERE page IS NOT NULL;
        CREATE TABLE newcomer (id BLOB PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE tombstone (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);

        CREATE TABLE receipt (number INTEGER PRIMARY KEY, id BLOB NOT NULL, sealed BLOB NOT NULL);
        CREATE INDEX receipt_id ON receipt (id);
        CREATE TABLE visit (
          number INTEGER PRIMARY KEY, id BLOB NOT NULL, place BLOB NOT NULL, hour INTEGER NOT NULL,
          sealed BLOB NOT NULL, UNIQUE (id, place));
        CREATE INDEX visit_hour ON visit (hour);

        -- Of an erased shopper's line, `id` is gone and `receipt` is the number of the receipt.
        CREATE TABLE line (
          number INTEGER PRIMARY KEY AUTOINCREMENT, hour INTEGER NOT NULL, id BLOB, receipt TEXT,
          who BLOB, sealed BLOB NOT NULL);
        CREATE INDEX line_id ON line (id) WHERE id IS NOT NULL;
        CREATE INDEX line_hour ON line (hour);

        CREATE TABLE counter (name TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID;
        """)
  ]
}
