// Package database writes a dataset as one SQLite file.
//
// A table of the data dictionary becomes a table of the same name with an integer key, pk. A column that refers to another table
// holds its pk and is a foreign key: release_id becomes release_pk, pair becomes pair_pk. Long texts that many rows share, the
// sentences, stand once in a table of their own, with a full-text index beside it. A list becomes a table of pairs with the place of each in
// the list, unless the other table leads back anyway. Each dimension has an index.
//
// Who wants the columns of the CSV files has them in a view for each table, flat_mentions and so on.
//
// Numbers are integers where they are whole and floating-point otherwise, as SQLite has no decimals: fifteen digits are
// kept, where the files in CSV, JSON and Parquet keep all.
//
// The file is written at once, for speed without a journal: one that was left half-written is of no use. The same dataset gives the
// same bytes.
package database

import (
	"errors"
	"fmt"
	"syscall"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

// Settings of the file, and of a connection that makes it anew: nobody else reads the file yet, and when its making fails it is thrown away.
var settings = []string{
	"page_size = 8192", // 4096 is a tenth slower over a million rows; 16384 is no faster, and wastes room in small files
	"journal_mode = off",
	"synchronous = off",
	"locking_mode = exclusive",
	"temp_store = memory",
	"cache_size = -16000", // kibibytes
	"ignore_check_constraints = on",
}

// Write writes the tables of a dataset to a file that is not there yet.
func Write(name string, d *transform.Dataset) (err error) {
	conn, err := sqlite.OpenConn(name, sqlite.OpenCreate, sqlite.OpenReadWrite)
	if err != nil {
		return fmt.Errorf("database: %w", plain(err))
	}
	defer func() {
		if err = errors.Join(err, conn.Close()); err != nil {
			err = fmt.Errorf("database: %w", plain(err))
		}
	}()
	for _, s := range settings {
		if err := sqlitex.ExecuteTransient(conn, "PRAGMA "+s, nil); err != nil {
			return err
		}
	}
	return fill(conn, design(tables.Of(d)))
}

// fill makes the tables and their rows, and what is faster made of rows that are there: the indexes.
func fill(conn *sqlite.Conn, s *schema) (err error) {
	defer sqlitex.Transaction(conn)(&err)
	if err := run(conn, s.definitions()); err != nil {
		return err
	}
	if err := s.load(conn); err != nil {
		return err
	}
	return run(conn, s.indexes())
}

func run(conn *sqlite.Conn, statements []string) error {
	for _, s := range statements {
		if err := sqlitex.ExecuteTransient(conn, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// plain says of a full disk what the system says of it.
func plain(err error) error {
	if sqlite.ErrCode(err).ToPrimary() == sqlite.ResultFull {
		return errors.Join(err, syscall.ENOSPC)
	}
	return err
}
