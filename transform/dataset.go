package transform

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/interval"
)

// Dataset is everything that a run knows, tidy and in one language of display. Exporters read it
// and nothing else. All slices are sorted, so that equal inputs give equal outputs.
type Dataset struct {
	Language     string        `json:"language"` // of labels and messages: "en" or "fr"
	Releases     []Release     `json:"releases"`
	Mentions     []Mention     `json:"mentions"`
	Observations []Observation `json:"observations"`
	Checks       []Check       `json:"checks"`
	Charts       []Chart       `json:"charts"`

	// Changes is what differs from the last run over the same place, whose record is compared; nil where there was none.
	Changes []changes.Change `json:"changes,omitempty"`
}

// Release is one text that was read.
type Release struct {
	ID        string         `json:"release_id"`
	Title     string         `json:"title"`
	Publisher string         `json:"publisher"`
	Date      string         `json:"release_date"` // ISO 8601 day, or empty
	DateText  string         `json:"date_text"`    // "January 29, 2026"
	Language  string         `json:"language"`     // ISO 639-1
	Source    string         `json:"source"`       // path or URL as given
	SHA256    string         `json:"sha256"`
	Pair      string         `json:"pair"` // release_id of the other language version, or empty
	Text      string         `json:"text"`
	Places    extract.Places `json:"places,omitempty"` // what Mention.Place counts: lines, paragraphs or pages
	Blocks    []Block        `json:"blocks"`

	// By these a pair is known that no names tell.
	Number       string                `json:"-"` // by which the publisher counts its releases
	Address      string                `json:"-"` // of its page and …
	Translations []extract.Translation `json:"-"` // … of those in other languages
}

// Block is a paragraph, heading or list item of a release, as bytes of Release.Text.
type Block struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Kind    string `json:"kind"`    // title, heading, paragraph, list_item, table_row
	Section string `json:"section"` // headline, body, quote, quick_facts, boilerplate
}

// Mention is one figure as written, in one place.
type Mention struct {
	ID              string              `json:"mention_id"`
	ReleaseID       string              `json:"release_id"`
	Section         string              `json:"section"`
	Speaker         string              `json:"speaker"`
	Sentence        string              `json:"sentence"` // white space folded
	SentenceStart   int                 `json:"sentence_start"`
	SentenceEnd     int                 `json:"sentence_end"`
	CharStart       int                 `json:"char_start"` // bytes of Release.Text
	CharEnd         int                 `json:"char_end"`
	Place           int                 `json:"place,omitempty"` // in the source, in the unit of Release.Places; 0 for none
	Surface         string              `json:"surface"`
	Value           decimal.NullDecimal `json:"value"` // not valid for a range
	Low             decimal.NullDecimal `json:"low"`   // the written ends of a range
	High            decimal.NullDecimal `json:"high"`
	Unit            string              `json:"unit"`
	Kind            string              `json:"kind"` // money, percent, count, …
	Per             string              `json:"per"`
	Bound           string              `json:"bound"`
	Direction       string              `json:"direction"`
	Period          string              `json:"period"`
	Measure         string              `json:"measure"`
	Subject         string              `json:"subject"`
	RefArea         string              `json:"ref_area"`
	CounterpartArea string              `json:"counterpart_area"`
	ObservationID   string              `json:"observation_id"`
	Vague           bool                `json:"vague"`
	Interval        interval.Interval   `json:"interval"`
	Rules           []string            `json:"rules"`                 // why it was read so
	Review          string              `json:"review,omitempty"`      // confirmed, corrected or rejected by a person; empty where nobody has looked
	ReviewNote      string              `json:"review_note,omitempty"` // by whom, when and why
}

// Rejected tells whether a person said that it is no figure.
func (m *Mention) Rejected() bool { return m.Review == string(extract.Rejected) }

// Observation is one fact, however often it is stated.
type Observation struct {
	ID              string              `json:"observation_id"`
	Indicator       string              `json:"indicator"` // id in the catalogue, or "unclassified"
	IndicatorLabel  string              `json:"indicator_label"`
	Subject         string              `json:"subject"`
	RefArea         string              `json:"ref_area"`
	CounterpartArea string              `json:"counterpart_area"`
	TimePeriod      string              `json:"time_period"`
	Value           decimal.NullDecimal `json:"obs_value"` // not valid for a range or a vague plural
	Interval        interval.Interval   `json:"interval"`  // obs_low, obs_high
	UnitMeasure     string              `json:"unit_measure"`
	UnitMult        int                 `json:"unit_mult"` // power of ten in which the fact was written
	Bound           string              `json:"bound"`
	Direction       string              `json:"direction"`
	Status          string              `json:"obs_status"` // SDMX CL_OBS_STATUS: A normal, E estimated, …
	Method          string              `json:"method"`     // reported or derived
	Formula         string              `json:"formula"`    // of a derived value, over observation ids
	Mentions        []string            `json:"mentions"`
	Releases        []string            `json:"releases"`
	Review          string              `json:"review,omitempty"` // corrected or confirmed, where a person said so of one of its mentions

	Series bool `json:"series,omitempty"` // one of a line over time, along which a change can be told: of others of its indicator the text says more than the dataset

	Per        string `json:"per"`
	Headline   int    `json:"headline"`    // 1 for the first key figure, 2 for the second, …; 0 for the rest
	Display    string `json:"display"`     // "more than 125,000 people", "24,5 milliards de dollars"
	Range      string `json:"range"`       // the interval in words: "24.45 to 24.55 billion Canadian dollars"
	Evidence   string `json:"evidence"`    // why the indicator was chosen
	Derivation string `json:"derivation"`  // the formula in words, for a derived value
	PeriodText string `json:"period_text"` // "2024", "since 2020"
}

