// Package page is what every reader of a format gives: the text of a release and its layout.
package page

// Kind is the layout of a block.
type Kind string

// The layouts that readers tell apart.
const (
	Title     Kind = "title"
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	ListItem  Kind = "list_item"
	TableRow  Kind = "table_row"
)

// Block is a stretch of Page.Text, in bytes, that the layout sets apart. It holds no white space at
// its ends, but for a no-break space that stands for an empty first cell of a table row. A list item's block starts behind its bullet.
type Block struct {
	Start, End int
	Kind       Kind
	Level      int  // of a heading, from 1; 0 where the format does not tell
	Gap        bool // white space of more than a line break stands before it
	Quote      bool // part of a quotation that the layout sets apart, in quotation marks, or its signature
	Place      int  // in the source, from 1, in the unit of Page.Places; 0 where the format has no such places
}

// Places is what a format counts its places in.
type Places string

// The units of places. Lines are those of Page.Text, and readers need not count them; those of the source are others where the reader
// lays its text out anew.
const (
	Lines       Places = "line"
	SourceLines Places = "source_line"
	Paragraphs  Places = "paragraph"
	Pages       Places = "page"
)

// Turn is where a block goes on in another place: a paragraph that begins on one page, or line of the source, and ends on the next.
type Turn struct {
	At    int // in Page.Text, in bytes, inside a block
	Place int
}

// Page is a release as a reader saw it. The fields below Blocks hold what the format itself says,
// such as an HTML page's meta tags; they are empty where it says nothing.
type Page struct {
	Text   string
	Blocks []Block
	Places Places
	Turns  []Turn // in their order

	Title        string
	Date         string // ISO 8601 day of release
	Sent         string // day of sending, which is that of release where nothing tells of another
	Publisher    string
	Language     string // ISO 639-1
	Number       string // by which the publisher counts its releases
	Address      string // of the page itself
	Translations []Translation
}

// Translation is where a release stands in another language, as its page tells.
type Translation struct {
	Language string // ISO 639-1
	Address  string // whole where the page tells its own address, else maybe a part
}
