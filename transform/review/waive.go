package review

import (
	"embed"
	"slices"
	"strings"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// checkKey tells which check a waiver is of.
func checkKey(kind string, observations []string) string {
	return kind + "\x00" + strings.Join(slices.Sorted(slices.Values(observations)), "\x00")
}

// Waive marks the contradictions of a dataset that the waivers are of, each with the reason in its message. One whose waiver ended
// before today, an ISO 8601 day, counts as before, and its message says so. The faults are the waivers that no contradiction
// meets, in the order of the file.
func (f *File) Waive(d *transform.Dataset, today string) ([]Fault, error) {
	if f == nil || len(f.Waivers) == 0 {
		return nil, nil
	}
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	checks := map[string][]*transform.Check{}
	for i := range d.Checks {
		c := &d.Checks[i]
		key := checkKey(c.Kind, c.Observations)
		checks[key] = append(checks[key], c)
	}
	var faults []Fault
	for i := range f.Waivers {
		w := &f.Waivers[i]
		list := checks[checkKey(w.Kind, strings.Fields(w.Observations))]
		met := false
		for _, c := range list {
			if c.Result != transform.Inconsistent {
				continue
			}
			met = true
			key := "expired"
			if today <= w.Until {
				key, c.Result = "waived", transform.Waived
			}
			c.Message += " " + words.Text(key, "by", w.By, "until", w.Until, "reason", sentence(w.Reason))
		}
		switch {
		case met:
		case len(list) > 0:
			faults = append(faults, w.at.fault("the check %q of these observations is %s now, and needs no waiver", w.Kind, list[0].Result))
		default:
			faults = append(faults, w.at.fault("no check %q compares these observations, and no others; their names change with their values", w.Kind))
		}
	}
	d.RankChecks()
	return faults, nil
}

// sentence ends a reason as a sentence ends.
func sentence(reason string) string {
	reason = strings.TrimSpace(reason)
	if strings.HasSuffix(reason, ".") || strings.HasSuffix(reason, "!") || strings.HasSuffix(reason, "?") {
		return reason
	}
	return reason + "."
}
