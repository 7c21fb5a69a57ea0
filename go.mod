module tidyrelease

go 1.26.0

require (
	github.com/goccy/go-yaml v1.19.2 // indirect
	github.com/govalues/decimal v0.1.36 // indirect
	golang.org/x/text v0.43.0 // indirect
)
