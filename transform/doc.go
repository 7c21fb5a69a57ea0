// Package transform makes a tidy dataset of the figures that extraction found.
//
// What comes in: documents of package extract, each with its text, sentences and mentions, and a Catalogue of
// indicators. What goes out: a Dataset of releases, mentions, observations, checks and charts, whose texts are in one
// language and final, so that an exporter writes them and computes nothing. It reads no files but its own word
// lists, knows no clock, and makes the same bytes of the same documents in whatever order they come.
//
// # Method
//
// A mention becomes an interval. Package interval derives it from the last written digit and the qualifier:
// "$24.5 billion" is [24.45, 24.55) billion, "more than 125,000" is (125,000, ∞), "228,257 vehicles" is exact. Units get one
// code in all languages (package unit); a noun that is not in the vocabulary is kept as written.
//
// A mention finds its indicator by the terms of the catalogue (match.go). Terms count most in the phrase of what is
// measured, then with the figure's own noun, then in its sentence by their distance in words, where a joint such as
// "and", or another figure, keeps them apart. The unit must suit the indicator, and so must the denominator of one that is always a rate;
// words that mean many things ("output") count only where the figure is in the indicator's unit. A percentage, a factor or a
// difference with a direction is a change of the indicator; without one, it compares two things and is none. An exception near the figure
// rules an indicator out ("consumer prices" are no "prices"). An amount or a change whose measure only repeats words of a term that told of an
// indicator before, as "sales" does of "retail sales", is of that one. What no indicator claims is
// "unclassified", with its measure as label, in quotes where it is in another language, and stays in every table. The reason for
// the choice is Observation.Evidence.
//
// Mentions of one fact become one observation (join.go). Within a release, and between its English and French versions,
// two mentions are one fact when indicator, unit, denominator and direction are equal, when area, partner and period are
// equal or unstated, when the values can be one number and when their descriptions are alike. Between releases all
// of that must be stated and equal. The most exact wording gives the observation its value: the narrowest interval,
// then a stated period, then a fact list before a speech before a headline. The versions of a release are found by
// name, x.en and x.fr, by the links between their pages, or by their number and day (version.go), and their figures
// aligned by order and value (pair.go); words are never compared across languages.
//
// Relations of the catalogue give derived observations (derive.go): parts that add up to a total, and the whole that a part
// and its share imply. It also declares what a reader would work out by hand (computed.go): one figure for each of another, a part as a
// share of its whole, the change from the year before. These are made of two figures of one release, area, partner, period and subject,
// and never where the release states the value itself, or where open ends leave any number possible: "more than 70,000 jobs" and "more
// than 20,000 direct jobs" have no ratio. All are interval arithmetic with the formula kept over ids and in words, and are printed with
// no more digits than their inputs allow: 228,257 vehicles at 12% imply 1.83 to 1.98 million, not 1,902,142.
//
// Checks compare figures. A check is inconsistent only where the intervals cannot meet and something besides the numbers says that they
// belong together: a relation of the catalogue, the words of the sentence, the shape of a list, the other language version. It is undecided
// where a figure has no counterpart, where two numbers agree only because a qualifier is open at one end, or where a later release may revise
// an earlier one. Where the words leave another reading open, nothing is said.
//
//   - The catalogue declares sums and shares (check.go): direct and indirect jobs make up the jobs supported.
//   - A sentence sets its own figures against each other. Its words between the figures are read as phrases (statement.go, words.yaml)
//     and compared (stated_total.go, stated_share.go, stated_change.go, stated_rate.go): parts with the total that they are listed for ("for a total of", "in all") or that is broken down behind it;
//     a part with the whole that it is called a part of ("including", "of which"); a share with the part beside it and the whole that words
//     lead back to ("or 42% of that catch"); the size of a change with its two levels ("from 10% to 12%"); an amount for each with the
//     count and the amount for all.
//   - A list or the column of a table is added up, and held against the total that leads into it or ends it (listed.go).
//   - Statements of one fact are compared (check.go, contradict.go): two numbers, a factor of exactly a thousand or a million between them, "more
//     than" a number beside the number. For the indicators that form a line over time, so are the releases of a run (across.go): another number for the
//     same period, a leap to the next, a record that was none.
//   - Two language versions are compared figure by figure (pair.go).
//
// Sums take numbers written in full at their word, because a total that its parts do not reach is worth a warning: 1,450, 620 and 380 are not
// 2,500. Shares, changes and rates allow for zeros that may be a rounding, because they are computed before a text rounds its numbers: 42%
// of 98,000 tonnes is 40,500 to 41,900 tonnes.
//
// Key figures (headline.go) are those that the headline states, then those of the catalogue by priority, then those of the lead, then money,
// shares and people of the body; the lead's have a place among them. A release has at most six, and their numbers go round the releases.
//
// Charts (chart.go) are chosen by rules over observations, not over releases: a development of three periods or more, parts
// of a whole, a share whose part is counted, a slope from one period to another (series.go), amounts of one currency and period, one kind
// of figure for several subjects, ranges of one unit (beside.go), single figures that the catalogue asks for, and places in an order
// (ranks.go). What is too far apart for one scale is one figure of several charts. A release gets six figures at most, and none where nothing
// fits. Four releases or more have a timeline (timeline.go).
//
// # Cost
//
// Releases are read one by one, and their figures compared within a release and its language versions. Between releases, facts meet by
// lookup of all that must be equal. A fact that many releases state is one observation, of which each release sees its own
// mentions. So a run costs what its releases cost (BenchmarkBuild); within one release, the alignment of two versions
// alone costs the product of their numbers of figures.
//
// # Limits
//
// No model of language stands behind this: a figure whose sentence does not name what it measures stays unclassified,
// and two facts that a text describes in the same words are one. Amounts are never converted between currencies, nor
// between units but for a check (tonnes at a price for the kilogram), and nothing is forecast.
package transform
