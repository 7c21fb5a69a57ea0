package transform_test

import (
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// A check is kept in the words of each language, and in its own where another language's dataset has no such check.
func TestRecordOfDifferentChecks(t *testing.T) {
	jobs := figure("400 jobs", "400", "1", extract.Count, "job", period("2024"), measure("jobs created", "docks"))
	doc := compose(t, "x", "en", line{text: "There are 400 jobs.", figures: []extract.Mention{jobs}}, line{text: "The 400 jobs are new.", figures: []extract.Mention{jobs}})
	english, french := build(t, "en", doc), build(t, "fr", doc)
	if len(english.Checks) == 0 || len(english.Checks) != len(french.Checks) {
		t.Fatalf("%d and %d checks", len(english.Checks), len(french.Checks))
	}
	message := func() string { return transform.Record(english, french).Checks[0].Messages[1] }
	if got, want := message(), french.Checks[0].Message; got != want {
		t.Errorf("the French message is %q, want %q", got, want)
	}
	french.Checks = nil
	if got, want := message(), english.Checks[0].Message; got != want {
		t.Errorf("without a French check the message is %q, want %q", got, want)
	}
}
