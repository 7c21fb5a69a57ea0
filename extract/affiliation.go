package extract

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Who says "we" in a quotation speaks for a body: "We looked at 24 sites," said Dana Lee, president of Northway Motors. It is
// the subject of the figure, and is known only when the speaker is.

// spoken notes that the subject of a mention is who speaks.
func (r *reading) spoken(mention int, s span) {
	if !s.empty() && r.pronominal(s) && r.pack.Is(r.scanned[s.to-1], language.Speaker) && r.Sentences[len(r.Sentences)-1].Section == Quote {
		r.ours = append(r.ours, mention)
	}
}

// affiliate gives the mentions whose subject is "we" the body that their speaker speaks for.
func (r *reading) affiliate() {
	who, body := "", ""
	for _, n := range r.ours {
		m := &r.Mentions[n]
		speaker := r.Sentences[m.Sentence].Speaker
		if speaker == "" || m.Subject != "" {
			continue
		}
		if speaker != who {
			who, body = speaker, r.affiliation(speaker)
		}
		if m.Subject = body; body != "" {
			m.Rules = append(m.Rules, "subject: body of the speaker")
		}
	}
}

// affiliation is the body that a speaker is said to speak for: the first name behind "of", "at" or "for" that follows the
// speaker's own, or "".
func (r *reading) affiliation(speaker string) string {
	const far = 160 // bytes
	for at := 0; ; {
		k := strings.Index(r.Text[at:], speaker)
		if k < 0 {
			return ""
		}
		at += k + len(speaker)
		end := min(len(r.Text), at+far)
		if line := strings.IndexByte(r.Text[at:end], '\n'); line >= 0 && strings.TrimSpace(r.Text[at+line:end]) == "" {
			end = at + line
		}
		if name := r.bodyNamed(r.stretch(at, end)); name != "" {
			return name
		}
	}
}

// bodyNamed is the first name behind a preposition, up to the end of a sentence or quotation.
func (r *reading) bodyNamed(tokens []token.Token) string {
	for i := 0; i+1 < len(tokens); i++ {
		t := tokens[i]
		if t.Kind == token.Sign && t.Rune != ',' && t.Rune != '-' && t.Rune != '&' && t.Rune != '\'' {
			return ""
		}
		if _, n := r.pack.Match(tokens, i, language.Official); n > 0 {
			return "" // "Minister of Fisheries": a government
		}
		if !r.pack.Is(t, language.Of) && !r.pack.Is(t, language.Preposition) {
			continue
		}
		k := i + 1
		for k < len(tokens) && r.pack.Is(tokens[k], language.Determiner) {
			k++
		}
		if k < len(tokens) && tokens[k].Kind == token.Word && tokens[k].Has(token.Capital) {
			end := r.pastName(tokens, k)
			if r.pack.KeepsArticles() && end == k+1 && end < len(tokens) && tokens[end].Kind == token.Word {
				end = r.pastPhrase(tokens, end) // « Association maritime des pêcheurs »
			}
			return fold(r.Text[tokens[k].Start:tokens[end-1].End])
		}
	}
	return ""
}
