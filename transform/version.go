package transform

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"tidyrelease/transform/wording"
)

// pairing finds which releases are versions of each other in two languages.
//
// What people say is taken before what can be concluded: the names that they gave the files, then the links between
// the pages, then the numbers under which a publisher counts releases, together with their days. Evidence that fits more than
// two releases is none.
type pairing struct {
	releases []Release
	other    []int // of each release the index of its other version, or -1
}

// versions gives for each release the index of its version in the other language, or -1.
func versions(releases []Release) []int {
	p := &pairing{releases: releases, other: make([]int, len(releases))}
	for i := range p.other {
		p.other[i] = -1
	}
	p.join(func(r *Release) (string, string) { return nameOf(r.ID) })
	p.byLinks()
	p.join(func(r *Release) (string, string) { return countedAs(r), r.Language })
	return p.other
}

// join pairs releases that have a key in common, where these are one in each of two languages.
func (p *pairing) join(keyOf func(*Release) (key, lang string)) {
	type candidate struct {
		lang    string
		release int
	}
	byKey := map[string][]candidate{}
	for i := range p.releases {
		if key, lang := keyOf(&p.releases[i]); key != "" && lang != "" && p.other[i] < 0 {
			byKey[key] = append(byKey[key], candidate{lang, i})
		}
	}
	for _, list := range byKey {
		if len(list) == 2 && list[0].lang != list[1].lang {
			p.pair(list[0].release, list[1].release)
		}
	}
}

func (p *pairing) pair(i, j int) { p.other[i], p.other[j] = j, i }

// nameOf parts the name of a release from the language at its end: "plan" and "en" for "plan.en", "plan_EN" and "plan-eng". The language is empty
// where the name tells none.
func nameOf(id string) (name, lang string) {
	at := strings.LastIndexAny(id, "._- ")
	if at <= 0 {
		return id, ""
	}
	for _, lang := range wording.Languages() {
		base, _ := wording.Tag(lang).Base()
		if end := id[at+1:]; strings.EqualFold(end, lang) || strings.EqualFold(end, base.ISO3()) {
			return id[:at], lang
		}
	}
	return id, ""
}

// countedAs is the number and the day of a release, by which its versions are known; empty where it lacks one of them.
func countedAs(r *Release) string {
	if r.Number == "" || r.Date == "" {
		return ""
	}
	number := strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Dash, c) {
			return '-'
		}
		return unicode.ToUpper(c)
	}, r.Number)
	return r.Date + " " + number
}

// byLinks pairs releases of which one names the other's address as that of its version in the other's language. Where the other
// names one as well, it must be the first.
func (p *pairing) byLinks() {
	at := p.addresses()
	target := make([]int, len(p.releases))
	for i := range p.releases {
		target[i] = p.target(i, at)
	}
	linked := map[int][]int{} // release → those that name it
	for i, j := range target {
		if j >= 0 {
			linked[j] = append(linked[j], i)
		}
	}
	for i, j := range target {
		if j >= 0 && len(linked[j]) == 1 && (target[j] == i || target[j] < 0 && len(linked[i]) == 0) {
			p.pair(i, j)
		}
	}
}

// addresses tells at which addresses releases without another version stand; -1 for one at which there are several. A release whose page
// tells no address stands at its name.
func (p *pairing) addresses() map[string]int {
	at := map[string]int{}
	for i := range p.releases {
		if p.other[i] >= 0 {
			continue
		}
		key := address(p.releases[i].Address)
		if key == "" {
			key = strings.ToLower(p.releases[i].ID)
		}
		if _, taken := at[key]; taken {
			i = -1
		}
		at[key] = i
	}
	return at
}

// target is the one release that release i names as its version in that one's language, or -1.
func (p *pairing) target(i int, at map[string]int) int {
	r := &p.releases[i]
	if p.other[i] >= 0 {
		return -1
	}
	for _, v := range r.Translations {
		for _, key := range [...]string{address(v.Address), fileName(v.Address)} {
			j, ok := at[key]
			if ok && j >= 0 && j != i && p.releases[j].Language == v.Language && v.Language != r.Language {
				return j
			}
		}
	}
	return -1
}

// address is an address as others may write it: without scheme, "www.", fragment and the last slash.
func address(s string) string {
	u, err := url.Parse(s)
	if s == "" || err != nil || u.Host == "" {
		return ""
	}
	key := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}

// fileName is the name, without extension, of the file that an address is saved under; an address with a query tells none.
func fileName(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.RawQuery != "" {
		return ""
	}
	base := path.Base(u.Path)
	return strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
}
