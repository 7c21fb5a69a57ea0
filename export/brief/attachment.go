package brief

import (
	"bytes"
	"io"
	"slices"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// The files that a brief has within it.
const (
	observationsFile = "observations.csv"
	mentionsFile     = "mentions.csv"
	packageFile      = "datapackage.json"
)

// attachments are the tables of the releases that a brief is about, and their description.
func attachments(d *transform.Dataset, words *wording.Catalogue, releaseIDs []string) ([]paper.Attachment, error) {
	part := only(d, releaseIDs)
	var files []paper.Attachment
	add := func(name, kind, description string, write func(io.Writer) error) error {
		var data bytes.Buffer
		err := write(&data)
		files = append(files, paper.Attachment{Name: name, Type: kind, Description: words.Text(description), Data: data.Bytes()})
		return err
	}
	for _, t := range tables.Of(part) {
		var err error
		switch t.Name + ".csv" {
		case observationsFile:
			err = add(observationsFile, "text/csv", "file_observations", t.WriteCSV)
		case mentionsFile:
			err = add(mentionsFile, "text/csv", "file_mentions", t.WriteCSV)
		}
		if err != nil {
			return nil, err
		}
	}
	err := add(packageFile, "application/json", "file_package", func(w io.Writer) error {
		return tables.WriteDataPackage(w, part, []string{mentionsFile, observationsFile})
	})
	return files, err
}

// only is the part of a dataset that some of its releases state. What it names is in it too.
func only(d *transform.Dataset, releaseIDs []string) *transform.Dataset {
	part := &transform.Dataset{Language: d.Language}
	for _, r := range d.Releases {
		if slices.Contains(releaseIDs, r.ID) {
			part.Releases = append(part.Releases, r)
		}
	}
	mentions := map[string]bool{}
	for _, m := range d.Mentions {
		if slices.Contains(releaseIDs, m.ReleaseID) {
			part.Mentions = append(part.Mentions, m)
			mentions[m.ID] = true
		}
	}
	for _, o := range d.Observations {
		here := func(id string) bool { return slices.Contains(releaseIDs, id) }
		if !slices.ContainsFunc(o.Releases, here) {
			continue
		}
		o.Mentions = slices.DeleteFunc(slices.Clone(o.Mentions), func(id string) bool { return !mentions[id] })
		o.Releases = slices.DeleteFunc(slices.Clone(o.Releases), func(id string) bool { return !here(id) })
		part.Observations = append(part.Observations, o)
	}
	return part
}
