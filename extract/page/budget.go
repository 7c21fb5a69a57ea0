package page

import (
	"cmp"
	"fmt"
	"time"
)

// Limits bound what one release may cost. A field that is zero means the default.
type Limits struct {
	Bytes    int64         // of a file as stored
	Unpacked int64         // bytes that come out of an archive, of compressed data or of the encoding of an attachment
	Text     int64         // bytes of the text itself; a sixteenth as many blocks, such as paragraphs, may it have
	Pages    int           // of a PDF
	Depth    int           // elements in each other, in HTML and XML
	Nested   int           // files in each other: an archive in a message in a message
	Cells    int           // of all tables together
	Figures  int           // that are found in a release, which are compared with each other
	Time     time.Duration // for reading a release and finding its figures
}

// Defaults are far above any release that people read, and far below what stops a machine.
func Defaults() Limits {
	return Limits{Bytes: 64 << 20, Unpacked: 64 << 20, Text: 4 << 20, Pages: 2000, Depth: 1000, Nested: 5, Cells: 200_000, Figures: 10_000, Time: time.Minute}
}

// or gives the limits with those of the defaults where there is none.
func (l Limits) or(d Limits) Limits {
	return Limits{
		Bytes: cmp.Or(l.Bytes, d.Bytes), Unpacked: cmp.Or(l.Unpacked, d.Unpacked), Text: cmp.Or(l.Text, d.Text), Pages: cmp.Or(l.Pages, d.Pages), Depth: cmp.Or(l.Depth, d.Depth),
		Nested: cmp.Or(l.Nested, d.Nested), Cells: cmp.Or(l.Cells, d.Cells), Figures: cmp.Or(l.Figures, d.Figures), Time: cmp.Or(l.Time, d.Time),
	}
}

// LimitError says which limit an input is over. Flag names the flag that moves the limit, without its dash.
type LimitError struct {
	Flag         string
	Found, Limit string // with their unit; Found is where the reading stopped, which may be short of all there is
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("%s, over the limit of %s (-%s)", e.Found, e.Limit, e.Flag)
}

// Budget is what reading one release has cost so far, against its limits. Readers tell it what they meet and stop at its
// first error. Make one with Limits.Budget.
type Budget struct {
	limits   Limits
	started  time.Time
	unpacked int64
	cells    int
}

// Budget starts the reading of a release.
func (l Limits) Budget() *Budget { return &Budget{limits: l.or(Defaults()), started: time.Now()} }

// Limits are the limits that hold.
func (b *Budget) Limits() Limits { return b.limits }

// Bytes tells of the size of a file.
func (b *Budget) Bytes(n int64) error {
	return over("max-bytes", n, b.limits.Bytes, func(n int64) string { return size(n, b.limits.Bytes) })
}

// Unpack tells of n more bytes that came out of something packed.
func (b *Budget) Unpack(n int64) error {
	b.unpacked += n
	return over("max-unpacked", b.unpacked, b.limits.Unpacked, func(n int64) string { return size(n, b.limits.Unpacked) + " unpacked" })
}

// Unpackable is how many bytes may still be unpacked.
func (b *Budget) Unpackable() int64 { return max(0, b.limits.Unpacked-b.unpacked) }

// Text tells how long a text is. Each byte of it costs a hundred to read, in words, sentences and figures.
func (b *Budget) Text(n int64) error {
	return over("max-text", n, b.limits.Text, func(n int64) string { return size(n, b.limits.Text) + " of text" })
}

// Blocks tells how many blocks a text has.
func (b *Budget) Blocks(n int) error {
	const least = 16 // bytes of text for each block
	return count("max-text", n, int(b.limits.Text/least), "blocks of text")
}

// Pages tells how many pages a file has.
func (b *Budget) Pages(n int) error { return count("max-pages", n, b.limits.Pages, "pages") }

// Depth tells how many elements are open.
func (b *Budget) Depth(n int) error {
	return count("max-depth", n, b.limits.Depth, "elements in each other")
}

// Nested tells how many files are in each other.
func (b *Budget) Nested(n int) error {
	return count("max-nested", n, b.limits.Nested, "files in each other")
}

// Cells tells of n more cells of tables.
func (b *Budget) Cells(n int) error {
	b.cells += n
	return count("max-cells", b.cells, b.limits.Cells, "table cells")
}

// Figures tells how many figures were found.
func (b *Budget) Figures(n int) error { return count("max-figures", n, b.limits.Figures, "figures") }

// Time tells whether there is time left. Readers ask it once a paragraph or so.
func (b *Budget) Time() error {
	if took := time.Since(b.started); took > b.limits.Time {
		return &LimitError{"max-time", "not read in the time", b.limits.Time.String()}
	}
	return nil
}

func count(flag string, n, limit int, of string) error {
	return over(flag, int64(n), int64(limit), func(n int64) string { return fmt.Sprintf("%d %s", n, of) })
}

func over(flag string, n, limit int64, write func(int64) string) error {
	if n <= limit {
		return nil
	}
	return &LimitError{flag, write(n), write(limit)}
}

// size writes a number of bytes. Both sides of a comparison are written alike, so that a byte over a MiB shows.
func size(n, limit int64) string {
	if limit < 1<<20 || limit%(1<<20) != 0 || n != limit && n < limit+1<<19 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MiB", (n+1<<19)>>20)
}
