package brief

import (
	"bytes"
	"io"

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

// attachments are the tables of the part of a dataset that a brief is about, and their description.
func attachments(part *transform.Dataset, words *wording.Catalogue) ([]paper.Attachment, error) {
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
		return tables.WriteDataPackage(w, part, []tables.Written{{Name: mentionsFile}, {Name: observationsFile}})
	})
	return files, err
}
