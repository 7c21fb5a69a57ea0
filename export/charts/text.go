package charts

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tidyrelease/transform"
)

// passage is a block of a release's text as the page shows it.
type passage struct {
	Kind  string // title, overline, heading, paragraph, list, table
	Items [][]run
	Quiet bool // boilerplate
}

// run is a stretch of text, or a figure in it.
type run struct {
	Text  string
	ID    string   // of a figure
	Other []string // ids of further figures within the same words
	Href  string   // the row of the figure
	Row   string

	Review string // what came of it when a person looked at the figure; empty where nobody has
}

// placed tells whether the mention's span can be shown in one of the blocks of the text.
func placed(text string, blocks []transform.Block, m *transform.Mention) bool {
	i, _ := slices.BinarySearchFunc(blocks, m.CharEnd, func(b transform.Block, end int) int { return cmp.Compare(b.End, end) })
	return i < len(blocks) && m.CharStart >= blocks[i].Start && valid(text, m.CharStart, m.CharEnd)
}

func valid(text string, start, end int) bool {
	return 0 <= start && start < end && end <= len(text) && boundary(text, start) && boundary(text, end)
}

func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// blocks are the release's blocks that can be shown, in order; a text without blocks is one paragraph.
func blocks(r *transform.Release) []transform.Block {
	var out []transform.Block
	end := 0
	for _, b := range r.Blocks {
		if b.Start >= end && valid(r.Text, b.Start, b.End) {
			out = append(out, b)
			end = b.End
		}
	}
	if len(out) == 0 && r.Text != "" {
		out = []transform.Block{{End: len(r.Text), Kind: "paragraph"}}
	}
	return out
}

// passages lays out a release's text with its mentions.
func passages(r *transform.Release, a *anchors) []passage {
	mentions := slices.SortedStableFunc(slices.Values(a.mentionsIn[r.ID]), func(x, y *transform.Mention) int { return cmp.Compare(x.CharStart, y.CharStart) })
	var out []passage
	all := a.blocks[r.ID]
	title := slices.IndexFunc(all, func(b transform.Block) bool { return b.Kind == "title" })
	for i, b := range all {
		var within []*transform.Mention
		for len(mentions) > 0 && mentions[0].CharStart < b.End {
			if mentions[0].CharStart >= b.Start && mentions[0].CharEnd <= b.End {
				within = append(within, mentions[0])
			}
			mentions = mentions[1:]
		}
		start, kind := b.Start, b.Kind
		switch b.Kind {
		case "heading": // no level of the page's headings is left out
			switch {
			case title < 0:
				kind = "title"
			case i < title:
				kind = "overline"
			}
		case "list_item":
			kind = "list"
			first := b.End
			if len(within) > 0 {
				first = within[0].CharStart
			}
			start += len(r.Text[start:first]) - len(strings.TrimLeft(r.Text[start:first], "•·–—-*▪◦● \t\u00a0"))
		case "table_row":
			kind = "table"
			start = len(strings.TrimRight(r.Text[:start], " \t")) // columns are aligned by what stands before the first word
		}
		item := runs(r.Text, start, b.End, within, a)
		quiet := b.Section == "boilerplate"
		if last := len(out) - 1; last >= 0 && (kind == "list" || kind == "table") && out[last].Kind == kind && out[last].Quiet == quiet {
			out[last].Items = append(out[last].Items, item)
			continue
		}
		out = append(out, passage{Kind: kind, Quiet: quiet, Items: [][]run{item}})
	}
	return out
}

// runs cuts text[start:end] at the mentions. Mentions that overlap share one run.
func runs(text string, start, end int, mentions []*transform.Mention, a *anchors) []run {
	var out []run
	for i := 0; i < len(mentions); {
		m := mentions[i]
		figure := run{ID: a.mention[m.ID], Row: a.observation[m.ObservationID], Href: href(a.observation[m.ObservationID]), Review: m.Review}
		stop := m.CharEnd
		for i++; i < len(mentions) && mentions[i].CharStart < stop; i++ {
			stop = max(stop, mentions[i].CharEnd)
			figure.Other = append(figure.Other, a.mention[mentions[i].ID])
		}
		if start < m.CharStart {
			out = append(out, run{Text: text[start:m.CharStart]})
		}
		figure.Text = text[m.CharStart:stop]
		out = append(out, figure)
		start = stop
	}
	if start < end {
		out = append(out, run{Text: text[start:end]})
	}
	return out
}
