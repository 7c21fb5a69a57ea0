package score

import (
	"strings"

	"tidyrelease/extract/quantity"
)

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
			parts[n] = quantity.Singular(lang, parts[n])
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}