// Derived tells whether the fact is computed from others, and no claim of a release.
func (o *Observation) Derived() bool { return o.Method == derived }

// Exactness says how exactly the fact is known: "exact", "rounded", "range", or the qualifier in its words: "approx",
// "more_than", …
func (o *Observation) Exactness() string { return exactness(o.Bound, o.Interval, o.Value.Valid) }

// Exactness says the same of a figure as written.
func (m *Mention) Exactness() string { return exactness(m.Bound, m.Interval, m.Value.Valid) }

func exactness(bound string, x interval.Interval, single bool) string {
	switch {
	case bound != string(interval.Exact):
		return bound
	case !single:
		return "range"
	case !x.IsPoint():
		return "rounded" // no word says so, the last written digit does
	}
	return bound
}

// Check compares figures with each other.
type Check struct {
	ID           string            `json:"check_id"`
	Kind         string            `json:"kind"`   // sum, share, repeat, pair, …
	Result       string            `json:"result"` // consistent, inconsistent, undecided or waived
	Expected     interval.Interval `json:"expected"`
	Found        interval.Interval `json:"found"`
	Observations []string          `json:"observations"`
	Releases     []string          `json:"releases"` // that state what is compared
	Message      string            `json:"message"`  // one sentence, in the language of the dataset
	Mention      string            `json:"-"`        // first of those in the sentence that the message quotes; empty where it quotes none
}

// The results of a check. Inconsistent means that the intervals cannot meet; waived, that they cannot either, and that a
// person has said why this need not count for now.
const (
	Consistent   = "consistent"
	Inconsistent = "inconsistent"
	Undecided    = "undecided"
	Waived       = "waived"
)

// Results lists the results, worst first.
func Results() []string { return []string{Inconsistent, Waived, Undecided, Consistent} }

// RankChecks gives the checks their order, worst first, and their ids.
func (d *Dataset) RankChecks() {
	results := Results()
	rank := func(x Check) int { return slices.Index(results, x.Result) }
	slices.SortStableFunc(d.Checks, func(a, b Check) int { return cmp.Compare(rank(a), rank(b)) })
	for i := range d.Checks {
		d.Checks[i].ID = "check-" + strconv.Itoa(i+1)
	}
}

// Chart says what to draw; the three exporters draw it with their own means. Numbers, labels and
// texts are final: an exporter computes nothing but places on the paper.
type Chart struct {
	ID          string    `json:"id"`   // slug, unique in the dataset
	Kind        ChartKind `json:"kind"` // the form
	Releases    []string  `json:"releases"`
	Title       string    `json:"title"`       // the finding
	Subtitle    string    `json:"subtitle"`    // unit and period
	Alt         string    `json:"alt"`         // one sentence for who cannot see it
	Description string    `json:"description"` // long description made from the data
	Unit        string    `json:"unit"`        // unit_measure of all marks
	AxisLabel   string    `json:"axis_label"`  // "billions of Canadian dollars"
	AxisMult    int       `json:"axis_mult"`   // power of ten that the axis is scaled by
	Marks       []Mark    `json:"marks"`
	Panel       *Panel    `json:"panel,omitempty"` // nil for a chart that is a figure by itself
}

// Panel makes a chart one of several of a figure. They show one list of values, each those of a scale, and follow each other.
type Panel struct {
	Figure string `json:"figure"` // the same for all of a figure: the ID of its first chart
	Title  string `json:"title"`  // the finding of the figure
}

// Figures deals charts to the figures that they make: one each, or several that are panels of one.
func Figures(charts []Chart) [][]Chart {
	var figures [][]Chart
	begin := 0
	for i := range charts {
		if next := i + 1; next == len(charts) || charts[i].Panel == nil || charts[next].Panel == nil || *charts[i].Panel != *charts[next].Panel {
			figures = append(figures, charts[begin:next:next])
			begin = next
		}
	}
	return figures
}

// ChartKind is the form of a chart.
type ChartKind string

// The forms of chart.
const (
	Bars     ChartKind = "bars"     // values side by side
	Ranges   ChartKind = "ranges"   // intervals side by side, where they tell more than their middles do
	Parts    ChartKind = "parts"    // parts of a whole; the whole, stated or derived, is the last mark
	Share    ChartKind = "share"    // one share in percent of 100, with the counted units in the label
	Line     ChartKind = "line"     // one series over time
	Slope    ChartKind = "slope"    // one thing at two times
	Ranks    ChartKind = "ranks"    // places in an order, of which the first is the highest
	Timeline ChartKind = "timeline" // how many releases came when; its marks are counted, and stated by none of them
)

// OverTime tells whether the marks of a chart of the kind follow each other in time.
func (k ChartKind) OverTime() bool { return k == Line || k == Slope || k == Timeline }

// Mark is one figure in a chart.
type Mark struct {
	Label       string            `json:"label"`
	Value       decimal.Decimal   `json:"value"`    // where the bar ends, unscaled; the middle of a range
	Interval    interval.Interval `json:"interval"` // for the arrow or whisker, unscaled
	Bound       string            `json:"bound"`    // exact, approx, more_than, …
	Display     string            `json:"display"`  // direct label: "more than 125,000"
	Period      string            `json:"period"`
	Derived     bool              `json:"derived"` // implied by other figures, drawn hatched
	Observation string            `json:"observation"`
	Mention     string            `json:"mention"` // the mention whose sentence is quoted; empty for a derived mark
	Sentence    string            `json:"sentence"`
	Speaker     string            `json:"speaker"`
}
