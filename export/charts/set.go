package charts

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"tidyrelease/transform"
)

// Set is what the pages of a run are made of.
type Set struct {
	Datasets []*transform.Dataset // one for each language, of the same releases; that of the run comes first
	Names    []string             // what to call the page of each release, in the order of the releases
	CDN      bool                 // the chart library is loaded from its public address instead of standing in the page
}

// Page is one file of a set.
type Page struct {
	Path  string // slashes between folders
	Write func(io.Writer) error
}

// mostTogether is how many releases share one page, the versions of one counted once. More make it long, and then
// each release has a page of its own.
const mostTogether = 3

// Pages lists the pages: charts.html in the language of the run and charts.fr.html in the other one. Many releases
// have a page each, in a folder for each language, and charts.html leads to them.
func (s Set) Pages() []Page {
	var pages []Page
	for i, d := range s.Datasets {
		groups := groupsOf(d)
		all := site{
			kind: overview, path: s.file("charts", i), press: sync.OnceValues(func() (*press, error) { return newPress(d) }), cdn: s.CDN,
			translations: s.others(i, func(j int) string { return s.file("charts", j) }),
		}
		if len(groups) <= mostTogether {
			all.kind = releases
			pages = append(pages, all.page(d))
			continue
		}
		all.groups, all.home, all.list = groups, map[string]string{}, s.file("charts/releases", i)
		own := s.own(i, &all)
		pages = append(pages, all.page(d))
		if len(groups) > mostListed {
			pages = append(pages, s.listed(i, all).page(d))
		}
		pages = append(pages, own...)
	}
	return pages
}

// own lists the pages of the releases below an overview, which is told where they are.
func (s Set) own(i int, above *site) []Page {
	var pages []Page
	for g, part := range excerpts(s.Datasets[i], above.groups) {
		at := site{
			kind: releases, path: s.path(i, above.groups[g]), press: above.press, up: "../../", cdn: s.CDN, plain: true,
			overview: above.path, total: len(s.Datasets[i].Releases),
			translations: s.others(i, func(j int) string { return s.path(j, above.groups[g]) }),
		}
		for _, r := range part.Releases {
			above.home[r.ID] = at.path
		}
		pages = append(pages, at.page(part))
	}
	return pages
}

// listed is the place of the list of all releases below an overview.
func (s Set) listed(i int, above site) site {
	at := above
	at.kind, at.path, at.up, at.plain = listing, above.list, "../", true
	at.overview, at.total = above.path, len(s.Datasets[i].Releases)
	at.translations = s.others(i, func(j int) string { return s.file("charts/releases", j) })
	return at
}

// file is the name of a page of which each language has one.
func (s Set) file(name string, i int) string {
	if i == 0 {
		return name + ".html"
	}
	return name + "." + s.Datasets[i].Language + ".html"
}

// others names the pages in the other languages.
func (s Set) others(i int, path func(j int) string) map[string]string {
	paths := map[string]string{}
	for j, d := range s.Datasets {
		if j != i {
			paths[d.Language] = path(j)
		}
	}
	return paths
}

// path is that of a group's page in a language: named for the version in that language where there is one.
func (s Set) path(i int, group []int) string {
	d := s.Datasets[i]
	return "charts/" + d.Language + "/" + s.Names[versionFor(d, group)] + ".html"
}

// pageKind says what a page is of.
type pageKind string

const (
	releases pageKind = "releases" // a few releases with their texts
	overview pageKind = "overview" // many, each of which has a page
	listing  pageKind = "list"     // the names of many
)

// site is a page's place among the others.
type site struct {
	kind         pageKind
	path         string
	press        func() (*press, error)
	up           string            // leads from the page to the folder of the overview
	overview     string            // the page over all releases; empty when there is none above
	total        int               // how many releases that has
	list         string            // the page that names all, seen from the overview
	translations map[string]string // language → page
	groups       [][]int           // of an overview or a list: the releases, by index
	home         map[string]string // of these: release id → its page
	cdn          bool
	plain        bool // without the chart library inside: a page of a set would be mostly library
}

func (s site) page(d *transform.Dataset) Page {
	return Page{s.path, func(w io.Writer) error {
		lib, err := s.library()
		if err != nil {
			return fmt.Errorf("charts: %w", err)
		}
		shared, err := s.press()
		if err != nil {
			return fmt.Errorf("charts: %w", err)
		}
		if err := shared.write(w, d, s, lib); err != nil {
			return fmt.Errorf("charts: %s: %w", s.path, err)
		}
		return nil
	}}
}

func (s site) library() (chartLibrary, error) {
	if s.cdn {
		return chartLibrary{url: libraryURL}, nil
	}
	if s.plain {
		return chartLibrary{}, nil
	}
	code, err := library.ReadFile("library/echarts.min.js")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return chartLibrary{}, err
	}
	return chartLibrary{code: code}, nil
}
