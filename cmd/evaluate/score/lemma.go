package score

import (
	"strings"
	"sync"

	"tidyrelease/extract/language"
)

// packs are the language packs by code.
var packs = sync.OnceValue(func() map[string]*language.Pack {
	all := map[string]*language.Pack{}
	for _, code := range language.Codes() {
		if pack, err := language.Load(code); err == nil {
			all[code] = pack
		}
	}
	return all
})

// irregular maps plurals that no ending tells to their singular.
var irregular = map[string]string{
	"people": "person", "persons": "person", "children": "child", "women": "woman", "men": "man", "feet": "foot",
	"yeux": "œil", "travaux": "travail", "mesdames": "madame", "messieurs": "monsieur",
}

// lemma is the singular in lower case of each word.
func lemma(s, lang string) string {
	words := strings.Fields(plain(s))
	for i, w := range words {
		if l, ok := irregular[w]; ok {
			words[i] = l
			continue
		}
		parts := strings.Split(w, "-")
		for n := range parts {
			if pack := packs()[lang]; pack != nil {
				parts[n] = pack.Singular(parts[n])
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}
